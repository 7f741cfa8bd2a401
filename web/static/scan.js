// Reads a code by the camera where the browser can; where it cannot, the page has a photograph or typing instead.
(function () {
  "use strict";
  var typed = document.getElementById("typed"), video = document.getElementById("seen");
  var told = document.getElementById("told"), start = document.getElementById("start");
  var EVERY = 250;
  if (!typed || !window.BarcodeDetector || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) { return; }
  function over(stream) { stream.getTracks().forEach(function (track) { track.stop(); }); video.hidden = true; start.hidden = false; }
  function look(detector, stream) {
    if (document.hidden) { over(stream); return; }
    detector.detect(video).then(function (found) {
      var said = found.length ? found[0].rawValue.trim() : "";
      if (!said) { window.setTimeout(look, EVERY, detector, stream); return; }
      over(stream);
      document.getElementById("code").value = said;
      typed.submit();
    }, function () { window.setTimeout(look, EVERY, detector, stream); });
  }
  window.BarcodeDetector.getSupportedFormats().then(function (formats) {
    if (formats.indexOf("qr_code") < 0) { return; }
    document.getElementById("camera").hidden = false;
    start.addEventListener("click", function () {
      told.textContent = "";
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false }).then(function (stream) {
        start.hidden = true;
        video.hidden = false;
        video.srcObject = stream;
        return video.play().then(function () { look(new window.BarcodeDetector({ formats: ["qr_code"] }), stream); });
      }).catch(function () { told.textContent = "不能使用摄像头；请在下面拍照或者输入编号。"; });
    });
  }, function () { return null; });
})();

// What the console does beyond what pages do by themselves: each part only makes easier what works without it.
(function () {
  "use strict";
  // A form is sent once; going back and sending again is caught by its key.
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) { return; }
    var buttons = event.target.querySelectorAll("button");
    window.setTimeout(function () {
      buttons.forEach(function (button) { button.disabled = true; });
    }, 0);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form button").forEach(function (button) { button.disabled = false; });
  });
  // What was refused is read first.
  var problem = document.getElementById("problem");
  if (problem) { problem.focus(); }
  // Who signs in finds nothing on the telephone of whoever was there before.
  if (/\/sign-in$/.test(window.location.pathname) && window.caches) { window.caches.delete("gridcase-field"); }
  // A token behind the number sign of the address signs in; it never reaches a log.
  var token = document.getElementById("token");
  if (token && window.location.hash.length > 1) {
    token.value = decodeURIComponent(window.location.hash.slice(1));
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
    token.form.submit();
  }
})();

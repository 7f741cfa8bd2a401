// Forms of the field: each is kept on the telephone under a key made here, and taken over once, in order, with network.
(function () {
  "use strict";
  var form = document.getElementById("field");
  if (!form || !window.indexedDB || !window.fetch) { return; }
  var HERE = "/console/field", FORMS = "forms", MINUTE = 60000, HENGYANG = 8 * 60 * MINUTE, CLOCK = 5 * MINUTE, AGAIN = MINUTE / 2;
  var busy = false, keeping = false, signed = 0, later = 0, picture = null;
  function at(id) { return document.getElementById(id); }
  function opened() {
    return new Promise(function (done, wrong) {
      var asked = indexedDB.open("gridcase-field", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore(FORMS, { keyPath: "id", autoIncrement: true }); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = function () { wrong(asked.error); };
    });
  }
  function within(way, what) {
    return opened().then(function (base) {
      return new Promise(function (done, wrong) {
        var asked, all = base.transaction(FORMS, way);
        asked = what(all.objectStore(FORMS));
        all.oncomplete = function () { base.close(); done(asked.result); };
        all.onerror = all.onabort = function () { base.close(); wrong(all.error); };
      });
    });
  }
  function listed() { return within("readonly", function (forms) { return forms.getAll(); }); }
  function put(one) { return within("readwrite", function (forms) { return forms.put(one); }); }
  function drop(id) { return within("readwrite", function (forms) { return forms.delete(id); }); }
  function newKey() {
    var chance = new Uint8Array(18);
    crypto.getRandomValues(chance);
    return "phone-" + btoa(String.fromCharCode.apply(null, chance)).replace(/\+/g, "-").replace(/\//g, "_");
  }
  function say(id, words) { at(id).textContent = words; at(id).hidden = !words; }
  function element(name, words) { var made = document.createElement(name); made.textContent = words; return made; }
  function button(words, done) {
    var made = element("button", words);
    made.type = "button"; made.className = "quiet"; made.addEventListener("click", done);
    return made;
  }
  function value(one, name) {
    var found = one.said.filter(function (pair) { return pair[0] === name; })[0];
    return found ? found[1] : "";
  }
  function moment(at) { return new Date(at + HENGYANG).toISOString().slice(0, 16); }
  function show() {
    say("stuck", "");
    at("offline").hidden = navigator.onLine;
    return listed().then(function (forms) {
      at("kept").textContent = "";
      at("waiting").hidden = forms.length === 0;
      forms.forEach(function (one) {
        var row = element("li", moment(one.signed).replace("T", " ") + "　" + value(one, "place") + "　" +
          (one.person === form.dataset.person ? (one.refused ? (one.over ? one.over + "　" : "没有办理：") + one.refused : "等待提交") : "由另一人填写，请其登录后提交"));
        if (one.refused) {
          row.appendChild(document.createElement("br"));
          row.appendChild(one.over ? another(one) : button("改填", function () { refill(one); }));
          row.appendChild(button("删去", function () { drop(one.id).then(show); }));
        }
        at("kept").appendChild(row);
      });
    });
  }
  // All but the photograph was done: another one goes under the same key, so that nothing else is done again.
  function another(one) {
    var label = element("label", "另选照片 "), made = document.createElement("input");
    made.type = "file"; made.accept = "image/*";
    made.addEventListener("change", function () {
      if (!made.files.length) { return; }
      one.photo = made.files[0]; one.refused = ""; one.over = "";
      put(one).then(show).then(flush);
    });
    label.appendChild(made);
    return label;
  }
  function refill(one) {
    signed = one.signed;
    picture = one.photo;
    form.reset();
    form.querySelectorAll("[type=checkbox]").forEach(function (box) { box.checked = false; });
    one.said.forEach(function (pair) {
      form.querySelectorAll("[name='" + pair[0] + "']").forEach(function (field) {
        if (field.type === "checkbox") { field.checked = field.checked || field.value === pair[1]; }
        else if (field.type !== "file") { field.value = pair[1]; }
      });
    });
    drop(one.id).then(show).then(function () { at("place").focus(); });
  }
  function kept() {
    var said = [], photo = picture;
    new FormData(form).forEach(function (given, name) {
      if (typeof given !== "string") { photo = given.size ? given : photo; }
      else if (name !== "csrf" && name !== "key") { said.push([name, given]); }
    });
    return put({ key: newKey(), person: form.dataset.person, signed: signed || Date.now(), said: said, photo: photo });
  }
  function lost(why) { say("stuck", why); throw new Error(why); }
  function asked() {
    return fetch(HERE + "/now", { headers: { Accept: "application/json" }, cache: "no-store" }).then(function (answer) {
      if ((answer.headers.get("Content-Type") || "").indexOf("application/json") < 0) {
        lost("登录已经结束，请重新登录；填写的表单还在本机。");
      }
      return answer.json().then(function (told) { told.at = Date.now(); return told; });
    });
  }
  function body(one, told) {
    var made = new FormData();
    one.said.forEach(function (pair) { made.append(pair[0], pair[1]); });
    if (one.photo) { made.append("photo", one.photo, "photo.jpg"); }
    made.append("csrf", told.seal);
    made.append("key", one.key);
    made.append("kept_by", one.person);
    if (one.happened) { made.append("happened_at", one.happened); }
    return made;
  }
  // How long ago it was is told by one clock, that of the telephone; what time it is, the server alone tells.
  function dated(one, told) {
    if (one.happened) { return Promise.resolve(); }
    one.happened = moment(Date.parse(told.now) - Math.max(0, told.at - one.signed));
    return put(one);
  }
  function sent(one, told) {
    return dated(one, told).then(function () {
      return fetch(HERE, { method: "POST", body: body(one, told), headers: { Accept: "application/json" } });
    }).then(function (answer) {
      if (answer.status >= 500) { lost("系统暂时不能接收，稍后再提交；填写的表单还在本机。"); }
      if (answer.redirected) { lost("登录已经结束，请重新登录；填写的表单还在本机。"); }
      return answer.json().catch(function () {
        if (answer.ok) { throw new Error("unread"); }
        return { detail: "系统没有接收这张表（" + answer.status + "）；照片太大的，请减小后改填。" };
      }).then(function (said) {
        if (!answer.ok) { one.refused = said.detail; return put(one); }
        var row = element("li", ""), link = element("a", said.file_no);
        link.href = "/console/files/" + said.file_no;
        row.appendChild(link);
        row.appendChild(document.createTextNode("　" + value(one, "place") + (said.refused ? "　其余没有办理：" + said.refused : "")));
        // What was typed of the stop is not lost with the form: its own form holds it, or else it is told here.
        if (said.refill) {
          var again = element("a", "改填当场制止的措施");
          again.href = said.refill;
          row.appendChild(document.createTextNode("　"));
          row.appendChild(again);
          row.appendChild(document.createTextNode("（填写的内容已存为草稿）"));
        } else if (said.typed) { row.appendChild(document.createTextNode("　填写的制止措施：" + said.typed)); }
        at("sent").appendChild(row);
        at("answered").hidden = false;
        if (said.photo) { one.over = said.file_no; one.refused = "照片没有收下，其余已经办理：" + said.photo; return put(one); }
        return drop(one.id);
      });
    });
  }
  function flush() {
    if (busy) { return Promise.resolve(); }
    busy = true;
    return listed().then(function (forms) {
      var mine = forms.filter(function (one) { return one.person === form.dataset.person && !one.refused; });
      if (!mine.length) { return null; }
      return asked().then(function (told) {
        var off = Date.now() - Date.parse(told.now);
        say("clock", Math.abs(off) > CLOCK ? "本机时钟与系统相差" + Math.round(Math.abs(off) / MINUTE) + "分钟；发生时刻按系统的时间推算。" : "");
        if (told.person !== form.dataset.person) { lost("登录的不是填写人；填写的表单还在本机。"); }
        return mine.reduce(function (before, one) { return before.then(function () { return sent(one, told); }); }, Promise.resolve());
      });
    }).then(function () { busy = false; return show(); }, function () {
      var why = at("stuck").textContent || (navigator.onLine ? "没有送到，稍后自动再提交；填写的表单还在本机。" : "");
      busy = false;
      window.clearTimeout(later);
      later = window.setTimeout(flush, AGAIN);
      return show().then(function () { say("stuck", why); });
    });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!form.querySelector("[name=pollution]:checked")) {
      say("stuck", "请选择是什么问题，可以选几项。");
      form.querySelector("[name=pollution]").focus();
      return;
    }
    if (keeping) { return; }
    keeping = true;
    kept().then(function () {
      keeping = false; signed = 0; picture = null; form.reset();
      return show();
    }).then(flush, function () {
      keeping = false;
      say("stuck", "本机存不下这张表，没有提交；请记下内容，腾出空间后重新填写。");
    });
  });
  at("flush").addEventListener("click", flush);
  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  if ("serviceWorker" in navigator) { navigator.serviceWorker.register("/console/worker.js", { scope: "/console/" }); }
  show().then(flush);
})();

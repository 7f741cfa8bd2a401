// Keeps the page of the field, and what it is drawn with, on the telephone: with network it is always asked for anew.
"use strict";
var KEPT = "gridcase-field";
var PAGE = "/console/field";
var WITH_IT = ["/console/static/console.css", "/console/static/console.js", "/console/static/field.js",
  "/console/static/htmx-2.0.4.min.js"];
self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(KEPT).then(function (kept) { return kept.addAll(WITH_IT); })
    .then(function () { return self.skipWaiting(); }));
});
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
function keep(address, answer) {
  var copy = answer.clone();
  return caches.open(KEPT).then(function (kept) { return kept.put(address, copy); }).then(function () { return answer; });
}
self.addEventListener("fetch", function (event) {
  var asked = event.request;
  var path = new URL(asked.url).pathname;
  if (asked.method !== "GET") { return; }
  if (asked.mode === "navigate") {
    event.respondWith(fetch(asked).then(function (answer) {
      return path === PAGE && answer.ok && !answer.redirected ? keep(PAGE, answer) : answer;
    }).catch(function (gone) {
      return caches.match(PAGE).then(function (found) { if (found) { return found; } throw gone; });
    }));
  } else if (WITH_IT.indexOf(path) >= 0) {
    event.respondWith(fetch(asked).then(function (answer) { return answer.ok ? keep(path, answer) : answer; })
      .catch(function (gone) {
        return caches.match(path).then(function (found) { if (found) { return found; } throw gone; });
      }));
  }
});

// One notice where the page's own script did not begin. Written in the JavaScript of 2009, which every browser reads.
(function () {
  "use strict";
  var page = document.documentElement;
  var place = document.getElementById("main");
  if (!place || page.getAttribute("data-nbp-begun")) return;
  var lines = [
    "This page does not work in this browser. Nothing that you click here is saved.",
    "The course needs Safari 16, Firefox 115, or Chrome or Edge 105, or a newer one. Update this browser, or use another.",
    "Is yours new enough? Then load the page again, and tell your teacher if this does not help."
  ];
  var note = document.createElement("div");
  note.className = "nbp-notice nbp-too-old";
  note.setAttribute("role", "alert");
  note.setAttribute("data-look", "warn");
  for (var i = 0; i < lines.length; i += 1) {
    var line = document.createElement("p");
    line.appendChild(document.createTextNode(lines[i]));
    note.appendChild(line);
  }
  place.insertBefore(note, place.firstChild);
  // What a quiz promises of its clicks does not hold here.
  var strong = place.getElementsByTagName("strong");
  for (var j = strong.length - 1; j >= 0; j -= 1) {
    var promise = strong[j].parentNode;
    if (strong[j].textContent === "Each click is saved." && promise.parentNode) promise.parentNode.removeChild(promise);
  }
})();

/* On a phone the notes of an item stand after its text, folded under a line that says what they are of: the text comes
   first. Elsewhere, on paper and without scripts they stand where the page has them. */
(function () {
  "use strict";

  var narrow = window.matchMedia("screen and (max-width: 44.9844em)");
  var KINDS = [
    { name: "台账", marks: "a[href*='ledger/']" },
    { name: "法规", marks: "a[href*='regulations/']" },
    { name: "沿用", marks: "a[href*='compare/']", once: true }
  ];

  function summary(note) {
    var line = document.createElement("summary"), told = [];
    KINDS.forEach(function (kind) {
      var found = note.querySelectorAll(kind.marks).length;
      if (found) told.push(kind.name + (kind.once ? "" : " " + found));
    });
    /* What leads nowhere is a figure, or what was corrected, which bears a mark. */
    var own = Array.from(note.querySelectorAll("p")).filter(function (part) { return !part.querySelector("a"); });
    var corrected = own.filter(function (part) { return part.querySelector("i"); }).length;
    if (own.length > corrected) told.push("指标 " + (own.length - corrected));
    if (corrected) told.unshift("更正 " + corrected);
    line.textContent = told.join(" · ") || "说明";
    note.querySelectorAll(".yb-alarm").forEach(function (mark) { line.append(" ", mark.cloneNode(true)); });
    return line;
  }

  function end(note) {
    var next = note.nextElementSibling;
    while (next && !next.matches("h2, h3, div, nav")) next = next.nextElementSibling;
    return next;
  }

  function fold(note) {
    var box = document.createElement("details"), next = end(note), more = note.querySelector("details");
    box.className = "yb-note__fold";
    box.append(summary(note));
    note.replaceWith(place(note));
    note.yearbookPlace.parentNode.insertBefore(box, next);
    box.append(note);
    if (more) more.open = true;
  }

  function place(note) {
    note.yearbookPlace = note.yearbookPlace || document.createComment("");
    return note.yearbookPlace;
  }

  function unfold(note) {
    var box = note.parentNode, more = note.querySelector("details");
    if (more) more.open = false;
    note.yearbookPlace.replaceWith(note);
    box.remove();
  }

  function arrange(isNarrow) {
    document.querySelectorAll(".yb-title--report ~ .yb-note, .yb-note__fold > .yb-note").forEach(function (note) {
      var isFolded = note.parentNode.className === "yb-note__fold";
      if (isNarrow && !isFolded) fold(note);
      if (!isNarrow && isFolded) unfold(note);
    });
  }

  function now() { arrange(narrow.matches); }

  narrow.addEventListener("change", now);
  /* Before print.js gathers the notes, and once it has put them back. */
  window.addEventListener("beforeprint", function () { arrange(false); });
  window.addEventListener("afterprint", function () { setTimeout(now, 0); });
  now();
})();

/* The articles of an edition: chapters fold, and articles can be narrowed to those that changed or are cited.
   Without scripts every article stands there open, and nothing that does nothing. */
(function () {
  "use strict";

  var ALL = "all";
  var SHOWN = { from: ".yb-from", into: ".yb-into", cited: ".yb-cites" };

  function each(list, work) { Array.prototype.forEach.call(list, work); }

  function make(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* Kept for the visit at most; where a browser keeps nothing, nothing is kept. */
  var memory = {
    key: "yb-folded:" + location.pathname,
    read: function () {
      try { return JSON.parse(sessionStorage.getItem(this.key)) || []; } catch (error) { return []; }
    },
    write: function (folded) {
      try { sessionStorage.setItem(this.key, JSON.stringify(folded)); } catch (error) { return; }
    }
  };

  function mount(bar) {
    if (bar.firstChild) return;
    var rows = Array.from(document.querySelectorAll(".yb-row"));
    var chapters = Array.from(document.querySelectorAll(".yb-chapter"));
    var unit = bar.getAttribute("data-yb-unit"), show = ALL;
    var choices = make("fieldset", "yb-bar__show"), count = make("output", "yb-bar__count"), every = null;
    var line = make("span");

    function body(chapter) { return chapter.querySelector(".yb-rows"); }
    function isOpen(chapter) { return !body(chapter).hidden; }

    /* Folded words are still found by the browser's own search where it can. */
    function fold(chapter, open) {
      var button = chapter.querySelector(".yb-chapter__fold");
      if (open) body(chapter).removeAttribute("hidden");
      else body(chapter).setAttribute("hidden", "until-found");
      button.setAttribute("aria-expanded", String(open));
      button.textContent = open ? "收起" : "展开";
      button.setAttribute("aria-label", button.textContent + "：" + chapter.querySelector("h2").firstChild.textContent);
    }

    function remember() {
      memory.write(chapters.filter(function (one) { return !isOpen(one); }).map(function (one) {
        return one.querySelector("h2").id;
      }));
      if (every) every.textContent = chapters.some(isOpen) ? "全部收起" : "全部展开";
    }

    function narrow(to) {
      show = to;
      rows.forEach(function (row) { row.hidden = show !== ALL && !row.querySelector(SHOWN[show]); });
      chapters.forEach(function (chapter) { chapter.hidden = !chapter.querySelector(".yb-row:not([hidden])"); });
      /* The heading of a book has its chapters after it and not in it. */
      each(document.querySelectorAll(".yb-chapter"), function (chapter) {
        var book = chapter.previousElementSibling;
        if (!book || book.tagName !== "H2") return;
        var next = chapter, any = false;
        while (next && next.classList.contains("yb-chapter")) {
          any = any || !next.hidden;
          next = next.nextElementSibling;
        }
        book.hidden = !any;
      });
      var shown = rows.filter(function (row) { return !row.hidden; }).length;
      count.textContent = show === ALL ? "" : "共 " + rows.length + " " + unit + "，现在列出 " + shown + " " + unit;
      bar.classList.toggle("yb-bar--chosen", show !== ALL);
      var radio = choices.querySelector("[value='" + show + "']");
      if (radio) radio.checked = true;
      var all = function () { narrow(ALL); };
      window.ybChips(line, show === ALL ? [] : [{ words: radio.nextSibling.textContent.replace(/ \d+$/, ""), drop: all }], all, choices.querySelector("input"));
    }

    function choice(value, words, number) {
      var label = make("label", "yb-bar__choice"), radio = make("input");
      radio.type = "radio";
      radio.name = "yb-show";
      radio.value = value;
      radio.addEventListener("change", function () { narrow(value); });
      label.appendChild(radio);
      label.appendChild(make("span", "", words + " " + number));
      choices.appendChild(label);
    }

    /* Whatever is asked for is shown: its chapter opens, and a choice that hides it is given up. */
    function reveal() {
      var id = decodeURIComponent(location.hash.slice(1)), target = id && document.getElementById(id);
      if (!target) return;
      var row = target.closest(".yb-row"), chapter = target.closest(".yb-chapter");
      var side = target.closest(".yb-side"), folded = target.closest("details");
      if ((row && row.hidden) || (chapter && chapter.hidden) || target.hidden) narrow(ALL);
      if (chapter && !isOpen(chapter)) {
        fold(chapter, true);
        remember();
      }
      if (side) side.querySelector(".yb-side__open").checked = true;
      if (folded) folded.open = true;
      if (row || chapter || side || folded) target.scrollIntoView();
    }

    chapters.forEach(function (chapter) {
      var button = make("button", "yb-chapter__fold"), heading = chapter.querySelector("h2");
      button.type = "button";
      button.addEventListener("click", function () {
        fold(chapter, !isOpen(chapter));
        remember();
      });
      body(chapter).addEventListener("beforematch", function () {
        fold(chapter, true);
        remember();
      });
      heading.appendChild(button);
      fold(chapter, memory.read().indexOf(heading.id) < 0);
    });

    choices.appendChild(make("legend", "yb-sr", "列出哪些"));
    choice(ALL, "全部", rows.length);
    [["from", bar.getAttribute("data-yb-from")], ["into", bar.getAttribute("data-yb-into")], ["cited", "被引用"]]
      .forEach(function (pair) {
        var number = rows.filter(function (row) { return row.querySelector(SHOWN[pair[0]]); }).length;
        if (number && number < rows.length) choice(pair[0], pair[1], number);
      });
    if (choices.querySelectorAll("input").length > 1) bar.appendChild(choices);
    if (chapters.length > 1) {
      every = make("button", "yb-bar__every");
      every.type = "button";
      every.addEventListener("click", function () {
        var open = !chapters.some(isOpen);
        chapters.forEach(function (chapter) { fold(chapter, open); });
        remember();
      });
      bar.appendChild(every);
    }
    bar.appendChild(count);
    bar.appendChild(line);
    narrow(ALL);
    remember();
    window.addEventListener("hashchange", reveal);
    document.addEventListener("yb-reveal", reveal);
    reveal();
  }

  function start() {
    each(document.querySelectorAll("[data-yb-component='articles']"), mount);
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

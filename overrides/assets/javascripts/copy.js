/* The address of an item, an article or an entry, for whoever writes it elsewhere: 2023#w1, dangzhang/2022#art-15, 2025-01.
   A button at each copies it; from a folder, where browsers give no clipboard, by selecting it first. Without scripts it
   stands in the address of the page. */
(function () {
  "use strict";

  var PLACES = "article h3[id], article th > [id^='e-']";
  var SHOWN_MS = 3000;

  /* As pages name each other: the paper or the edition and its place; an entry of a ledger is known by its number alone. */
  function nameOf(place) {
    var form = document.querySelector("[data-yb-top]");
    var root = new URL(form ? form.getAttribute("data-yb-top") || "./" : "./", location.href).href;
    var page = decodeURI(location.href.split(/[?#]/)[0]).slice(decodeURI(root).length).replace(/\.html$/, "");
    var paper = /^(?:reports|regulations)\/(.+)$/.exec(page);
    if (/^e-/.test(place.id)) return place.id.slice(2);
    return paper ? paper[1] + "#" + place.id : "";
  }

  function select(text) {
    var box = document.createElement("textarea");
    box.className = "yb-sr";
    box.value = text;
    document.body.appendChild(box);
    box.select();
    var done = document.execCommand("copy");
    box.remove();
    return done;
  }

  function copy(text) {
    if (!navigator.clipboard) return Promise.resolve(select(text));
    return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return select(text); });
  }

  function mount(place) {
    var name = nameOf(place), button = document.createElement("button");
    if (!name || place.querySelector(".yb-copy")) return;
    button.type = "button";
    button.className = "yb-copy";
    button.textContent = "复制编号";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      copy(name).then(function (done) {
        /* What could not be copied stands there, to be copied by hand. */
        button.textContent = (done ? "已复制 " : "编号 ") + name;
        button.focus();
        if (done) setTimeout(function () { button.textContent = "复制编号"; }, SHOWN_MS);
      });
    });
    place.append(" ", button);
  }

  function start() {
    document.querySelectorAll(PLACES).forEach(mount);
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

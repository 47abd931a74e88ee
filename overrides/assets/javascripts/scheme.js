/* Light or dark, as the reader has chosen, else as the machine asks. Stands in the header and not at the end of the
   page, so that nothing is painted in the wrong one first. Without scripts a page is light, and offers no choice. */
(function () {
  "use strict";

  var NAME = "yb-scheme", DARK = "slate", LIGHT = "default";
  var MOON = "M2 12a10 10 0 0 0 13 9.54 10 10 0 0 1 0-19.08A10 10 0 0 0 2 12";
  var SUN = "M12 18a6 6 0 0 1-6-6 6 6 0 0 1 6-6 6 6 0 0 1 6 6 6 6 0 0 1-6 6m8-2.69L23.31 12 20 8.69V4h-4.69L12 .69 " +
    "8.69 4H4v4.69L.69 12 4 15.31V20h4.69L12 23.31 15.31 20H20z";
  var machine = window.matchMedia("(prefers-color-scheme: dark)");
  var button = document.createElement("button");

  /* A browser that keeps nothing refuses by an error. */
  function chosen() {
    try { return localStorage.getItem(NAME); } catch (error) { return null; }
  }

  function keep(scheme) {
    try { localStorage.setItem(NAME, scheme); } catch (error) { /* Then it holds for this page. */ }
  }

  function show(scheme) {
    var words = scheme === DARK ? "换成浅色" : "换成深色";
    document.body.setAttribute("data-md-color-scheme", scheme);
    button.title = words;
    button.setAttribute("aria-label", words);
    button.firstChild.firstChild.setAttribute("d", scheme === DARK ? SUN : MOON);
  }

  function asked() {
    return machine.matches ? DARK : LIGHT;
  }

  button.type = "button";
  button.className = "md-header__button md-icon yb-scheme";
  button.innerHTML = "<svg viewBox='0 0 24 24' aria-hidden='true'><path></path></svg>";
  button.addEventListener("click", function () {
    var scheme = document.body.getAttribute("data-md-color-scheme") === DARK ? LIGHT : DARK;
    keep(scheme);
    show(scheme);
  });
  machine.addEventListener("change", function () { if (!chosen()) show(asked()); });
  show(chosen() || asked());
  document.currentScript.after(button);
})();

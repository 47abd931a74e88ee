/* The form of a page: one item at a time, and the page beside it as it will look while one types.
   Without it all items stand below one another, and the page follows the button 看一看. */
(function () {
  "use strict";

  var AFTER_TYPING = 400;
  var form = document.querySelector("[data-yb-editing]");
  if (!form) return;
  var list = form.querySelector(".yb-edit__list"), page = form.querySelector(".yb-edit__page");
  var timer = null, asked = 0;

  function all(selector, within) {
    return Array.prototype.slice.call((within || form).querySelectorAll(selector));
  }

  function links() { return all("a[href^='#f-']", list); }

  function wanted() {
    var there = form.querySelector(location.hash && /^#f-\w+$/.test(location.hash) ? location.hash : "#none");
    return there || form.querySelector(".yb-edit__fields .yb-edit__section[id]");
  }

  /* Bring the place of the current item into sight on the page, without moving the form. */
  function follow(link) {
    var there = link && link.dataset.ybId && page.querySelector("#" + link.dataset.ybId);
    page.scrollTop = there ? page.scrollTop + there.getBoundingClientRect().top - page.getBoundingClientRect().top : 0;
  }

  function mark(moves) {
    var current = wanted();
    all(".yb-edit__fields > fieldset").forEach(function (one) { one.hidden = one !== current; });
    links().forEach(function (link) {
      var is = current && link.hash === "#" + current.id;
      if (is) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      if (is && moves) follow(link);
    });
  }

  function put(fresh) {
    var look = fresh.querySelector("[data-yb-look]"), top = page.scrollTop, items = fresh.querySelector("[data-yb-list]");
    if (!look || !items) return;
    var why = look.querySelector("[data-yb-why]"), old = page.querySelector("[data-yb-why]");
    if (old) old.remove();
    /* While something is wrong, the page stays as it could be seen last. */
    if (why && page.querySelector("h1")) {
      page.insertBefore(why, page.firstChild);
    } else {
      page.textContent = "";
      page.appendChild(look);
    }
    page.scrollTop = top;
    var focused = list.contains(document.activeElement) ? document.activeElement.hash : "";
    list.innerHTML = items.innerHTML;
    links().forEach(function (link) { if (focused && link.hash === focused) link.focus(); });
    all("[data-yb-told]").forEach(function (place) {
      var told = fresh.querySelector("[data-yb-for='" + place.id + "']");
      place.innerHTML = told ? told.innerHTML : "";
    });
    mark(false);
  }

  function look() {
    var number = asked += 1;
    fetch(form.dataset.ybEditing, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (text) {
        /* One that was asked for before the last edit is of yesterday. */
        if (text && number === asked) put(new DOMParser().parseFromString(text, "text/html"));
      })
      .catch(function () { /* That the desk is gone, the draft says. */ });
  }

  form.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(look, AFTER_TYPING);
  });

  /* The paragraphs as they are typed, to choose from where an item is parted. */
  all("[data-yb-paragraphs]").forEach(function (choice) {
    choice.addEventListener("focus", function () {
      var lines = form.elements[choice.dataset.ybParagraphs].value.split("\n").filter(function (line) { return line.trim(); });
      var at = choice.value;
      choice.textContent = "";
      lines.slice(1).forEach(function (line, number) { choice.add(new Option(line.slice(0, 20) + "…", number + 1)); });
      choice.value = at;
    });
  });

  window.addEventListener("hashchange", function () { mark(true); });
  form.classList.add("yb-edit--one");
  mark(true);
})();

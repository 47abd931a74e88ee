/* Beside a link in a report: what the provision or concept asks. The words are those at the foot of the page, so
   nothing is fetched, and without scripts they are read there. A mouse or the keyboard gets a card in the margin, or
   under the line where there is none; a finger gets it under the paragraph, and follows the link by a second touch. */
(function () {
  "use strict";

  var ID = "yb-gloss", GAP = 8, NARROW = 220, WIDE = 380, WAIT_MS = 120, GRACE_MS = 400;
  var ADDRESS = /(?:^|\/)regulations\/([\w/-]+)\.html(?:#([\w-]+))?$/;
  var ARTICLE = /^(?:art|part)-\d+(?:_\d+)*/;
  var state = { link: null, card: null, timer: 0, touched: false };

  function made(name, className, content) {
    var element = document.createElement(name);
    element.className = className;
    if (typeof content === "string") element.textContent = content;
    else (content || []).forEach(function (node) { element.appendChild(node.cloneNode(true)); });
    return element;
  }

  /* What the foot says, by the place that a link leads to. */
  function read(foot) {
    var found = {};
    Array.from(foot.querySelectorAll(".yb-rules tr")).forEach(function (row) {
      var link = row.cells[1] && row.cells[1].querySelector("a"), title = row.querySelector("th");
      if (!link || !title) return;
      var page = ADDRESS.exec(link.getAttribute("href"))[1];
      var name = "《" + title.textContent + "》" + (/\d/.test(link.textContent) ? link.textContent : "");
      found[page] = [made("div", "yb-gloss__title", name), made("div", "", Array.from(row.cells[2].childNodes))];
      var below = row.nextElementSibling, topics = below && below.querySelector(".yb-rules__topics");
      if (topics && !below.querySelector("th")) found[page].push(made("div", "", Array.from(topics.childNodes)));
      var parts = below ? Array.from(below.querySelectorAll("details")) : [];
      parts.forEach(function (part) {
        var lines = Array.from(part.querySelectorAll("p")), anchor = ADDRESS.exec(lines.pop().firstChild.href)[2];
        found[page + "#" + anchor] = [made("div", "yb-gloss__title", name)].concat(
          made("div", "yb-gloss__topic", Array.from(part.querySelector("summary").childNodes)),
          lines.map(function (line) { return made("div", "", Array.from(line.childNodes)); })
        );
      });
    });
    Array.from(foot.querySelectorAll(".yb-terms li")).forEach(function (term) {
      var nodes = Array.from(term.childNodes), words = nodes[0].textContent.split("：");
      var says = [made("div", "yb-gloss__title", words.shift()), made("div", "", words.join("：").trim())]
        .filter(function (line) { return line.textContent; });
      var basis = nodes.length > 1 ? [document.createTextNode("当时的依据：")].concat(nodes.slice(1)) : [];
      found["concepts#" + term.id.slice(3)] = basis.length ? says.concat(made("div", "yb-gloss__aside", basis)) : says;
    });
    return found;
  }

  function find(entries, link) {
    var place = link && ADDRESS.exec(link.getAttribute("href") || "");
    if (!place || link.closest(".yb-foot, .yb-gloss")) return null;
    var anchor = ARTICLE.exec(place[2] || "");
    return entries[place[1] + "#" + (anchor ? anchor[0] : place[2])] || entries[place[1]] || null;
  }

  function hide() {
    clearTimeout(state.timer);
    var card = state.card, link = state.link;
    if (!card) return;
    /* What has the focus tells, as it goes, that it loses it. */
    state.card = state.link = null;
    link.removeAttribute("aria-describedby");
    card.remove();
  }

  /* In the margin at the height of the link, where the text is not covered; else under its line, or above it. */
  function put(card, link, pointer) {
    var rects = Array.from(link.getClientRects());
    var line = rects.filter(function (rect) { return pointer && pointer.y <= rect.bottom; })[0] || rects[0];
    var text = link.closest("p, li").getBoundingClientRect(), side = text.right + 2 * GAP;
    var room = document.querySelector(".md-content").getBoundingClientRect().right - side;
    var free = room >= NARROW;
    card.style.width = Math.min(free ? room : WIDE, WIDE, window.innerWidth - 2 * GAP) + "px";
    var box = card.getBoundingClientRect(), top = document.querySelector(".md-header").offsetHeight + GAP;
    var lowest = window.innerHeight - box.height - GAP, whole = link.getBoundingClientRect(), y = whole.bottom + GAP / 2;
    if (free) y = Math.min(line.top, lowest);
    else if (y > lowest && whole.top - GAP / 2 - box.height >= top) y = whole.top - GAP / 2 - box.height;
    var x = free ? side : Math.max(GAP, Math.min(line.left, window.innerWidth - box.width - GAP));
    var origin = card.offsetParent.getBoundingClientRect();
    card.style.left = x - origin.left + "px";
    card.style.top = (free ? Math.max(y, top) : y) - origin.top + "px";
  }

  function show(link, parts, pointer) {
    hide();
    var card = made("div", ID, parts);
    card.id = ID;
    card.setAttribute("role", "note");
    state.link = link;
    state.card = card;
    link.setAttribute("aria-describedby", ID);
    if (!state.touched) {
      link.after(card);
      put(card, link, pointer);
      return;
    }
    var on = made("a", "", "打开“" + link.textContent.trim() + "”"), off = made("button", "yb-gloss__off", "收起");
    on.href = link.href;
    off.type = "button";
    off.addEventListener("click", hide);
    card.classList.add("yb-gloss--under");
    card.appendChild(made("div", "yb-gloss__ways")).append(on, off);
    link.closest("p, li").after(card);
  }

  function later(work, wait) {
    clearTimeout(state.timer);
    state.timer = setTimeout(work, wait);
  }

  function isOwn(node) {
    return node instanceof Node && Boolean(state.card) && (state.card.contains(node) || state.link.contains(node));
  }

  function listen(article, entries) {
    function linkAt(event) { return event.target.closest ? event.target.closest("a[href]") : null; }

    article.addEventListener("mouseover", function (event) {
      if (state.touched) return;
      if (isOwn(event.target)) { clearTimeout(state.timer); return; }
      var link = linkAt(event), parts = find(entries, link), pointer = { y: event.clientY };
      if (parts) later(function () { show(link, parts, pointer); }, state.card ? GRACE_MS : WAIT_MS);
    });
    article.addEventListener("mouseout", function (event) {
      if (!state.touched && !isOwn(event.relatedTarget) && !isOwn(document.activeElement)) later(hide, GRACE_MS);
    });
    article.addEventListener("focusin", function (event) {
      var parts = find(entries, linkAt(event));
      if (parts && !state.touched && !isOwn(event.target)) show(linkAt(event), parts);
    });
    article.addEventListener("focusout", function (event) {
      if (!state.touched && isOwn(event.target) && !isOwn(event.relatedTarget)) hide();
    });
    article.addEventListener("click", function (event) {
      var link = linkAt(event), parts = find(entries, link);
      if (!parts || !state.touched || state.link === link) return;
      event.preventDefault();
      show(link, parts);
    });
    document.addEventListener("pointerdown", function (event) {
      state.touched = event.pointerType === "touch";
    }, true);
    document.addEventListener("keydown", function (event) {
      state.touched = false;
      if (event.key !== "Escape" || !state.card) return;
      var link = state.card.contains(document.activeElement) ? state.link : null;
      hide();
      if (link) link.focus();
      hide();
    });
    window.addEventListener("beforeprint", hide);
    window.addEventListener("resize", function () { if (!state.touched) hide(); });
  }

  function start() {
    var foot = document.querySelector("[data-yb-component='cards']:not([data-yb-started])");
    if (!foot) return;
    foot.setAttribute("data-yb-started", "");
    listen(foot.closest("article"), read(foot));
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

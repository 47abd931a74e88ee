/* Paper cannot be clicked: before printing, links get numbers and a list of where they lead; folded parts are
   opened. After printing all is as it was. Without scripts the words of a link stand there as they are. */
(function () {
  "use strict";

  /* What is not printed; and lines that name regulation, edition, article or item themselves. */
  var LEFT_OUT = "[data-yb-print='omit'], .yb-path, .yb-turn, .yb-filter, .yb-banner, .yb-head__line > a, svg, " +
    ".yb-note, .yb-annex, .yb-how, .yb-find__results, .yb-pair__link, [data-yb-print='named']";
  /* An item or an entry of a ledger is named by its link: 2023年 措施（一）, 2023年台账第4项. */
  var NAMED = /^(?:\S+ )?\d{4}年(?:台账第\d+项|\S* (?:(?:现状|问题|原因|措施|其他)\S+|开头))$/;
  var DIGITS = "零一二三四五六七八九", UNITS = ["", "十", "百", "千"];
  var state = { waiting: null, failed: false, then: null, undo: [] };

  function top() {
    var form = document.querySelector("[data-yb-top]");
    return new URL(form ? form.getAttribute("data-yb-top") || "./" : "./", location.href).href;
  }

  /* The names of all pages are fetched once the page stands there; when printing begins it is too late. */
  function load(then) {
    if (then && (window.ybPageNames || state.failed)) { then(); return; }
    if (then) state.then = then;
    if (window.ybPageNames || state.waiting) return;
    state.waiting = document.createElement("script");
    state.waiting.src = top() + "assets/search/names.js";
    state.waiting.onload = state.waiting.onerror = function (end) {
      state.failed = end.type === "error";
      if (state.then) state.then();
    };
    document.head.appendChild(state.waiting);
  }

  /* 12 is 十二, 101 is 一百零一, as in macros/domain/numerals.py. */
  function chinese(number) {
    var written = String(Number(number)).split("").reverse().map(function (digit, place) {
      return digit === "0" ? "零" : DIGITS[digit] + UNITS[place];
    }).reverse().join("");
    return written.replace(/零+/g, "零").replace(/(.)零$/, "$1").replace(/^一十/, "十");
  }

  /* What an anchor names on a page. */
  function place(key, anchor, unit) {
    var found = /^(art|part)-(\d{1,4})(?:_(\d{1,4}))?(?:-(\d{1,4}))?(?:-(\d{1,4}))?$/.exec(anchor);
    if (found) {
      return "第" + chinese(found[2]) + (found[1] === "part" ? "部分" : unit || "条") +
        (found[3] ? "之" + chinese(found[3]) : "") + (found[4] ? "第" + chinese(found[4]) + "款" : "") +
        (found[5] ? "第（" + chinese(found[5]) + "）项" : "");
    }
    found = /^e-\d{4}-0*(\d+)$/.exec(anchor);
    return found && /^ledger\//.test(key) ? "第" + found[1] + "项" : "";
  }

  function describe(link) {
    var names = window.ybPageNames || {}, root = top(), url = new URL(link.href);
    url.search = "";
    if (url.href.indexOf(root) !== 0) return { words: "", address: link.href };
    var address = decodeURI(url.href.slice(root.length)), parts = address.split("#");
    var key = parts[0].replace(/\.html$/, ""), anchor = parts[1] || "";
    var own = names[key + "#" + anchor], name = own || names[key] || [];
    var words = (name[0] || "") + (own ? "" : place(key, anchor, name[2]));
    return { plain: words, words: words + (words && name[1] ? "（" + name[1] + "）" : ""), address: address };
  }

  function isNoted(link) {
    if (!/^(?:https?|file):/.test(link.href) || link.getAttribute("href").charAt(0) === "#") return false;
    if (link.closest(LEFT_OUT) || !link.getClientRects().length || NAMED.test(link.textContent.trim())) return false;
    /* The words in a cell say where they lead; an address outside is known from nowhere else. */
    return !link.closest("table") || link.href.indexOf(top()) !== 0;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function add(parent, made, before) {
    parent.insertBefore(made, before || null);
    state.undo.push(function () { made.remove(); });
  }

  function unfold(article) {
    Array.from(article.querySelectorAll("details:not([open])")).forEach(function (part) {
      part.open = true;
      state.undo.push(function () { part.open = false; });
    });
  }

  /* What is said beside items stands in one table at the end, so that the paper is clean. */
  function annex(article) {
    var table = element("table", "yb-grid yb-annex", ""), body = document.createElement("tbody");
    function before(note, tags) {
      while (note && tags.indexOf(note.tagName) < 0) note = note.previousElementSibling;
      return note;
    }
    /* Without the button that copies its address. */
    function wordsOf(heading) {
      return Array.from(heading.childNodes).filter(function (node) { return node.nodeName !== "BUTTON"; })
        .map(function (node) { return node.textContent; }).join("").trim();
    }
    function nameOf(note) {
      var heading = before(note, ["H1", "H2", "H3"]), part = before(heading, ["H1", "H2"]);
      var mark = part && part.tagName === "H2" ? /^(?:.{1,3}、)?/.exec(part.textContent.trim())[0] : "";
      return mark + (heading && heading.tagName === "H3" ? wordsOf(heading) : "开头");
    }
    Array.from(article.querySelectorAll(".yb-beside")).forEach(function (note) {
      var row = body.insertRow(), cell = document.createElement("td"), parts = Array.from(note.childNodes);
      row.appendChild(element("th", "", note.getAttribute("data-yb-name") || nameOf(note)));
      row.appendChild(cell);
      parts.forEach(function (one) { cell.appendChild(one); });
      note.hidden = true;
      state.undo.push(function () {
        parts.forEach(function (one) { note.appendChild(one); });
        note.hidden = false;
      });
    });
    if (!body.rows.length) return;
    table.appendChild(body);
    add(article, element("h2", "", "附表　各条的台账、数字和来源"));
    add(article, table);
    add(article, element("p", "yb-how", "附表由本站按台账、正文里的数字和链接汇总，不是原文。"));
  }

  /* In one piece, whose height the stylesheet can make up to whole lines. */
  function gather(article) {
    Array.from(article.querySelectorAll(".yb-note")).forEach(function (note) {
      var run = document.createElement("div"), parts = Array.from(note.childNodes);
      run.className = "yb-note__run";
      parts.forEach(function (part) { run.appendChild(part); });
      note.appendChild(run);
      state.undo.push(function () {
        parts.forEach(function (part) { note.appendChild(part); });
        run.remove();
      });
    });
  }

  function number(article) {
    var list = document.createElement("section"), numbers = {}, count = 0;
    list.className = "yb-notes";
    Array.from(article.querySelectorAll("a[href]")).filter(isNoted).forEach(function (link) {
      var found = describe(link);
      if (link.textContent.replace(/\s/g, "") === found.plain) return;
      if (!numbers[found.address]) {
        count += 1;
        numbers[found.address] = count;
        var words = found.words || "“" + link.textContent.trim() + "”";
        if (/^https?:/.test(found.address)) words += "：" + found.address;
        list.appendChild(element("p", "yb-notes__item", "[" + count + "] " + words));
      }
      add(link.parentNode, element("sup", "yb-notes__mark", "\u2060[" + numbers[found.address] + "]"), link.nextSibling);
    });
    if (!count) return;
    list.insertBefore(element("p", "yb-notes__title", "注：链接所指"), list.firstChild);
    add(article, list);
  }

  /* No word of the title is cut. What the browser takes for single characters, 从/严/治/党, stays with what is before it.
     Browsers before Chromium 87 know no words and break where they did. */
  function keepWords(title) {
    var Segmenter = (window.Intl || {}).Segmenter;
    if (!title || title.children.length || !Segmenter) return;
    var words = title.textContent, pieces = [];
    Array.from(new Segmenter("zh", { granularity: "word" }).segment(words)).forEach(function (found) {
      if (found.segment.length > 1 || !pieces.length) pieces.push("");
      pieces[pieces.length - 1] += found.segment;
    });
    title.textContent = "";
    pieces.forEach(function (piece) { title.appendChild(element("span", "", piece)).style.whiteSpace = "nowrap"; });
    state.undo.push(function () { title.textContent = words; });
  }

  function prepare() {
    var article = document.querySelector("article");
    if (state.undo.length || !article) return;
    keepWords(article.querySelector("h1"));
    unfold(article);
    annex(article);
    gather(article);
    number(article);
  }

  function restore() {
    state.undo.splice(0).reverse().forEach(function (step) { step(); });
  }

  function start() {
    Array.from(document.querySelectorAll("[data-yb-component='print']:empty")).forEach(function (place) {
      var button = element("button", "yb-print", "打印");
      button.type = "button";
      button.addEventListener("click", function () { load(function () { window.print(); }); });
      place.appendChild(button);
    });
  }

  function whenIdle(work) {
    if (window.requestIdleCallback) window.requestIdleCallback(work);
    else setTimeout(work, 500);
  }

  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
  window.addEventListener("load", function () { whenIdle(function () { load(); }); });
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

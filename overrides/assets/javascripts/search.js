/* The box in the header: loads what is needed when it is first used, answers while one types, marks what was found.
   Everything comes by classic scripts, so that it works from a folder as well. */
(function () {
  "use strict";

  var MOST_SHOWN = 8;
  var WAIT_MS = 20;
  var FOLDER = "assets/javascripts/", ENGINE = FOLDER + "search-engine.js", PAGE = FOLDER + "search-page.js", YEARS = FOLDER + "search-years.js";
  /* Each needs those before it. */
  var PARTS = [ENGINE, FOLDER + "numerals.js", FOLDER + "search-query.js", FOLDER + "search-provisions.js"];
  var state = { manifest: null, records: [], waiting: -1, failed: [], listeners: [], started: false,
    left: [], unread: [], coming: null, read: 0, most: 0, wants: null, asked: "", data: "",
    later: 0, told: 0, took: 0 };

  function script(address, onEnd) {
    var element = document.createElement("script");
    element.src = address;
    element.onload = function () { onEnd(true); };
    element.onerror = function () { onEnd(false); };
    document.head.appendChild(element);
  }

  /* One script after the other; whether all of them came. */
  function scripts(addresses, onEnd) {
    if (!addresses.length) { onEnd(true); return; }
    script(addresses[0], function (there) {
      if (there) scripts(addresses.slice(1), onEnd);
      else onEnd(false);
    });
  }

  /* The way to the top of the site from this page. */
  function top(form) { return form.getAttribute("data-yb-top"); }

  function tell() {
    var begun = Date.now();
    clearTimeout(state.later);
    state.listeners.forEach(function (listener) { listener(state); });
    state.told = Date.now();
    state.took = state.told - begun;
  }

  /* Whoever hears it looks through all that is there: of many small shards not after each, or it takes longer than they do. */
  function tellSoon() {
    var due = state.told + 2 * state.took - Date.now();
    clearTimeout(state.later);
    if (due > 0) state.later = setTimeout(tell, due);
    else tell();
  }

  /* The manifest and the engine first, then one shard after the other, the newest first; of very many those that are asked for. */
  function start(form) {
    if (state.started) return;
    state.started = true;
    var data = state.data = top(form) + "assets/search/";
    window.ybSearchShard = function (number, rows) {
      state.records = state.records.concat(window.ybSearchEngine.load(rows, state.manifest.fields, state.coming));
    };
    scripts(PARTS.map(function (part) { return top(form) + part; }), function (engine) {
      script(data + "manifest.js", function (there) {
        state.manifest = window.ybSearchManifest || null;
        if (!engine || !there || !state.manifest) {
          state.failed = ["全部"];
          state.waiting = 0;
          tell();
          return;
        }
        state.left = state.manifest.shards.slice();
        state.most = state.manifest.most || Infinity;
        next();
      });
    });
  }

  function weight(shards) { return shards.reduce(function (sum, shard) { return sum + (shard.bytes || 0); }, 0); }

  /* What comes next, in its order: all where a browser can hold it, what is asked for first; else of that as much as it can. */
  function plan() {
    var read = state.read, all = weight(state.manifest.shards) <= state.most;
    function isAsked(shard) { return !state.wants || state.wants(shard); }
    if (all) return state.left.filter(isAsked).concat(state.left.filter(function (shard) { return !isAsked(shard); }));
    return state.left.filter(function (shard) {
      /* What has no year, the regulations and the handbook, is always there. */
      if (!shard.to) return true;
      if (!isAsked(shard) || read + shard.bytes > state.most) return false;
      read += shard.bytes;
      return true;
    });
  }

  function without(shards) {
    var those = new Set(shards);
    return state.left.filter(function (shard) { return !those.has(shard); });
  }

  function next() {
    var coming = plan(), shard = coming[0];
    state.waiting = coming.length;
    state.unread = without(coming);
    if (!shard) {
      tell();
      return;
    }
    state.coming = shard;
    state.left = state.left.filter(function (left) { return left !== shard; });
    script(state.data + shard.file, function (there) {
      state.waiting -= 1;
      if (shard.to) state.read += shard.bytes || 0;
      if (!there) state.failed.push(shard.years ? (shard.county || "") + shard.years + "年" : "法规和手册");
      if (state.waiting > 0) tellSoon();
      /* Not before it was told: whoever hears it may ask for more, and one comes after the other. */
      state.coming = null;
      next();
    });
  }

  /* Which shards are asked for from now on. What is new, by its name, may be once more as much as comes unasked. */
  function want(wants, name) {
    state.wants = wants;
    if (name && name !== state.asked && state.manifest) state.most = state.read + (state.manifest.most || Infinity);
    state.asked = name || state.asked;
    if (state.manifest && !state.coming && plan().length) next();
    else if (state.manifest) state.unread = without(plan());
  }

  function listen(form, listener) {
    state.listeners.push(listener);
    start(form);
    if (state.manifest || state.failed.length) listener(state);
  }

  /* What answers a query: all that hold the words, provisions that it names before them. */
  function ask(query, by) {
    var engine = window.ybSearchEngine, parsed = engine.parse(query), held = engine.find(state.records, parsed);
    var named = window.ybSearchProvisions.answer(query, state.manifest, state.records, state.waiting <= 0);
    var all = window.ybSearchProvisions.merged(named, engine.order(held, parsed, by));
    return { parsed: parsed, held: new Set(held), named: named, all: all, terms: parsed.wanted.concat(named.words) };
  }

  /* A lone half of a sign cannot stand in an address. */
  function clean(query) {
    return query.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  }

  /* Words and marks, put there as text: no result is ever read as markup. */
  function marked(parent, text, terms) {
    var at = 0;
    window.ybSearchEngine.spans(text, terms).forEach(function (span) {
      parent.appendChild(document.createTextNode(text.slice(at, span[0])));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(span[0], span[1]);
      parent.appendChild(mark);
      at = span[1];
    });
    parent.appendChild(document.createTextNode(text.slice(at)));
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* The way to a result, with the words to mark there. */
  function address(form, record, terms) {
    var parts = record.address.split("#");
    var words = terms.length ? "?h=" + terms.map(function (term) { return encodeURIComponent(clean(term)); }).join("+") : "";
    return top(form) + parts[0] + words + (parts[1] ? "#" + parts[1] : "");
  }

  function standingOf(record) { return window.ybSearchProvisions.standing(record, state.manifest); }

  function assign(node, attributes) {
    Object.keys(attributes).forEach(function (name) { node.setAttribute(name, attributes[name]); });
  }

  function mountBox(form) {
    var input = form.querySelector("input"), list = element("ul", "yb-search__list"), status = element("span", "yb-sr");
    var active = -1, timer = 0, listening = false;
    /* Without this script the box is a plain field, and says so. */
    assign(input, { role: "combobox", "aria-expanded": "false", "aria-controls": "yb-search-list", "aria-autocomplete": "list" });
    assign(list, { id: "yb-search-list", role: "listbox", "aria-label": "检索结果", hidden: "" });
    assign(status, { role: "status" });
    form.appendChild(list);
    form.appendChild(status);

    function options() { return Array.from(list.querySelectorAll("[role='option']")); }

    function close() {
      clearTimeout(timer);
      timer = 0;
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      var rows = options();
      if (!rows.length) return;
      active = (place + rows.length) % rows.length;
      rows.forEach(function (row, n) { row.setAttribute("aria-selected", String(n === active)); });
      input.setAttribute("aria-activedescendant", rows[active].id);
      rows[active].scrollIntoView({ block: "nearest" });
    }

    function answer() {
      var query = input.value, engine = window.ybSearchEngine;
      clearTimeout(timer);
      timer = 0;
      list.textContent = "";
      if (!query.trim()) { close(); status.textContent = ""; return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      active = -1;
      input.removeAttribute("aria-activedescendant");
      if (!engine || !state.manifest) {
        note(state.failed.length ? "检索数据没有加载出来，请刷新页面再试。" : "正在加载检索数据……");
        return;
      }
      var answered = ask(query, ""), parsed = answered.parsed, found = answered.all;
      answered.named.notes.forEach(note);
      found.slice(0, MOST_SHOWN).forEach(function (record, n) { list.appendChild(option(record, answered.terms, n)); });
      var more = state.waiting > 0 ? "（还在加载）" : "";
      if (answered.named.offers.length) note("写的可能是：" + answered.named.offers.map(function (row) { return row.name; }).join("、") + "。按回车选一部。");
      if (!parsed.wanted.length) note("请输入要查的字词。");
      else if (!found.length) note(state.waiting > 0 ? "正在加载检索数据……" : "没有找到，按回车看相近的结果。");
      else note("共 " + found.length + " 条" + more + (state.unread.length ? "，还有没有查的" : "") + "，按回车看全部。");
      if (state.failed.length) note(state.failed.join("、") + "的数据没有加载出来，其余照查。");
    }

    function note(text) {
      var row = element("li", "yb-search__note", text);
      row.setAttribute("role", "presentation");
      list.appendChild(row);
      status.textContent = text;
    }

    function option(record, terms, n) {
      var row = element("li", "yb-search__option"), link = element("a", "yb-search__link");
      row.id = "yb-search-option-" + n;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.setAttribute("data-yb-id", record.id);
      link.href = address(form, record, terms);
      link.tabIndex = -1;
      var head = element("span", "yb-search__head", led(record)), standing = standingOf(record);
      marked(head, record.heading, terms);
      if (standing) head.appendChild(element("span", "yb-search__standing", standing));
      link.appendChild(head);
      var cut = window.ybSearchEngine.snippet(record.text, terms, 60), words = element("span", "yb-search__words");
      marked(words, (cut.before ? "…" : "") + cut.text + (cut.after ? "…" : ""), terms);
      link.appendChild(words);
      row.appendChild(link);
      return row;
    }

    /* What stands before a heading: of a provision the edition, whose year is not that in which it begins to apply. */
    function led(record) {
      if (record.kind === "法规") return record.place === record.kind ? "法规 " : record.place + " ";
      return (record.year ? record.year + "年 " : "") + record.kind + " ";
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(answer, WAIT_MS);
    }

    /* Of what comes later the list takes in what it may, as long as it is open; what is chosen stays so. */
    function refresh() {
      if (list.hidden) return;
      var row = options()[active], chosen = row && row.getAttribute("data-yb-id");
      answer();
      options().forEach(function (found, n) { if (found.getAttribute("data-yb-id") === chosen) choose(n); });
    }

    input.addEventListener("focus", function () {
      if (input.value) later();
      if (!listening) { listening = true; listen(form, refresh); }
    });
    /* Comes while an input method is composing as well. */
    input.addEventListener("input", later);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden || timer) answer();
        choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        options()[active].querySelector("a").click();
      } else if (event.key === "Escape") {
        /* The browser would empty the box at once: that is for the second time. */
        if (!list.hidden) event.preventDefault();
        close();
      } else if (event.key === "Tab") close();
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (input.value.trim()) window.location.href = form.getAttribute("action") + "?q=" + encodeURIComponent(clean(input.value));
    });
    document.addEventListener("click", function (event) { if (!form.contains(event.target)) close(); });
    document.addEventListener("keydown", function (event) {
      var typing = /^(?:input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
      var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && slashKey();
      if (slash || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
  }

  /* Whether "/" leads to the box: one who dictates, or whose hand slips, can turn it off (WCAG 2.1.4). */
  function slashKey(wanted) {
    try {
      if (wanted !== undefined) window.localStorage.setItem("yb-slash-key", wanted ? "on" : "off");
      return window.localStorage.getItem("yb-slash-key") !== "off";
    } catch (error) { return true; }
  }

  /* The words that led here are marked in the section that was asked for, or on the whole page. */
  function markTarget(form) {
    var match = /[?&]h=([^&#]+)/.exec(window.location.search);
    if (!match) return;
    var terms = [];
    try {
      terms = match[1].split("+").map(decodeURIComponent).filter(Boolean);
    } catch (error) {
      return;
    }
    script(top(form) + ENGINE, function (there) {
      if (there) region().forEach(function (part) { markIn(part, terms); });
    });
  }

  /* Where marks go: a heading with what stands under it, the beginning of a part up to the first item. */
  function region() {
    var id = "";
    try { id = decodeURIComponent(window.location.hash.slice(1)); } catch (error) { id = ""; }
    var target = id && document.getElementById(id), article = document.querySelector("article");
    var lead = target && /^opening$|^[a-z]+(?:-\d+)?-0$/.test(id);
    if (!lead && (!target || !/^H[1-6]$/.test(target.tagName))) return target ? [target] : article ? [article] : [];
    if (target.tagName === "SPAN") target = target.parentNode;
    var parts = [target], level = lead ? 3 : Number(target.tagName.charAt(1)), at = target.nextElementSibling;
    while (at && !(/^H[1-6]$/.test(at.tagName) && Number(at.tagName.charAt(1)) <= level)) {
      if (!at.classList.contains("yb-note")) parts.push(at);
      at = at.nextElementSibling;
    }
    return parts;
  }

  function markIn(part, terms) {
    var walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), nodes = [], text = "", node;
    while ((node = walker.nextNode())) {
      if (/^(?:SCRIPT|STYLE|MARK|BUTTON|TEXT|TITLE)$/i.test(node.parentNode.tagName)) continue;
      nodes.push({ node: node, start: text.length });
      text += node.data;
    }
    var spans = window.ybSearchEngine.spans(text, terms);
    /* From the end, so that no mark moves a place still to come. */
    nodes.reverse().forEach(function (row) {
      spans.slice().reverse().forEach(function (span) {
        var from = Math.max(0, span[0] - row.start), to = Math.min(row.node.data.length, span[1] - row.start);
        if (from >= to) return;
        var range = row.node.splitText(from);
        range.splitText(to - from);
        var mark = element("mark", "yb-found", range.data);
        range.parentNode.replaceChild(mark, range);
      });
    });
  }

  function begin() {
    document.querySelectorAll("[data-yb-component='search']").forEach(function (form) {
      if (form.hasAttribute("data-yb-mounted")) return;
      form.setAttribute("data-yb-mounted", "");
      mountBox(form);
      markTarget(form);
      if (document.querySelector("[data-yb-component='search-page']")) {
        scripts([top(form) + YEARS, top(form) + PAGE], function () { if (window.ybSearchPage) window.ybSearchPage(form); });
      }
    });
  }

  window.ybSearch = { listen: listen, want: want, weight: weight, ask: ask, standing: standingOf, marked: marked, element: element, address: address, clean: clean, slashKey: slashKey };
  if (window.document$) window.document$.subscribe(begin);
  else document.addEventListener("DOMContentLoaded", begin);
})();

/* The whole list of results, with facets; the query and the choices stand in the address. Loaded by search.js. */
(function () {
  "use strict";

  /* What fills a screen comes at once, the rest in pieces. */
  var FIRST = 20;
  var CHUNK = 200;
  /* Of many counties ten thousands are found: so many are drawn, and as many more whenever they are asked for. */
  var LISTED = 1000;
  var SNIPPET = 120;
  /* A facet of more values than these shows the first of them, and is searched itself. */
  var VALUES = 12;
  var FACETS = [
    { key: "kind", name: "类别", values: function (record) { return [record.kind]; } },
    { key: "county", name: "县", values: function (record) { return record.county ? [record.county] : []; } },
    { key: "unit", name: "单位", values: function (record) { return record.unit ? [record.unit] : []; } },
    { key: "work", name: "引用法规", values: function (record) { return record.works; }, names: "works" },
    { key: "topic", name: "专题", values: function (record) { return record.topics; }, names: "topics" },
    { key: "status", name: "台账状态", values: states }
  ];

  function states(record) { return record.statuses.concat(record.marks); }

  function keySwitch(tools) {
    var line = tools.element("p", "yb-find__keys"), label = tools.element("label", ""), tick = tools.element("input", "");
    tick.type = "checkbox";
    tick.checked = tools.slashKey();
    tick.addEventListener("change", function () { tools.slashKey(tick.checked); });
    label.appendChild(tick);
    label.appendChild(document.createTextNode(" 在任何一页按 / 键到检索框"));
    line.appendChild(label);
    return line;
  }

  function mount(form) {
    var page = document.querySelector("[data-yb-component='search-page']");
    var tools = window.ybSearch, element = tools.element, state = null, run = 0, more = 0, narrow = {};
    var choice = read();
    page.textContent = "";
    var box = element("form", "yb-find"), input = element("input", "yb-find__input"), go = element("button", "yb-find__go", "检索");
    var asked = element("p", "yb-find__asked"), count = element("p", "yb-find__count"), hints = element("div", "yb-find__hints");
    var line = element("div"), facets = element("div", "yb-find__facets"), results = element("div", "yb-find__results");
    input.type = "search";
    input.value = choice.q;
    input.setAttribute("aria-label", "检索");
    input.placeholder = "查措施、查问题、查条款";
    box.setAttribute("role", "search");
    box.setAttribute("aria-label", "全站检索");
    box.appendChild(input);
    box.appendChild(go);
    count.setAttribute("role", "status");
    var body = element("div", "yb-find__body");
    var fold = element("details", "yb-fold yb-find__fold"), summary = element("summary", "", "筛选");
    fold.open = window.matchMedia("(min-width: 60em)").matches;
    fold.appendChild(summary);
    fold.appendChild(facets);
    body.appendChild(fold);
    body.appendChild(results);
    [box, asked, count, line, hints, body, keySwitch(tools)].forEach(function (part) { page.appendChild(part); });

    box.addEventListener("submit", function (event) { event.preventDefault(); ask(); });
    var timer = 0;
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 150); });
    window.addEventListener("popstate", function () { choice = read(); input.value = choice.q; show(); });
    tools.want(wants);
    tools.listen(form, function (now) { state = now; show(); });

    /* What is chosen of what shards are told apart by, and how often more was wanted. */
    function narrowed() { return [choice.from, choice.to].concat(choice.county, more || "").filter(Boolean).join("|"); }

    /* Whether a shard may hold what is chosen. */
    function wants(shard) {
      if (choice.from && !(shard.to >= Number(choice.from))) return false;
      if (choice.to && !(shard.from <= Number(choice.to))) return false;
      return !choice.county.length || choice.county.indexOf(shard.county) >= 0;
    }

    /* What has not been searched, since it is too much to come unasked, is told, and comes when it is asked for. */
    function drawUnread() {
      var left = state.unread.filter(wants);
      if (!left.length || state.waiting > 0) return;
      var line = element("p", "yb-find__hint", "材料太多，还有 " + Math.ceil(tools.weight(left) / 1e6) + " MB 没有查（" + span(left) + "）。选了年度或者县，先查选的。");
      var button = element("button", "yb-find__go", "接着查");
      button.type = "button";
      button.setAttribute("data-yb-more", "");
      button.addEventListener("click", function () { more += 1; tools.want(wants, narrowed()); });
      line.appendChild(button);
      hints.appendChild(line);
    }

    function span(shards) {
      var from = Math.min.apply(null, shards.map(function (shard) { return shard.from; }));
      var to = Math.max.apply(null, shards.map(function (shard) { return shard.to; }));
      return from === to ? from + "年" : from + "—" + to + "年";
    }

    function ask() {
      choice = Object.assign(empty(), { q: input.value, sort: choice.sort });
      keep();
      show();
    }

    function empty() { return { q: "", kind: [], county: [], unit: [], work: [], topic: [], status: [], from: "", to: "", sort: "" }; }

    function read() {
      var found = empty();
      window.location.search.slice(1).split("&").filter(Boolean).forEach(function (pair) {
        var parts = pair.split("="), value = "";
        try { value = decodeURIComponent((parts[1] || "").replace(/\+/g, " ")); } catch (error) { value = ""; }
        if (Array.isArray(found[parts[0]])) found[parts[0]].push(value);
        else if (parts[0] in found) found[parts[0]] = value;
      });
      return found;
    }

    function keep() {
      var pairs = [];
      Object.keys(choice).forEach(function (key) {
        [].concat(choice[key]).filter(Boolean).forEach(function (value) {
          pairs.push(key + "=" + encodeURIComponent(tools.clean(value)));
        });
      });
      try { window.history.replaceState(null, "", window.location.pathname + (pairs.length ? "?" + pairs.join("&") : "")); } catch (error) { return; }
    }

    function passes(record, but) {
      if (but !== "year" && choice.from && !(record.year >= Number(choice.from))) return false;
      if (but !== "year" && choice.to && !(record.year && record.year <= Number(choice.to))) return false;
      return FACETS.every(function (facet) {
        var chosen = choice[facet.key];
        if (facet.key === but || !chosen.length) return true;
        return facet.values(record).some(function (value) { return chosen.indexOf(value) >= 0; });
      });
    }

    function show() {
      var answered, parsed, all, found;
      asked.textContent = "";
      hints.textContent = "";
      results.textContent = "";
      facets.textContent = "";
      fold.hidden = true;
      run += 1;
      window.ybChips(line, state && state.manifest ? chosen() : [], function () {
        choice = Object.assign(empty(), { q: choice.q, sort: choice.sort });
        keep();
        show();
      }, input);
      if (!window.ybSearchProvisions || !state || !state.manifest) {
        say(state && state.failed.length ? "检索数据没有加载出来，请刷新页面再试。" : "正在加载检索数据……", 0);
        return;
      }
      tools.want(wants, narrowed());
      answered = tools.ask(choice.q, choice.sort);
      parsed = answered.parsed;
      if (state.failed.length) hint(state.failed.join("、") + "的数据没有加载出来，其余照查。");
      if (!parsed.wanted.length) {
        say(choice.q.trim() ? "没有可查的字词：标点、空格不参加检索，只写“-词”也查不出。" : "请输入要查的字词。共有 " + state.records.length + " 条可查。", 0);
        return;
      }
      asked.textContent = "检索：" + choice.q + chosen().map(function (one) { return "；" + one.words; }).join("");
      all = answered.all;
      found = all.filter(function (record) { return passes(record, ""); });
      drawUnread();
      answered.named.notes.forEach(hint);
      drawOffers(answered.named.offers);
      var coming = state.waiting > 0 ? "，还在加载" : "";
      if (all.length) {
        var held = found.filter(function (record) { return answered.held.has(record); }).length;
        var added = found.length - held, sifted = found.length < all.length ? "（筛选前 " + all.length + " 条）" : "";
        if (added) say("按法规的名称列出 " + added + " 条；含有所查字词的 ", held, " 条" + sifted + coming + "。");
        else say("共 ", held, " 条" + sifted + coming + "。");
        drawFacets(all);
      } else {
        say((state.unread.length ? "查过的里面没有" : "没有找到") + "。查的是报告、台账、法规、概念、手册和其他各页，共 " + state.records.length + " 条" + coming + "；找到 ", 0, " 条。");
      }
      /* All names of a regulation that was understood find the same. */
      if (!answered.named.first.length) drawOtherNames(parsed);
      list(found, answered, results, true);
      if (!all.length && state.waiting <= 0) drawNear(parsed);
    }

    /* What was chosen besides the words, and how each of it is taken back. */
    function chosen() {
      function again(change) { return function () { change(); keep(); show(); }; }
      var years = [[choice.from, "从"], [choice.to, "到"]].filter(function (row) { return row[0]; });
      var found = years.length ? [{
        words: "年度：" + years.map(function (row) { return row[1] + row[0] + "年"; }).join(""),
        drop: again(function () { choice.from = choice.to = ""; })
      }] : [];
      FACETS.forEach(function (facet) {
        var names = facet.names ? state.manifest[facet.names] : {};
        choice[facet.key].forEach(function (value) {
          found.push({ words: facet.name + "：" + (names[value] || value), drop: again(function () {
            choice[facet.key] = choice[facet.key].filter(function (other) { return other !== value; });
          }) });
        });
      });
      return found;
    }

    function say(before, number, after) {
      count.textContent = before;
      var figure = element("span", "", String(number));
      figure.setAttribute("data-yb-count", "");
      if (after === undefined) figure.hidden = true;
      count.appendChild(figure);
      count.appendChild(document.createTextNode(after || ""));
    }

    function hint(text) { hints.appendChild(element("p", "yb-find__hint", text)); }

    function drawOtherNames(parsed) {
      var offered = window.ybSearchEngine.otherNames(choice.q, parsed, state.manifest.synonyms);
      drawQueries("也可以查：", offered.map(function (row) {
        return Object.assign({ there: tools.ask(row.query, "").all.length }, row);
      }).filter(function (row) { return row.there; }));
    }

    /* Where a name fits several regulations, each of them. */
    function drawOffers(offers) { drawQueries("写的可能是：", offers); }

    function drawQueries(lead, rows) {
      if (!rows.length) return;
      var line = element("p", "yb-find__hint yb-find__others", lead);
      rows.forEach(function (row, n) {
        var link = element("a", "", row.name);
        link.href = "?q=" + encodeURIComponent(tools.clean(row.query));
        line.appendChild(document.createTextNode(n ? "、" : ""));
        line.appendChild(link);
        if (row.there) line.appendChild(document.createTextNode("（" + row.there + "）"));
      });
      hints.appendChild(line);
    }

    function drawNear(parsed) {
      var near = window.ybSearchEngine.near(state.records, parsed);
      if (!near.length) return;
      var part = element("section", "yb-find__near");
      part.setAttribute("data-yb-near", "");
      part.appendChild(element("h2", "", "相近的结果"));
      part.appendChild(element("p", "yb-how", "没有一条含有全部字词。下面的含有其中大部分字词，或者有相同的两字片段。"));
      results.appendChild(part);
      list(near, { terms: parsed.wanted, held: new Set(near) }, part, false);
    }

    /* A long list is drawn piece by piece; a newer question ends it. */
    function list(found, answered, into, exact) {
      var rows = element("ol", "yb-plain yb-find__list"), mine = run, at = 0;
      // What is there is looked through again with all that comes.
      var most = Math.min(state.waiting > 0 ? FIRST : LISTED, found.length);
      if (!found.length) return;
      into.appendChild(rows);
      if (exact) into.appendChild(saving(found));
      draw();

      function draw() {
        if (mine !== run) return;
        var piece = document.createDocumentFragment(), end = Math.min(at + (at ? CHUNK : FIRST), most);
        found.slice(at, end).forEach(function (record) { piece.appendChild(row(record, answered)); });
        rows.appendChild(piece);
        at = end;
        results.setAttribute("aria-busy", String(at < most));
        if (at < most) setTimeout(draw, 0);
        else if (at < found.length && !(state.waiting > 0)) offer();
      }

      function offer() {
        var line = element("p", "yb-find__hint", "列了前 " + at + " 条，还有 " + (found.length - at) + " 条没有列。"), first = at;
        var button = element("button", "yb-find__go", "接着列");
        button.type = "button";
        button.setAttribute("data-yb-rest", "");
        button.addEventListener("click", function () {
          most = Math.min(at + LISTED, found.length);
          line.remove();
          draw();
          rows.children[first].querySelector("a").focus();
        });
        line.appendChild(button);
        rows.insertAdjacentElement("afterend", line);
      }
    }

    function row(record, answered) {
      var made = element("li", "yb-find__row"), side = element("p", "yb-find__side"), law = record.kind === "法规";
      var terms = answered.terms, standing = tools.standing(record);
      made.setAttribute("data-yb-id", record.id);
      if (!answered.held.has(record)) made.setAttribute("data-yb-named", "");
      if (record.year && !law) side.appendChild(element("span", "yb-num", record.year + "年"));
      side.appendChild(element("span", "yb-find__kind", record.kind));
      if (record.sample) side.appendChild(element("span", "", "◇ 示例"));
      made.appendChild(side);
      var main = element("div", "yb-find__main"), head = element("p", "yb-find__head"), link = element("a");
      link.href = tools.address(form, record, terms);
      tools.marked(link, record.heading, terms);
      head.appendChild(link);
      head.appendChild(element("span", "yb-muted", " " + record.place + (record.unit ? " " + record.unit : "")));
      if (standing) head.appendChild(element("span", "yb-find__standing", standing));
      main.appendChild(head);
      var cut = window.ybSearchEngine.snippet(record.text, terms, SNIPPET), words = element("p", "yb-find__words");
      tools.marked(words, (cut.before ? "…" : "") + cut.text + (cut.after ? "…" : ""), terms);
      main.appendChild(words);
      var more = [];
      if (record.works.length && record.year && record.kind !== "法规") {
        more.push("引用：" + record.works.map(function (id) { return "《" + (state.manifest.works[id] || id) + "》"; }).join("、"));
      }
      if (states(record).length) more.push("台账：" + states(record).join("、"));
      if (more.length) main.appendChild(element("p", "yb-find__more", more.join("；")));
      made.appendChild(main);
      return made;
    }

    function saving(found) {
      var line = element("p", "yb-save"), button = element("button", "", "下载 CSV");
      button.type = "button";
      button.addEventListener("click", function () {
        var head = ["标识", "年度", "类别", "单位", "出处", "标题", "文字", "引用法规", "台账状态", "示例"];
        window.ybSaveTable("检索 " + choice.q.slice(0, 40), [head].concat(found.map(function (record) {
          var works = record.works.map(function (id) { return state.manifest.works[id] || id; });
          return [record.id, record.year ? String(record.year) : "", record.kind, record.unit, record.place, record.heading,
            record.text, works.join("、"), states(record).join("、"), record.sample ? "示例" : ""];
        })));
      });
      line.appendChild(button);
      return line;
    }

    function drawFacets(all) {
      fold.hidden = false;
      var years = all.filter(function (record) { return passes(record, "year"); }).reduce(function (sums, record) {
        if (record.year) sums[record.year] = (sums[record.year] || 0) + 1;
        return sums;
      }, {}), unread = unreadYears();
      var sort = element("label", "yb-find__choice", "排序："), order = element("select");
      [["", "按相关程度"], ["year", "按年度"]].forEach(function (row) {
        var option = element("option", "", row[1]);
        option.value = row[0];
        option.selected = choice.sort === row[0];
        order.appendChild(option);
      });
      order.addEventListener("change", function () { choice.sort = order.value; keep(); show(); });
      sort.appendChild(order);
      facets.appendChild(sort);
      /* No choice of years that would leave nothing. */
      unread.forEach(function (year) { years[year] = years[year] || 0; });
      yearChoice("from", "从", years, unread, function (year) { return !choice.to || year <= choice.to; });
      yearChoice("to", "到", years, unread, function (year) { return !choice.from || year >= choice.from; });
      if (Object.keys(years).length > 1) facets.appendChild(window.ybSearchYears(years, unread, choice.from === choice.to ? choice.from : "", element, only));
      FACETS.forEach(function (facet) { drawFacet(facet, all); });
    }

    /* One year alone, or all; the keyboard stays where it was. */
    function only(year) {
      var pressed = document.activeElement && document.activeElement.getAttribute("data-yb-year");
      choice.from = choice.to = year;
      keep();
      show();
      var again = pressed && facets.querySelector("[data-yb-year='" + pressed + "']");
      if (again) again.focus();
    }

    function yearChoice(key, name, years, unread, fits) {
      var label = element("label", "yb-find__choice", name + "："), select = element("select");
      select.appendChild(element("option", "", "不限"));
      select.firstChild.value = "";
      var names = Object.keys(years).filter(fits);
      if (choice[key] && names.indexOf(choice[key]) < 0) names.push(choice[key]);
      names.sort().reverse().forEach(function (year) {
        var option = element("option", "", year + "年（" + (years[year] || 0) + (unread.has(year) ? "，没有查完" : "") + "）");
        option.value = year;
        option.selected = choice[key] === year;
        select.appendChild(option);
      });
      select.addEventListener("change", function () { choice[key] = select.value; keep(); show(); });
      label.appendChild(select);
      facets.appendChild(label);
    }

    /* The years of what does not come unasked: what was counted of them is not all. */
    function unreadYears() {
      var found = new Set();
      state.unread.forEach(function (shard) {
        for (var year = shard.from; shard.to && year <= shard.to; year += 1) found.add(String(year));
      });
      return found;
    }

    function isUnread(county) { return state.left.some(function (shard) { return shard.county === county; }); }

    function drawFacet(facet, all) {
      var sums = new Map();
      all.filter(function (record) { return passes(record, facet.key); }).forEach(function (record) {
        facet.values(record).forEach(function (value) { sums.set(value, (sums.get(value) || 0) + 1); });
      });
      choice[facet.key].forEach(function (value) { if (!sums.has(value)) sums.set(value, 0); });
      if (facet.key === "county") (state.manifest.counties || []).forEach(function (name) { if (!sums.has(name)) sums.set(name, 0); });
      if (sums.size < 1) return;
      var names = facet.names ? state.manifest[facet.names] : {};
      var group = element("fieldset", "yb-find__facet"), legend = element("legend", "", facet.name), list = element("div");
      var entries = Array.from(sums.entries()).sort(function (a, b) { return b[1] - a[1] || (a[0] < b[0] ? -1 : 1); });
      group.appendChild(legend);
      if (entries.length > VALUES) group.appendChild(narrowing());
      group.appendChild(list);
      fill();
      facets.appendChild(group);

      function named(entry) { return names[entry[0]] || entry[0]; }

      function narrowing() {
        var line = element("label", "yb-find__choice", "找" + facet.name + "："), words = element("input");
        words.type = "search";
        words.value = narrow[facet.key] || "";
        words.addEventListener("input", function () { narrow[facet.key] = words.value.trim(); fill(); });
        /* It is no query. */
        words.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
        line.appendChild(words);
        return line;
      }

      function fill() {
        var words = entries.length > VALUES ? narrow[facet.key] || "" : "", chosen = choice[facet.key];
        var fit = entries.filter(function (entry) { return chosen.indexOf(entry[0]) >= 0 || named(entry).indexOf(words) >= 0; });
        var shown = fit.filter(function (entry, place) { return place < VALUES || chosen.indexOf(entry[0]) >= 0; });
        list.textContent = "";
        shown.forEach(value);
        if (shown.length < fit.length) list.appendChild(element("p", "yb-muted", "另有 " + (fit.length - shown.length) + " 个，写几个字找"));
        if (!fit.length) list.appendChild(element("p", "yb-muted", "没有这样的" + facet.name));
      }

      function value(entry) {
        var label = element("label", "yb-find__value"), tick = element("input");
        tick.type = "checkbox";
        tick.checked = choice[facet.key].indexOf(entry[0]) >= 0;
        tick.addEventListener("change", function () {
          choice[facet.key] = choice[facet.key].filter(function (value) { return value !== entry[0]; });
          if (tick.checked) choice[facet.key].push(entry[0]);
          keep();
          show();
        });
        label.appendChild(tick);
        label.appendChild(document.createTextNode(named(entry) + " "));
        label.appendChild(element("span", "yb-muted", entry[1] + (facet.key === "county" && isUnread(entry[0]) ? "，没有查完" : "")));
        list.appendChild(label);
      }
    }
  }

  window.ybSearchPage = mount;
})();

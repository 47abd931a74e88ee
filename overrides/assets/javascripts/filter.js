/* Choices above a table: each marked column gets one, and rows that do not match are hidden; a row may have several
   values of one column. A number that was counted of the table unfolds it and makes the choice that leaves its rows.
   What is chosen stands as chips, which every bar of choices of the site has. Without scripts the whole table stands
   there, and no choice that does nothing. */
(function () {
  "use strict";

  /* A chip for each thing that is chosen, with its words and what takes it back; the keyboard stays among them, and
     goes home with the last one. */
  function chips(line, chosen, clear, home) {
    var at = Array.from(line.children).indexOf(document.activeElement);
    line.className = "yb-chips";
    line.textContent = "";
    function add(words, told, onClick) {
      var chip = document.createElement("button");
      chip.type = "button";
      chip.textContent = words;
      chip.setAttribute("aria-label", told);
      chip.addEventListener("click", onClick);
      line.appendChild(chip);
    }
    chosen.forEach(function (one) { add(one.words + " ×", "去掉“" + one.words + "”", one.drop); });
    if (chosen.length) add("全部清除", "全部清除", clear);
    if (at >= 0) (line.children[Math.min(at, chosen.length - 1)] || home).focus();
  }

  function choice(name, values, onChange) {
    var label = document.createElement("label");
    var select = document.createElement("select");
    label.className = "yb-filter__choice";
    label.textContent = name + "：";
    ["全部"].concat(values).forEach(function (value) {
      var option = document.createElement("option");
      option.textContent = value;
      option.value = value === "全部" ? "" : value;
      select.appendChild(option);
    });
    select.addEventListener("change", onChange);
    label.appendChild(select);
    return label;
  }

  function mount(box) {
    if (box.querySelector(".yb-filter")) return;
    var heads = Array.from(box.querySelectorAll("[data-yb-filter]"));
    var rows = Array.from(box.querySelectorAll("[data-yb-values]"));
    var bar = document.createElement("div");
    var count = document.createElement("output"), line = document.createElement("span");
    var only = box.querySelector(".yb-pair__only"), fold = box.closest("details");
    bar.className = "yb-filter";
    count.className = "yb-filter__count";

    function valuesOf(row, n) {
      return row.getAttribute("data-yb-values").split("|")[n].split(";").filter(Boolean);
    }

    function choices() { return Array.from(bar.querySelectorAll("select")); }

    function choose(values) {
      choices().forEach(function (select, n) { select.value = values[n] || ""; });
      if (only) only.checked = false;
      apply();
    }

    function chosen() {
      var found = choices().filter(function (select) { return select.value; }).map(function (select) {
        return { words: select.parentNode.firstChild.data + select.value, drop: function () { select.value = ""; apply(); } };
      });
      if (only && only.checked) found.push({ words: only.labels[0].textContent, drop: function () { only.checked = false; apply(); } });
      return found;
    }

    function apply() {
      var wanted = choices().map(function (select) { return select.value; });
      rows.forEach(function (row) {
        row.toggleAttribute("hidden", wanted.some(function (value, n) { return value && valuesOf(row, n).indexOf(value) < 0; }));
      });
      var left = rows.filter(function (row) {
        return row.cells && !row.hidden && !(only && only.checked && row.matches(".yb-pair__same"));
      });
      bar.classList.toggle("yb-filter--chosen", wanted.some(Boolean));
      count.textContent = "共 " + left.length + " " + (box.getAttribute("data-yb-counted") || "行");
      chips(line, chosen(), function () { choose([]); }, choices()[0]);
    }

    heads.forEach(function (head, n) {
      var values = [].concat.apply([], rows.map(function (row) { return valuesOf(row, n); }));
      var unique = values.filter(function (value, m) { return values.indexOf(value) === m; });
      bar.appendChild(choice(head.getAttribute("data-yb-filter"), unique, apply));
    });
    bar.appendChild(count);
    bar.appendChild(line);
    if (only) only.addEventListener("change", apply);
    if (only) only.labels[0].after(bar);
    else box.querySelector(".yb-table").before(bar);
    document.querySelectorAll("[data-yb-choose]").forEach(function (link) {
      var target = document.getElementById(link.getAttribute("href").slice(1));
      if (target && box.contains(target)) link.addEventListener("click", function () {
        if (fold) fold.open = true;
        choose(link.getAttribute("data-yb-choose").split("|"));
      });
    });
    apply();
  }

  function start() {
    document.querySelectorAll("[data-yb-component='filter']").forEach(mount);
  }

  window.ybChips = chips;
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

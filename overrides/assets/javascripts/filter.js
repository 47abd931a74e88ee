/* Choices above a table: each marked column gets one, and rows that do not match are hidden; a row may have several
   values of one column. A number that was counted of the table makes the choice that leaves its rows.
   Without scripts the whole table stands there, and no choice that does nothing. */
(function () {
  "use strict";

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
    var count = document.createElement("output");
    bar.className = "yb-filter";
    count.className = "yb-filter__count";

    function valuesOf(row, n) {
      return row.getAttribute("data-yb-values").split("|")[n].split(";").filter(Boolean);
    }

    function apply() {
      var wanted = Array.from(bar.querySelectorAll("select")).map(function (select) { return select.value; });
      var shown = rows.filter(function (row) {
        row.hidden = wanted.some(function (value, n) { return value && valuesOf(row, n).indexOf(value) < 0; });
        return !row.hidden;
      });
      bar.classList.toggle("yb-filter--chosen", shown.length < rows.length);
      count.textContent = "共 " + shown.filter(function (row) { return row.cells; }).length + " " + (box.getAttribute("data-yb-counted") || "行");
    }

    heads.forEach(function (head, n) {
      var values = [].concat.apply([], rows.map(function (row) { return valuesOf(row, n); }));
      var unique = values.filter(function (value, m) { return values.indexOf(value) === m; });
      bar.appendChild(choice(head.getAttribute("data-yb-filter"), unique, apply));
    });
    bar.appendChild(count);
    box.insertBefore(bar, box.querySelector(".yb-table"));
    document.querySelectorAll("[data-yb-choose]").forEach(function (link) {
      var target = document.getElementById(link.getAttribute("href").slice(1));
      if (target && box.contains(target)) link.addEventListener("click", function () {
        var chosen = link.getAttribute("data-yb-choose").split("|");
        bar.querySelectorAll("select").forEach(function (select, n) { select.value = chosen[n] || ""; });
        apply();
      });
    });
    apply();
  }

  function start() {
    document.querySelectorAll("[data-yb-component='filter']").forEach(mount);
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

/* Every table can be saved as CSV, with the mark by which Excel knows UTF-8. On a phone one of many columns is cards, as
   matrices are, but for figures of years and counts, which are read along a row. Without scripts the table is whole, and
   scrolls. */
(function () {
  "use strict";

  var PHONE = window.matchMedia("(max-width: 44.9844em)"), SHORT = 12, YEAR = /^\d{4}年/;

  function text(cell) {
    var clone = cell.cloneNode(true);
    Array.from(clone.querySelectorAll("[data-yb-csv='omit']")).forEach(function (part) { part.remove(); });
    Array.from(clone.querySelectorAll("br, p, li, div")).forEach(function (part) { part.before("\n"); });
    return clone.textContent.replace(/◇/g, "（示例）").split("\n").map(function (line) { return line.replace(/\s+/g, " ").trim(); })
      .filter(Boolean).join("\n");
  }

  /* A spreadsheet takes a cell that begins so for a formula; a number may. */
  function quote(value) {
    var safe = /^[=+\-@\t]/.test(value) && !/^[+-]?[\d.,]+%?$/.test(value) ? "'" + value : value;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  /* Spanning cells are repeated, so that every line of the file is whole. */
  function rows(table) {
    var grid = [];
    Array.from(table.rows).forEach(function (row, y) {
      grid[y] = grid[y] || [];
      Array.from(row.cells).forEach(function (cell) {
        var x = 0;
        while (grid[y][x] !== undefined) x += 1;
        var value = text(cell);
        for (var down = 0; down < cell.rowSpan; down += 1) {
          grid[y + down] = grid[y + down] || [];
          for (var across = 0; across < cell.colSpan; across += 1) grid[y + down][x + across] = value;
        }
      });
    });
    if (isSample()) grid[0][0] += "（示例）";
    return grid.filter(function (line, y) { return !table.rows[y] || !table.rows[y].hidden; });
  }

  /* A page that is a sample says so over its tables and marks nothing in them; its banner explains no mark. */
  function isSample() {
    var banner = document.querySelector(".yb-banner--sample");
    return Boolean(banner) && banner.textContent.indexOf("◇") < 0;
  }

  function name(box) {
    var given = box.getAttribute("data-yb-name");
    var title = document.querySelector("h1");
    return given || (title ? title.textContent : "") || "表格";
  }

  /* Also for lists that are no tables: a name, and lines of cells. */
  function save(title, cells) {
    var lines = cells.map(function (line) { return line.map(quote).join(","); });
    var blob = new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = title.replace(/[\\/:*?"<>|\s]+/g, " ").trim() + ".csv";
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function mount(box) {
    if (!box.querySelector("table") || box.nextElementSibling && box.nextElementSibling.matches(".yb-save")) return;
    var line = document.createElement("p");
    var button = document.createElement("button");
    var next = box.nextElementSibling || box.parentElement.nextElementSibling;
    line.className = "yb-save" + (next && next.matches(".yb-how") ? " yb-save--beside" : "");
    button.type = "button";
    button.textContent = "下载 CSV";
    button.addEventListener("click", function () { save(name(box), rows(box.querySelector("table"))); });
    line.appendChild(button);
    box.after(line);
  }

  /* A row is a card of what there is, each cell under the head of its column; on a screen that has become wide, none. */
  function deal(box, on) {
    var table = box.querySelector("table"), heads = table.tHead ? table.tHead.rows : [];
    if (on && box.matches(".yb-matrix")) return;
    if (heads.length !== 1 || table.classList.contains("yb-grid--cards") === on || table.querySelector("tbody [rowspan]")) return;
    var years = Array.from(heads[0].cells).filter(function (head) { return YEAR.test(text(head)); });
    if (table.matches(".yb-grid--counts") || 2 * years.length > heads[0].cells.length) return;
    var sentences = table.matches(".yb-grid--text");
    table.classList.toggle("yb-grid--cards", on);
    box.classList.toggle("yb-matrix", on);
    box.toggleAttribute("data-yb-dealt", on);
    Array.from(table.querySelectorAll("tbody tr")).forEach(function (row) {
      if (row.cells.length === heads[0].cells.length) Array.from(row.querySelectorAll("td")).forEach(function (cell) {
        var words = cell.textContent.trim();
        cell.classList.toggle(sentences || words.length > SHORT ? "yb-matrix__says" : "yb-matrix__cell", on);
        cell.classList.toggle("yb-matrix__cell--muted", on && (cell.matches(".yb-muted") || !words.replace(/^[—–0]$/, "")));
        cell.setAttribute("data-yb-head", text(heads[0].cells[cell.cellIndex]));
      });
    });
  }

  /* What scrolls can be reached, and so scrolled, by the keyboard; what does not is no stop on the way. */
  function reach(box) {
    if (PHONE.matches ? box.scrollWidth > box.clientWidth : box.hasAttribute("data-yb-dealt")) deal(box, PHONE.matches);
    var long = box.matches(".yb-long") && box.scrollHeight > box.clientHeight;
    var wide = long || box.scrollWidth > box.clientWidth, first = wide && !box.hasAttribute("tabindex");
    box.toggleAttribute("tabindex", wide);
    box.classList.toggle("yb-table--whole", !wide);
    if (!wide) return;
    /* Where not all years fit, the newest are seen first. */
    var last = box.querySelector("thead th:last-child");
    if (first && last && YEAR.test(text(last))) box.scrollLeft = box.scrollWidth;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", name(box) + "（表，可滚动）");
  }

  var watch = window.ResizeObserver && new ResizeObserver(function (changes) {
    changes.forEach(function (change) { reach(change.target); });
  });

  function start() {
    document.querySelectorAll("[data-yb-component='table']").forEach(function (box) {
      mount(box);
      if (watch) watch.observe(box);
    });
  }

  window.ybSaveTable = save;
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

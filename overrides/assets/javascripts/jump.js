/* To an article by its number, however one writes it: 74, 第七十四条, 七十四, 31之一, 第三部分. */
(function () {
  "use strict";

  var NUMBER = window.ybNumerals.signs, value = window.ybNumerals.value;
  var FORM = new RegExp("^第?(" + NUMBER + ")(?:条|点|项|部分|款)?(?:之(" + NUMBER + "))?条?" +
    "(?:第?(" + NUMBER + ")款)?(?:第?[（(]?" + NUMBER + "[)）]?项)?$");

  /* The article that is meant, and the paragraph where one is named; null where no number can be read. */
  function read(text) {
    var found = FORM.exec(text.normalize("NFKC").replace(/\s+/g, "").replace(/^\(|\)$/g, "").replace(/、$/, ""));
    if (!found) return null;
    var article = value(found[1]) + (found[2] ? "_" + value(found[2]) : "");
    return { article: article, paragraph: found[3] ? value(found[3]) : 0 };
  }

  function find(asked) {
    var article = document.getElementById("art-" + asked.article) || document.getElementById("part-" + asked.article);
    var paragraph = article && asked.paragraph && document.getElementById(article.id + "-" + asked.paragraph);
    return paragraph || article;
  }

  function mount(bar) {
    if (bar.querySelector(".yb-jump")) return;
    var form = document.createElement("form"), label = document.createElement("label");
    var box = document.createElement("input"), go = document.createElement("button");
    var told = document.createElement("output"), unit = bar.getAttribute("data-yb-unit") || "条";
    var rows = document.querySelectorAll(".yb-row");

    form.className = "yb-jump";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", "按编号找" + unit);
    label.textContent = "到第";
    box.type = "search";
    box.className = "yb-jump__box";
    box.autocomplete = "off";
    box.setAttribute("aria-label", "编号，如 " + Math.min(rows.length, 74));
    go.textContent = "前往";
    told.className = "yb-jump__told";

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var asked = read(box.value), target = asked && find(asked);
      told.textContent = "";
      if (!box.value.trim()) return;
      if (!target) {
        told.textContent = asked
          ? bar.getAttribute("data-yb-edition") + "没有“" + box.value.trim() + "”：本页共 " + rows.length + " " + unit + "。"
          : "没有读出编号：写 7 或第七" + unit + "这样的编号。";
        return;
      }
      if (location.hash === "#" + target.id) document.dispatchEvent(new Event("yb-reveal"));
      else location.hash = target.id;
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    });
    box.addEventListener("input", function () { told.textContent = ""; });

    label.appendChild(box);
    label.appendChild(document.createTextNode(unit));
    form.appendChild(label);
    form.appendChild(go);
    form.appendChild(told);
    bar.insertBefore(form, bar.firstChild);
  }

  function start() {
    Array.from(document.querySelectorAll("[data-yb-component='articles']")).forEach(mount);
  }

  window.ybReadArticleNumber = read;
  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

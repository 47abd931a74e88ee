/* How many results each year has, as bars of which each is a choice: that year alone, or all again. */
(function () {
  "use strict";

  /* `sums` by year; `unread` are the years of which not all was searched; `chosen` is the year that stands alone, or empty. */
  function draw(sums, unread, chosen, element, choose) {
    var group = element("fieldset", "yb-find__facet yb-find__years");
    var years = Object.keys(sums).sort().reverse();
    var most = years.reduce(function (high, year) { return Math.max(high, sums[year]); }, 1);
    group.appendChild(element("legend", "", unread.size ? "年度（带 + 的没有查完）" : "年度"));
    years.forEach(function (year) {
      var button = element("button", "yb-find__year"), bar = element("span", "yb-find__bar");
      button.type = "button";
      button.setAttribute("data-yb-year", year);
      button.setAttribute("aria-pressed", String(year === chosen));
      button.setAttribute("aria-label", year + "年，" + sums[year] + " 条" + (unread.has(year) ? "，没有查完" : ""));
      button.appendChild(element("span", "yb-num", year));
      bar.style.setProperty("--yb-share", String(sums[year] / most));
      button.appendChild(bar);
      button.appendChild(element("span", "yb-num yb-muted", sums[year] + (unread.has(year) ? "+" : "")));
      button.addEventListener("click", function () { choose(year === chosen ? "" : year); });
      group.appendChild(button);
    });
    return group;
  }

  window.ybSearchYears = draw;
})();

/* Doubtful places of a scan: Enter says that what stands in the field is right, and goes on to the next; the arrow upwards
   takes the one before back. */
(function () {
  "use strict";

  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=doubts]"), function (section) {
    var left = section.querySelector("[data-yb-doubts-left]");
    var go = section.querySelector("[data-yb-doubts-go]");
    var rows = Array.prototype.slice.call(section.querySelectorAll("[data-yb-doubt]"));

    function box(row) {
      return row.querySelector("input[type=checkbox]");
    }

    function open(from) {
      return rows.slice(from).concat(rows.slice(0, from)).filter(function (row) { return !box(row).checked; });
    }

    function count() {
      var number = open(0).length;
      section.querySelector("[data-yb-doubts-open]").textContent = number;
      left.hidden = go.hidden = !number;
      section.querySelector("[data-yb-doubts-done]").hidden = number > 0;
    }

    function tick(row, looked) {
      box(row).checked = looked;
      box(row).dispatchEvent(new Event("input", { bubbles: true }));
      count();
    }

    function show(row) {
      if (!row) return;
      row.querySelector("input[type=text]").select();
      row.scrollIntoView({ block: "center" });
    }

    rows.forEach(function (row, place) {
      row.querySelector("input[type=text]").addEventListener("keydown", function (event) {
        if (event.isComposing || (event.key !== "Enter" && event.key !== "ArrowUp")) return;
        event.preventDefault();
        if (event.key === "Enter") {
          tick(row, true);
          show(open(place)[0]);
        } else if (place) {
          tick(rows[place - 1], false);
          show(rows[place - 1]);
        }
      });
      box(row).addEventListener("change", count);
    });
    go.querySelector("button").addEventListener("click", function () { show(open(0)[0]); });
    count();
  });
})();

/* Doubtful places of a scan: Enter says that what stands in the field is right, and goes on to the next. */
(function () {
  "use strict";

  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=doubts]"), function (section) {
    var open = section.querySelector("[data-yb-doubts-open]");
    var rows = Array.prototype.slice.call(section.querySelectorAll("[data-yb-doubt]"));

    function box(row) {
      return row.querySelector("input[type=checkbox]");
    }

    function count() {
      if (open) open.textContent = rows.filter(function (row) { return !box(row).checked; }).length;
    }

    rows.forEach(function (row, place) {
      var field = row.querySelector("input[type=text]");
      field.addEventListener("keydown", function (event) {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        box(row).checked = true;
        box(row).dispatchEvent(new Event("input", { bubbles: true }));
        count();
        var later = rows.slice(place + 1).concat(rows.slice(0, place));
        var next = later.filter(function (other) { return !box(other).checked; })[0];
        if (next) {
          next.querySelector("input[type=text]").select();
          next.scrollIntoView({ block: "center" });
        }
      });
      box(row).addEventListener("change", count);
    });
  });
})();

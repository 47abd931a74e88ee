/* Files that are dropped anywhere on the page are handed in as if they had been chosen. */
(function () {
  "use strict";

  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=hand-in]"), function (form) {
    var input = form.querySelector("input[type=file]"), state = form.querySelector("[data-yb-hand-in-state]");

    function holdsFiles(event) {
      return event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
    }

    document.addEventListener("dragover", function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.add("yb-hand-in--over");
    });
    document.addEventListener("dragleave", function (event) {
      if (!event.relatedTarget) form.classList.remove("yb-hand-in--over");
    });
    document.addEventListener("drop", function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.remove("yb-hand-in--over");
      input.files = event.dataTransfer.files;
      if (input.files.length) form.requestSubmit();
    });
    form.addEventListener("submit", function () {
      state.textContent = input.files.length ? "正在交上来，读的时候请稍等" : "";
    });
  });
})();

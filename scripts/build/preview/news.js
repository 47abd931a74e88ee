/* Loads a page of the preview anew once the site has changed. */
(function () {
  "use strict";
  var script = document.currentScript;
  var shown = script.dataset.state;
  var address = script.src.replace(/news\.js$/, "state");

  function ask() {
    if (document.visibilityState === "visible") {
      fetch(address, { cache: "no-store" })
        .then(function (answer) { return answer.text(); })
        .then(function (state) {
          if (state !== shown) location.reload();
          else setTimeout(ask, 200);
        })
        .catch(function () { setTimeout(ask, 2000); });
    } else {
      document.addEventListener("visibilitychange", ask, { once: true });
    }
  }

  ask();
})();

/* The theme's script looks for the links of the contents by a class of its own; written out it would stand in every one
   of them. It stands straight after the contents, so that they are found when that script begins. */
(function () {
  "use strict";

  document.querySelectorAll("#yb-toc li a").forEach(function (link) { link.classList.add("md-nav__link"); });
})();

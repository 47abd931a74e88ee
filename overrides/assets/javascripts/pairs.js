/* Two years side by side: the map marks the pair in view, a pair that is asked for is opened, and what both sentences
   have is folded where it is long. Without scripts the map leads to the pairs, and their sentences stand there whole. */
(function () {
  "use strict";

  var LONG = 36, EDGE = 8;

  function button(words, onClick) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "yb-pair__fold";
    made.textContent = words;
    made.addEventListener("click", onClick);
    return made;
  }

  /* The middle of a run goes; so much stays at both ends that one knows where one is. */
  function fold(run) {
    var middle = run.splitText(EDGE), kept = document.createElement("span");
    middle.splitText(middle.length - EDGE);
    var words = "〔… 未变 " + middle.length + " 字〕";
    kept.className = "yb-pair__run";
    middle.before(kept);
    kept.appendChild(middle);
    kept.before(button(words, function () {
      kept.hidden = !kept.hidden;
      this.textContent = kept.hidden ? words : "〔收起〕";
      this.setAttribute("aria-expanded", String(!kept.hidden));
    }));
    kept.previousSibling.setAttribute("aria-expanded", "false");
    kept.hidden = true;
  }

  function foldAll(body) {
    body.querySelectorAll(".yb-pair__row--reworded p").forEach(function (line) {
      Array.from(line.childNodes).forEach(function (node) {
        if (node.nodeType === Node.TEXT_NODE && node.length >= LONG) fold(node);
      });
    });
  }

  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var pair = target && target.closest(".yb-pair__item");
    if (pair) pair.querySelectorAll("details").forEach(function (part) { part.open = true; });
  }

  function follow(body) {
    var map = body.querySelector(".yb-slope__box"), watch = window.IntersectionObserver && new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        map.querySelectorAll("a[href='#" + one.target.id + "']").forEach(function (link) {
          if (!one.isIntersecting) { link.removeAttribute("aria-current"); return; }
          link.setAttribute("aria-current", "true");
          var at = link.getBoundingClientRect(), box = map.getBoundingClientRect();
          if (at.top < box.top || at.bottom > box.bottom) map.scrollTop += at.top - box.top - box.height / 2;
        });
      });
    }, { rootMargin: "-20% 0px -70% 0px" });
    if (watch) body.querySelectorAll(".yb-pair__item").forEach(function (pair) { watch.observe(pair); });
  }

  function mount(body) {
    if (body.hasAttribute("data-yb-started")) return;
    body.setAttribute("data-yb-started", "");
    foldAll(body);
    follow(body);
    var parts = body.querySelectorAll(".yb-pair__item details");
    if (parts.length) document.querySelector(".yb-pair__label").after(button("全部展开", function () {
      var open = this.textContent === "全部展开";
      parts.forEach(function (part) { part.open = open; });
      this.textContent = open ? "全部收起" : "全部展开";
    }));
    window.addEventListener("hashchange", reveal);
    reveal();
  }

  function start() {
    document.querySelectorAll("[data-yb-component='pairs']").forEach(mount);
  }

  if (window.document$) window.document$.subscribe(start);
  else document.addEventListener("DOMContentLoaded", start);
})();

// Before the page's own code: notes when the first results stand on the page, and when it last changed.
(() => {
  const rows = "main [data-yb-id]";
  const near = "[data-yb-near], [data-yb-named]";
  const isExact = (element) => !element.closest(near);
  const exact = () => [...document.querySelectorAll(rows)].filter(isExact);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const counted = () => {
    const element = document.querySelector("[data-yb-count]");
    const digits = element && (/\d+/.exec(element.getAttribute("data-yb-count")) || /\d+/.exec(element.textContent));
    return digits ? Number(digits[0]) : null;
  };
  // What a reader sees first: how many there are, and the first of them.
  const head = () => {
    const first = document.querySelector(rows);
    return `${counted()} ${first && isExact(first) ? first.getAttribute("data-yb-id") : ""}`;
  };
  let opened = null;
  let told = null;
  let answered = null;
  let changed = null;
  new MutationObserver(() => {
    changed = performance.now();
    const now = head();
    if (now !== told) answered = changed;
    told = now;
    const first = document.querySelector(rows);
    if (opened === null && first && isExact(first)) opened = changed;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const rest = async (quiet, patience) => {
    const start = performance.now();
    for (;;) {
      const now = performance.now();
      const busy = document.querySelector("main [aria-busy=true]");
      if (changed !== null && !busy && now - changed > quiet) return true;
      if (now - start > patience) return false;
      await wait(5);
    }
  };
  window.benchFirst = async (quiet, patience) => {
    await rest(quiet, patience);
    return opened;
  };
  window.benchAsk = async (query, quiet, patience) => {
    const box = document.querySelector("main input[type=search]");
    if (!box || !box.form) return { missing: true };
    told = changed = answered = null;
    const start = performance.now();
    box.value = query;
    box.form.requestSubmit();
    if (!(await rest(quiet, patience))) return { missing: true };
    const names = exact().map((element) => element.getAttribute("data-yb-id"));
    return { ms: answered - start, names, count: counted() };
  };
})();

// Before the page's own code: notes when the first result stands on the page, and when it last changed.
(() => {
  const near = "[data-yb-near]";
  const exact = () => [...document.querySelectorAll("[data-yb-id]")].filter((element) => !element.closest(near));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let first = null;
  let changed = null;
  new MutationObserver(() => {
    changed = performance.now();
    if (first === null && exact().length) first = changed;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const rest = async (quiet, patience) => {
    const start = performance.now();
    for (;;) {
      const now = performance.now();
      const busy = document.querySelector("[aria-busy=true]");
      if (changed !== null && !busy && now - changed > quiet) return changed;
      if (now - start > patience) return null;
      await wait(5);
    }
  };
  const counted = () => {
    const element = document.querySelector("[data-yb-count]");
    const digits = element && (/\d+/.exec(element.getAttribute("data-yb-count")) || /\d+/.exec(element.textContent));
    return digits ? Number(digits[0]) : null;
  };
  // A long list may show its rest on a button or on scrolling.
  const unfold = async (count, quiet, patience) => {
    for (let before = -1; exact().length > before && exact().length < count; ) {
      before = exact().length;
      const more = document.querySelector("[data-yb-more]");
      if (more) more.click();
      window.scrollTo(0, document.documentElement.scrollHeight);
      await rest(quiet, patience);
    }
  };
  window.benchFirst = async (quiet, patience) => {
    await rest(quiet, patience);
    return first;
  };
  window.benchAsk = async (query, quiet, patience) => {
    const box = document.querySelector("main input[name=q], main input[type=search], input[name=q]");
    if (!box) return { missing: true };
    changed = null;
    const start = performance.now();
    box.value = query;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    const end = await rest(quiet, patience);
    if (end === null) return { silent: true };
    const count = counted();
    await unfold(count, quiet, patience);
    return { ms: end - start, names: exact().map((element) => element.getAttribute("data-yb-id")), count };
  };
})();

// Before the theme's own code: listens to what its search worker answers.
(() => {
  const answers = [];
  const Real = window.Worker;
  window.benchAnswers = answers;
  window.Worker = class extends Real {
    constructor(...options) {
      super(...options);
      this.asked = [];
      this.addEventListener("message", (event) => {
        if (event.data.type !== 3) return;
        answers.push({ query: this.asked.shift(), at: performance.now(), items: event.data.data.items });
      });
    }
    postMessage(message, ...rest) {
      if (message.type === 2) this.asked.push(message.data);
      super.postMessage(message, ...rest);
    }
  };
  window.benchAnswer = async (query) => {
    for (;;) {
      const answer = answers.find((one) => one.query === query);
      if (answer) {
        answers.length = 0;
        const names = answer.items.map((page) => page.map((section) => section.location));
        return { at: answer.at, names: [].concat(...names) };
      }
      await new Promise((done) => setTimeout(done, 1));
    }
  };
  window.benchAsk = async (query) => {
    const box = document.querySelector("[data-md-component=search-query]");
    const start = performance.now();
    box.value = query;
    box.dispatchEvent(new KeyboardEvent("keyup"));
    const answer = await window.benchAnswer(query);
    return { ms: answer.at - start, names: answer.names };
  };
})();

/* What the desk's pages do by themselves: a draft is kept at every edit, a job is looked at again.
   Each finds its own by `data-yb-component`; without scripts the same forms and addresses do the same. */
(function () {
  "use strict";

  var AFTER_TYPING = 250, LOOKS = 1000;

  /* Asks for one thing at a time; what comes while it waits is asked for next, and of that only the last. */
  function oneAtATime(ask) {
    var busy = false, next = null;

    function go(value) {
      busy = true;
      ask(value).then(function () {
        busy = false;
        if (next !== null) {
          var waiting = next;
          next = null;
          go(waiting);
        }
      });
    }

    return function (value) {
      if (busy) next = value; else go(value);
    };
  }

  /* A form whose every edit is kept. It says so in its `data-yb-draft-state`. */
  function keepDraft(form) {
    var state = form.querySelector("[data-yb-draft-state]"), timer = null, serial = 0, leaving = false;
    var visit = Date.now().toString(36) + Math.random().toString(36).slice(2);

    function tell(words, lost) {
      if (!state) return;
      state.textContent = words;
      state.classList.toggle("yb-draft-state--lost", lost);
    }

    function send(fields) {
      /* What goes on after the page is gone must be small; the rest has been sent with the edit before. */
      return fetch("/desk/drafts", { method: "POST", body: fields, keepalive: leaving, credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status));
          tell("已记下", false);
        })
        .catch(function () { tell("没有记下，请不要关这一页，看看启动的那个窗口还在不在", true); });
    }

    var ask = oneAtATime(send);

    function keep() {
      clearTimeout(timer);
      timer = null;
      serial += 1;
      form.elements["draft-visit"].value = visit;
      form.elements["draft-serial"].value = serial;
      var fields = new URLSearchParams();
      new FormData(form).forEach(function (value, name) {
        if (typeof value === "string") fields.append(name, value);
      });
      ask(fields);
    }

    function keepWaiting() {
      leaving = true;
      if (timer !== null) keep();
      leaving = false;
    }

    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(keep, AFTER_TYPING);
    });
    form.addEventListener("focusout", function () { if (timer !== null) keep(); });
    window.addEventListener("pagehide", keepWaiting);
    document.addEventListener("visibilitychange", function () { if (document.hidden) keepWaiting(); });
  }

  /* A job that runs: what is told of it is put in its place again and again. */
  function follow(job) {
    if (!job.hasAttribute("data-yb-running")) return;
    setTimeout(function () {
      fetch(location.href, { credentials: "same-origin" })
        .then(function (answer) { return answer.text(); })
        .then(function (page) {
          var fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-yb-component=job]");
          if (fresh) {
            job.replaceWith(fresh);
            follow(fresh);
          }
        })
        .catch(function () { follow(job); });
    }, LOOKS);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=draft]"), keepDraft);
  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=job]"), follow);
})();

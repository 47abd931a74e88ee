/* What the desk's pages do by themselves: a draft is kept at every edit, a job is looked at again.
   Each finds its own by `data-yb-component`; without scripts the same forms and addresses do the same. */
(function () {
  "use strict";

  var LOOKS = 400, AGAIN = 2000;

  /* A form whose every edit is kept at once, the next while the one before is on its way. It says so in its
     `data-yb-draft-state`. */
  function keepDraft(form) {
    var state = form.querySelector("[data-yb-draft-state]"), serial = 0, busy = false, waits = false;

    function tell(words, lost) {
      if (!state) return;
      state.textContent = words;
      state.classList.toggle("yb-draft-state--lost", lost);
    }

    function count() {
      serial += 1;
      form.elements["draft-serial"].value = serial;
    }

    function send(leaving) {
      var fields = new FormData();
      count();
      new FormData(form).forEach(function (value, name) {
        if (typeof value === "string") fields.append(name, value);
      });
      busy = true;
      waits = false;
      /* What goes on after the page is gone must be small; the rest has been sent with the edit before. */
      fetch("/desk/drafts", { method: "POST", body: fields, keepalive: leaving, credentials: "same-origin" })
        .then(function (answer) {
          if (answer.status === 401 || answer.status === 403) {
            tell("没有记下：工作台重新启动过。把刚改的文字复制出来，到新打开的工作台里接着改", true);
            return;
          }
          if (!answer.ok) throw new Error(String(answer.status));
          tell("已记下", false);
        })
        .catch(function () {
          tell("没有记下，请不要关这一页，看看启动的那个窗口还在不在", true);
          setTimeout(keep, AGAIN);
        })
        .then(function () {
          busy = false;
          if (waits) send(false);
        });
    }

    function keep() {
      if (busy) waits = true; else send(false);
    }

    function keepWaiting() {
      if (waits) send(true);
    }

    form.addEventListener("input", keep);
    form.addEventListener("submit", function () {
      /* What is sent is the newest, whatever arrives behind it. */
      waits = false;
      count();
    });
    window.addEventListener("pagehide", keepWaiting);
    document.addEventListener("visibilitychange", function () { if (document.hidden) keepWaiting(); });
  }

  /* A job that runs: what is told of it is put in its place again and again. */
  function follow(job) {
    if (!job.hasAttribute("data-yb-running")) return;
    setTimeout(function () {
      fetch(location.href, { credentials: "same-origin", redirect: "manual" })
        .then(function (answer) { return answer.text(); })
        .then(function (page) {
          var fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-yb-component=job]");
          /* It is over, or leads to the page that it has made ready. */
          if (!fresh || !fresh.hasAttribute("data-yb-running")) {
            location.reload();
            return;
          }
          job.replaceWith(fresh);
          follow(fresh);
        })
        .catch(function () { follow(job); });
    }, LOOKS);
  }

  /* A line of a text, marked and in sight. */
  function showLine(field) {
    var lines = field.value.split("\n"), at = Number(field.getAttribute("data-yb-line")) - 1;
    var start = lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[at] || "").length);
    field.scrollTop = Math.max(0, field.scrollHeight * at / lines.length - field.clientHeight / 2);
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-line]"), showLine);
  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=draft]"), keepDraft);
  Array.prototype.forEach.call(document.querySelectorAll("[data-yb-component=job]"), follow);
})();

// Saves what is typed when a field is left, and says when. The form works without it.
(function () {
  "use strict";
  const PATIENCE = 8000;

  document.querySelectorAll("form[data-autosave]").forEach(function (form) {
    const said = form.querySelector("[data-saved]");
    let waiting = false;
    let again = false;
    let leaving = false;
    let onward = null;

    function save() {
      if (leaving) return;
      if (waiting) {
        again = true;
        return;
      }
      waiting = true;
      window
        .fetch(form.dataset.autosave, {
          method: "POST",
          body: new FormData(form),
          credentials: "same-origin",
          signal: AbortSignal.timeout(PATIENCE),
        })
        .then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        })
        .then(function (told) {
          if (said) said.textContent = told.saved;
        })
        .catch(function () {
          if (said) said.textContent = said.dataset.failed;
        })
        .finally(afterwards);
    }

    function afterwards() {
      waiting = false;
      if (onward) {
        form.requestSubmit(onward.submitter);
      } else if (again) {
        again = false;
        save();
      }
    }

    form.addEventListener("change", save);

    // What is sent must come after what is being saved, or older words would win.
    form.addEventListener("submit", function (event) {
      leaving = true;
      if (!waiting) return;
      event.preventDefault();
      onward = { submitter: event.submitter };
    });

    window.addEventListener("pageshow", function () {
      leaving = false;
      onward = null;
    });
  });
})();

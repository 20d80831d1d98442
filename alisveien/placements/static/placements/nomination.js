// Saves what is typed when a field is left, and says when. The form works without it.
(function () {
  "use strict";
  document.querySelectorAll("form[data-autosave]").forEach(function (form) {
    const said = form.querySelector("[data-saved]");
    let waiting = false;
    let again = false;

    function save() {
      if (waiting) {
        again = true;
        return;
      }
      waiting = true;
      window
        .fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin" })
        .then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status));
          return answer.json();
        })
        .then(function (told) {
          if (said) said.textContent = told.saved;
        })
        .catch(function () {
          if (said) said.textContent = said.dataset.failed || said.textContent;
        })
        .finally(function () {
          waiting = false;
          if (again) {
            again = false;
            save();
          }
        });
    }

    form.addEventListener("change", save);
  });
})();

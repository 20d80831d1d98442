// The first results while one types. Without script the field is a plain form that leads to the page of results.
// A combobox with a list (WAI-ARIA): arrows choose, Enter follows, Escape closes; focus stays in the field.
(function () {
  "use strict";
  const WAIT = 150;

  function set(field, list, open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", open ? "true" : "false");
    if (!open) field.removeAttribute("aria-activedescendant");
  }

  function options(list) {
    return Array.from(list.querySelectorAll("[role=option]"));
  }

  function choose(field, list, step) {
    const all = options(list);
    if (!all.length || list.hidden) return;
    const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = here < 0 && step < 0 ? all.length - 1 : (here + step + all.length) % all.length;
    all.forEach((one, number) => one.setAttribute("aria-selected", number === next ? "true" : "false"));
    field.setAttribute("aria-activedescendant", all[next].id);
    all[next].scrollIntoView({ block: "nearest" });
  }

  function wire(form) {
    const field = form.querySelector("[data-search]");
    const list = form.querySelector("[data-suggestions]");
    const said = form.querySelector("[data-said]");
    let timer = 0;
    let asked = 0;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    set(field, list, false);

    async function ask() {
      const words = field.value.trim();
      const mine = (asked += 1);
      if (words.length < 2) {
        set(field, list, false);
        return;
      }
      let html = "";
      try {
        const answer = await window.fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`);
        html = answer.ok ? await answer.text() : "";
      } catch (lost) {
        html = "";
      }
      if (mine !== asked || document.activeElement !== field) return;
      list.innerHTML = html;
      options(list).forEach((one, number) => {
        one.id = `${list.id}-${number}`;
      });
      const count = options(list).length;
      set(field, list, count > 0);
      said.textContent = count ? said.dataset.some.replace("0", String(count)) : said.dataset.none;
    }

    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", function (event) {
      const chosen = options(list).find((one) => one.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return;
        event.preventDefault();
        choose(field, list, event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && chosen && !list.hidden) {
        event.preventDefault();
        window.location.assign(chosen.dataset.href);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        set(field, list, false);
      }
    });
    field.addEventListener("blur", function () {
      window.setTimeout(() => set(field, list, false), 150);
    });
    list.addEventListener("mousedown", function (event) {
      const one = event.target.closest("[role=option]");
      if (!one) return;
      event.preventDefault();
      window.location.assign(one.dataset.href);
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(wire);
})();

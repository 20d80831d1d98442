// The few things in the frame that are smoother with script. All pages work without it.
(function () {
  "use strict";
  const root = document.documentElement;
  const order = ["auto", "light", "dark"];

  function remember(scheme) {
    try {
      if (scheme === "auto") window.localStorage.removeItem("alisveien-farger");
      else window.localStorage.setItem("alisveien-farger", scheme);
    } catch (refused) {
      // The choice then lasts for this page only.
    }
  }

  const switches = document.querySelectorAll("[data-scheme]");

  function show(scheme) {
    root.dataset.colorScheme = scheme;
    switches.forEach(function (button) {
      button.querySelector("[data-scheme-name]").textContent = button.dataset[scheme];
    });
  }

  switches.forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      const next = order[(order.indexOf(root.dataset.colorScheme) + 1) % order.length];
      show(next);
      remember(next);
    });
  });
  show(order.includes(root.dataset.colorScheme) ? root.dataset.colorScheme : "auto");

  // A filter panel is open on a wide screen and folded on a narrow one; the chips say what is chosen.
  const narrow = window.matchMedia("(max-width: 1000px)").matches;
  document.querySelectorAll("details[data-fold]").forEach(function (panel) {
    if (narrow) panel.open = false;
    panel.dataset.ready = "yes";
  });
})();

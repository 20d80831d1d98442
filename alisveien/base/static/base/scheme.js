// Before the first paint: the colour scheme this reader chose earlier. Nothing else belongs here.
(function () {
  try {
    var chosen = window.localStorage.getItem("alisveien-farger");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colorScheme = chosen;
  } catch (refused) {
    // Storage may be closed; then the machine decides.
  }
})();

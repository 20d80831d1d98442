// Before the first paint: that there is script, and the colour scheme this reader chose earlier.
(function () {
  document.documentElement.dataset.script = "yes";
  try {
    var chosen = window.localStorage.getItem("alisveien-farger");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.colorScheme = chosen;
  } catch (refused) {
    // Storage may be closed; then the machine decides.
  }
})();

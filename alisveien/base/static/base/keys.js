// Keys that do what a control on the page does: / search, ? the list of keys, n and p the next and previous page.
// They can be switched off at /hjelp/snarveier/. Escape folds what hangs over the page.
(function () {
  "use strict";
  const REMEMBERED = "alisveien-snarveier";

  function off() {
    try {
      return window.localStorage.getItem(REMEMBERED) === "av";
    } catch (refused) {
      return false;
    }
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  function toSearch() {
    const field = Array.from(document.querySelectorAll("[data-search]")).find((one) => one.offsetParent !== null);
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (!link) return false;
    link.click();
    return true;
  }

  const keys = {
    "/": toSearch,
    "?": function () {
      window.location.assign("/hjelp/snarveier/");
      return true;
    },
    n: () => follow(".paging [rel=next]"),
    p: () => follow(".paging [rel=prev]"),
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
    const does = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (does && does()) event.preventDefault();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    const open = event.target.closest("details.drop[open]") || document.querySelector("details.drop[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.drop[open]").forEach(function (open) {
      if (!open.contains(event.target)) open.open = false;
    });
  });

  document.querySelectorAll("[data-keys]").forEach(function (button) {
    function show() {
      button.textContent = off() ? button.dataset.off : button.dataset.on;
      button.hidden = false;
    }
    button.addEventListener("click", function () {
      try {
        if (off()) window.localStorage.removeItem(REMEMBERED);
        else window.localStorage.setItem(REMEMBERED, "av");
      } catch (refused) {
        // The browser keeps nothing; the keys stay on.
      }
      show();
    });
    show();
  });
})();

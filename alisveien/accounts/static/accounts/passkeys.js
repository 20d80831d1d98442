// Says it in words when a passkey was not used; the other ways in stay open.
(function () {
  "use strict";
  document.addEventListener("allauth.error", function (event) {
    const place = document.getElementById("key_trouble");
    if (!place) return;
    event.preventDefault();
    place.textContent = place.dataset.trouble;
  });
})();

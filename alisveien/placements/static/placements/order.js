// Dragging rows into the wanted order. The buttons do the same without it.
(function () {
  "use strict";
  const form = document.querySelector("form[data-order]");
  if (!form) return;
  const list = form.querySelector(".order");
  let held = null;

  list.addEventListener("dragstart", function (event) {
    held = event.target.closest("li");
    held.classList.add("order-held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.id);
  });

  list.addEventListener("dragover", function (event) {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    list.insertBefore(held, after ? over.nextSibling : over);
  });

  list.addEventListener("drop", function (event) {
    event.preventDefault();
    form.submit();
  });

  list.addEventListener("dragend", function () {
    if (held) held.classList.remove("order-held");
    held = null;
  });

  // After a move the focus stays with the doctor who was moved; the browser goes to the row first.
  window.addEventListener("load", function () {
    const moved = window.location.hash.slice(1) && document.getElementById(window.location.hash.slice(1));
    const button = moved && moved.querySelector("button");
    if (button) window.setTimeout(button.focus.bind(button), 0);
  });
})();

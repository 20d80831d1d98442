// Moving in a draft of a plan by drag and by keyboard. The names lead to a form that does the same without it.
(function () {
  "use strict";
  const form = document.getElementById("plan-flytt");
  const grid = document.querySelector(".plan-grid");
  if (!form || !grid) return;
  const status = document.getElementById("plan-status");
  const words = form.dataset;
  const asked = {};
  let held = null;
  let cursor = null;

  function say(text) { status.textContent = text; }

  function cells() { return Array.from(grid.querySelectorAll("td[data-half]")); }

  // What speaks against each cell, asked once for each piece.
  function options(key) {
    if (!asked[key]) {
      asked[key] = fetch(words.options.replace("KEY", key), { credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.json(); })
        .then(function (found) {
          const by = {};
          found.cells.forEach(function (one) { by[one.half + " " + one.place] = one; });
          return by;
        });
    }
    return asked[key];
  }

  function paint(by) {
    cells().forEach(function (cell) {
      const one = by[cell.dataset.half + " " + cell.dataset.place];
      if (!one) return;
      cell.dataset.level = one.level;
      cell.dataset.words = one.words;
      cell.classList.add({ ok: "plan-ok", warn: "plan-warned", stop: "plan-stopped" }[one.level]);
    });
  }

  function lift(piece) {
    letGo();
    held = piece;
    piece.classList.add("plan-held");
    say(words.lifted.replace("{name}", piece.dataset.name));
    return options(piece.dataset.piece).then(function (by) {
      if (held === piece) paint(by);
    }).catch(function () { letGo(); say(words.failed); });
  }

  function letGo() {
    if (held) held.classList.remove("plan-held");
    if (cursor) { cursor.classList.remove("plan-cursor"); cursor.removeAttribute("tabindex"); }
    held = cursor = null;
    cells().forEach(function (cell) {
      cell.classList.remove("plan-ok", "plan-warned", "plan-stopped");
      delete cell.dataset.level;
      delete cell.dataset.words;
    });
  }

  function tell(piece, cell, level, against) {
    const verdict = !level ? "" : level === "ok" ? words.ok : (level === "warn" ? words.warn : words.stop) + " " + against;
    say(piece.dataset.name + ": " + cell.dataset.label + ". " + verdict);
  }

  // Who lets go quickly does so before the server has answered: the drop waits for the answer.
  function drop(cell) {
    const piece = held;
    if (!piece) return;
    options(piece.dataset.piece).then(function (by) {
      const one = by[cell.dataset.half + " " + cell.dataset.place];
      if (!one) return;
      if (one.level === "stop") { tell(piece, cell, one.level, one.words + " " + words.elsewhere); return; }
      form.action = piece.dataset.href;
      form.elements.half.value = cell.dataset.half;
      form.elements.place.value = cell.dataset.place;
      form.submit();
    }).catch(function () { letGo(); say(words.failed); });
  }

  function moveTo(cell) {
    if (!cell) return;
    if (cursor) { cursor.classList.remove("plan-cursor"); cursor.removeAttribute("tabindex"); }
    cursor = cell;
    cell.classList.add("plan-cursor");
    cell.tabIndex = -1;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "center", inline: "nearest" });
    tell(held, cell, cell.dataset.level, cell.dataset.words);
  }

  // The cell beside: along the row, or in the same column of the next row that has cells.
  function beside(cell, key) {
    const row = Array.from(cell.parentNode.querySelectorAll("td[data-half]"));
    const at = row.indexOf(cell);
    if (key === "ArrowLeft") return row[at - 1];
    if (key === "ArrowRight") return row[at + 1];
    const rows = Array.from(grid.querySelectorAll("tbody tr")).filter(function (one) { return one.querySelector("td[data-half]"); });
    const next = rows[rows.indexOf(cell.parentNode) + (key === "ArrowUp" ? -1 : 1)];
    return next && next.querySelectorAll("td[data-half]")[at];
  }

  grid.querySelectorAll("[data-piece]").forEach(function (piece) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plan-lift";
    button.textContent = words.lift;
    button.setAttribute("aria-label", words.lift + " " + piece.dataset.name);
    piece.appendChild(button);
    piece.draggable = true;
    piece.querySelectorAll("a").forEach(function (link) { link.draggable = false; });
    button.addEventListener("click", function () {
      lift(piece).then(function () { if (held === piece) moveTo(piece.closest("td")); });
    });
  });

  grid.addEventListener("keydown", function (event) {
    if (!held || !cursor) return;
    if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      moveTo(beside(cursor, event.key));
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      drop(cursor);
    } else if (event.key === "Escape") {
      event.preventDefault();
      const back = held.querySelector(".plan-lift");
      letGo();
      back.focus();
      say(words.letGo);
    } else if (event.key === "Tab") {
      letGo();
      say(words.letGo);
    }
  });

  grid.addEventListener("dragstart", function (event) {
    const piece = event.target.closest("[data-piece]");
    if (!piece) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", piece.id);
    lift(piece);
  });

  grid.addEventListener("dragover", function (event) {
    const cell = event.target.closest("td[data-half]");
    if (!held || !cell) return;
    if (cell.dataset.level !== "stop") event.preventDefault();
    if (cursor === cell) return;
    if (cursor) cursor.classList.remove("plan-cursor");
    cursor = cell;
    cell.classList.add("plan-cursor");
    tell(held, cell, cell.dataset.level, cell.dataset.words);
  });

  grid.addEventListener("drop", function (event) {
    const cell = event.target.closest("td[data-half]");
    if (!held || !cell) return;
    event.preventDefault();
    drop(cell);
  });

  grid.addEventListener("dragend", letGo);

  // After a move the focus stays with what was moved; the browser goes there first.
  window.addEventListener("load", function () {
    const moved = window.location.hash.slice(1) && document.getElementById(window.location.hash.slice(1));
    const button = moved && moved.querySelector(".plan-lift");
    if (button) window.setTimeout(button.focus.bind(button), 0);
  });
})();

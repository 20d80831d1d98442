// Follows long work: asks how far it has come, and loads the page anew when it has ended.
(function () {
  "use strict";
  const part = document.querySelector("[data-work]");
  if (!part) return;
  const bar = part.querySelector("progress");
  const words = part.querySelector("[data-left]");
  const spoken = part.querySelector("[data-spoken]");
  let pause = 1000;
  let told = Date.now();

  // A screen reader is told every ten seconds, not every second.
  function say(text) {
    words.textContent = text;
    const now = Date.now();
    if (now - told < 10000) return;
    told = now;
    spoken.textContent = text;
  }

  function show(standing) {
    if (standing.ended) {
      window.location.reload();
      return false;
    }
    if (standing.total) {
      bar.max = standing.total;
      bar.value = standing.done;
    }
    say(standing.left);
    pause = 1000;
    return true;
  }

  async function look() {
    let go = true;
    try {
      const answer = await fetch(part.dataset.work, { headers: { Accept: "application/json" } });
      if (answer.status === 404 || answer.status === 403) go = false;
      else if (answer.ok) go = show(await answer.json());
      else pause = Math.min(pause * 2, 30000);
    } catch (refused) {
      pause = Math.min(pause * 2, 30000);
    }
    if (go) window.setTimeout(look, document.hidden ? 5000 : pause);
  }

  window.setTimeout(look, 500);
})();

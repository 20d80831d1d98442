// The sum of each year beside its two numbers, as they are typed. Without this the server works it out.
for (const table of document.querySelectorAll("[data-sums]")) {
  table.addEventListener("input", (event) => {
    const row = event.target.closest("tr");
    const numbers = [...row.querySelectorAll("input")].map((one) => Number.parseInt(one.value, 10) || 0);
    row.querySelector("output").textContent = numbers.reduce((sum, one) => sum + one, 0);
  });
}

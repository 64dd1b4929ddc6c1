// Choices row by row: ← and → choose (the browser's own), ↑ and ↓ go to the row above and below.
const picked = () => [...document.querySelectorAll("input[data-choice]:checked")];

document.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step || !event.target.matches("input[data-choice]")) return;
  event.preventDefault();
  const rows = picked();
  const at = rows.findIndex((one) => one.name === event.target.name);
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
});

picked()[0]?.focus();

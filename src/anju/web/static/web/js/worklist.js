// A list begins at the row one came from, else at its first; arrows go from row to row.
const rows = [...document.querySelectorAll("[data-row]")];
const came = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
const begin = came || rows[0];
if (begin && document.activeElement === document.body) begin.focus({ preventScroll: !came });

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = rows.indexOf(document.activeElement);
  if (!step || at < 0 || event.isComposing || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  const next = rows[at + step];
  if (next) next.focus();
});

// Finding a person. F3 opens the box over the page at hand, Esc closes it and the focus is where it
// was. Arrows walk along the people found, 1 to 9 or Enter open one; a letter goes back to the box.
// Without this file F3's link leads to the page of its own.
const overlay = document.getElementById("find-overlay");

function openOverlay() {
  if (!overlay.open) overlay.showModal();
  overlay.querySelector("input").select();
}

function rowsAround(element) {
  const around = element.closest("#find-overlay") ?? document.querySelector("main");
  return { box: around?.querySelector("[data-find-box] input"), rows: [...(around?.querySelectorAll("[data-row]") ?? [])] };
}

function walk(event) {
  const { box, rows } = rowsAround(event.target);
  const at = rows.indexOf(event.target);
  const onRow = at >= 0;
  if (!rows.length || !(onRow || event.target === box)) return;
  if (event.key === "ArrowDown") (rows[at + 1] ?? event.target).focus();
  else if (event.key === "ArrowUp" && onRow) (rows[at - 1] ?? box).focus();
  else if (onRow && /^[1-9]$/.test(event.key)) rows.find((row) => row.dataset.number === event.key)?.click();
  else {
    if (onRow && (event.key.length === 1 || event.key === "Process") && event.key !== " ") box.select();
    return;
  }
  event.preventDefault();
}

// Before keys.js sees it: F3 is this box's on every page that carries it.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "F3" && overlay) {
    event.preventDefault();
    event.stopImmediatePropagation();
    openOverlay();
  } else if (event.key === "Escape" && overlay?.open) {
    event.preventDefault(); // the browser would only empty the box
    event.stopImmediatePropagation();
    overlay.close();
  } else walk(event);
}, true);

document.addEventListener("click", (event) => {
  const opener = overlay && event.target.closest('a[data-key="F3"]');
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openOverlay();
});

// What was asked for by Enter takes the hands along: to the first person, or back to the box.
function toTheFirst(part) {
  const first = part.querySelector("[data-row]");
  if (first) first.focus();
}
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.matches("[data-found]")) toTheFirst(event.detail.target);
});
const shown = document.querySelector("main [data-found]");
if (shown) toTheFirst(shown);

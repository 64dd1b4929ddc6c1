// One meaning a key on every staff page: an element with data-key="F9" is pressed by F9.
// F1 opens the list of keys; F5, F11 and F12 stay the browser's. Alt+0 to Alt+9 press data-key="Alt+1".
const OURS = /^(F[1-46-9]|F10|Escape|Alt\+[0-9])$/;

function nameOf(event) {
  return event.altKey && event.code.startsWith("Digit") ? `Alt+${event.code.slice(5)}` : event.key;
}

document.addEventListener("keydown", (event) => {
  const name = nameOf(event);
  if (!OURS.test(name) || event.isComposing || event.ctrlKey || event.metaKey) return;
  const within = document.querySelector("dialog[open]") ?? document; // what is behind is not pressed
  const target = within.querySelector(`[data-key="${name}"]:not([disabled])`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !dialog.open) dialog.showModal();
});

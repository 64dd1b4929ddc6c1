// In a form with data-enter="next", Enter goes to the next field and Shift+Enter back; it passes
// over what has data-enter="skip". With data-enter-fills it stops only at what is still empty, and
// at data-enter="stop"; after the last field it goes to the button of F9.
// Enter that confirms a Chinese candidate belongs to the input method: `isComposing`, the key
// code 229, and a flag of our own, because browsers end a composition before or after keydown.
const FIELDS = "input:not([type=hidden]):not([disabled]), select, textarea, button[type=submit]";
let composing = false;

document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { setTimeout(() => { composing = false; }, 0); });

const isFilled = (field) => (field.type === "checkbox" ? field.checked : field.value !== "");

// Whether Enter stops at a field.
function stopsAt(field, form) {
  if (field.offsetParent === null || field.dataset.enter === "skip") return false;
  return form.dataset.enterFills === undefined || field.dataset.enter === "stop" || !isFilled(field);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented) return;
  const form = event.target.closest("form");
  if (event.isComposing || event.keyCode === 229 || composing) {
    event.preventDefault();
    return;
  }
  if (!form || form.dataset.enter !== "next" || event.target.matches("button, textarea, a")) return;
  event.preventDefault();
  const fields = [...form.querySelectorAll(FIELDS)].filter((field) => field === event.target || stopsAt(field, form));
  const at = fields.indexOf(event.target);
  const next = fields[at + (event.shiftKey ? -1 : 1)];
  if (next) next.focus();
  else if (form.dataset.enterFills !== undefined && !event.shiftKey) document.querySelector("[data-key=F9]").focus();
});

// A page that asks something begins in its first field; one that says what is wrong begins there.
const asking = document.querySelector("form[data-enter=next]");
if (asking && document.activeElement === document.body && !document.querySelector("[data-error-summary]")) {
  const first = [...asking.querySelectorAll(FIELDS)].find((field) => field.offsetParent !== null && field.type !== "submit");
  if (first) first.focus({ preventScroll: true });
}

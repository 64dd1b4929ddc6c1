// The registration sheet: asks only what the answers so far make one ask, and fills in what was
// chosen from a list. Without this file every field is shown and the lists are buttons that send.
const sheet = document.getElementById("sheet");

// A cell with data-when="name" data-in="1 4" is shown when that field has one of these values;
// without data-in, when it has any. What holds a value or an error is never hidden.
function showWhatIsAsked() {
  sheet.querySelectorAll("[data-when]").forEach((cell) => {
    const asking = sheet.elements[cell.dataset.when];
    const codes = cell.dataset.in;
    const asked = codes === undefined ? asking.value !== "" : codes.split(" ").includes(asking.value);
    const own = cell.querySelector("input, select");
    cell.hidden = !asked && own.value === "" && !cell.querySelector(".anju-error-message");
  });
}

// data-fill='{"name": "value"}' on a button writes the values into the sheet.
function fillIn(button) {
  const values = JSON.parse(button.dataset.fill);
  Object.entries(values).forEach(([name, value]) => {
    const field = sheet.elements[name];
    if (field) field.value = value;
  });
  showWhatIsAsked();
  if (button.name === "take_address") return;
  const fields = [...sheet.querySelectorAll("input:not([type=hidden]), select")];
  const last = Math.max(...Object.keys(values).map((name) => fields.indexOf(sheet.elements[name])));
  const next = fields.slice(last + 1).find((field) => field.value === "" && field.offsetParent);
  if (next) next.focus();
}

// Arrows go from the address box into the list under it and along it; the homes of an address that
// was taken are one more list, at its first line.
function walkTheList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const lines = [...document.querySelectorAll("#places button")];
  const at = lines.indexOf(document.activeElement);
  if (!step || !lines.length || (at < 0 && event.target.name !== "address")) return;
  event.preventDefault();
  (lines[at + step] || sheet.elements.address).focus();
}

// F8 goes to the next field with something wrong, and from the last to the first again.
function nextProblem(event) {
  if (event.key !== "F8") return;
  const wrong = [...sheet.querySelectorAll(".anju-form-group--error")].map((group) => group.querySelector("input, select"));
  if (!wrong.length) return;
  event.preventDefault();
  wrong[(wrong.indexOf(document.activeElement) + 1) % wrong.length].focus();
}

if (sheet) {
  showWhatIsAsked();
  sheet.addEventListener("change", showWhatIsAsked);
  sheet.addEventListener("keydown", walkTheList);
  document.addEventListener("keydown", nextProblem);
  document.addEventListener("htmx:afterSwap", (event) => {
    const home = event.target.id === "places" && event.target.querySelector("[name=take_home]");
    if (home) home.focus();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!button) return;
    event.preventDefault();
    fillIn(button);
    if (button.name === "take_home") document.getElementById("places").replaceChildren();
  });
  if (!document.querySelector("[data-error-summary]")) {
    const boxes = [...sheet.querySelectorAll("[name$=document_number]")];
    const empty = boxes.find((box) => box.value === "") || boxes[0];
    empty.focus();
  }
}

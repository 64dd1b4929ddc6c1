// The registration sheet: asks only what the answers so far make one ask, lays beside it what the
// register knows, says at each field what is wrong with it once it is left, and takes over what a
// card reads. Without this file every field is shown and the buttons send the sheet.
{
  const sheet = document.getElementById("sheet");
  const CARD = { name: "name", document_number: "number", ethnic_group: "ethnic_group" };
  const CITIZEN_NUMBER = 18;
  const PAUSE_IN_MS = 200;
  const FIELD = "input:not([type=hidden]), select";

  const field = (name) => sheet.elements[name];
  const renewed = document.getElementById("renew-number");
  const tell = (one) => one.dispatchEvent(new Event("change", { bubbles: true }));

  // ---------------------------------------------------------------- what is asked

  // data-when="name" data-in="1 4": shown when that field has one of these values; without data-in,
  // when it has any. What holds a value or an error is never hidden.
  function isAsked(cell) {
    const { when, whenEmpty, in: codes } = cell.dataset;
    if (whenEmpty !== undefined) return field(whenEmpty).value.trim() === "";
    if (cell.dataset.minor !== undefined) return isChild(cell.closest("[data-person]").dataset.person);
    return codes === undefined ? field(when).value !== "" : codes.split(" ").includes(field(when).value);
  }

  function showWhatIsAsked() {
    sheet.querySelectorAll("[data-when], [data-when-empty], [data-minor]").forEach((cell) => {
      const own = cell.querySelector("input, select");
      const isEmpty = own.type === "checkbox" ? !own.checked : own.value === "";
      cell.hidden = isEmpty && !isAsked(cell) && !cell.querySelector(".anju-error-message");
    });
  }

  // Born after the day the law gives: somebody else speaks for the person.
  function isChild(prefix) {
    const number = field(`${prefix}-document_number`).value.replace(/\s/g, "");
    const born = number.length === CITIZEN_NUMBER ? number.slice(6, 14) : field(`${prefix}-born_on`).value.replace(/\D/g, "");
    return born.length === 8 && born > sheet.dataset.childAfter.replaceAll("-", "");
  }

  function takeUsual(reason) {
    const occupation = field(reason.name.replace("reason", "occupation"));
    const usual = JSON.parse(reason.dataset.usual)[reason.value];
    if (occupation && occupation.value === "" && usual) occupation.value = usual;
  }

  // ---------------------------------------------------------------- filling in

  // Writes values into the sheet; the cursor goes to the first field that is still to be filled.
  function fillIn(values, from = null) {
    Object.entries(values).forEach(([name, value]) => { if (field(name)) field(name).value = value; });
    showWhatIsAsked();
    const fields = [...sheet.querySelectorAll(FIELD)];
    const last = from === null ? Math.max(-1, ...Object.keys(values).map((name) => fields.indexOf(field(name)))) : from;
    const next = fields.slice(last + 1).find((one) => stopsAt(one, sheet) && one.value === "");
    if (next) next.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (!sheet || !button || button.closest("#places") || button.matches("div")) return;
    event.preventDefault();
    fillIn(JSON.parse(button.dataset.fill));
    if (button.dataset.copyPlace !== undefined) {
      tell(field("township"));
      field("room").value = "";
      field("door_code").value = "";
      [...sheet.querySelectorAll("[name$=document_number]")].find((one) => one.value === "")?.focus();
    }
  });

  // ---------------------------------------------------------------- what the register knows

  let asked = 0;
  async function askWho(number) {
    const place = document.getElementById("known");
    const mine = (asked += 1);
    const body = new FormData(sheet);
    body.append("who", number.name.split("-")[0]);
    const told = await fetch(sheet.dataset.known, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    if (!told || !told.ok || mine !== asked) return;
    place.innerHTML = await told.text();
    document.getElementById("known-first")?.remove();
  }

  // F7 takes what stands on the right: still here; once more: moved. With nobody there, the last home.
  function choose(box) {
    const moves = !box.dataset.renew || renewed.value !== "";
    renewed.value = moves ? "" : box.dataset.renew;
    field("moves").value = moves ? "1" : "";
    box.querySelectorAll("[data-said-renew]").forEach((line) => { line.hidden = moves; });
    box.querySelectorAll("[data-said-move]").forEach((line) => { line.hidden = !moves; });
    const known = JSON.parse(box.dataset.fill || "{}");
    fillIn(moves ? { ...known, ...JSON.parse(box.dataset.move || "{}") } : known);
    if (moves) field("address").focus();
    else document.querySelector("[data-key=F9]").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose]");
    if (!sheet || !button) return;
    event.preventDefault();
    choose(button.closest("[data-known-stay]"));
  });

  document.addEventListener("keydown", (event) => {
    const last = event.key === "F7" && document.querySelector("[data-last-place]");
    if (!sheet || !last || document.querySelector("#known [data-key=F7]")) return;
    event.preventDefault();
    last.click();
  });

  // ---------------------------------------------------------------- a card

  // The person whose lines the cursor stands in while they are empty; else the first empty one; on a
  // full sheet one more member.
  async function whoseCard(number) {
    const people = [...sheet.querySelectorAll("[name$=document_number]")];
    const here = document.activeElement.closest("[data-person]");
    const own = here && field(`${here.dataset.person}-document_number`);
    const found = people.find((one) => one.value === number) || (own && own.value === "" ? own : people.find((one) => one.value === ""));
    return (found || (await addMember())).name.split("-")[0];
  }

  document.addEventListener("anju:card-read", async (event) => {
    if (!sheet) return;
    event.preventDefault();
    const { fields, note } = event.detail;
    const prefix = await whoseCard(fields.number || "");
    const values = Object.fromEntries(Object.entries(CARD).map(([name, of]) => [`${prefix}-${name}`, fields[of] || ""]));
    const lies = fields.address ? await fetch(`${sheet.dataset.hukou}?card_address=${encodeURIComponent(fields.address)}`).then((told) => told.json()).catch(() => null) : null;
    if (lies && lies.county) values[`${prefix}-hukou_division`] = lies.county;
    if (lies) values[`${prefix}-hukou_address`] = lies.rest;
    if (note) note(sheet, Object.fromEntries(Object.entries(CARD).map(([name, of]) => [`${prefix}-${name}`, of])));
    Object.keys(values).filter((name) => values[name]).forEach((name) => {
      field(name).dataset.read = values[name];
      sheet.querySelector(`label[for="${field(name).id}"]`).dataset.source = sheet.dataset.fromCard;
    });
    const fieldset = field(`${prefix}-document_number`).closest("fieldset");
    fillIn(Object.fromEntries(Object.entries(values).filter(([, value]) => value)), [...sheet.querySelectorAll(FIELD)].indexOf(field(`${prefix}-document_number`)));
    const unknown = [...fieldset.querySelectorAll(FIELD)].find((one) => stopsAt(one, sheet) && one.value === "");
    if (unknown) unknown.focus();
    tell(field(`${prefix}-document_number`));
  });

  // ---------------------------------------------------------------- more people

  async function addMember() {
    const numbers = [...sheet.querySelectorAll("[name=person]")].map((one) => Number(one.value));
    const told = await fetch(sheet.dataset.member.replace("/0/", `/${Math.max(...numbers) + 1}/`));
    const lines = document.createRange().createContextualFragment(await told.text());
    const member = lines.querySelector("fieldset");
    document.querySelector(".sheet__add").before(member);
    showWhatIsAsked();
    const number = member.querySelector("[name$=document_number]");
    number.focus();
    return number;
  }

  document.addEventListener("click", (event) => {
    if (!sheet) return;
    const add = event.target.closest("#sheet [name=act][value=add]");
    const off = event.target.closest("#sheet [name=act][value^=remove]");
    if (!add && !off) return;
    event.preventDefault();
    if (add) addMember();
    else {
      off.closest("fieldset").remove();
      field("p0-document_number").focus();
    }
  });

  // ---------------------------------------------------------------- what is wrong

  // F8 goes to the next field with something wrong, and from the last to the first again.
  function nextProblem(event) {
    if (event.key !== "F8" || !sheet) return;
    const wrong = [...sheet.querySelectorAll(".anju-form-group--error")].map((group) => group.querySelector("input, select"));
    if (!wrong.length) return;
    event.preventDefault();
    wrong[(wrong.indexOf(document.activeElement) + 1) % wrong.length].focus();
  }

  function unsay(group) {
    group.classList.remove("anju-form-group--error");
    group.querySelectorAll("[data-said], .anju-error-message").forEach((line) => line.remove());
    const own = group.querySelector("input, select");
    own.removeAttribute("aria-invalid");
    own.removeAttribute("aria-describedby");
  }

  // One sentence at its field: an error, something to look into with its tick, or a hint.
  function sayAt([id, sentence, severity, code], ticked) {
    const own = document.getElementById(id);
    const group = own && own.closest(".anju-form-group");
    if (!group) return;
    const line = document.createElement("p");
    line.dataset.said = severity;
    line.id = `${id}-said`;
    line.className = severity === "error" ? "anju-error-message" : "said";
    line.textContent = sentence;
    if (severity === "check") {
      const label = document.createElement("label");
      const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: "confirmed", value: code, checked: ticked.has(code) });
      tick.setAttribute("form", "sheet");
      tick.dataset.enter = "skip";
      label.append(tick, ` ${sheet.dataset.confirm}`);
      line.append(" ", label);
    }
    own.insertAdjacentElement("beforebegin", line);
    own.setAttribute("aria-describedby", line.id);
    if (severity !== "error") return;
    own.setAttribute("aria-invalid", "true");
    group.classList.add("anju-form-group--error");
  }

  // What was read from a card and is another now.
  function differing() {
    return [...sheet.querySelectorAll("[name$='-name'][data-read]")]
      .filter((one) => one.value.trim() !== one.dataset.read)
      .map((one) => [one.id, sheet.dataset.differs.replace("%s", one.dataset.read), "hint", "NM-DIFF"]);
  }

  let checking = 0;
  async function check() {
    const mine = (checking += 1);
    await new Promise((done) => { setTimeout(done, PAUSE_IN_MS); });
    if (mine !== checking) return;
    const told = await fetch(sheet.dataset.checked, { method: "POST", body: new FormData(sheet), headers: { "HX-Request": "true" } }).catch(() => null);
    if (!told || !told.ok || mine !== checking || !(told.headers.get("Content-Type") || "").includes("json")) return;
    const { said, start } = await told.json();
    if (composing) return void check();
    const ticked = new Set([...document.querySelectorAll("[name=confirmed]:checked")].map((one) => one.value));
    const at = document.activeElement;
    sheet.querySelectorAll(".anju-form-group").forEach((group) => {
      const own = group.querySelector("input, select");
      if (own && (own.value !== "" || group.querySelector("[data-said]"))) unsay(group);
    });
    const lines = [...said, ...differing()];
    lines.forEach((line) => sayAt(line, ticked));
    document.getElementById("start-line").innerHTML = start;
    document.getElementById("said-line").textContent = lines.map(([, sentence]) => sentence).join("；");
    showWhatIsAsked();
    if (document.activeElement !== at) at.focus();
  }

  if (sheet) {
    showWhatIsAsked();
    sheet.addEventListener("change", (event) => {
      if (event.target.name === "confirmed") return;
      if (event.target.dataset.usual) takeUsual(event.target);
      if (event.target.name.endsWith("document_number")) askWho(event.target);
      showWhatIsAsked();
      check();
    });
    sheet.addEventListener("input", (event) => {
      const { name, value } = event.target;
      if (event.isComposing || !name.endsWith("document_number") || value.replace(/\s/g, "").length !== CITIZEN_NUMBER) return;
      askWho(event.target);
    });
    document.addEventListener("keydown", nextProblem);
    if (!document.querySelector("[data-error-summary]")) {
      const boxes = [...sheet.querySelectorAll("[name$=document_number]")];
      (boxes.find((box) => box.value === "") || boxes[0]).focus();
    }
    if (field("p0-document_number").value) {
      askWho(field("p0-document_number"));
      check();
    }
  }
}

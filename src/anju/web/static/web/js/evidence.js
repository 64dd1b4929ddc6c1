// Files of papers are taken in the moment they are chosen, dropped or scanned, row by row, and what
// is wrong with one is said in its row. Without script they go along with the form.
// F10 scans into the row one is in, or the first without a file; F2 takes the chip photo of the card.
{
  const form = document.querySelector("form[data-evidence]");
  const rows = form ? [...form.querySelectorAll("[data-code]")] : [];
  const at = (row, what) => row.querySelector(what);
  const input = (row) => at(row, "input[type=file]");
  const kind = (row) => at(row, `select[name=kind_${row.dataset.code}]`);
  const hasFile = (row) => Boolean(at(row, "input[name^=held_]:not(:disabled)"));
  let waiting = 0;
  let submitter = null;

  const current = () => {
    const here = document.activeElement && document.activeElement.closest("[data-code]");
    if (here && !hasFile(here)) return here;
    return rows.find((row) => !hasFile(row) && row.dataset.code !== "identity_card") || here || rows[0];
  };

  function say(row, html) {
    const place = at(row, "[data-faults]");
    place.id = `faults-${row.dataset.code}`;
    place.replaceChildren(...html);
    input(row).setAttribute("aria-describedby", place.id);
    input(row).toggleAttribute("aria-invalid", html.length > 0);
  }

  function complain(row, text) {
    say(row, [Object.assign(document.createElement("p"), { className: "anju-error-message", textContent: text })]);
  }

  // What the form carries already goes along, so that the same file is known again in any row.
  function parcel(row, files, more) {
    const sent = new FormData();
    sent.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    form.querySelectorAll("input[name^=held_]").forEach((one) => sent.append(one.name, one.value));
    files.forEach((file) => sent.append(`files_${row.dataset.code}`, file));
    Object.entries(more).forEach(([name, value]) => sent.append(name, value));
    return sent;
  }

  async function takeIn(row, files, more = {}) {
    const place = at(row, "[data-hold]");
    waiting += 1;
    place.setAttribute("aria-busy", "true");
    try {
      const headers = { "X-Requested-With": "fetch", "HX-Request": "true" };
      const answer = await fetch(place.dataset.hold, { method: "POST", body: parcel(row, files, more), headers });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) throw new Error(String(answer.status));
      const held = [...found.querySelectorAll("li.held")];
      at(row, "[data-held]").append(...held);
      say(row, [...found.body.querySelectorAll("p")]);
      if (held.length) settle(row);
    } catch {
      complain(row, form.dataset.failed);
    } finally {
      waiting -= 1;
      place.removeAttribute("aria-busy");
      if (!waiting && submitter) form.requestSubmit(submitter.form ? submitter : undefined);
    }
  }

  // The paper of a file is chosen where only one would do; otherwise the clerk says which it is.
  function settle(row) {
    const paper = kind(row);
    if (paper.options.length === 2) paper.selectedIndex = 1;
    if (paper.value) {
      const next = rows[rows.indexOf(row) + 1];
      if (next) kind(next).focus();
    } else {
      paper.focus();
    }
  }

  function dropped(event) {
    const place = event.target.closest("[data-hold]");
    if (!place || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") takeIn(place.closest("[data-code]"), [...event.dataTransfer.files]);
  }

  // The page may not fetch what is written into an address, so the photo is unpacked here.
  function photoOf(card) {
    const letters = atob(card.photo.slice(card.photo.indexOf(",") + 1));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new File([bytes], form.dataset.chip, { type: "image/jpeg" });
  }

  async function cardRead(event) {
    const card = event.detail;
    const number = (card.fields && card.fields.number) || "";
    const row = rows.find((one) => one.dataset.code === "identity_card") || rows[0];
    event.preventDefault();
    const mask = form.dataset.number || "";
    if (mask && number && [...mask].some((letter, place) => letter !== "*" && letter !== number[place])) {
      complain(row, form.dataset.another);
      return;
    }
    kind(row).value = [...kind(row).options].map((one) => one.value).find((one) => one === "identity_card") || kind(row).value;
    const photo = rows.find((one) => one.dataset.code === "photo");
    if (photo && card.photo && !hasFile(photo)) await takeIn(photo, [photoOf(card)], { photo_from_card: "1" });
  }

  if (form) {
    form.dataset.ready = "";
    form.addEventListener("change", (event) => {
      if (!event.target.matches("input[type=file]") || !event.target.files.length) return;
      const files = [...event.target.files];
      event.target.value = "";
      takeIn(event.target.closest("[data-code]"), files);
    });
    form.addEventListener("dragover", dropped);
    form.addEventListener("drop", dropped);
    form.addEventListener("submit", (event) => {
      if (!waiting) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      submitter = event.submitter || form;
    }, true);
    document.addEventListener("anju:scanned", (event) => {
      event.preventDefault();
      takeIn(current(), [event.detail.file]);
    });
    document.addEventListener("anju:card-read", cardRead);
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-pick]")) input(current()).click();
    });
  }
}

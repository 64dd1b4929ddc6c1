// The counter's devices, lent to this page by the device agent of this computer
// (docs/operate/devices.md). Nothing waits for a device: after two seconds there are words.
//
// F2   reads a card: `anju:card-read` on document, detail {kind, fields, photo, reader, marks, note}.
//      Who fills a form with it calls event.preventDefault() and
//      detail.note(form, {"p0-name": "name", …}), the form's names and the card's: what was read
//      travels with the form, so that corrections are counted for this reader. Where nobody takes
//      the card, the person is looked for by number.
// F10  scans a page: `anju:scanned`, detail {file}; nobody there: the page's first file field.
// A link with data-print-paper goes to the counter's printer, or where there is none to the browser.
{
  const PATIENCE = 2000;
  const EVERY = 20000;
  const ASK_JOB = 500;
  const KEPT = "anju.devices";
  const frame = document.querySelector("[data-devices]");
  const words = document.getElementById("device-words");
  const panel = document.getElementById("devices");
  const SHAPES = { ready: "●", trouble: "▲", none: "○" };
  let states = null;

  const token = () => { try { return localStorage.getItem(KEPT) || ""; } catch { return ""; } };
  const say = (text, tone = "") => { words.textContent = text; words.dataset.tone = tone; words.hidden = !text; };

  class Fault extends Error {
    constructor(code, sentence) { super(sentence); this.code = code; }
  }

  async function ask(method, path, { body, headers = {}, patience = PATIENCE } = {}) {
    const key = token();
    let told;
    try {
      told = await fetch(frame.dataset.devices + path, {
        method, body, cache: "no-store", signal: AbortSignal.timeout(patience),
        headers: key ? { ...headers, Authorization: `Bearer ${key}` } : headers,
      });
    } catch (error) {
      if (error.name === "TimeoutError") throw new Fault("too_slow", frame.dataset.slow);
      throw new Fault("no_agent", frame.dataset.absent);
    }
    if (told.ok) return told;
    const { fault } = await told.json().catch(() => ({ fault: { code: "broken", sentence: frame.dataset.slow } }));
    throw new Fault(fault.code, fault.sentence);
  }

  // ---------------------------------------------------------------- how the devices stand

  function show(found, fault = null) {
    states = found;
    const sentence = fault ? fault.message : "";
    frame.querySelectorAll("[data-device]").forEach((pill) => {
      const { state = "none", sentence: why = sentence } = (found && found[pill.dataset.device]) || {};
      const known = found ? state : sentence ? "trouble" : "none";
      pill.dataset.state = known;
      pill.querySelector("[data-shape]").textContent = SHAPES[known];
      pill.querySelector("[data-word]").textContent = frame.dataset[known];
      const row = panel.querySelector(`[data-about="${pill.dataset.device}"]`);
      row.querySelector("[data-word]").textContent = frame.dataset[known];
      row.querySelector("[data-why]").textContent = why || (found && found[pill.dataset.device].name) || "";
    });
    panel.querySelector("[data-pairing]").hidden = Boolean(token()) && (!fault || fault.code !== "not_paired");
  }

  async function look() {
    if (!token()) return show(null);
    try {
      const told = await (await ask("GET", "/v1/state")).json();
      show(told.devices);
    } catch (fault) {
      show(null, fault);
    }
  }

  async function pair(event) {
    event.preventDefault();
    const form = event.target;
    const told = panel.querySelector("[data-told]");
    try {
      const body = JSON.stringify({ code: form.elements.code.value });
      const answer = await ask("POST", "/v1/pair", { body });
      localStorage.setItem(KEPT, (await answer.json()).token);
      form.reset();
      told.textContent = frame.dataset.paired;
      await look();
    } catch (fault) {
      told.textContent = fault.message;
      form.elements.code.focus();
    }
  }

  // ---------------------------------------------------------------- F2: a card

  // The part of a form that is one person's: a second reading for it replaces the first.
  function note(card, reader) {
    return (form, names) => {
      const said = Object.entries(names).filter(([, of]) => card.fields[of]);
      if (!said.length) return;
      const read = Object.fromEntries(said.map(([field, of]) => [field, card.fields[of]]));
      const key = Object.keys(read).sort()[0];
      const boxes = [...form.querySelectorAll("input[name=card_reading]")];
      const box = boxes.find((one) => Object.keys(JSON.parse(one.value).read).sort()[0] === key) || document.createElement("input");
      Object.assign(box, { type: "hidden", name: "card_reading" });
      box.value = JSON.stringify({ reader, kind: card.kind, read });
      form.append(box);
    };
  }

  // A form shown again after a refusal keeps what was read for it.
  function keepReadings() {
    frame.querySelectorAll("[data-reading]").forEach((kept) => {
      const [name] = Object.keys(JSON.parse(kept.value).read);
      const field = document.getElementsByName(name)[0];
      if (field && field.form) field.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "card_reading", value: kept.value }));
    });
  }

  // The values of the card beside its photo, where the page has a place for them.
  function lay(card) {
    document.querySelectorAll("[data-card-beside]").forEach((place) => {
      const photo = place.querySelector("img");
      photo.hidden = !card.photo;
      if (card.photo) photo.src = card.photo;
      place.querySelectorAll("[data-of]").forEach((row) => {
        const value = row.dataset.of.split(" ").map((name) => card.fields[name] || "").filter(Boolean).join(" – ");
        row.hidden = !value;
        row.querySelector("dd").textContent = value;
        row.dataset.marked = card.marks.some((mark) => row.dataset.of.split(" ").includes(mark.field));
      });
      place.querySelector("[data-marks]").replaceChildren(...card.marks.map((mark) => Object.assign(document.createElement("li"), { textContent: mark.sentence })));
      place.hidden = false;
    });
  }

  async function readCard() {
    say(frame.dataset.reading);
    try {
      const { card, reader } = await (await ask("POST", "/v1/card")).json();
      const marks = card.marks.map((mark) => mark.sentence).join("；");
      say(marks || frame.dataset.read, marks ? "warn" : "ok");
      lay(card);
      const detail = { ...card, reader, note: note(card, reader) };
      const untaken = document.dispatchEvent(new CustomEvent("anju:card-read", { cancelable: true, detail }));
      if (untaken) find(card.fields.number || card.fields.permit_number || "");
    } catch (fault) {
      say(fault.message, "warn");
      const typed = document.querySelector("[data-key=F2]");
      if (typed && typed.matches("input")) typed.focus();
      look();
    }
  }

  const isTyped = (field) => field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;

  // What was typed is not left for a card: then the clerk looks for the person with F3.
  function find(number) {
    const typed = [...document.querySelectorAll("main input, main textarea")].some(isTyped);
    if (!number || !frame.dataset.find || typed) return;
    location.assign(`${frame.dataset.find}?q=${encodeURIComponent(number)}`);
  }

  // ---------------------------------------------------------------- F10, F9: paper in and out

  async function finished(job) {
    while (job.state === "working") {
      await new Promise((resolve) => { setTimeout(resolve, ASK_JOB); });
      job = await (await ask("GET", `/v1/jobs/${job.job}`)).json();
    }
    if (job.fault) throw new Fault(job.fault.code, job.fault.sentence);
    return job;
  }

  async function scan() {
    say(frame.dataset.scanning);
    try {
      const { job } = await finished(await (await ask("POST", "/v1/scan")).json());
      const page = await (await ask("GET", `/v1/jobs/${job}/page`, { patience: 5 * PATIENCE })).blob();
      say(frame.dataset.scanned, "ok");
      const file = new File([page], `scan-${job.slice(0, 6)}.jpg`, { type: "image/jpeg" });
      const untaken = document.dispatchEvent(new CustomEvent("anju:scanned", { cancelable: true, detail: { file } }));
      if (untaken) putInto(document.querySelector("main input[type=file]:not([disabled])"), file);
    } catch (fault) {
      say(fault.message, "warn");
      look();
    }
  }

  function putInto(field, file) {
    if (!field) return;
    const files = new DataTransfer();
    if (field.multiple) [...field.files].forEach((one) => files.items.add(one));
    files.items.add(file);
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  }

  async function print(link) {
    say(frame.dataset.printing);
    try {
      const paper = await fetch(link.href);
      if (!paper.ok) throw new Fault("no_paper", frame.dataset.unprinted);
      const body = await paper.blob();
      const headers = { "Content-Type": "application/pdf" };
      await finished(await (await ask("POST", "/v1/print", { body, headers, patience: 5 * PATIENCE })).json());
      say(frame.dataset.printed, "ok");
    } catch (fault) {
      link.dataset.printPaper = "browser";
      say(`${fault.message}。${frame.dataset.unprinted}`, "warn");
      look();
    }
  }

  // ---------------------------------------------------------------- keys and buttons

  const isReady = (device) => Boolean(states && states[device].state !== "none");
  const plain = (event) => !event.isComposing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;

  if (frame) {
    frame.hidden = false;
    keepReadings();
    panel.querySelector("form[data-pair]").addEventListener("submit", pair);
    // Before keys.js: without a device the key does there what it does on every page.
    document.addEventListener("keydown", (event) => {
      const act = { F2: ["reader", readCard], F10: ["scanner", scan] }[event.key];
      if (!act || !plain(event) || !isReady(act[0])) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.repeat) act[1]();
    }, true);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-print-paper]");
      if (!link || link.dataset.printPaper === "browser" || !isReady("printer")) return;
      event.preventDefault();
      print(link);
    });
    panel.querySelector("[data-look]").addEventListener("click", look);
    setInterval(() => { if (!document.hidden) look(); }, EVERY);
    look();
  }
}

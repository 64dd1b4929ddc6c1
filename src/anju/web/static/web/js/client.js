// The client's screen (pages/client) and the clerk's side of it. Both windows are of one browser:
// what is typed goes from one to the other on this computer and nowhere else.
// Clerk's side: a form with data-client is shown as it is filled in; an element with
// data-client-done says that it is done, data-rate is where it may be rated.
{
  const channel = new BroadcastChannel("anju.client");
  const screen = document.querySelector("[data-client-screen]");
  if (screen) turnedToTheClient(screen);
  else turnedToTheClerk();

  function turnedToTheClerk() {
    const form = document.querySelector("form[data-client]");
    const done = document.querySelector("[data-client-done]");
    const said = document.getElementById("client-said");
    let isTouched = false; // what a form brings along by itself is nothing to look at yet

    const words = (field) => {
      const label = field.labels?.[0]?.innerText.split("\n")[0].trim() ?? "";
      const value = field.tagName === "SELECT" ? field.selectedOptions[0]?.text ?? "" : field.value;
      return { name: field.name, label, value: spoken(value.trim()) };
    };
    // A day as a counter types it, as one says it.
    const spoken = (value) => {
      if (value === "." && said) return said.dataset.today;
      return /^-\d{1,2}$/.test(value) && said ? said.dataset.ago.replace("{n}", value.slice(1)) : value;
    };
    const isShown = (field) => field.name && field.offsetParent !== null && field.value.trim() !== "";

    function show() {
      const fields = [...form.querySelectorAll("input:not([type=hidden]):not([type=file]), select")];
      const lines = fields.filter(isShown).map(words).filter((line) => line.label);
      channel.postMessage(lines.length ? { kind: "summary", lines } : { kind: "waiting" });
    }

    function tell(text, tone) {
      if (!said) return;
      said.textContent = text;
      said.dataset.tone = tone;
      said.hidden = text === "";
    }

    channel.addEventListener("message", ({ data }) => {
      if (data.kind === "here") return form && isTouched ? show() : done ? tellDone() : undefined;
      if (!form || !said) return;
      if (data.kind === "right") tell(said.dataset.right, "ok");
      if (data.kind === "wrong") {
        const field = data.name && form.elements[data.name];
        tell(said.dataset.wrong.replace("{field}", data.label), "warn");
        if (field) field.focus();
      }
    });

    const tellDone = () => channel.postMessage({
      kind: "done", said: done.dataset.clientDone, rate: done.dataset.rate ?? "",
    });

    if (form) {
      form.addEventListener("change", () => { isTouched = true; tell("", ""); show(); });
      channel.postMessage({ kind: "waiting" });
    } else if (done) tellDone();
    else channel.postMessage({ kind: "waiting" });
  }

  function turnedToTheClient(page) {
    const IDLE_AFTER_MS = 60000;
    const part = (name) => page.querySelector(`[data-${name}]`);
    let wrong = { name: "", label: "" };
    let rate = "";
    let idle = 0;

    function turn(state) {
      page.querySelectorAll("[data-state]").forEach((one) => { one.hidden = one.dataset.state !== state; });
      clearTimeout(idle);
      if (state === "done") idle = setTimeout(() => turn("waiting"), IDLE_AFTER_MS);
    }

    function row(line) {
      const box = document.createElement("div");
      const term = document.createElement("dt");
      const value = document.createElement("dd");
      const button = document.createElement("button");
      term.textContent = line.label;
      button.type = "button";
      button.textContent = line.value;
      button.addEventListener("click", () => {
        page.querySelectorAll(".is-wrong").forEach((one) => one.classList.remove("is-wrong"));
        box.classList.add("is-wrong");
        wrong = { name: line.name, label: line.label };
      });
      value.append(button);
      box.append(term, value);
      return box;
    }

    channel.addEventListener("message", ({ data }) => {
      if (data.kind === "waiting") turn("waiting");
      if (data.kind === "summary") {
        const list = document.createElement("dl");
        list.append(...data.lines.map(row));
        part("summary").replaceChildren(list);
        wrong = { name: "", label: "" };
        turn("summary");
      }
      if (data.kind === "done") {
        part("said").textContent = data.said;
        rate = data.rate.startsWith("/rate/") ? data.rate : "";
        part("rating").hidden = rate === "";
        part("thanks").hidden = true;
        turn("done");
      }
    });

    page.querySelectorAll("[data-answer]").forEach((button) => button.addEventListener("click", () => {
      channel.postMessage({ kind: button.dataset.answer, ...wrong });
    }));

    page.querySelectorAll("[data-level]").forEach((button) => button.addEventListener("click", async () => {
      const body = new URLSearchParams({ csrfmiddlewaretoken: page.dataset.csrf, level: button.dataset.level });
      part("rating").hidden = true;
      const kept = await fetch(rate, { method: "POST", body }).catch(() => ({ ok: false }));
      part("thanks").hidden = !kept.ok;
      part("rating").hidden = kept.ok;
    }));

    channel.postMessage({ kind: "here" });
  }
}

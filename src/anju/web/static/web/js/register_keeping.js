// Nothing typed is lost: the sheet is kept as a draft while it is filled in and when the page is
// left; where the server does not answer, the sheet says so, stays as it is and sends itself again.
{
  const form = document.getElementById("sheet");
  const PAUSE = 1200;
  const AGAIN = 2000;
  const PATIENCE = 4000;
  const TWICE_WITHIN = 1500;
  const line = document.getElementById("kept-line");
  const sending = document.getElementById("sending");
  let kept = "";
  let isSent = false;
  let timer = 0;
  let escapedAt = -Infinity;

  const NOT_TYPED = ["csrfmiddlewaretoken", "act", "renew", "card_reading"];
  function typed() {
    const pairs = [...new FormData(form)].filter(([name]) => !NOT_TYPED.includes(name));
    return new URLSearchParams(pairs).toString();
  }

  async function keep() {
    const now = typed();
    if (isSent || now === kept) return;
    const told = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (!told || told.status !== 204) return;
    kept = now;
    line.textContent = `${form.dataset.kept} ${new Date().toTimeString().slice(0, 5)}`;
  }

  function keepSoon() {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  async function answers() {
    const told = await fetch(form.dataset.draft, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    return told !== null && told.status < 500;
  }

  async function send(button) {
    while (!(await answers())) {
      sending.textContent = form.dataset.down;
      sending.hidden = false;
      await new Promise((done) => { setTimeout(done, AGAIN); });
    }
    if (!sending.hidden) sending.textContent = form.dataset.up;
    isSent = true;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    HTMLFormElement.prototype.submit.call(form);
  }

  let isSending = false;
  function submit(event) {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    send(event.submitter || form.querySelector("[name=act][value=save]"));
  }

  async function leave() {
    clearTimeout(timer);
    await keep();
    isSent = true;
    location.assign(form.dataset.home);
  }

  if (form) {
    kept = typed();
    form.addEventListener("input", keepSoon);
    form.addEventListener("change", keepSoon);
    form.addEventListener("submit", submit);
    window.addEventListener("pagehide", () => {
      if (!isSent && typed() !== kept) navigator.sendBeacon(form.dataset.draft, new FormData(form));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.timeStamp - escapedAt < TWICE_WITHIN) leave();
      escapedAt = event.timeStamp;
    }, true);
    document.querySelector("[data-leave]").addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
}

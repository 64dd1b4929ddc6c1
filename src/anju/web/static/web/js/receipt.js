// The receipt: Enter goes on to the next household, Ctrl+Z takes the registration back, and the
// slips of a household that was saved a moment ago go to the counter's printer, where there is one.
{
  const next = document.querySelector("[data-next]");
  if (next) next.focus();

  document.addEventListener("keydown", (event) => {
    const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    const form = isUndo && document.getElementById("take-back");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });

  const TRIES = 10;
  const EVERY_IN_MS = 300;
  function printOnceReady(tries) {
    const printer = document.querySelector("[data-device=printer]");
    const slips = document.querySelectorAll("[data-print-now]");
    if (!printer || !slips.length || !tries) return;
    if (printer.dataset.state === "ready") slips.forEach((slip) => slip.click());
    else setTimeout(() => printOnceReady(tries - 1), EVERY_IN_MS);
  }
  printOnceReady(TRIES);
}

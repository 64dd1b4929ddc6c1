// A second press on the same button within a second sends nothing: the first is under way.
const PAUSE_IN_MS = 1000;
const sentAt = new WeakMap();

document.addEventListener("submit", (event) => {
  const last = sentAt.get(event.target);
  if (last !== undefined && event.timeStamp - last < PAUSE_IN_MS) {
    event.preventDefault();
    return;
  }
  sentAt.set(event.target, event.timeStamp);
});

"""What hands do at a page and what it costs: keys, taps, pages, and the keystroke-level model.

The script is put into a page that is measured and is never shipped; the pages know nothing of it.
"""

__all__ = ["COUNTER_KEY", "COUNTING", "DECISION"]

#: Seconds of the keystroke model: a key at a counter, and a thought.
COUNTER_KEY, DECISION = 0.28, 1.2

#: Counts in the page. A composition's keys count as keys; lone modifiers do not. A click made
#: by a key has detail 0. A document that was loaded tells how long its reader waited.
COUNTING = """
if (window.top === window) {
  const tell = (what, seconds = 0) => window.anjuMeter(what, seconds);
  const alone = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock"]);
  addEventListener("keydown", (e) => { if (!alone.has(e.key)) tell("K"); }, true);
  addEventListener("pointerdown", (e) => tell(e.pointerType === "mouse" ? "mouse" : "touch"), true);
  addEventListener("click", (e) => { if (e.detail > 0) tell("T"); }, true);
  addEventListener("load", () => setTimeout(() => {
    const [page] = performance.getEntriesByType("navigation");
    tell("P", page.loadEventEnd / 1000);
  }));
  const begun = new WeakMap();
  addEventListener("htmx:beforeRequest", (e) => begun.set(e.detail.xhr, performance.now()));
  addEventListener("htmx:afterSettle", (e) => {
    const since = begun.get(e.detail.xhr);
    tell("S", since === undefined ? 0 : (performance.now() - since) / 1000);
  });
}
"""

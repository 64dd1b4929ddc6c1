// The papers of a case: one page at a time, turned, enlarged, fitted, by keys or buttons.
// Without this file all pages stand one under another. Keys are left alone while somebody writes.
const viewer = document.getElementById("viewer-panel");
const KEYS = { "[": "previous", "]": "next", "+": "larger", "=": "larger", "-": "smaller", 0: "fit", r: "turn", R: "turn" };

function openViewer(panel) {
  const pages = [...panel.querySelectorAll(".viewer__page")];
  const links = [...panel.querySelectorAll("[data-page]")];
  const frame = panel.querySelector(".viewer__pages");
  let at = Math.max(0, pages.findIndex((page) => page.querySelector("img")));
  let size = 1;
  let turned = 0;

  function show() {
    pages.forEach((page, place) => { page.hidden = place !== at; });
    links.forEach((link, place) => { if (place === at) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
    const picture = pages[at].querySelector("img");
    panel.classList.toggle("viewer--fit", size === 1);
    if (!picture) return;
    picture.style.transform = turned ? `rotate(${turned}deg)` : "";
    picture.style.width = size === 1 ? "" : `${100 * size}%`;
    picture.style.maxWidth = size === 1 ? "" : "none";
  }

  function go(to) {
    at = (to + pages.length) % pages.length;
    size = 1;
    turned = 0;
    frame.scrollTo(0, 0);
    show();
  }

  const steps = {
    previous: () => go(at - 1),
    next: () => go(at + 1),
    larger: () => { size = Math.min(size + 0.5, 4); show(); },
    smaller: () => { size = Math.max(size - 0.5, 1); show(); },
    fit: () => { size = 1; turned = 0; show(); },
    turn: () => { turned = (turned + 90) % 360; show(); },
  };

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-view]");
    const link = event.target.closest("[data-page]");
    if (button) steps[button.dataset.view]();
    if (!link) return;
    event.preventDefault();
    go(Number(link.dataset.page) - 1);
  });

  document.addEventListener("keydown", (event) => {
    const step = steps[KEYS[event.key]];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    step();
  });

  panel.querySelectorAll("img").forEach((picture) => {
    const say = () => { picture.hidden = true; picture.nextElementSibling.hidden = false; };
    picture.addEventListener("error", say);
    if (picture.complete && picture.naturalWidth === 0 && picture.loading !== "lazy") say();
  });
  show();
}

if (viewer && viewer.querySelector(".viewer__page")) openViewer(viewer);

// A reason to refuse brings its sentence, its articles and what the applicant can do; a sentence
// somebody has written stays.
const reason = document.getElementById("id_reason_code");
const reasons = document.getElementById("reasons");

function tellReason() {
  const chosen = reasons.querySelector(`[data-code="${CSS.escape(reason.value)}"]`);
  const remedy = document.getElementById("remedy");
  remedy.hidden = !chosen;
  if (!chosen) return;
  remedy.querySelector("[data-basis]").textContent = chosen.dataset.basis;
  remedy.querySelector("[data-what]").textContent = chosen.dataset.what;
  const text = document.getElementById("id_reason_text");
  const ours = [...reasons.children].some((one) => one.dataset.text === text.value);
  if (text.value === "" || ours) text.value = chosen.dataset.text;
}

if (reason && reasons) {
  reason.addEventListener("change", tellReason);
  tellReason();
}

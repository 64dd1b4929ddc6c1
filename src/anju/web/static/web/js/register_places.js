// The address box: what is typed finds houses, homes and landmarks; arrows, Enter and 1 to 9 choose.
// A chosen house leaves only what is missing to be asked; one that is not on file is kept as typed.
{
  const form = document.getElementById("sheet");
  const list = document.getElementById("places");
  const box = form && form.elements.address;
  const PAUSE = 180;
  let asked = 0;
  let under = Promise.resolve();
  let answer = Promise.resolve();
  let stands = "";

  const lines = () => [...list.querySelectorAll("button")].filter((line) => !line.closest("li").hidden);
  const isOpen = () => lines().length > 0;

  function show(text) {
    list.innerHTML = text;
    box.setAttribute("aria-expanded", String(isOpen()));
  }

  function close() {
    show("");
    stands = box.value;
  }

  async function ask(query) {
    const mine = (asked += 1);
    const told = await fetch(`${box.dataset.places}?${new URLSearchParams(query)}`).catch(() => null);
    if (told && told.ok && mine === asked) show(await told.text());
  }

  function look() {
    under = new Promise((done) => { setTimeout(done, PAUSE); }).then(() => {
      if (box.value !== stands) {
        stands = box.value;
        answer = ask({ address: box.value });
      }
      return answer;
    });
  }

  // ---------------------------------------------------------------- choosing

  const write = (values) => Object.entries(values).forEach(([name, value]) => { form.elements[name].value = value; });

  function goOn(from) {
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select")];
    const next = fields.slice(fields.indexOf(from) + 1).find((one) => stopsAt(one, form) && one.value === "");
    if (next) next.focus();
  }

  function changed() {
    form.elements.address.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function choose(line) {
    const values = JSON.parse(line.dataset.fill);
    write(values);
    stands = box.value;
    if (line.name === "take_address") {
      box.focus();
      await ask({ taken: values.township, address: values.address });
      takeOnlyHome();
      form.elements.room.focus();
    } else {
      close();
      goOn(line.name === "take_home" ? form.elements.room : box);
    }
    changed();
    fetchVillages();
  }

  // The home that unit and room name, where they name one alone.
  function takeOnlyHome() {
    const [unit, room] = [form.elements.unit.value.trim(), form.elements.room.value.trim()];
    const homes = [...list.querySelectorAll("[data-room]")];
    const found = homes.filter((home) => room && home.dataset.room === room && (!unit || home.dataset.unit === unit));
    if (found.length === 1) {
      write(JSON.parse(found[0].dataset.fill));
      close();
      changed();
    }
    return found.length === 1;
  }

  function narrow() {
    const room = form.elements.room.value.trim();
    list.querySelectorAll("[data-room]").forEach((home) => { home.closest("li").hidden = !home.dataset.room.startsWith(room); });
  }

  async function fetchVillages() {
    const township = form.elements.township.value;
    const chosen = form.elements.village.value;
    const told = await fetch(`${box.dataset.places}?${new URLSearchParams({ villages: township })}`).catch(() => null);
    if (!told || !told.ok) return;
    form.elements.village.innerHTML = await told.text();
    form.elements.village.value = chosen;
  }

  // ---------------------------------------------------------------- keys

  async function enter(event) {
    if (event.isComposing || event.keyCode === 229 || event.shiftKey || box.value.trim() === "") return;
    event.preventDefault();
    await under;
    const houses = lines().filter((line) => line.name === "take_address");
    if (houses.length === 1) choose(houses[0]);
    else if (isOpen()) lines()[0].focus();
    else goOn(box);
  }

  function inList(event) {
    const all = lines();
    const at = all.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length && (at >= 0 || event.target === box || event.target === form.elements.room)) {
      event.preventDefault();
      (all[at + step] || box).focus();
    } else if (at >= 0 && /^[1-9]$/.test(event.key)) {
      const line = all.find((one) => one.dataset.pick === event.key);
      if (!line) return;
      event.preventDefault();
      choose(line);
    }
  }

  if (form) {
    box.addEventListener("input", (event) => { if (!event.isComposing) look(); });
    box.addEventListener("compositionend", look);
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") enter(event); });
    form.addEventListener("keydown", inList);
    form.elements.room.addEventListener("input", narrow);
    form.elements.room.addEventListener("change", takeOnlyHome);
    form.elements.room.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) takeOnlyHome(); });
    form.elements.township.addEventListener("change", fetchVillages);
    list.addEventListener("click", (event) => {
      const line = event.target.closest("button");
      if (!line) return;
      event.preventDefault();
      choose(line);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      close();
      box.focus();
    }, true);
  }
}

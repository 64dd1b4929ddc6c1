// The simulator's page: draws the table as the agent tells it, and sends what is laid on it.
const EVERY = 1500;
const at = (id) => document.getElementById(id);
const made = (tag, more) => Object.assign(document.createElement(tag), more);

async function send(change) {
  const told = await fetch("/table", { method: "POST", body: JSON.stringify(change) });
  const answer = await told.json();
  if (!told.ok) {
    at("on-reader").textContent = "填得不对：虚构的号码以 99 开头，18 位，校验位要对";
    return;
  }
  draw(answer);
}

function drawCards(table) {
  const none = { key: "", title: "空着", hint: "读卡器上没有证件", photo: "" };
  const box = at("cards");
  if (!box.children.length) {
    [none, ...table.cards].forEach((card) => {
      const button = made("button", { type: "button" });
      button.dataset.key = card.key;
      const words = made("span");
      words.append(made("b", { textContent: card.title }), made("small", { textContent: card.hint }));
      button.append(card.photo ? made("img", { src: `/pictures/${card.photo}.jpg`, alt: "" }) : made("i"), words);
      button.addEventListener("click", () => send({ card: card.key }));
      box.append(button);
    });
  }
  [...box.children].forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.key === table.card)));
  at("on-reader").textContent = table.own ? `上面是：${table.own}` : `读过 ${table.read} 次`;
}

function drawChoices(table) {
  document.querySelectorAll("[data-set]").forEach((box) => {
    const name = box.dataset.set;
    if (!box.options.length) {
      Object.entries(table.choices[name]).forEach(([value, title]) => box.add(new Option(title, value)));
      box.addEventListener("change", () => send({ [name]: box.value }));
    }
    if (document.activeElement !== box || box.value !== table.set[name]) box.value = table.set[name];
  });
  at("paper").hidden = !table.set.paper;
  if (table.set.paper) at("paper").src = `/pictures/${table.set.paper}.jpg`;
}

function draw(table) {
  drawCards(table);
  drawChoices(table);
  at("nothing").hidden = table.prints > 0;
  const list = at("prints");
  while (list.children.length > table.prints) list.lastChild.remove();
  while (list.children.length < table.prints) {
    const number = list.children.length + 1;
    const line = made("li");
    line.append(made("a", { href: `/prints/${number}.pdf`, target: "_blank", textContent: `第 ${number} 份` }));
    list.append(line);
  }
}

at("own").addEventListener("submit", (event) => {
  event.preventDefault();
  send({ card: "own", ...Object.fromEntries(new FormData(event.target)) });
});
at("permit").addEventListener("submit", (event) => {
  event.preventDefault();
  send({ card: "permit", ...Object.fromEntries(new FormData(event.target)) });
});
at("new-code").addEventListener("click", async () => {
  const told = await fetch("/code", { method: "POST" });
  at("code").textContent = (await told.json()).code;
});
const look = async () => draw(await (await fetch("/table")).json());
setInterval(look, EVERY);
look();

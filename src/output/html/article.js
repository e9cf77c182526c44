// the articles: each sentence is written anew when what is marked in it changes
const sentences = [];
const mentions = data.sentences.map(() => []);
for (const entity of data.entities) for (const [sentence, from, to] of entity.mentions) {
  if (mentions[sentence]) mentions[sentence].push({ from, to, entity });
}
const pieces = (element, number, runs, linked) => {
  const { text } = data.sentences[number];
  const cuts = new Set([0, text.length]);
  for (const m of mentions[number]) cuts.add(m.from).add(m.to);
  for (const [from, to] of runs) cuts.add(from).add(to);
  const places = [...cuts].filter(c => c >= 0 && c <= text.length).sort((a, b) => a - b);
  element.replaceChildren();
  for (let i = 0; i + 1 < places.length; i++) {
    const [from, to] = [places[i], places[i + 1]];
    const around = linked ? mentions[number].filter(m => m.from <= from && to <= m.to).sort((a, b) => (a.to - a.from) - (b.to - b.from)) : [];
    let parent = element;
    if (runs.some(([f, t]) => f <= from && to <= t)) parent = make("mark", parent);
    if (around.length && text.slice(from, to).trim()) {
      const entity = around[0].entity;
      parent = make("span", parent, undefined, "mention" + (around.some(m => m.entity.id === state.entity) ? " of-chosen" : ""));
      parent.style.setProperty("--of", colours[entity.kind]);
      parent.dataset.entity = entity.id;
      parent.dataset.around = around.map(m => m.entity.id).join(" ");
      parent.setAttribute("role", "button");
      parent.tabIndex = -1;
      parent.title = entity.kind + ": " + entity.label;
    }
    parent.append(text.slice(from, to));
  }
};
const write = number => {
  const element = sentences[number];
  if (!element) return;
  const own = state.fact === null ? [] : data.relations[state.fact].evidence.filter(e => e.sentence === number);
  const before = [...element.querySelectorAll(".mention")];
  const focused = before.indexOf(document.activeElement), stop = before.findIndex(mention => mention.tabIndex === 0);
  element.classList.toggle("in-evidence", own.length > 0);
  pieces(element, number, own.flatMap(e => e.words), true);
  // where there are other pieces now, the nearest
  const now = element.querySelectorAll(".mention");
  if (stop >= 0) reach(now[Math.min(stop, now.length - 1)], focused >= 0);
};
// the mentions are one stop of the tab key; arrows walk from one to the next
const reach = (mention, focus = true) => {
  if (!mention) return;
  for (const other of byId("text").querySelectorAll(".mention[tabindex='0']")) other.tabIndex = -1;
  mention.tabIndex = 0;
  if (focus) mention.focus();
};
const read = document_ => {
  state.article = document_;
  byId("text").replaceChildren();
  sentences.length = 0;
  if (many) {
    const info = data.documents[document_];
    make("h2", byId("text"), nameOf(document_));
    make("p", byId("text"), [info.publisher, info.published].filter(Boolean).join(" · "), "about");
  }
  let paragraph = null, last = null;
  data.sentences.forEach((sentence, number) => {
    if (sentence.document !== document_) return;
    if (sentence.paragraph !== last) paragraph = make("p", byId("text"));
    else paragraph.append(" ");
    last = sentence.paragraph;
    sentences[number] = make("span", paragraph);
    write(number);
  });
  reach(byId("text").querySelector(".mention"), false);
  for (const button of byId("shelf").querySelectorAll("button")) button.setAttribute("aria-pressed", String(Number(button.dataset.article) === document_));
  found();
};
const turnTo = number => {
  const sentence = data.sentences[number];
  if (sentence && sentence.document !== state.article) read(sentence.document);
  if (sentences[number]) sentences[number].scrollIntoView({ block: "center" });
};
// the sentences that have all words of the search
const found = () => {
  const asks = words();
  let count = 0;
  data.sentences.forEach((sentence, number) => {
    const has = asks.length > 0 && asks.every(word => sentence.text.toLowerCase().includes(word));
    if (has) count += 1;
    if (sentences[number]) sentences[number].classList.toggle("found", has);
  });
  return count;
};
byId("shelf").hidden = !many;
if (many) data.documents.forEach((info, number) => {
  const button = press(make("li", byId("shelf")), nameOf(number), () => read(number));
  button.dataset.article = number;
  if (info.published) make("small", button, info.published);
});
byId("text").addEventListener("click", event => {
  const mention = event.target.closest("[data-entity]");
  if (mention) { reach(mention); choose(Number(mention.dataset.entity)); }
});
byId("text").addEventListener("keydown", event => {
  const mention = event.target.closest(".mention");
  if (!mention) return;
  const all = [...byId("text").querySelectorAll(".mention")];
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); reach(all[all.indexOf(mention) + step]); }
  if (event.key === "Home" || event.key === "End") { event.preventDefault(); reach(event.key === "Home" ? all[0] : all[all.length - 1]); }
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(Number(mention.dataset.entity)); }
});

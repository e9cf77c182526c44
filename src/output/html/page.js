// what happens
const show = () => {
  const relations = admitted();
  byId("sure").textContent = Number(value("confidence")).toFixed(2);
  byId("shown").textContent = value("most");
  layout(relations);
  picture();
  whole();
  found();
  list(relations);
  fade();
};
const fade = () => {
  const near = new Set();
  if (state.entity !== null) for (const { source, target } of links) {
    const own = "e" + state.entity;
    if (source.key === own || target.key === own) near.add(source.key).add(target.key);
  }
  for (const element of canvas.querySelectorAll(".node, .edge")) {
    const fact = element.dataset.fact === undefined ? null : data.relations[Number(element.dataset.fact)];
    const entity = element.dataset.entity;
    const inside = near.size === 0 || (fact ? fact.subject === state.entity || fact.object === state.entity : entity === undefined || near.has("e" + entity));
    element.classList.toggle("faded", !inside);
    element.classList.toggle("chosen", entity !== undefined && Number(entity) === state.entity);
    element.classList.toggle("marked", fact !== null && fact.id === state.fact);
  }
};
const mark = (fact, follow) => {
  const touched = new Set();
  for (const id of [state.fact, fact]) if (id !== null) for (const e of data.relations[id].evidence) touched.add(e.sentence);
  state.fact = fact;
  touched.forEach(write);
  if (fact !== null && follow) {
    const first = data.relations[fact].evidence.find(e => sentences[e.sentence]);
    if (first) sentences[first.sentence].scrollIntoView({ block: "nearest" });
  }
  fade();
};
// the address names what is chosen, so that it can be sent to somebody
const link = () => {
  const place = state.pinned !== null ? "#fact-" + state.pinned : state.entity !== null ? "#entity-" + state.entity : " ";
  try { history.replaceState(null, "", place === " " ? location.pathname + location.search : place); } catch { /* a page without an address */ }
};
const choose = id => {
  state.entity = id;
  for (const mention of byId("text").querySelectorAll(".mention")) mention.classList.toggle("of-chosen", id !== null && mention.dataset.around.split(" ").includes(String(id)));
  if (id !== null && !nodeOf.has("e" + id)) show(); else { list(admitted()); fade(); }
  link();
  sheet();
  if (id !== null) lookAt(id);
};
const pressed = () => { for (const button of document.querySelectorAll("button[data-fact]")) button.setAttribute("aria-pressed", String(Number(button.dataset.fact) === state.pinned)); };
const unpin = () => { state.pinned = null; mark(null, false); pressed(); };
const pin = fact => {
  state.pinned = state.pinned === fact ? null : fact;
  if (state.pinned !== null) {
    const first = data.relations[fact].evidence.map(e => data.sentences[e.sentence]).find(Boolean);
    if (first && !data.relations[fact].evidence.some(e => sentences[e.sentence])) read(first.document);
  }
  mark(state.pinned, true);
  pressed();
  link();
  sheet();
};
const tab = name => { document.body.dataset.tab = name; sheet(); };
for (const part of [canvas, byId("list"), byId("sheet")]) {
  const fact = event => { const at = event.target.closest("[data-fact]"); return at ? Number(at.dataset.fact) : null; };
  part.addEventListener("pointerover", event => { const id = fact(event); if (id !== null && event.pointerType !== "touch") mark(id, true); });
  part.addEventListener("pointerout", event => { if (fact(event) !== null && event.pointerType !== "touch") mark(state.pinned, false); });
  part.addEventListener("focusin", event => { const id = fact(event); if (id !== null) mark(id, true); });
  const act = event => {
    const entity = event.target.closest("[data-entity]");
    if (entity) choose(state.entity === Number(entity.dataset.entity) ? null : Number(entity.dataset.entity));
    else if (fact(event) !== null) pin(fact(event));
    else return false;
    return true;
  };
  part.addEventListener("click", act);
  part.addEventListener("keydown", event => { if ((event.key === "Enter" || event.key === " ") && part === canvas && act(event)) event.preventDefault(); });
}
byId("list").addEventListener("keydown", event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...byId("list").querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement) + step];
  if (next) next.focus();
});
document.addEventListener("keydown", event => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing) { event.preventDefault(); tab("graph"); byId("search").focus(); }
  if (event.key === "Escape") { byId("search").value = ""; state.entity = null; unpin(); choose(null); show(); }
});
byId("filters").addEventListener("submit", event => event.preventDefault());
// who types or drags waits a moment before everything is looked through
let waiting = 0;
const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => { listed = MOST; show(); }, 160); };
for (const id of ["search", "confidence", "most"]) byId(id).addEventListener("input", () => {
  byId("sure").textContent = Number(value("confidence")).toFixed(2);
  byId("shown").textContent = value("most");
  soon();
});
for (const id of ["modality", "source", "texts", "from-article", "since", "until"]) byId(id).addEventListener("input", show);
for (const button of document.querySelectorAll("nav [data-show]")) button.addEventListener("click", () => { tab(button.dataset.show); if (button.dataset.show === "graph") whole(); });
// printed is everything
window.addEventListener("beforeprint", () => { listed = Infinity; list(admitted()); });
const follow = () => {
  const [, what, number] = /^#(entity|fact)-(\d+)$/.exec(location.hash) || [];
  if (what === "entity" && data.entities[number]) { choose(Number(number)); const first = data.entities[number].mentions[0]; if (first) turnTo(first[0]); }
  if (what === "fact" && data.relations[number] && state.pinned !== Number(number)) {
    pin(Number(number));
    const first = data.relations[number].evidence[0];
    if (first) turnTo(first.sentence);
  }
};
window.addEventListener("hashchange", follow);
byId("most").max = Math.max(5, data.entities.length);
byId("most").value = narrow() ? 12 : 18;
document.documentElement.classList.add("ready");
read(0);
show();
follow();

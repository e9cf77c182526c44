// the facts
const MOST = 200;
let listed = MOST;
const standing = relation => [relation.negative ? "denied" : "", relation.modality === "actual" ? "" : relation.modality,
  relation.source ? "says " + relation.source : "", relation.confidence.toFixed(2), relation.rule].filter(Boolean).join(" · ");
const told = (parent, relation) => {
  make("b", parent, data.entities[relation.subject].label);
  parent.append(" ");
  make("span", parent, relation.label, "said-as");
  parent.append(" ");
  if (objectOf(relation)) make("b", parent, objectOf(relation));
  if (relation.qualifiers.length) parent.append(" — " + relation.qualifiers.join("; "));
  make("small", parent, standing(relation));
  if (many) for (const number of articlesOf(relation)) make("small", parent, short(nameOf(number), 40), "article");
};
const item = (parent, relation) => {
  const button = make("button", make("li", parent), undefined, classes(relation));
  button.type = "button";
  button.dataset.fact = relation.id;
  button.setAttribute("aria-pressed", String(state.pinned === relation.id));
  button.dir = "auto";
  told(button, relation);
};
const about = (parent, entity) => {
  make("h2", parent, entity.label);
  make("p", parent, [entity.kind, ...entity.aliases].join(" · "));
};
const list = relations => {
  const chosen = byId("chosen"), entity = state.entity === null ? null : data.entities[state.entity];
  chosen.hidden = !entity;
  chosen.replaceChildren();
  if (entity) {
    about(chosen, entity);
    const places = make("p", chosen, entity.mentions.length + (entity.mentions.length === 1 ? " mention: " : " mentions: "));
    for (const [number, from, to] of entity.mentions.slice(0, 40)) {
      if (!data.sentences[number]) continue;
      press(places, short(data.sentences[number].text.slice(from, to), 40), () => { tab("article"); turnTo(number); });
    }
    press(chosen, "× all facts", () => choose(null));
  }
  const own = entity ? relations.filter(r => r.subject === entity.id || r.object === entity.id) : relations;
  const hits = words().length ? found() : 0;
  byId("count").textContent = own.length + (own.length === 1 ? " fact" : " facts") + (entity ? " about " + short(entity.label, 40) : "")
    + (words().length ? ", " + hits + (hits === 1 ? " sentence" : " sentences") + " with these words" : "");
  byId("list").replaceChildren();
  for (const relation of own.slice(0, listed)) item(byId("list"), relation);
  byId("more").hidden = own.length <= listed;
  byId("more").textContent = "show all " + own.length;
};
byId("more").addEventListener("click", () => { listed = Infinity; list(admitted()); });
// on a phone what was tapped is told at the foot of the page, whatever part is shown
const sheet = () => {
  const foot = byId("sheet"), fact = state.pinned === null ? null : data.relations[state.pinned];
  const entity = state.entity === null ? null : data.entities[state.entity];
  foot.replaceChildren();
  foot.hidden = !narrow() || !(fact || entity && document.body.dataset.tab !== "facts");
  if (foot.hidden) return;
  press(foot, "×", () => { unpin(); choose(null); }, "close").setAttribute("aria-label", "Close");
  if (fact) {
    told(make("p", foot, undefined, classes(fact)), fact);
    for (const evidence of fact.evidence.slice(0, 3)) {
      if (data.sentences[evidence.sentence]) pieces(make("blockquote", foot), evidence.sentence, evidence.words, false);
    }
  } else {
    about(foot, entity);
    const facts = make("ol", foot);
    for (const relation of admitted().filter(r => r.subject === entity.id || r.object === entity.id).slice(0, 30)) item(facts, relation);
  }
};

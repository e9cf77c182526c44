// the filters
for (const kind of [...new Set(data.entities.map(e => e.kind))]) {
  const button = press(byId("kinds"), kind, () => {
    const off = state.hidden.delete(kind) ? false : (state.hidden.add(kind), true);
    button.setAttribute("aria-pressed", String(!off));
    show();
  });
  button.style.setProperty("--of", colours[kind]);
  button.setAttribute("aria-pressed", "true");
}
const offer = (id, text, of) => { make("option", byId(id), short(text, 40)).value = of; };
for (const source of [...new Set(data.relations.map(r => r.source).filter(Boolean))].sort()) offer("source", source, "s:" + source);
for (const part of document.querySelectorAll(".of-many")) part.hidden = !many;
if (many) data.documents.forEach((_, number) => offer("from-article", nameOf(number), String(number)));
const words = () => value("search").toLowerCase().split(/\s+/).filter(Boolean);
// what is searched for stands in the fact or in the sentences that say it
const hay = data.relations.map(relation => {
  const of = id => id === null ? [] : [data.entities[id].label, ...data.entities[id].aliases];
  const said = relation.evidence.map(e => data.sentences[e.sentence] ? data.sentences[e.sentence].text : "");
  return [...of(relation.subject), relation.label, relation.text, ...of(relation.object), ...relation.qualifiers, relation.source || "", ...said].join(" \n ").toLowerCase();
});
const filter = () => {
  const standing = value("modality"), source = value("source"), sure = Number(value("confidence")), asks = words();
  const article = many ? value("from-article") : "", since = many ? value("since") : "", until = many ? value("until") : "";
  const kind = id => id === null || !state.hidden.has(data.entities[id].kind);
  const told = relation => articlesOf(relation).some(number => {
    const day = data.documents[number].published || "";
    return (!article || String(number) === article) && (!since || day >= since) && (!until || (day && day <= until));
  });
  return relation => kind(relation.subject) && kind(relation.object) && relation.confidence >= sure
    && (!standing || (standing === "asserted" ? relation.asserted : standing === "negative" ? relation.negative : relation.modality === standing))
    && (!source || (source === "article" ? !relation.source : "s:" + relation.source === source))
    && (!(article || since || until) || told(relation))
    && asks.every(word => hay[relation.id].includes(word));
};
const admitted = () => data.relations.filter(filter());

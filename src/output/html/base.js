// Everything from the data reaches the page by textContent or as a number: no text can become markup.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);
const make = (name, parent, text, className) => {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  if (parent) parent.append(element);
  return element;
};
const press = (parent, text, action, className) => {
  const button = make("button", parent, text, className);
  button.type = "button";
  button.addEventListener("click", action);
  return button;
};
const draw = (name, parent, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  parent.append(element);
  return element;
};
const short = (text, most) => text.length > most ? text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "") + "…" : text;
const value = id => byId(id).value;
const colours = { person: "#CCE5F6", organization: "#FBE3B5", place: "#C6E9DC", group: "#E4EFF7", event: "#F3D1E2",
  time: "#EEEEEE", money: "#F7F3C8", quantity: "#F7F3C8", work: "#EADCF2", object: "#F2F2F2", abstract: "#F2F2F2" };
// what is chosen: an entity, a fact under the pointer, a fact that stays; which article is read; which kinds are hidden
const state = { entity: null, fact: null, pinned: null, article: 0, hidden: new Set(), view: null };
const narrow = () => window.matchMedia("(max-width: 800px)").matches;
const many = data.documents.length > 1;
const nameOf = number => data.documents[number].title || data.documents[number].id;
const objectOf = relation => relation.object === null ? relation.text : data.entities[relation.object].label;
const classes = relation => [relation.modality, relation.negative ? "negative" : "", relation.said ? "said" : ""].filter(Boolean).join(" ");
const inWords = relation => [data.entities[relation.subject].label, relation.label, objectOf(relation)].filter(Boolean).join(" ")
  + (relation.qualifiers.length ? " (" + relation.qualifiers.join("; ") + ")" : "");
const articlesOf = relation => [...new Set(relation.evidence.map(e => data.sentences[e.sentence]).filter(Boolean).map(s => s.document))];

const own = data.documents[0];
const heading = many ? data.documents.length + " articles" : own.title || own.id;
document.title = many || !own.title ? "Knowledge graph of " + heading : own.title;
byId("title").textContent = heading;
byId("about").textContent = [many ? "" : own.publisher, many ? "" : own.published, data.entities.length + " entities", data.relations.length + " facts"].filter(Boolean).join(" · ");

"use strict";
// Everything from the data reaches the page by textContent or as a number: no text can become markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  const make = (name, parent, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    if (parent) parent.append(element);
    return element;
  };
  const draw = (name, parent, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    parent.append(element);
    return element;
  };
  const short = (text, most) => text.length > most ? text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "") + "…" : text;
  const colours = { person: "#CCE5F6", organization: "#FBE3B5", place: "#C6E9DC", group: "#E4EFF7", event: "#F3D1E2",
    time: "#EEEEEE", money: "#F7F3C8", quantity: "#F7F3C8", work: "#EADCF2", object: "#F2F2F2", abstract: "#F2F2F2" };
  const state = { entity: null, fact: null, pinned: null, hidden: new Set(), view: null };

  document.title = data.title || "Knowledge graph of " + data.document;
  byId("title").textContent = data.title || data.document;
  byId("about").textContent = [data.publisher, data.published, data.entities.length + " entities", data.relations.length + " facts"].filter(Boolean).join(" · ");

  // the article: each sentence is written anew when what is marked in it changes
  const sentences = [];
  const mentions = data.sentences.map(() => []);
  for (const entity of data.entities) for (const [sentence, from, to] of entity.mentions) {
    if (mentions[sentence]) mentions[sentence].push({ from, to, entity });
  }
  const write = number => {
    const { text } = data.sentences[number], element = sentences[number];
    const facts = state.fact === null ? [] : data.relations[state.fact].evidence.filter(e => e.sentence === number);
    const runs = facts.flatMap(e => e.words);
    element.className = facts.length ? "in-evidence" : "";
    const cuts = new Set([0, text.length]);
    for (const m of mentions[number]) cuts.add(m.from).add(m.to);
    for (const [from, to] of runs) cuts.add(from).add(to);
    const places = [...cuts].filter(c => c >= 0 && c <= text.length).sort((a, b) => a - b);
    element.replaceChildren();
    for (let i = 0; i + 1 < places.length; i++) {
      const [from, to] = [places[i], places[i + 1]];
      const around = mentions[number].filter(m => m.from <= from && to <= m.to).sort((a, b) => (a.to - a.from) - (b.to - b.from));
      const marked = runs.some(([f, t]) => f <= from && to <= t);
      let parent = element;
      if (marked) parent = make("mark", parent);
      if (around.length) {
        const entity = around[0].entity;
        const chosen = around.some(m => m.entity.id === state.entity);
        parent = make("span", parent, undefined, "mention" + (chosen ? " of-chosen" : ""));
        parent.style.setProperty("--of", colours[entity.kind]);
        parent.dataset.entity = entity.id;
        parent.title = entity.kind + ": " + entity.label;
      }
      parent.append(text.slice(from, to));
    }
  };
  let paragraph = null, last = null;
  data.sentences.forEach((sentence, number) => {
    if (sentence.paragraph !== last) paragraph = make("p", byId("text"));
    else paragraph.append(" ");
    last = sentence.paragraph;
    sentences.push(make("span", paragraph));
    write(number);
  });
  byId("text").addEventListener("click", event => {
    const mention = event.target.closest("[data-entity]");
    if (mention) choose(Number(mention.dataset.entity));
  });

  // the filters
  const kinds = [...new Set(data.entities.map(e => e.kind))];
  for (const kind of kinds) {
    const button = make("button", byId("kinds"), kind);
    button.type = "button";
    button.style.setProperty("--of", colours[kind]);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const off = state.hidden.delete(kind) ? false : (state.hidden.add(kind), true);
      button.setAttribute("aria-pressed", String(!off));
      show();
    });
  }
  for (const source of [...new Set(data.relations.map(r => r.source).filter(Boolean))].sort()) {
    const option = make("option", byId("source"), short(source, 40));
    option.value = "s:" + source;
  }
  const value = id => byId(id).value;
  const admitted = relation => {
    const standing = value("modality"), source = value("source");
    const kind = id => id === null || !state.hidden.has(data.entities[id].kind);
    const asks = value("search").trim().toLowerCase();
    const says = [data.entities[relation.subject].label, ...data.entities[relation.subject].aliases, relation.label, relation.text,
      ...(relation.object === null ? [] : [data.entities[relation.object].label, ...data.entities[relation.object].aliases]), ...relation.qualifiers];
    return kind(relation.subject) && kind(relation.object) && relation.confidence >= Number(value("confidence"))
      && (!standing || (standing === "asserted" ? relation.asserted : standing === "negative" ? relation.negative : relation.modality === standing))
      && (!source || (source === "article" ? !relation.source : "s:" + relation.source === source))
      && (!asks || says.some(text => text.toLowerCase().includes(asks)));
  };

  // the picture
  const canvas = byId("canvas");
  let nodes = [], links = [], nodeOf = new Map();
  const classes = relation => ["edge", relation.modality, relation.negative ? "negative" : "", relation.source ? "said" : ""].filter(Boolean).join(" ");
  const arrow = (name, colour) => {
    const marker = draw("marker", defs, { id: name, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
    draw("path", marker, { d: "M0 0 8 4 0 8Z", style: "fill:" + colour });
  };
  let defs;
  const layout = relations => {
    const rank = new Map();
    const centre = id => data.entities[id].rank;
    for (const r of relations) for (const id of [r.subject, r.object]) if (id !== null && id !== state.entity) rank.set(id, centre(id));
    const most = Number(value("most"));
    const inside = new Set([...rank.keys()].sort((a, b) => rank.get(b) - rank.get(a) || a - b).slice(0, most));
    if (state.entity !== null) inside.add(state.entity);
    const withTexts = byId("texts").checked;
    nodes = []; links = []; nodeOf = new Map();
    const node = (key, label, kind, entity) => {
      if (!nodeOf.has(key)) {
        const text = short(label || "—", entity ? 26 : 34);
        const size = entity ? 12 : 10;
        const made = { key, label: text, whole: label, kind, entity, width: Math.max(26, text.length * size * .56 + 14), height: size + 12 };
        nodeOf.set(key, made);
        nodes.push(made);
      }
      return nodeOf.get(key);
    };
    for (const relation of relations) {
      if (!inside.has(relation.subject) || (relation.object === null ? !withTexts : !inside.has(relation.object))) continue;
      const subject = data.entities[relation.subject];
      const from = node("e" + relation.subject, subject.label, subject.kind, subject);
      const object = relation.object === null ? null : data.entities[relation.object];
      const to = object ? node("e" + relation.object, object.label, object.kind, object) : node("t" + relation.text, relation.text, "words", null);
      links.push({ source: from, target: to, relation });
    }
    nodes.forEach((n, i) => { const turn = i * 2.399963; n.x = 34 * Math.sqrt(i + .5) * Math.cos(turn); n.y = 34 * Math.sqrt(i + .5) * Math.sin(turn); });
    const box = canvas.getBoundingClientRect();
    const wide = Math.sqrt(Math.min(2.6, Math.max(.4, (box.width || 800) / (box.height || 500))));
    // first the shape, nodes as points that pass each other, then the room they need
    const simulation = d3.forceSimulation(nodes).stop()
      .force("link", d3.forceLink(links).distance(l => 40 + (l.source.width + l.target.width) / 2.4 + Math.min(26, l.relation.label.length) * 3).strength(.7))
      .force("charge", d3.forceManyBody().strength(-700).distanceMax(700))
      .force("x", d3.forceX(0).strength(.09 / wide)).force("y", d3.forceY(0).strength(.09 * wide));
    simulation.tick(300);
    simulation.force("collide", d3.forceCollide(n => Math.hypot(n.width, n.height) / 2 + 3)).alpha(.4).tick(150);
  };
  // where the line to a node's middle meets its border
  const border = (node, x, y) => {
    const dx = x - node.x, dy = y - node.y;
    if (!dx && !dy) return [node.x, node.y];
    const scale = Math.min((node.width / 2 + 2) / Math.abs(dx || 1e-9), (node.height / 2 + 2) / Math.abs(dy || 1e-9));
    return [node.x + dx * scale, node.y + dy * scale];
  };
  const picture = () => {
    canvas.replaceChildren();
    defs = draw("defs", canvas, {});
    arrow("arrow", "var(--edge)"); arrow("arrow-negative", "var(--denied)"); arrow("arrow-said", "var(--said)");
    const pairs = new Map();
    const lines = draw("g", canvas, {}), boxes = draw("g", canvas, {});
    for (const link of links) {
      const { source, target, relation } = link;
      const pair = [source.key, target.key].sort().join(" ");
      const count = pairs.get(pair) || 0;
      pairs.set(pair, count + 1);
      const side = (count % 2 ? -1 : 1) * Math.ceil(count / 2) * 26 * (source.key < target.key ? 1 : -1);
      const group = draw("g", lines, { class: classes(relation), tabindex: 0, role: "button", "data-fact": relation.id });
      group.setAttribute("aria-label", sentence(relation));
      let path, middle;
      if (source === target) {
        const x = source.x, y = source.y - source.height / 2;
        path = `M${x - 10} ${y}C${x - 30} ${y - 44 - count * 14} ${x + 30} ${y - 44 - count * 14} ${x + 10} ${y}`;
        middle = [x, y - 34 - count * 11];
      } else {
        const mx = (source.x + target.x) / 2, my = (source.y + target.y) / 2;
        const length = Math.hypot(target.x - source.x, target.y - source.y) || 1;
        const cx = mx - (target.y - source.y) / length * side * 2, cy = my + (target.x - source.x) / length * side * 2;
        const [x1, y1] = border(source, cx, cy), [x2, y2] = border(target, cx, cy);
        path = `M${x1} ${y1}Q${cx} ${cy} ${x2} ${y2}`;
        middle = [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4];
      }
      draw("path", group, { class: "near", d: path });
      const head = relation.negative ? "url(#arrow-negative)" : relation.source ? "url(#arrow-said)" : "url(#arrow)";
      const line = draw("path", group, { class: "line", d: path, "marker-end": head });
      if (relation.symmetric) line.setAttribute("marker-start", head);
      const text = draw("text", group, { x: middle[0], y: middle[1] - 3 });
      text.textContent = short((relation.negative && !/\b(not|never|no)\b|n['’]t\b/.test(relation.label) ? "not: " : "") + relation.label, 26);
      draw("title", group, {}).textContent = sentence(relation);
    }
    for (const node of nodes) {
      const kind = node.entity ? (node.entity.named ? "node" : "node unnamed") : "node words";
      const group = draw("g", boxes, { class: kind, transform: `translate(${node.x} ${node.y})` });
      if (node.entity) {
        group.setAttribute("tabindex", 0);
        group.setAttribute("role", "button");
        group.setAttribute("data-entity", node.entity.id);
        group.setAttribute("aria-label", node.kind + " " + node.whole);
      }
      const round = node.kind === "person" || node.kind === "group" ? node.height / 2 : 4;
      draw("rect", group, { x: -node.width / 2, y: -node.height / 2, width: node.width, height: node.height, rx: round, fill: colours[node.kind] || "#fff" });
      draw("text", group, {}).textContent = node.label;
      draw("title", group, {}).textContent = node.entity ? node.kind + ": " + node.whole : node.whole;
    }
    whole();
  };
  const view = () => canvas.setAttribute("viewBox", state.view.join(" "));
  const whole = () => {
    let [left, top, right, bottom] = [-100, -60, 100, 60];
    if (nodes.length) [left, top, right, bottom] = [Math.min(...nodes.map(n => n.x - n.width / 2)), Math.min(...nodes.map(n => n.y - 40)),
      Math.max(...nodes.map(n => n.x + n.width / 2)), Math.max(...nodes.map(n => n.y + 30))];
    // a small graph is not blown up
    const box = canvas.getBoundingClientRect();
    const width = Math.max(right - left + 24, box.width / 1.5), height = Math.max(bottom - top + 24, box.height / 1.5);
    state.view = [(left + right - width) / 2, (top + bottom - height) / 2, width, height];
    view();
  };
  const zoom = (factor, x = .5, y = .5) => {
    const [left, top, width, height] = state.view;
    state.view = [left + width * (1 - factor) * x, top + height * (1 - factor) * y, width * factor, height * factor];
    view();
  };
  byId("closer").addEventListener("click", () => zoom(.75));
  byId("farther").addEventListener("click", () => zoom(1 / .75));
  byId("whole").addEventListener("click", whole);
  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  const fingers = new Map();
  let spread = 0;
  canvas.addEventListener("pointerdown", event => fingers.set(event.pointerId, [event.clientX, event.clientY]));
  canvas.addEventListener("pointermove", event => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    const box = canvas.getBoundingClientRect(), all = [...fingers.values()];
    if (all.length === 2) {
      const now = Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]);
      if (spread) zoom(spread / now);
      spread = now;
    } else {
      const scale = Math.max(state.view[2] / box.width, state.view[3] / box.height);
      state.view[0] -= (event.clientX - before[0]) * scale;
      state.view[1] -= (event.clientY - before[1]) * scale;
      view();
    }
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(end, event => { fingers.delete(event.pointerId); spread = 0; });

  // the facts
  const sentence = relation => {
    const object = relation.object === null ? relation.text : data.entities[relation.object].label;
    return [data.entities[relation.subject].label, relation.label, object].join(" ") + (relation.qualifiers.length ? " (" + relation.qualifiers.join("; ") + ")" : "");
  };
  const standing = relation => [relation.negative ? "denied" : "", relation.modality === "actual" ? "" : relation.modality,
    relation.source ? "says " + relation.source : "", relation.confidence.toFixed(2), relation.rule].filter(Boolean).join(" · ");
  const item = (parent, relation) => {
    const button = make("button", make("li", parent), undefined, classes(relation).replace("edge ", ""));
    button.type = "button";
    button.dataset.fact = relation.id;
    button.setAttribute("aria-pressed", String(state.pinned === relation.id));
    button.dir = "auto";
    make("b", button, data.entities[relation.subject].label);
    button.append(" " + relation.label + " ");
    make("b", button, relation.object === null ? relation.text : data.entities[relation.object].label);
    if (relation.qualifiers.length) button.append(" — " + relation.qualifiers.join("; "));
    make("small", button, standing(relation));
  };
  const list = relations => {
    const chosen = byId("chosen"), entity = state.entity === null ? null : data.entities[state.entity];
    chosen.hidden = !entity;
    chosen.replaceChildren();
    if (entity) {
      make("h3", chosen, entity.label);
      make("p", chosen, [entity.kind, ...entity.aliases].join(" · "));
      const places = make("p", chosen, entity.mentions.length + (entity.mentions.length === 1 ? " mention: " : " mentions: "));
      for (const [number, from, to] of entity.mentions.slice(0, 40)) {
        if (!data.sentences[number]) continue;
        const button = make("button", places, short(data.sentences[number].text.slice(from, to), 40));
        button.type = "button";
        button.addEventListener("click", () => { tab("article"); sentences[number].scrollIntoView({ block: "center" }); });
      }
      const close = make("button", chosen, "× all facts");
      close.type = "button";
      close.addEventListener("click", () => choose(null));
    }
    const own = entity ? relations.filter(r => r.subject === entity.id || r.object === entity.id) : relations;
    byId("count").textContent = own.length + (own.length === 1 ? " fact" : " facts") + (entity ? " about " + short(entity.label, 40) : "");
    byId("list").replaceChildren();
    for (const relation of own) item(byId("list"), relation);
  };
  const show = () => {
    const relations = data.relations.filter(admitted);
    byId("sure").textContent = Number(value("confidence")).toFixed(2);
    byId("shown").textContent = value("most");
    layout(relations);
    picture();
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
    touched.forEach(number => sentences[number] && write(number));
    if (fact !== null && follow) {
      const first = data.relations[fact].evidence[0];
      if (first && sentences[first.sentence]) sentences[first.sentence].scrollIntoView({ block: "nearest" });
    }
    fade();
  };
  const choose = id => {
    state.entity = id;
    sentences.forEach((_, number) => write(number));
    list(data.relations.filter(admitted));
    if (id !== null && !nodeOf.has("e" + id)) show(); else fade();
  };
  const pin = fact => {
    state.pinned = state.pinned === fact ? null : fact;
    mark(state.pinned, true);
    for (const button of byId("list").querySelectorAll("[data-fact]")) button.setAttribute("aria-pressed", String(Number(button.dataset.fact) === state.pinned));
  };
  const tab = name => { document.body.dataset.tab = name; };
  for (const part of [canvas, byId("list")]) {
    const fact = event => { const at = event.target.closest("[data-fact]"); return at ? Number(at.dataset.fact) : null; };
    part.addEventListener("pointerover", event => { const id = fact(event); if (id !== null) mark(id, true); });
    part.addEventListener("pointerout", event => { if (fact(event) !== null) mark(state.pinned, false); });
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
    if (event.key === "/" && document.activeElement !== byId("search")) { event.preventDefault(); tab("graph"); byId("search").focus(); }
    if (event.key === "Escape") { byId("search").value = ""; state.pinned = null; mark(null, false); state.entity = null; choose(null); show(); }
  });
  byId("filters").addEventListener("submit", event => event.preventDefault());
  for (const id of ["search", "modality", "source", "confidence", "most", "texts"]) byId(id).addEventListener("input", show);
  for (const button of document.querySelectorAll("nav button")) button.addEventListener("click", () => { tab(button.dataset.show); if (button.dataset.show === "graph") show(); });
  if (window.innerWidth < 800) byId("most").value = 14;
  byId("most").max = Math.max(5, data.entities.length);
  show();
})();

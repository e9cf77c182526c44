// the picture: nodes keep their places while filters move; who is new finds room beside its neighbours
const canvas = byId("canvas");
const places = new Map();
let nodes = [], links = [], nodeOf = new Map(), defs;
const arrow = (name, colour) => {
  const marker = draw("marker", defs, { id: name, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" });
  draw("path", marker, { d: name === "arrow-negative" ? "M5 0H7.4V8H5Z" : "M0 0 8 4 0 8Z", style: "fill:" + colour });
};
// grows from the most central entity along the facts, so that what is drawn hangs together
const chosenFew = (relations, most) => {
  const around = new Map();
  const join = (a, b) => { if (!around.has(a)) around.set(a, new Set()); if (b !== null) around.get(a).add(b); };
  for (const r of relations) { join(r.subject, r.object); if (r.object !== null) join(r.object, r.subject); }
  const better = (a, b) => data.entities[b].rank - data.entities[a].rank || a - b;
  const order = [...around.keys()].sort(better);
  const inside = new Set(), open = new Set();
  const take = id => { inside.add(id); open.delete(id); for (const other of around.get(id) || []) if (!inside.has(other)) open.add(other); };
  if (state.entity !== null) { take(state.entity); most += 1; }
  let next = 0;
  while (inside.size < most && inside.size < order.length + 1) {
    let best = null;
    for (const id of open) if (best === null || better(id, best) < 0) best = id;
    if (best === null) { while (next < order.length && inside.has(order[next])) next += 1; best = order[next]; }
    if (best === undefined) break;
    take(best);
  }
  return inside;
};
const layout = relations => {
  const inside = chosenFew(relations, Number(value("most"))), withTexts = byId("texts").checked;
  nodes = []; links = []; nodeOf = new Map();
  const node = (key, label, kind, entity) => {
    if (!nodeOf.has(key)) {
      const text = short(label || "—", entity ? 26 : 34), size = entity ? 13 : 11;
      const made = { key, label: text, whole: label, kind, entity, width: Math.max(26, text.length * size * .55 + 14), height: size + 11 };
      nodeOf.set(key, made);
      nodes.push(made);
    }
    return nodeOf.get(key);
  };
  for (const relation of relations) {
    if (!inside.has(relation.subject) || (relation.object === null ? !withTexts || !relation.text : !inside.has(relation.object))) continue;
    const subject = data.entities[relation.subject], object = relation.object === null ? null : data.entities[relation.object];
    const from = node("e" + relation.subject, subject.label, subject.kind, subject);
    const to = object ? node("e" + relation.object, object.label, object.kind, object) : node("t" + relation.text, relation.text, "words", null);
    links.push({ source: from, target: to, relation });
  }
  arrange();
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
  canvas.classList.toggle("large", links.length > 200);
  defs = draw("defs", canvas, {});
  arrow("arrow", "var(--edge)"); arrow("arrow-negative", "var(--denied)"); arrow("arrow-said", "var(--said)");
  const pairs = new Map();
  const lines = draw("g", canvas, {}), boxes = draw("g", canvas, {});
  for (const link of links) {
    const { source, target, relation } = link;
    const pair = [source.key, target.key].sort().join(" ");
    link.count = pairs.get(pair) || 0;
    pairs.set(pair, link.count + 1);
    const group = draw("g", lines, { class: "edge " + classes(relation), tabindex: 0, role: "button", "data-fact": relation.id });
    const label = short(relation.label, 30);
    group.setAttribute("aria-label", (label === relation.label ? "" : label + ": ") + inWords(relation));
    link.near = draw("path", group, { class: "near" });
    const head = relation.negative ? "url(#arrow-negative)" : relation.said ? "url(#arrow-said)" : "url(#arrow)";
    link.line = draw("path", group, { class: "line", "marker-end": head });
    if (relation.both) link.line.setAttribute("marker-start", head);
    link.text = draw("text", group, {});
    link.text.textContent = label;
    draw("title", group, {}).textContent = inWords(relation);
  }
  for (const node of nodes) {
    const kind = node.entity ? (node.entity.named ? "node" : "node unnamed") : "node words";
    const group = node.group = draw("g", boxes, { class: kind, "data-key": node.key });
    if (node.entity) {
      group.setAttribute("tabindex", 0);
      group.setAttribute("role", "button");
      group.setAttribute("data-entity", node.entity.id);
      group.setAttribute("aria-label", node.kind + " " + node.label + (node.label === node.whole ? "" : " (" + node.whole + ")"));
    }
    const round = node.kind === "person" || node.kind === "group" ? node.height / 2 : 4;
    draw("rect", group, { x: -node.width / 2, y: -node.height / 2, width: node.width, height: node.height, rx: round, fill: colours[node.kind] || "#fff" });
    draw("text", group, {}).textContent = node.label;
    draw("title", group, {}).textContent = node.entity ? node.kind + ": " + node.whole : node.whole;
  }
  place();
};
// a label stands in the middle of its line, or beside that where it would lie on a node or another label
const SPOTS = [.5, .42, .58, .34, .66, .26, .74, .18, .82], SHIFTS = [0, -8, 8];
const spot = (link, [x1, y1], [cx, cy], [x2, y2], labels) => {
  const at = t => [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2];
  if (links.length > 200 || dragged && link.at) { const [x, y] = at(link.at || .5); return [x, y + (link.shift || 0)]; }
  const width = link.text.textContent.length * LETTER + 4, height = 12;
  const shared = (x, y, o) => Math.max(0, (width + o.width) / 2 - Math.abs(x - o.x)) * Math.max(0, (height + o.height) / 2 - Math.abs(y - o.y));
  let best = Infinity, found = at(.5);
  search: for (const shift of SHIFTS) for (const t of SPOTS) {
    const [x, along] = at(t), y = along + shift;
    let hidden = Math.abs(shift) / 2;
    for (const node of nodes) hidden += shared(x, y - RISE, node);
    for (const label of labels) hidden += shared(x, y - RISE, label);
    if (hidden < best - 1) { best = hidden; found = [x, y]; link.at = t; link.shift = shift; }
    if (best < 1) break search;
  }
  labels.push({ x: found[0], y: found[1] - RISE, width, height });
  return found;
};
const place = () => {
  const labels = [];
  for (const link of links) {
    const { source, target, near, line, text, count } = link;
    if (!near) return;
    const side = (count % 2 ? -1 : 1) * Math.ceil(count / 2) * 26 * (source.key < target.key ? 1 : -1);
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
      middle = spot(link, [x1, y1], [cx, cy], [x2, y2], labels);
    }
    near.setAttribute("d", path);
    line.setAttribute("d", path);
    text.setAttribute("x", middle[0]);
    text.setAttribute("y", middle[1] - 3);
  }
  for (const node of nodes) if (node.group) node.group.setAttribute("transform", `translate(${node.x} ${node.y})`);
};
const view = () => canvas.setAttribute("viewBox", state.view.join(" "));
const extent = () => nodes.length ? [Math.min(...nodes.map(n => n.x - n.width / 2)), Math.min(...nodes.map(n => n.y - 40)),
  Math.max(...nodes.map(n => n.x + n.width / 2)), Math.max(...nodes.map(n => n.y + 30))] : [-100, -60, 100, 60];
const whole = () => {
  const [left, top, right, bottom] = extent();
  // a small graph is not blown up
  const box = canvas.getBoundingClientRect();
  const width = Math.max(right - left + 24, box.width / 1.5), height = Math.max(bottom - top + 24, box.height / 1.5);
  state.view = [(left + right - width) / 2, (top + bottom - height) / 2, width, height];
  view();
};
// on a phone what is told at the foot of the page must not hide the node
const lookAt = id => {
  const node = nodeOf.get("e" + id);
  if (!node || !narrow() || !state.view) return;
  state.view[0] = node.x - state.view[2] / 2;
  state.view[1] = node.y - state.view[3] / 5;
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
// one finger or the mouse moves a node or the paper, two fingers zoom
const fingers = new Map();
let spread = 0, dragged = null, moved = 0;
const scale = () => { const box = canvas.getBoundingClientRect(); return Math.max(state.view[2] / box.width, state.view[3] / box.height); };
canvas.addEventListener("pointerdown", event => {
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  const at = event.target.closest("[data-key]");
  dragged = at ? nodeOf.get(at.dataset.key) || null : null;
  moved = 0;
});
canvas.addEventListener("pointermove", event => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  fingers.set(event.pointerId, [event.clientX, event.clientY]);
  const all = [...fingers.values()], dx = event.clientX - before[0], dy = event.clientY - before[1];
  moved += Math.abs(dx) + Math.abs(dy);
  if (all.length === 2) {
    const now = Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]);
    if (spread) zoom(spread / now);
    spread = now;
  } else if (dragged) {
    dragged.x += dx * scale();
    dragged.y += dy * scale();
    places.set(dragged.key, { x: dragged.x, y: dragged.y });
    place();
  } else {
    state.view[0] -= dx * scale();
    state.view[1] -= dy * scale();
    view();
  }
});
for (const end of ["pointerup", "pointercancel", "pointerleave"]) canvas.addEventListener(end, event => { fingers.delete(event.pointerId); spread = 0; dragged = null; });
// what was dragged was not clicked
canvas.addEventListener("click", event => { if (moved > 6) { event.stopImmediatePropagation(); event.preventDefault(); } moved = 0; }, true);
// the picture as a file: the styles that the page gives it are written into it
const drawn = () => {
  const copy = canvas.cloneNode(true), [left, top, right, bottom] = extent();
  const box = [left - 16, top - 16, right - left + 32, bottom - top + 32];
  const originals = canvas.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "text-anchor", "dominant-baseline", "paint-order", "opacity"]) element.style.setProperty(name, style.getPropertyValue(name));
    for (const name of ["tabindex", "role", "data-fact", "data-entity", "data-key"]) element.removeAttribute(name);
  });
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", box.join(" "));
  copy.setAttribute("width", Math.ceil(box[2]));
  copy.setAttribute("height", Math.ceil(box[3]));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const attributes = { x: box[0], y: box[1], width: box[2], height: box[3], fill: getComputedStyle(document.body).backgroundColor };
  for (const key in attributes) paper.setAttribute(key, attributes[key]);
  copy.prepend(paper);
  return { text: new XMLSerializer().serializeToString(copy), width: box[2], height: box[3] };
};
const save = (blob, ending) => {
  const link = make("a", document.body);
  link.href = URL.createObjectURL(blob);
  link.download = (data.documents[0].id.replace(/[^\p{L}\p{N}-]+/gu, "-") || "graph") + "." + ending;
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
byId("save-svg").addEventListener("click", () => save(new Blob([drawn().text], { type: "image/svg+xml" }), "svg"));
byId("save-png").addEventListener("click", () => {
  const { text, width, height } = drawn(), image = new Image(), paper = document.createElement("canvas");
  const factor = Math.min(2, 8000 / Math.max(width, height));
  paper.width = Math.ceil(width * factor);
  paper.height = Math.ceil(height * factor);
  image.onload = () => {
    paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
    paper.toBlob(blob => { if (blob) save(blob, "png"); }, "image/png");
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
});

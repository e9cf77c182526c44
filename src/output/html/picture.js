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
    links.push({ source: from, target: to, relation, label: short(relation.label, 30), others: [] });
  }
  gather();
  arrange();
};
// facts of one look between the same two share a line, their labels below each other; what is said twice is written once
const gather = () => {
  const first = new Map();
  for (const link of links) {
    const ends = link.relation.both ? [link.source.key, link.target.key].sort() : [link.source.key, link.target.key];
    const key = JSON.stringify([ends, classes(link.relation), link.relation.both]);
    link.host = first.get(key) || link;
    if (link.host === link) first.set(key, link); else link.host.others.push(link);
  }
  for (const host of first.values()) {
    const all = [host, ...host.others], lower = all.map(l => l.label.toLowerCase());
    // *of* beside *minister of* says nothing
    const told = (label, i) => lower.indexOf(label) < i || /^(at|by|for|from|in|of|on|to|with)$/.test(label) && lower.some(other => other.endsWith(" " + label));
    const shown = all.filter((l, i) => !told(lower[i], i));
    all.forEach(l => { l.row = shown.indexOf(l); });
    host.width = Math.max(...shown.map(l => l.label.length)) * LETTER + 8;
    host.height = ROW * shown.length + 2;
  }
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
    const { source, target, relation, label } = link;
    const pair = [source.key, target.key].sort().join(" ");
    if (link.host === link) {
      link.count = pairs.get(pair) || 0;
      pairs.set(pair, link.count + 1);
    }
    const group = draw("g", lines, { class: "edge " + classes(relation), tabindex: 0, role: "button", "data-fact": relation.id });
    group.setAttribute("aria-label", (label === relation.label ? "" : label + ": ") + inWords(relation));
    if (link.host !== link) {
      link.text = draw("text", group, { class: "other" });
      link.text.textContent = label;
      if (link.row < 0) group.style.display = "none";
      draw("title", group, {}).textContent = inWords(relation);
      continue;
    }
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
// where lines may bend to, so that they do not run below nodes
const BENDS = [0, 24, -24, 48, -48, 80, -80, 120, -120, 170, -170];
const onCurve = ([x1, y1], [cx, cy], [x2, y2], t) => [(1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2, (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2];
// a line's beginning, the point it bends to, its end, and how many nodes it runs below; the second of two lines bends by itself
const route = link => {
  const { source, target, count = 0 } = link;
  const side = (count % 2 ? -1 : 1) * Math.ceil(count / 2) * 26 * (source.key < target.key ? 1 : -1);
  const mx = (source.x + target.x) / 2, my = (source.y + target.y) / 2, dx = target.x - source.x, dy = target.y - source.y;
  const length = Math.hypot(dx, dy) || 1;
  let best = null;
  for (const bend of links.length > 200 ? [0] : BENDS) {
    const far = (side + bend) * 2, middle = [mx - dy / length * far, my + dx / length * far];
    const from = border(source, ...middle), to = border(target, ...middle);
    let below = 0;
    // of a large picture no line bends
    for (const n of links.length > 200 ? [] : nodes) {
      if (n === source || n === target) continue;
      // a bow stays in the triangle of its three points
      const near = (axis, size) => Math.min(from[axis], middle[axis], to[axis]) < n[axis ? "y" : "x"] + n[size] / 2 && Math.max(from[axis], middle[axis], to[axis]) > n[axis ? "y" : "x"] - n[size] / 2;
      if (!near(0, "width") || !near(1, "height")) continue;
      for (let t = .05; t < 1; t += .05) {
        const [x, y] = onCurve(from, middle, to, t);
        if (Math.abs(x - n.x) < n.width / 2 + 2 && Math.abs(y - n.y) < n.height / 2 + 2) { below += 1; break; }
      }
    }
    const cost = below * 200 + Math.abs(bend);
    if (best === null || cost < best.cost) best = { from, middle, to, below, cost };
    if (!below) break;
  }
  return best;
};
// a label stands in the middle of its line, or beside that where it would lie on a node or another label
const SPOTS = [.5, .42, .58, .34, .66, .26, .74, .18, .82], SHIFTS = [0, -8, 8];
const spot = (link, { from, middle, to }, labels) => {
  const at = t => onCurve(from, middle, to, t);
  if (links.length > 200 || dragged && link.at) { const [x, y] = at(link.at || .5); return [x, y + (link.shift || 0)]; }
  const { width, height } = link;
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
  labels.push({ x: found[0], y: found[1] - RISE, width, height, hidden: best });
  return found;
};
let labels = [];
const place = () => {
  labels = [];
  for (const link of links) {
    const { source, target, near, line, count } = link;
    if (link.host !== link) continue;
    if (!near) return;
    let path, middle;
    if (source === target) {
      const x = source.x, y = source.y - source.height / 2;
      path = `M${x - 10} ${y}C${x - 30} ${y - 44 - count * 14} ${x + 30} ${y - 44 - count * 14} ${x + 10} ${y}`;
      middle = [x, y - 34 - count * 11];
    } else {
      const way = route(link);
      path = `M${way.from.join(" ")}Q${way.middle.join(" ")} ${way.to.join(" ")}`;
      middle = spot(link, way, labels);
    }
    near.setAttribute("d", path);
    line.setAttribute("d", path);
    const rows = [link, ...link.others].filter(l => l.row >= 0);
    for (const { text, row } of rows) {
      text.setAttribute("x", middle[0]);
      text.setAttribute("y", middle[1] - 3 + (row - (rows.length - 1) / 2) * ROW);
    }
  }
  for (const node of nodes) if (node.group) node.group.setAttribute("transform", `translate(${node.x} ${node.y})`);
};
const view = () => canvas.setAttribute("viewBox", state.view.join(" "));
const extent = labels => {
  if (!nodes.length) return [-100, -60, 100, 60];
  const all = [...nodes, ...labels], edge = (axis, size, way, room) => all.map(n => n[axis] + way * (n[size] / 2 + room));
  return [Math.min(...edge("x", "width", -1, 0)), Math.min(...edge("y", "height", -1, 28)), Math.max(...edge("x", "width", 1, 0)), Math.max(...edge("y", "height", 1, 18))];
};
// what the buttons leave: at the right edge, on a phone at the foot
const free = box => narrow() ? [box.width, Math.max(box.height - 44, box.height / 2)] : [Math.max(box.width - 44, box.width / 2), box.height];
const whole = () => {
  const [left, top, right, bottom] = extent(labels);
  // a small graph is not blown up
  const box = canvas.getBoundingClientRect();
  const [wide, high] = free(box);
  const width = Math.max(right - left + 24, wide / 1.5), height = Math.max(bottom - top + 24, high / 1.5);
  state.view = [(left + right - width) / 2, (top + bottom - height) / 2, width * (box.width || 1) / (wide || 1), height * (box.height || 1) / (high || 1)];
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
  const copy = canvas.cloneNode(true), [left, top, right, bottom] = extent(labels);
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

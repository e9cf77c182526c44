// the places of nodes: by forces, then so that boxes and labels have room
// how wide a letter of a line's label is, about, and how far the middle of its letters stands above the line
const LETTER = 5.6, RISE = 6, ROW = 13;
let running = 0;
// boxes that touch, and the two of a line whose label has no room between them, part along the side where less is missing
const part = (a, b, x, y, share) => {
  if (x <= 0 || y <= 0) return;
  const [axis, held, by] = y <= x ? ["y", "fy", y] : ["x", "fx", x];
  const way = (b[axis] - a[axis] || (a.key < b.key ? 1e-3 : -1e-3)) < 0 ? -1 : 1, fixed = (a[held] != null) + (b[held] != null);
  if (fixed === 2) return;
  const step = way * by * share * (fixed ? 2 : 1);
  if (a[held] == null) a[axis] -= step;
  if (b[held] == null) b[axis] += step;
};
const apart = () => {
  for (let i = 0; i < nodes.length; i++) for (let j = 0; j < i; j++) {
    const a = nodes[i], b = nodes[j];
    part(a, b, (a.width + b.width) / 2 + 12 - Math.abs(a.x - b.x), (a.height + b.height) / 2 + 10 - Math.abs(a.y - b.y), .35);
  }
};
// a line's ends and the middle of its label
const course = ({ source: a, target: b, width, height }) => {
  const [x1, y1] = border(a, b.x, b.y), [x2, y2] = border(b, a.x, a.y);
  return { x1, y1, x2, y2, x: (x1 + x2) / 2, y: (y1 + y2) / 2 - RISE, width, height };
};
// how much of a box of that middle and size lies over a node, to each side
const over = (n, x, y, width, height) => [(width + n.width) / 2 - Math.abs(x - n.x), (height + n.height) / 2 - Math.abs(y - n.y)];
// two labels that would lie on each other part, with the ends of their lines
const unlap = labels => {
  const move = (n, axis, by) => { if (n[axis === "x" ? "fx" : "fy"] == null) n[axis] += by; };
  labels.forEach(([one, a], i) => {
    for (const [other, b] of labels.slice(0, i)) {
      const x = (a.width + b.width) / 2 - Math.abs(a.x - b.x), y = (a.height + b.height) / 2 - Math.abs(a.y - b.y);
      if (x <= 0 || y <= 0) continue;
      const [axis, missing] = y <= x ? ["y", y] : ["x", x], by = (a[axis] < b[axis] ? -1 : 1) * missing * .12;
      for (const n of [one.source, one.target]) move(n, axis, by);
      for (const n of [other.source, other.target]) move(n, axis, -by);
    }
  });
};
// `share` says how much nodes give way to lines that run below them
const clear = share => () => {
  if (links.length <= 120) unlap(links.filter(l => l.host === l && l.source !== l.target).map(l => [l, course(l)]));
  for (const link of links) {
    const { source: a, target: b } = link;
    if (a === b || link.host !== link) continue;
    const { x1, y1, x2, y2, x, y, width, height } = course(link);
    for (const n of [a, b]) part(a, b, ...over(n, x, y, width, height), .4);
    if (links.length > 120) continue;
    const off = (n, x, y, w, h, share) => part({ key: "", x, y, fx: x, fy: y }, n, ...over(n, x, y, w, h), share);
    const dx = x2 - x1, dy = y2 - y1, square = dx * dx + dy * dy || 1;
    for (const n of nodes) {
      if (n === a || n === b) continue;
      off(n, x, y, width, height, .15);
      const t = ((n.x - x1) * dx + (n.y - y1) * dy) / square;
      if (t > 0 && t < 1) off(n, x1 + t * dx, y1 + t * dy, 10, 8, share);
    }
  }
};
// what is bad about the places: small letters, lines below nodes, labels on nodes and on each other, lines that cross
const badness = box => {
  let bad = 0;
  const labels = [], ways = links.filter(l => l.host === l && l.source !== l.target).map(l => [l, route(l)]);
  const turn = ([ax, ay], [bx, by], [cx, cy]) => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0;
  ways.forEach(([link, way], i) => {
    bad += way.below * 5;
    spot(link, way, labels);
    for (const [other, { from, to }] of ways.slice(0, i)) {
      if ([other.source, other.target].some(n => n === link.source || n === link.target)) continue;
      if (turn(way.from, way.to, from) !== turn(way.from, way.to, to) && turn(from, to, way.from) !== turn(from, to, way.to)) bad += .7;
    }
  });
  for (const { hidden, width, height } of labels) bad += Math.min(1, hidden / (width * height)) * 4;
  const [left, top, right, bottom] = extent(labels), [wide, high] = free(box);
  return bad + 60 / Math.min(1.2, (wide || 800) / (right - left + 24), (high || 500) / (bottom - top + 24));
};
const simulated = (box, share) => {
  const wide = Math.min(2.6, Math.max(.4, (box.width || 800) / (box.height || 500))) ** .8;
  // first the shape, nodes as points that pass each other, then the room they need
  const simulation = d3.forceSimulation(nodes).stop()
    .force("link", d3.forceLink(links).distance(l => 36 + (l.source.width + l.target.width) / 2.6 + Math.min(26, l.relation.label.length) * 2.2).strength(.7))
    .force("charge", d3.forceManyBody().strength(-650).distanceMax(550))
    .force("x", d3.forceX(0).strength(.1 / wide)).force("y", d3.forceY(0).strength(.1 * wide));
  let ticks = 0;
  const rounds = nodes.length > 150 ? [120, 60] : [300, 150];
  return count => {
    for (let i = 0; i < count && ticks < rounds[0] + rounds[1]; i++, ticks++) {
      if (ticks === rounds[0]) simulation.force("charge", null).force("x", null).force("y", null).force("boxes", apart).force("labels", clear(share)).alpha(.4).force("link").strength(.03);
      simulation.tick();
    }
    return ticks >= rounds[0] + rounds[1];
  };
};
// from where nodes begin, and how much they give way to lines
const TRIES = [[0, .15], [0, 0], [1, 0], [2, .15], [3, .15], [5, .15], [8, .15], [13, 0]];
const arrange = () => {
  running += 1;
  canvas.setAttribute("aria-busy", "false");
  const fresh = nodes.filter(n => !places.has(n.key));
  const all = fresh.length === nodes.length;
  const begin = first => fresh.forEach((n, i) => {
    const turn = (i + first) * 2.399963, far = 34 * Math.sqrt(i + .5);
    n.x = far * Math.cos(turn); n.y = far * Math.sin(turn);
    n.vx = n.vy = 0;
    const beside = links.filter(l => l.source === n || l.target === n).map(l => l.source === n ? l.target : l.source).find(o => places.has(o.key));
    if (!all && beside) { n.x = beside.x + n.x * .3 + 60; n.y = beside.y + n.y * .3 + 20; }
  });
  for (const n of nodes) if (places.has(n.key)) { const place = places.get(n.key); n.x = n.fx = place.x; n.y = n.fy = place.y; }
  begin(0);
  if (!fresh.length) return;
  const box = canvas.getBoundingClientRect();
  const keep = () => { for (const n of nodes) { n.fx = n.fy = null; places.set(n.key, { x: n.x, y: n.y }); } };
  // of a small picture a few are tried, and the best is taken
  if (nodes.length <= 60) {
    let best = Infinity, found = [];
    for (const [first, share] of all && nodes.length <= 30 ? TRIES : TRIES.slice(0, 1)) {
      begin(first);
      simulated(box, share)(Infinity);
      const bad = badness(box);
      if (bad < best) { best = bad; found = nodes.map(n => [n.x, n.y]); }
    }
    nodes.forEach((n, i) => { [n.x, n.y] = found[i]; });
    keep();
    return;
  }
  // a large one is laid out in slices, so that the page answers in between
  const step = simulated(box, 0);
  step(4);
  const turn = running;
  canvas.setAttribute("aria-busy", "true");
  let painted = performance.now();
  const go = () => {
    if (turn !== running) return;
    const now = performance.now();
    let done = false;
    while (!done && performance.now() < now + 14) done = step(1);
    if (done) { keep(); canvas.setAttribute("aria-busy", "false"); }
    // painting takes longer than a step
    if (done || now - painted > 700) { place(); whole(); painted = performance.now(); }
    if (!done) setTimeout(go, 0);
  };
  setTimeout(go, 0);
};

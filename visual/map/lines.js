/* Lines and what is emphasised: which people and lines stand out, and how each sort of line is drawn. */

let focus = null;            /* {people: Set, edges: Set, labels: bool} or null: nothing is dimmed */
let kept = null;             /* Set of people that pass the filters, or null for all */

let off = new Set();         /* sorts of lines that are switched off */
const hopEdge = (a, b) => EDGES.findIndex((e) => lineOf(e).moves && e.a === a && e.b === b);

/** What is true of each sort of line: `chart` is drawn along the tree, `moves` is influence, `mutual` has no direction. */
const LINES = {
  reports_to: { chart: true, shown: () => true },
  influences: {
    moves: true, word: "line.influences", sign: () => "→", scale: "tip.level", of: 5, colour: () => C.influence,
    draw: (ctx, e, p) => drawInfluence(ctx, e, p, KIND.arc(e)),
    shown: (e) => !(e.derived && off.has("derived")) && !(e.uncertain && off.has("uncertain")) && (e.weight || 0) >= state.min,
  },
  conflicts: {
    mutual: true, word: "line.conflicts", sign: () => "⊣⊢", scale: "tip.level3", of: 3, colour: () => C.conflict,
    draw: (ctx, e, p) => drawConflict(ctx, e, p),
    shown: () => true,
  },
};
const lineOf = (e) => LINES[e.kind];

/** Person, bosses up to the top, direct reports, and everybody joined by influence or conflict. */
function chainOf(id) {
  const people = new Set([id]);
  const edges = new Set();
  for (let boss = id, steps = 0; boss !== undefined && steps < 50; boss = PEOPLE[boss].boss, steps++) {
    EDGES.forEach((e, i) => { if (lineOf(e).chart && e.a === boss && e.b === PEOPLE[boss].boss) edges.add(i); });
    people.add(boss);
  }
  EDGES.forEach((e, i) => {
    if (e.a !== id && e.b !== id) return;
    if (lineOf(e).chart && e.a === id && PEOPLE[id].boss !== e.b && !e.dotted) return;
    if (!lineOf(e).chart && !lineShown(e)) return;
    edges.add(i);
    people.add(e.a).add(e.b);
  });
  return { people, edges, labels: true };
}

function pathFocus(path) {
  const people = new Set(path.people);
  const edges = new Set();
  for (let k = 1; k < path.people.length; k++) edges.add(hopEdge(path.people[k - 1], path.people[k]));
  return { people, edges, labels: true, path };
}

function among(people) {
  const edges = new Set();
  EDGES.forEach((e, i) => { if (people.has(e.a) && people.has(e.b)) edges.add(i); });
  return { people, edges };
}

function refocus() {
  off = listed(state.off);
  const supports = listed(state.support);
  const unit = MAP.mode === "pages" ? "" : state.unit;
  kept = null;
  if (supports.size || unit) {
    kept = new Set(PEOPLE.filter((p) => (!supports.size || supports.has(supportKey(p))) && (!unit || inUnit(p, unit))).map((p) => p.id));
  }
  if (state.path !== null) focus = pathFocus(MAP.paths[state.path]);
  else if (hover !== null) focus = chainOf(hover);
  else if (state.select !== null) focus = chainOf(state.select);
  else if (state.q) focus = among(new Set(matches(state.q).map((p) => p.id)));
  else if (state.gaps) focus = among(new Set(MAP.gaps.map((g) => g.person)));
  else focus = null;
}

const inUnit = (p, unit) => (Array.isArray(p.unit) ? p.unit[0] : p.unit) === unit || (p.outside && (Array.isArray(p.org) ? p.org[0] : p.org) === unit);

const FAINT = 0.13;
function personAlpha(id) {
  if (focus && !focus.people.has(id)) return FAINT;
  if (!focus && kept && !kept.has(id)) return FAINT;
  return 1;
}

/** Is the line on the map at all (toggles, slider)? A hidden path is shown whatever the toggles say. */
const lineShown = (e) => !off.has(e.kind) && lineOf(e).shown(e);

function lineAlpha(i) {
  const e = EDGES[i];
  if (focus) return focus.edges.has(i) ? 1 : FAINT * 0.8;
  if (kept && !(kept.has(e.a) && kept.has(e.b))) return FAINT;
  return 1;
}

function strokeCurve(ctx, p) {
  ctx.beginPath();
  ctx.moveTo(p[0], p[1]);
  ctx.bezierCurveTo(p[2], p[3], p[4], p[5], p[6], p[7]);
  ctx.stroke();
}

const widthOf = (e) => (CARDS ? 1.3 : 0.7) + ((e.weight || 0) / 100) * (CARDS ? 5.6 : 3);
/** Derived dashed, uncertain dotted, both dash-dot. */
function dash(e) {
  if (e.derived && e.uncertain) return [8, 4, 0.1, 4];
  if (e.derived) return [9, 5];
  return e.uncertain ? [0.1, 5] : [];
}

function arrowHead(ctx, p, size) {
  const [tx, ty] = [p[6], p[7]];
  let [dx, dy] = [p[6] - p[4], p[7] - p[5]];
  const n = Math.hypot(dx, dy) || 1;
  [dx, dy] = [dx / n, dy / n];
  polygon(ctx, [[tx, ty], [tx - dx * size * 1.5 - dy * size * 0.8, ty - dy * size * 1.5 + dx * size * 0.8], [tx - dx * size * 1.5 + dy * size * 0.8, ty - dy * size * 1.5 - dx * size * 0.8]]);
  ctx.fill();
}

function drawInfluence(ctx, e, p, colour, extra = 0) {
  const width = widthOf(e) + extra;
  const size = Math.max(4.5, 3.4 + width * 0.85);
  let [dx, dy] = [p[6] - p[4], p[7] - p[5]];
  const n = Math.hypot(dx, dy) || 1;
  const cut = CARDS ? size : 9 + size;
  const end = CARDS ? p : [...p.slice(0, 6), p[6] - (dx / n) * 9, p[7] - (dy / n) * 9];
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = width;
  ctx.lineCap = "round";
  ctx.setLineDash(dash(e));
  strokeCurve(ctx, [...p.slice(0, 4), p[4], p[5], p[6] - (dx / n) * cut, p[7] - (dy / n) * cut]);
  ctx.setLineDash([]);
  if (CARDS || focus) arrowHead(ctx, end, size);
}

/** Conflict: dashed, closed by a bar at both ends, so that it differs from influence without colour. */
function drawConflict(ctx, e, p) {
  ctx.strokeStyle = C.conflict;
  ctx.lineWidth = 1.2 + (e.level || 1) * 0.5;
  ctx.lineCap = "butt";
  ctx.setLineDash([6, 4]);
  strokeCurve(ctx, p);
  ctx.setLineDash([]);
  ctx.lineWidth = 2;
  for (const [x, y] of [[p[0], p[1]], [p[6], p[7]]]) { ctx.beginPath(); ctx.moveTo(x - 5, y - 1.5); ctx.lineTo(x + 5, y - 1.5); ctx.stroke(); }
}

function drawElbow(ctx, points, strong, dotted) {
  ctx.strokeStyle = strong === "focus" ? C.focus : strong ? C.org_strong : C.org;
  ctx.lineWidth = strong === "focus" ? 2.4 : strong ? 2 : 1.25;
  ctx.lineJoin = "round";
  ctx.setLineDash(dotted ? [2, 4] : []);
  ctx.beginPath();
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
  ctx.setLineDash([]);
}

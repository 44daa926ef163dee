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
    draw: (ctx, e, points) => drawInfluence(ctx, e, points, KIND.arc(e)),
    shown: (e) => !(e.derived && off.has("derived")) && !(e.uncertain && off.has("uncertain")) && (e.weight || 0) >= state.min,
  },
  conflicts: {
    mutual: true, word: "line.conflicts", sign: () => "⊣⊢", scale: "tip.level3", of: 3, colour: () => C.conflict,
    draw: (ctx, e, points) => drawConflict(ctx, e, points),
    shown: () => true,
  },
  knows: {
    word: "line.knows", sign: () => "—", colour: () => C.focus, amount: (e) => `${e.weight || 0}%`,
    words: (e) => label("tip.strength", { s: `${e.weight || 0}%` }),
    draw: (ctx, e, points) => drawTie(ctx, e, points),
    shown: (e) => (e.weight || 0) >= state.min,
  },
};
const lineOf = (e) => LINES[e.kind];

/** Person, bosses up to the top, direct reports, the own organisation, and everybody joined by influence or conflict. */
function chainOf(id) {
  const people = new Set([id]);
  const edges = new Set();
  for (let boss = id, steps = 0; boss !== undefined && steps < 50; boss = PEOPLE[boss].boss, steps++) {
    EDGES.forEach((e, i) => { if (lineOf(e).chart && e.a === boss && e.b === PEOPLE[boss].boss) edges.add(i); });
    people.add(boss);
  }
  PEOPLE.forEach((q) => { if (q.home !== undefined && (q.home === id || q.id === id)) people.add(q.id).add(q.home); });
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
    kept = new Set(PEOPLE.filter((p) => (!supports.size || supports.has(FACE.key(p))) && (!unit || inUnit(p, unit))).map((p) => p.id));
  }
  if (state.path !== null) focus = pathFocus(MAP.paths[state.path]);
  else if (hover !== null) focus = chainOf(hover);
  else if (state.select !== null) focus = chainOf(state.select);
  else if (state.q) focus = among(new Set(matches(state.q).map((p) => p.id)));
  else if (state.gaps) focus = among(new Set(MAP.gaps.map((g) => g.person)));
  else focus = null;
  hush();
}

/** More lines than can be told apart on one stage, or within what is chosen: the strongest stand out, the others are clear once somebody is
 * pointed at. Which of them are alike the kind says, and which are not drawn at all then. Of a crowd of dots those stand out first that lead
 * to whoever is named, then those one step before; of thousands no others while there are such: they would join people who move nothing, right
 * across the dots. */
const [CROWD, FOREGROUND] = MAP.crowd;
let quiet = new Set();
/** Round one person: what joins everybody to them; the rest is drawn once somebody is pointed at, or a department is chosen. */
const WAYS = MAP.ways && new Set(MAP.ways);
const influenceWithin = (e) => lineOf(e).moves && lineShown(e) && (!kept || (kept.has(e.a) && kept.has(e.b)));
/** How many steps nearer than anybody else a line ends to those who are named: 2, 1 or 0. */
function nearness() {
  const before = new Set(EDGES.filter((e) => LEADERS.has(e.b) && influenceWithin(e)).map((e) => e.a));
  return (e) => (LEADERS.has(e.b) ? 2 : before.has(e.b) ? 1 : 0);
}
const loudness = (e) => (e.weight || 0) * (e.derived ? 0.5 : 1) * (e.uncertain ? 0.6 : 1) * (e.stale ? 0.4 : 1);
function hush() {
  const plain = [];
  const rank = FACE.ranked(nearness());
  for (const i of lines.keys()) if (FACE.plain(EDGES[i]) && influenceWithin(EDGES[i])) plain.push([rank(EDGES[i]), loudness(EDGES[i]), i]);
  if (WAYS && !kept) {
    quiet = new Set(plain.map(([, , i]) => i).filter((i) => !WAYS.has(i)));
    return;
  }
  const many = plain.length > Math.max(CROWD, FOREGROUND);
  const first = many ? plain.sort(([r, a, i], [s, b, k]) => s - r || b - a || i - k) : [];
  const leading = (MANY && !kept && first.filter(([r]) => r > 0).length) || FOREGROUND;
  quiet = new Set(first.slice(Math.min(FOREGROUND, leading)).map(([, , i]) => i));
}
const QUIET = 0.4;

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
  const faint = MANY ? 0 : FAINT; /* of thousands the faded ones say nothing */
  if (focus) return focus.edges.has(i) ? 1 : faint * 0.8;
  if (FACE.hidden(e) || (quiet.size && FACE.veiled(e)) || ((afar || (WAYS && !kept)) && quiet.has(i))) return 0;
  if (kept && !(kept.has(e.a) && kept.has(e.b))) return faint;
  return 1;
}

/** Strong lines stand out: weak, uncertain, derived and stale ones are paler, the palest counts. */
const paleness = (e) => Math.min(1, e.weight === undefined ? 1 : 0.7 + e.weight / 100, ...(focus ? [] : [e.uncertain ? 0.75 : 1, e.derived ? 0.6 : 1]), e.stale ? 0.42 : 1);
/** Among dots lines grow less than what they join: enlarged, one sees between them. */
let fineness = 1;
const finenessAt = (scale) => (CARDS ? 1 : Math.max(1, scale) ** -0.75);
const widthOf = (e) => ((CARDS ? 1.3 : 0.7) + ((e.weight || 0) / 100) * (CARDS ? 4.6 : 3)) * fineness;
/** How much longer dashes are, so that they can be told apart where the map is shown small; 0: none are drawn. */
let stretch = 1;
/** How large the lines are shown that are being drawn. */
let seenAt = 1;
/** So many dashed lines take long to draw: while the map moves they are drawn through. */
const MANY = !CARDS && EDGES.length > 1500;
let moving = 0;
/** Thousands of lines are a mesh in which nothing is seen: those that do not stand out come as one enlarges, and only between people who are
 * seen; while the map moves they come later, so that every step is quick. */
const ENLARGED = 1.5, PASSING = 4;
const fromAfar = (port) => MANY && !focus && !kept && (!port.text || port.scale < (moving ? PASSING : ENLARGED) * wholeScale());
let afar = false;            /* is the picture that is drawn such a one? */
function hurry() {
  if (!MANY) return;
  window.clearTimeout(moving);
  moving = window.setTimeout(() => { moving = 0; redraw(); }, 160);
}
/** Derived dashed, uncertain dotted, both dash-dot. */
function dash(e) {
  const dot = CARDS ? 0.1 : 1;
  const parts = e.derived ? (e.uncertain ? [8, 4, dot, 4] : [9, 5]) : e.uncertain ? [dot, 5] : [];
  return CARDS ? parts : stretch ? parts.map((part) => part * stretch) : [];
}

/** The head of an arrow at the end of the last stretch. */
function arrowHead(ctx, [[fx, fy], [tx, ty]], size) {
  let [dx, dy] = [tx - fx, ty - fy];
  const n = Math.hypot(dx, dy) || 1;
  [dx, dy] = [dx / n, dy / n];
  polygon(ctx, [[tx, ty], [tx - dx * size * 1.5 - dy * size * 0.8, ty - dy * size * 1.5 + dx * size * 0.8], [tx - dx * size * 1.5 + dy * size * 0.8, ty - dy * size * 1.5 - dx * size * 0.8]]);
  ctx.fill();
}

/** How large the head of a line of some width is. */
const headSize = (width) => Math.max(4.5, 3.2 + width * 0.8);

function drawInfluence(ctx, e, points, colour, extra = 0) {
  const width = widthOf(e) + extra;
  const size = headSize(width);
  const [from, to] = points.slice(-2);
  const n = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const rim = CARDS ? 0 : 9;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = width;
  ctx.lineCap = CARDS ? "round" : "butt"; /* of thin lines nobody sees the difference, and round dots take long to draw */
  ctx.setLineDash(dash(e));
  trace(ctx, points, rim + size);
  ctx.stroke();
  ctx.setLineDash([]);
  if (CARDS || focus) arrowHead(ctx, [from, [to[0] - ((to[0] - from[0]) / n) * rim, to[1] - ((to[1] - from[1]) / n) * rim]], size);
}

/** Conflict: dashed, closed by a bar at both ends, so that it differs from influence without colour. */
function drawConflict(ctx, e, points, colour = C.conflict) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = (1.2 + (e.level || 1) * 0.5) * fineness;
  ctx.lineCap = "butt";
  ctx.setLineDash([6, 4]);
  trace(ctx, points);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.lineWidth = 2;
  for (const [end, next] of [points.slice(0, 2), points.slice(-2).reverse()]) {
    const n = Math.hypot(next[0] - end[0], next[1] - end[1]) || 1;
    const [dx, dy] = [(next[0] - end[0]) / n, (next[1] - end[1]) / n];
    ctx.beginPath();
    ctx.moveTo(end[0] + dx * 2 - dy * 5, end[1] + dy * 2 + dx * 5);
    ctx.lineTo(end[0] + dx * 2 + dy * 5, end[1] + dy * 2 - dx * 5);
    ctx.stroke();
  }
}

/** A competitor's tie is dashed and brown. */
function drawTie(ctx, e, points) {
  const rival = PEOPLE[e.a].category === "competitor";
  ctx.strokeStyle = rival ? C.warn : C.focus;
  ctx.lineWidth = (1 + ((e.weight || 0) / 100) * 3.6) * fineness;
  ctx.lineCap = "butt";
  ctx.setLineDash(rival ? [6, 3] : []);
  trace(ctx, points);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** `own`: colour of a line that is not like the others, and whether it is dashed. */
function drawChart(ctx, points, strong, dotted, own = null) {
  ctx.strokeStyle = own ? own.colour : strong === "focus" ? C.focus : strong ? C.org_strong : C.org;
  ctx.lineWidth = (strong === "focus" ? 2.4 : strong || own ? 2 : 1.25) * fineness;
  ctx.lineCap = "butt";
  ctx.setLineDash(own && own.dashed ? [9, 5] : dotted ? [2, 4] : []);
  trace(ctx, points);
  ctx.stroke();
  ctx.setLineDash([]);
}

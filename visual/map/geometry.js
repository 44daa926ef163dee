/* Where people stand and lines run. Both are given with the map, so filtering never moves anything. */

const HALF_W = CARDS ? CARD_W / 2 : 9;
const HALF_H = CARDS ? CARD_H / 2 : 9;
const ROUND = 9;             /* radius of the corners of lines */
let at = new Map();          /* number -> [x, y] in the view that is shown */
let lines = new Map();       /* index of an edge -> its points */
let steps = new Map();       /* "a>b" -> points of a step of a hidden path without a line of its own */
let bounds = [0, 0, 1, 1];
/** A kind without above and below lies along the longer side of the screen: on a phone across and down are exchanged. */
let onSide = false;
const longSide = () => KIND.turns && canvas.clientHeight > canvas.clientWidth;

const pairs = (flat) => flat.reduce((points, v, i) => (i % 2 ? points[points.length - 1].push(v) : points.push([v]), points), []);

function placeView(index, side = longSide()) {
  const view = MAP.views[index];
  onSide = side;
  at = new Map(view.at.map(([id, x, y]) => [id, onSide ? [y, x] : [x, y]]));
  lines = new Map(view.lines.map(([i, flat]) => [i, pairs(flat)]));
  steps = new Map(view.steps.map(([a, b, flat]) => [`${a}>${b}`, pairs(flat)]));
  if (!CARDS) EDGES.forEach((e, i) => { if (at.has(e.a) && at.has(e.b)) lines.set(i, lineOf(e).chart ? straightAway(e.b, e.a) : straightAway(e.a, e.b)); });
  placeMoved(index);
  bounds = KIND.bounds(view);
}

/** The line between two dots. Of few it bends round others: through a dot it reads as two lines that are not there. */
const CLEARANCE = 6, BENDS = 3;
function straightAway(a, b) {
  const way = [at.get(a), at.get(b)];
  if (at.size > FEW) return way;
  const others = [...at].filter(([id]) => id !== a && id !== b);
  const round = (from, to, left) => {
    const n = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const [ux, uy] = [(to[0] - from[0]) / n, (to[1] - from[1]) / n];
    const met = others.map(([id, [x, y]]) => ({ along: (x - from[0]) * ux + (y - from[1]) * uy, off: (y - from[1]) * ux - (x - from[0]) * uy, room: dotRadius(PEOPLE[id]) + CLEARANCE }))
      .filter(({ along, off, room }) => along > 0 && along < n && Math.abs(off) < room).sort((p, q) => Math.abs(p.off) - Math.abs(q.off))[0];
    if (!met || !left) return [from, to];
    const aside = met.off - (met.off < 0 ? -1.2 : 1.2) * met.room;
    const bend = [from[0] + ux * met.along - uy * aside, from[1] + uy * met.along + ux * aside];
    return [...round(from, bend, left - 1), ...round(bend, to, left - 1).slice(1)];
  };
  return round(...way, BENDS);
}

/** What a map of people takes: all cards, the frames of organisations, the lines around them. */
function peopleBounds(view) {
  if (!at.size) return [-CARD_W, -CARD_H, CARD_W, CARD_H];
  const spots = [...at.values()].flatMap(([x, y]) => [[x - HALF_W, y - HALF_H], [x + HALF_W, y + HALF_H]]);
  spots.push(...view.regions.flatMap(({ box: [left, top, right, bottom] }) => [[left, top], [right, bottom]]));
  if (view.columns) spots.push([spots[0][0], columnsEnd(view)]);
  if (CARDS) spots.push(...[...lines.values()].flat());
  const [xs, ys] = [0, 1].map((i) => spots.map((s) => s[i]));
  return [Math.min(...xs) - 8, Math.min(...ys) - 10, Math.max(...xs) + 8, Math.max(...ys) + 12];
}

/** Begin a path along points, corners rounded; the last stretch ends `cut` before its end, so that an arrow head has room. */
function trace(ctx, points, cut = 0) {
  ctx.beginPath();
  ctx.moveTo(...points[0]);
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [x, y]] = [points[i - 1], points[i]];
    const before = Math.hypot(x - ax, y - ay) || 1;
    if (i === points.length - 1) {
      const part = Math.max(0, 1 - cut / before);
      ctx.lineTo(ax + (x - ax) * part, ay + (y - ay) * part);
      continue;
    }
    const [nx, ny] = points[i + 1];
    const after = Math.hypot(nx - x, ny - y) || 1;
    const r = Math.min(CARDS ? ROUND : 4 * ROUND, before / 2, after / 2);
    ctx.lineTo(x - ((x - ax) / before) * r, y - ((y - ay) / before) * r);
    ctx.quadraticCurveTo(x, y, x + ((nx - x) / after) * r, y + ((ny - y) / after) * r);
  }
}

const stretches = (points) => points.slice(1).map((b, i) => [points[i], b]);

/** Where a line may carry its label, the best first: on its longest stretch in a street, where no card can be; at its ends it may run beside one. */
function labelSpots(points) {
  const longest = (list) => list.reduce((best, s) => (!best || Math.hypot(s[1][0] - s[0][0], s[1][1] - s[0][1]) > Math.hypot(best[1][0] - best[0][0], best[1][1] - best[0][1]) ? s : best), null);
  const level = CARDS ? longest(stretches(points).slice(1, -1).filter(([a, b]) => Math.abs(a[1] - b[1]) < 1 && Math.abs(a[0] - b[0]) > 36)) : null;
  const [a, b] = level || longest(stretches(points));
  const parts = level ? [0.5, 0.35, 0.65, 0.2, 0.8] : [0.6, 0.25, 0.8]; /* nearer to its arrow head, apart from the label of the way back */
  const between = (p, q, t) => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
  const others = stretches(points).filter(([p, q]) => Math.hypot(q[0] - p[0], q[1] - p[1]) > 36).flatMap(([p, q]) => [0.5, 0.25, 0.75].map((t) => between(p, q, t)));
  return [...parts.map((t) => between(a, b, t)), ...others];
}

/** The drawn line nearest to a point, if it is within `reach` map units. */
function lineNear(x, y, reach) {
  let best = null;
  for (const [i, points] of lines) {
    if (lineOf(EDGES[i]).chart || !lineShown(EDGES[i]) || lineAlpha(i) < 0.5) continue;
    for (const [[ax, ay], [bx, by]] of stretches(points)) {
      if (x < Math.min(ax, bx) - reach || x > Math.max(ax, bx) + reach || y < Math.min(ay, by) - reach || y > Math.max(ay, by) + reach) continue;
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const s = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      const d = Math.hypot(x - ax - s * (bx - ax), y - ay - s * (by - ay));
      if (d <= reach && (!best || d < best.d)) best = { i, d };
    }
  }
  return best ? best.i : null;
}

/* Where lines run. Everything here depends on positions only, so filtering never moves a line. */

const HALF_W = CARDS ? CARD_W / 2 : 9;
const HALF_H = CARDS ? CARD_H / 2 : 9;
let at = new Map();          /* number -> [x, y] in the view that is shown */
let stacked = new Set();
let arcs = new Map();        /* index of an influence or conflict edge -> cubic {p: [x0, y0, … x3, y3]} */
let elbows = [];             /* {edge, points} of reporting lines */
let bounds = [0, 0, 1, 1];
const HOLD = 9;              /* arcs keep this far right of the middle, where the reporting line is */

function placeView(index) {
  const view = MAP.views[index];
  at = new Map(view.at.map(([id, x, y]) => [id, [x, y]]));
  stacked = new Set(view.stacked);
  const shown = EDGES.map((e, i) => [e, i]).filter(([e]) => at.has(e.a) && at.has(e.b));
  elbows = shown.filter(([e]) => lineOf(e).chart).map(([e, i]) => ({ edge: i, points: elbow(e) }));
  arcs = routeArcs(shown.filter(([e]) => !lineOf(e).chart));
  bounds = KIND.bounds(view);
}

/** What a map of people takes: all cards and the upper edge of the first lane. */
function peopleBounds(view) {
  if (!at.size) return [-CARD_W, -CARD_H, CARD_W, CARD_H];
  const xs = [...at.values()].map((p) => p[0]);
  const ys = [...at.values()].map((p) => p[1]);
  return [Math.min(...xs) - HALF_W - 12, view.lanes.length ? view.lanes[0][1] : Math.min(...ys), Math.max(...xs) + HALF_W + 12, Math.max(...ys) + HALF_H + 14];
}

/** Reporting line from the bottom of the boss to the top of the report, or to its left side in a stack. */
function elbow(e) {
  const [x, y] = at.get(e.a);
  const [bx, by] = at.get(e.b);
  const from = by + HALF_H;
  if (y - HALF_H < from + 4) return [[bx, by], [bx, (by + y) / 2], [x, (by + y) / 2], [x, y]];
  const bus = from + (CARDS ? 17 : 10);
  if (!CARDS) return [[bx, by], [x, y]];
  if (stacked.has(e.a)) {
    const side = x - HALF_W - 8;
    return [[bx, from], [bx, bus], [side, bus], [side, y], [x - HALF_W, y]];
  }
  return [[bx, from], [bx, bus], [x, bus], [x, y - HALF_H]];
}

function sides(e) {
  const [ax, ay] = at.get(e.a);
  const [bx, by] = at.get(e.b);
  if (Math.abs(ay - by) < HALF_H * 2) return lineOf(e).mutual || Math.abs(ax - bx) > 1 ? ["top", "top"] : ["right", "right"];
  if (Math.abs(ax - bx) < 1 && Math.abs(ay - by) < CARD_H * 1.5 && stacked.has(e.a) && stacked.has(e.b)) return ["right", "right"];
  return ay > by ? ["top", "bottom"] : ["bottom", "top"];
}

/** Give each line its own port: ends on one side of a card are ordered by where the other end stands. */
function routeArcs(edges) {
  const ports = new Map();
  for (const [e, i] of edges) {
    const [a, b] = sides(e);
    for (const [id, side, other, end] of [[e.a, a, e.b, "a"], [e.b, b, e.a, "b"]]) {
      const key = `${id}${side}`;
      if (!ports.has(key)) ports.set(key, []);
      ports.get(key).push({ i, end, id, side, x: at.get(other)[0], y: at.get(other)[1] });
    }
  }
  const where = new Map();
  for (const list of ports.values()) {
    list.sort((p, q) => p.x - q.x || p.y - q.y || p.i - q.i || (p.end < q.end ? -1 : 1));
    const step = list.length > 1 ? Math.min(16, (CARD_W - 44) / (list.length - 1)) : 0;
    list.forEach((port, place) => {
      const [x, y] = at.get(port.id);
      const offset = CARDS ? HOLD + (place - (list.length - 1) / 2) * step : 0;
      const spot = !CARDS ? [x, y] : port.side === "top" ? [x + offset, y - HALF_H] : port.side === "bottom" ? [x + offset, y + HALF_H] : [x + HALF_W, y + offset - HOLD];
      where.set(`${port.i}${port.end}`, { spot, side: port.side });
    });
  }
  return new Map(edges.map(([, i]) => [i, { p: curve(where.get(`${i}a`), where.get(`${i}b`)) }]));
}

function curve(from, to) {
  const [x0, y0] = from.spot;
  const [x3, y3] = to.spot;
  if (!CARDS) return [x0, y0, x0 + (x3 - x0) / 3, y0 + (y3 - y0) / 3, x3 - (x3 - x0) / 3, y3 - (y3 - y0) / 3, x3, y3];
  if (from.side === "right") return [x0, y0, x0 + 26, y0, x3 + 26, y3, x3, y3];
  if (from.side === to.side) {
    const lift = Math.min(44, 20 + Math.abs(x3 - x0) * 0.05);
    return [x0, y0, x0 + (x3 - x0) * 0.08, y0 - lift, x3 - (x3 - x0) * 0.08, y3 - lift, x3, y3];
  }
  const pull = Math.max(24, Math.abs(y3 - y0) * 0.55) * (y3 < y0 ? -1 : 1);
  return [x0, y0, x0, y0 + pull, x3, y3 - pull, x3, y3];
}

function pointOn(p, t) {
  const u = 1 - t;
  const mix = (a, b, c, d) => u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
  return [mix(p[0], p[2], p[4], p[6]), mix(p[1], p[3], p[5], p[7])];
}

/** The drawn line nearest to a point, if it is within `reach` map units. */
function edgeNear(x, y, reach) {
  let best = null;
  for (const [i, arc] of arcs) {
    if (!lineShown(EDGES[i]) || lineAlpha(i) < 0.5) continue;
    const p = arc.p;
    if (x < Math.min(p[0], p[2], p[4], p[6]) - reach || x > Math.max(p[0], p[2], p[4], p[6]) + reach) continue;
    if (y < Math.min(p[1], p[3], p[5], p[7]) - reach || y > Math.max(p[1], p[3], p[5], p[7]) + reach) continue;
    for (let t = 0; t < 1; t += 1 / 40) {
      const [ax, ay] = pointOn(p, t);
      const [bx, by] = pointOn(p, t + 1 / 40);
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const s = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      const d = Math.hypot(x - ax - s * (bx - ax), y - ay - s * (by - ay));
      if (d <= reach && (!best || d < best.d)) best = { i, d };
    }
  }
  return best ? best.i : null;
}

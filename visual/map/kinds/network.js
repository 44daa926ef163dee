/* M10, the network of contacts: a dot is a person, its size and number the rank, its colour the community. */

const COMMUNITIES = [...new Set(PEOPLE.map((p) => p.community))].sort((a, b) => a - b);
const HELD = new Map(COMMUNITIES.map((c) => [c, PEOPLE.filter((p) => p.community === c)]));
const REACHED = PEOPLE.map((p) => EDGES.filter((e) => e.a === p.id || e.b === p.id).length);
/** Communities of several people have a colour each, as far as there are any; people without ties none. */
const COLOURED = COMMUNITIES.filter((c) => HELD.get(c).length > 1).slice(0, C.community.length);
const colourOf = (p) => (REACHED[p.id] ? C.community[COLOURED.indexOf(p.community)] || C.community_other : C.surface);
const communityName = (p) => (REACHED[p.id] ? label("community.n", { n: p.community + 1, m: HELD.get(p.community).length }) : label("community.none"));
const placeWords = (p) => (p.place ? label("panel.place", { n: p.place, lo: p.lo, hi: p.hi }) : "");

const total = (e) => Math.round((e.count + (e.back || 0)) * 100) / 100;
LINES.contacts = {
  word: "line.contacts", sign: (e) => (e.mutual ? "—" : "→"), colour: () => C.influence, amount: (e) => String(total(e)),
  words: (e) => (e.back ? label("tip.there", { a: shortName(PEOPLE[e.a]), b: shortName(PEOPLE[e.b]), n: e.count, m: e.back }) : label("tip.amount", { n: total(e) })),
  draw: drawContact,
  shown: (e) => (e.weight || 0) >= state.min,
};

/** Seen as a whole, all ties between two communities are one tie, as wide as they are many. Whoever is pointed at, chosen or enlarged shows
 * the own ones. */
const between = (e) => PEOPLE[e.a].community !== PEOPLE[e.b].community;
/** How many ties join each two communities, counted anew when others are shown. */
let tally = { of: "", counts: new Map() };
function tiesBetween() {
  const of = `${state.view} ${state.off} ${state.min} ${state.play}`;
  if (tally.of === of) return tally.counts;
  const counts = new Map();
  for (const e of EDGES) {
    if (!between(e) || !lineShown(e)) continue;
    const key = [PEOPLE[e.a].community, PEOPLE[e.b].community].sort((a, b) => a - b).join();
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  tally = { of, counts };
  return counts;
}

function drawBundles(ctx, port) {
  if (!afar) return;
  const centres = new Map(COMMUNITIES.map((c) => {
    const spots = HELD.get(c).map((p) => at.get(p.id)).filter(Boolean);
    return [c, [0, 1].map((i) => spots.reduce((sum, spot) => sum + spot[i], 0) / spots.length)];
  }));
  const counts = tiesBetween();
  const most = Math.max(...counts.values());
  ctx.save();
  ctx.strokeStyle = C.org_strong;
  ctx.lineCap = "round";
  for (const [key, n] of counts) {
    const [from, to] = key.split(",").map((c) => centres.get(Number(c)));
    ctx.globalAlpha = 0.05 + 0.3 * (n / most);
    ctx.lineWidth = ((1 + 13 * (n / most)) * fineness) / Math.min(1, port.scale);
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(...to);
    ctx.stroke();
  }
  ctx.restore();
}
FACE.hidden = (e) => afar && between(e);

/** The head of an arrow that is shown smaller than this, in pixels, is not seen: it comes as one enlarges. */
const LEAST_HEAD = 2.5;
/** A straight line from rim to rim; few lines are drawn strong, many faint, those of the chosen person in colour. */
function drawContact(ctx, e, points) {
  const lit = focus && focus.labels;
  const [from, to] = points.slice(-2);
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const n = Math.hypot(dx, dy) || 1;
  const size = 5 + (e.weight || 0) / 25;
  const end = dotRadius(PEOPLE[e.b]) + 2;
  const cut = end + (e.mutual ? 0 : size * 1.4);
  if (!focus) ctx.globalAlpha = Math.min(1, ctx.globalAlpha * (EDGES.length < 120 ? 3 : EDGES.length < 600 ? 1.6 : 0.8));
  ctx.strokeStyle = lit ? C.influence : C.org_strong;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = (0.8 + ((e.weight || 0) / 100) * 4.2) * fineness;
  ctx.lineCap = "round";
  trace(ctx, points, cut);
  ctx.stroke();
  if (!e.mutual && size * seenAt > LEAST_HEAD) arrowHead(ctx, [from, [to[0] - (dx / n) * end, to[1] - (dy / n) * end]], size);
}

/** The rank stands in the dot, where it is large enough to be read: so many pixels of the screen. */
const LEAST_NUMBER = 7;
const numberFont = (p) => `700 ${numberSize(p)}px ${FONT}`;
const numberSize = (p) => dotRadius(p) * (p.place > 99 ? 0.75 : 0.95);
const numbered = (p, scale) => p.place && numberSize(p) * scale >= LEAST_NUMBER;
function placeSign(ctx, p, cx, cy, scale) {
  if (!numbered(p, scale)) return;
  ctx.font = numberFont(p);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = C.community_ink;
  ctx.fillText(String(p.place), cx, cy + 0.8);
}

/** Half the width and height that the number of a dot takes. */
FACE.number = (ctx, p, scale) => {
  if (!numbered(p, scale)) return [0, 0];
  ctx.font = numberFont(p);
  return [textWidth(ctx, String(p.place)) / 2, numberSize(p) / 2];
};

function networkBounds() {
  const [xs, ys] = [0, 1].map((i) => [...at.values()].map((p) => p[i]));
  return at.size ? [Math.min(...xs) - 30, Math.min(...ys) - 30, Math.max(...xs) + 30, Math.max(...ys) + 30] : [-100, -60, 100, 60];
}

const others = (e, id) => (e.a === id ? e.b : e.a);
const KIND = {
  support: supportSwatch,
  bounds: networkBounds,
  turns: true,
  ground: drawBundles,
  card: colourOf,
  strip: colourOf,
  glyph: () => C.community_ink,
  dot: colourOf,
  sign: placeSign,
  arc: () => C.influence,
  strongChart: false,
  ring() {},
  swatch: (ctx, p) => { ctx.beginPath(); ctx.arc(10, 8, 6.5, 0, 7); ctx.fillStyle = colourOf(p); ctx.fill(); ctx.strokeStyle = C.frame; ctx.stroke(); },
  facts: (p) => [placeWords(p), communityName(p)].filter(Boolean),
  spoken: () => [],
  chips: () => [],
  sections: (id, p) => ({ above: [
    section("panel.summary", p.summary && el("p", {}, say(p.summary))),
    section("panel.ties", REACHED[id] > 0 && el("ul", {}, edgeRows((e) => e.a === id || e.b === id, (e) => others(e, id)))),
  ], below: [] }),
};

const disc = (colour) => ({ w: 18, draw: (ctx) => { ctx.beginPath(); ctx.arc(9, 9, 6.5, 0, 7); ctx.fillStyle = colour; ctx.fill(); ctx.strokeStyle = C.frame; ctx.lineWidth = 1; ctx.stroke(); } });
Object.assign(ENTRIES, {
  place: () => some((p) => p.place) && { w: 40, draw: (ctx) => [[9, 8], [29, 4]].forEach(([x, r]) => { ctx.beginPath(); ctx.arc(x, 9, r, 0, 7); ctx.fillStyle = C.community_other; ctx.fill(); ctx.strokeStyle = C.frame; ctx.lineWidth = 1; ctx.stroke(); }), text: label("place.size") },
  community: () => [
    ...COLOURED.map((c) => ({ ...disc(C.community[COLOURED.indexOf(c)]), text: label("community.n", { n: c + 1, m: HELD.get(c).length }) })),
    some((p) => REACHED[p.id] && !COLOURED.includes(p.community)) && { ...disc(C.community_other), text: label("community.other") },
    some((p) => !REACHED[p.id]) && { ...disc(C.surface), text: label("community.none") },
  ],
  contacts: () => EDGES.length > 0 && { ...stroke((ctx) => { ctx.strokeStyle = C.org_strong; [[5, 1.4], [13, 4.4]].forEach(([y, w]) => { ctx.lineWidth = w; ctx.beginPath(); ctx.moveTo(2, y); ctx.lineTo(32, y); ctx.stroke(); }); }), text: label("line.contacts") },
  bundle: () => MANY && has(between) && { ...stroke((ctx) => { ctx.strokeStyle = C.org_strong; ctx.globalAlpha = 0.35; ctx.lineWidth = 8; ctx.beginPath(); ctx.moveTo(2, 9); ctx.lineTo(32, 9); ctx.stroke(); }), text: label("line.bundle") },
  one_way: () => has((e) => !e.mutual && e.count !== undefined) && { ...stroke((ctx) => { ctx.strokeStyle = C.org_strong; ctx.fillStyle = C.org_strong; ctx.lineWidth = 2; ctx.beginPath(); ctx.moveTo(2, 9); ctx.lineTo(26, 9); ctx.stroke(); arrowHead(ctx, [[2, 9], [33, 9]], 5); }), text: label("line.one_way") },
});
Object.assign(CELLS, {
  place: { of: (p) => (p.place ? String(p.place) : ""), by: (p) => known(p.place) },
  community: { of: communityName, by: (p) => (REACHED[p.id] ? p.community : 99999) },
  reached: { of: (p) => String(REACHED[p.id]), by: (p) => -REACHED[p.id] },
});

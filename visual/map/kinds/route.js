/* M5, the route map: routes to one person, ours at the left, the person at the right; every hop carries its label. */

const ROUTES = MAP.routes.list;
const TARGET = MAP.routes.target;
const onRoutes = (id) => ROUTES.map((r, k) => (r.people.includes(id) ? k + 1 : 0)).filter(Boolean);
const BEST = new Set(ROUTES.slice(0, 1).flatMap((r) => r.people.slice(1).map((b, k) => `${r.people[k]}>${b}`)));
const isBest = (e) => BEST.has(`${e.a}>${e.b}`);
const routeColour = (e) => (e.derived ? C.alert : isBest(e) ? C.path : C.influence);

LINES.route = {
  word: "line.route", sign: () => "→", moves: true, labelled: true, colour: () => C.influence,
  amount: (e) => (e.derived ? "?" : `${e.weight || 0}%`),
  draw: (ctx, e, points) => drawInfluence(ctx, { ...e, uncertain: false }, points, routeColour(e), isBest(e) ? 1.4 : 0),
  shown: () => true,
};

/** Strength over confidence and day; what is not known is left out. */
function hopLabels(ctx) {
  const [w, h] = MAP.routes.label;
  for (const [i, x, y] of MAP.routes.labels) {
    const e = EDGES[i];
    if (!lineOf(e).labelled) continue;
    ctx.save();
    ctx.globalAlpha = lineAlpha(i);
    rounded(ctx, x - w / 2, y - h / 2, w, h, 8);
    ctx.fillStyle = C.surface;
    ctx.fill();
    ctx.strokeStyle = routeColour(e);
    ctx.lineWidth = isBest(e) ? 2 : 1.3;
    ctx.stroke();
    const below = e.derived ? label("route.missing") : [e.confidence, e.at].filter(Boolean).join(" · ");
    ctx.fillStyle = C.ink;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `700 15px ${FONT}`;
    ctx.fillText(lineOf(e).amount(e), x, below ? y - 8 : y + 0.5);
    ctx.font = `500 12.5px ${FONT}`;
    ctx.fillStyle = C.soft;
    if (below) ctx.fillText(fit(ctx, below, w - 8), x, y + 9.5);
    ctx.restore();
  }
}

FACE.above = hopLabels;

/** Round the person to reach, below the arrows that end there. */
function targetRing(ctx) {
  if (!at.has(TARGET)) return;
  const [cx, cy] = at.get(TARGET);
  ctx.save();
  ctx.globalAlpha = personAlpha(TARGET);
  for (const [gap, width] of [[5, 2.4], [10, 1.2]]) {
    rounded(ctx, cx - HALF_W - gap, cy - HALF_H - gap, CARD_W + 2 * gap, CARD_H + 2 * gap, 8 + gap);
    ctx.strokeStyle = C.circle;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.restore();
}

function routeBounds(view) {
  const [left, top, right, bottom] = peopleBounds(view);
  const [w, h] = MAP.routes.label;
  const xs = MAP.routes.labels.map((s) => s[1]);
  const ys = MAP.routes.labels.map((s) => s[2]);
  return [Math.min(left - 8, ...xs.map((x) => x - w / 2 - 8)), Math.min(top - 8, ...ys.map((y) => y - h / 2 - 8)), Math.max(right + 8, ...xs.map((x) => x + w / 2 + 8)), Math.max(bottom + 8, ...ys.map((y) => y + h / 2 + 8))];
}

const KIND = {
  support: supportSwatch,
  bounds: routeBounds,
  turns: false,
  ground: targetRing,
  card: (p) => (ours(p) ? C.mute : C.tint[supportKey(p)]),
  strip: (p) => (ours(p) ? C.accent : C.support[supportKey(p)]),
  glyph: (p) => (ours(p) ? C.accent_ink : C.glyph[supportKey(p)]),
  arc: routeColour,
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  swatch: (ctx, p) => (ours(p) ? oursSwatch(ctx, 0, 0, 20, 16) : supportSwatch(ctx, supportKey(p), 0, 0, 20, 16)),
  facts: rankFacts,
  spoken: (p) => [ours(p) ? label("mark.ours") : label(`support.${supportKey(p)}`), p.id === TARGET && label("mark.target")].filter(Boolean),
  chips: (p) => (ours(p) ? [] : supportChips(p)),
  sections: routeSections,
  strongChart: false,
  ring() {},
};

function routeSections(id, p) {
  const own = onRoutes(id).map((n) => {
    const r = ROUTES[n - 1];
    return el("div", {}, el("p", {}, el("b", {}, label("panel.route", { n, s: r.strength, b: say(r.band) }))),
      el("p", { className: "below" }, r.people.map((who) => shortName(PEOPLE[who])).join(" → ")),
      el("ol", {}, r.asks.map((text) => el("li", {}, say(text)))));
  });
  const { above, below } = ours(p) ? { above: [], below: [] } : decisionSections(id, p);
  return { above: [section("panel.routes", own), ...above], below };
}

const sampleRoute = (e, colour) => stroke((ctx) => drawInfluence(ctx, { weight: 30, ...e }, [[1, 9], [33, 9]], colour));
Object.assign(ENTRIES, {
  target: () => some((p) => p.id === TARGET) && { w: 28, draw: (ctx) => { rounded(ctx, 2, 2, 24, 14, 4); ctx.strokeStyle = C.circle; ctx.lineWidth = 2.2; ctx.stroke(); }, text: label("mark.target") },
  best: () => ROUTES.length > 0 && { ...sampleRoute({}, C.path), text: label("route.best") },
  other: () => ROUTES.length > 1 && { ...sampleRoute({}, C.influence), text: label("route.other") },
  missing: () => has((e) => e.derived) && { ...sampleRoute({ derived: true }, C.alert), text: label("route.missing") },
});
Object.assign(CELLS, {
  routes: { of: (p) => onRoutes(p.id).join(", "), by: (p) => known(onRoutes(p.id)[0]) * 100 + (onRoutes(p.id).length ? ROUTES[onRoutes(p.id)[0] - 1].people.indexOf(p.id) : 0) },
});

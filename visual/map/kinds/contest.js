/* M4, the contest map: colour and sign of a card are whose side somebody is on; scissors mark the cheapest cut. */

const STATES = ["ours", "ours_assumed", "contested", "theirs_assumed", "theirs", "open", "unknown"];
const STANDINGS = new Map(MAP.contest.people.map((s) => [s.id, s]));
const CUT = new Set(MAP.contest.cuts.flatMap((cut) => cut.people));
const stateOf = (p) => (STANDINGS.has(p.id) ? STANDINGS.get(p.id).state : "unknown");
const stateWords = (p) => label(`state.${stateOf(p)}`);

/** Ours a tick, theirs a cross, contested two arrows that meet, open a ring; what is assumed has a question mark beside it. */
function stateGlyph(ctx, key, x, y, colour) {
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 2;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  const assumed = key.endsWith("_assumed");
  const dy = assumed ? -6 : 0;
  const run = (...points) => { ctx.beginPath(); points.forEach(([px, py], i) => ctx[i ? "lineTo" : "moveTo"](x + px, y + py + dy)); ctx.stroke(); };
  if (key.startsWith("ours")) run([-4.2, 0.2], [-1.2, 3.4], [4.4, -3.4]);
  else if (key.startsWith("theirs")) { run([-3.6, -3.6], [3.6, 3.6]); run([3.6, -3.6], [-3.6, 3.6]); }
  else if (key === "contested") { run([-5, -3.4], [-1.4, 0], [-5, 3.4]); run([5, -3.4], [1.4, 0], [5, 3.4]); }
  else if (key === "open") { ctx.beginPath(); ctx.arc(x, y, 3.8, 0, 7); ctx.stroke(); }
  if (assumed || key === "unknown") {
    ctx.font = `700 ${assumed ? 10 : 11}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("?", x, y + (assumed ? 6 : 0.5));
  }
}

function stateSwatch(ctx, key, x, y, w = 22, h = 18) {
  rounded(ctx, x + 0.5, y + 0.5, w - 1, h - 1, 4);
  ctx.fillStyle = C.contest[key];
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = C.frame;
  if (key === "unknown") ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.save();
  ctx.translate(x + w / 2, y + h / 2);
  if (key.endsWith("_assumed")) ctx.scale(0.72, 0.72);
  stateGlyph(ctx, key, 0, 0, C.contest_glyph[key]);
  ctx.restore();
}

function scissors(ctx, x, y, size = 16) {
  ctx.beginPath();
  ctx.arc(x, y, size * 0.62, 0, 7);
  ctx.fillStyle = C.surface;
  ctx.fill();
  ctx.strokeStyle = C.alert;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  glyphPath(ctx, "scissors", x, y, size * 0.74, C.alert);
}

/** An arrow down: cooling toward us while a rival warms. A rim sets it off from a card of whoever is for the rival, which has its colour. */
function driftMark(ctx, x, y, r = 8) {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 7);
  ctx.fillStyle = C.alert;
  ctx.fill();
  ctx.strokeStyle = C.surface;
  ctx.lineWidth = 1.6;
  ctx.stroke();
  ctx.lineWidth = 1.8;
  ctx.lineCap = "round";
  ctx.beginPath();
  for (const [px, py] of [[0, -4], [0, 4], [-3, 1], [0, 4], [3, 1]]) ctx[py === -4 ? "moveTo" : "lineTo"](x + px, y + py);
  ctx.stroke();
}

/** Beside a dot there is room for half a mark. */
function miniature(ctx, x, y, draw) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(0.55, 0.55);
  draw();
  ctx.restore();
}

Object.assign(FACE, {
  key: stateOf,
  glyph: stateGlyph,
  ink: (p) => C.contest_glyph[stateOf(p)],
  badge(ctx, p, left, bottom) {
    const drifts = STANDINGS.has(p.id) && STANDINGS.get(p.id).drift;
    if (CUT.has(p.id)) scissors(ctx, left + (CARDS ? 3 : -3), bottom - 3, CARDS ? 16 : 10);
    if (drifts && CARDS) driftMark(ctx, left - 4, bottom - 22, 7);
    else if (drifts) miniature(ctx, left - 1, bottom - dotRadius(p) * 2, () => driftMark(ctx, 0, 0, 7));
  },
});

const KIND = {
  support: supportSwatch,
  bounds: peopleBounds,
  turns: false,
  ground: rankLanes,
  card: (p) => C.contest_tint[stateOf(p)],
  strip: (p) => C.contest[stateOf(p)],
  glyph: (p) => C.contest_glyph[stateOf(p)],
  arc: () => C.influence,
  dot: (p) => C.contest[stateOf(p)],
  sign: supportSign,
  swatch: (ctx, p) => stateSwatch(ctx, stateOf(p), 0, 0, 20, 16),
  facts: rankFacts,
  spoken: (p) => [stateWords(p), CUT.has(p.id) && label("mark.cut")].filter(Boolean),
  chips: (p) => [el("span", { className: "chip" }, stateWords(p)), ...supportChips(p)],
  sections: contestSections,
  strongChart: false,
  ring() {},
};

function contestSections(id, p) {
  const { above, below } = decisionSections(id, p);
  const cuts = MAP.contest.cuts.filter((cut) => cut.people.includes(id) || cut.decider === id);
  const said = STANDINGS.get(id);
  const own = section("panel.contest", said && said.text && el("p", {}, say(said.text)), cuts.map((cut) => el("p", { className: cut.people.includes(id) ? "alert" : "" }, say(cut.text))));
  return { above: [own, ...above], below };
}

Object.assign(ENTRIES, {
  states: () => STATES.filter((key) => some((p) => stateOf(p) === key)).map((key) => ({ w: 22, filter: key, draw: (ctx) => stateSwatch(ctx, key, 0, 0), text: label(`state.${key}`) })),
  cut: () => CUT.size > 0 && { w: 22, draw: (ctx) => scissors(ctx, 11, 9, 14), text: label("mark.cut") },
  drift: () => MAP.contest.people.some((s) => s.drift) && { w: 20, draw: (ctx) => driftMark(ctx, 10, 9), text: label("mark.drift") },
});
Object.assign(CELLS, {
  state: { of: stateWords, by: (p) => STATES.indexOf(stateOf(p)) },
  support_them: { of: (p) => label(`support.${(STANDINGS.get(p.id) || {}).support ?? "unknown"}`), by: (p) => -known((STANDINGS.get(p.id) || {}).support, -9) },
  tie_them: { of: (p) => (STANDINGS.has(p.id) && STANDINGS.get(p.id).tie ? label(`tie.${TIES[STANDINGS.get(p.id).tie]}`) : ""), by: (p) => -known((STANDINGS.get(p.id) || {}).tie, -1) },
});

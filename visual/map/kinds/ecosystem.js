/* M6, the ecosystem map: organisations as hulls, each headed by a card of its own, and what joins them and their people. */

const FIRMS = new Map(MAP.ecosystem.firms.map((f) => [f.card, f]));
const BROKERS = new Map(MAP.ecosystem.brokers.map((b) => [b.person, b]));
MAP.ecosystem.firms.forEach((f) => (f.people || []).forEach((id) => { PEOPLE[id].home = f.card; }));
const BROKER_ROLES = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"];
/** Which of the three, source, broker and sink, are of one organisation: the same letter. */
const TRIADS = { coordinator: "AAA", itinerant: "ABA", gatekeeper: "ABB", representative: "AAB", liaison: "ABC" };
const CATEGORIES = ["customer", "our_company", "competitor", "third_party", "supplier", "partner", "other"];
const categoryColour = (category) => C.firm[category] || C.firm.other;
const sideOf = (p) => (p.outside && (p.category === "our_company" || p.category === "competitor") ? p.category : null);

/** Roles of somebody in which influence crosses organisations, the most frequent first; coordinating within one crosses nothing. */
function crossing(id) {
  const b = BROKERS.get(id);
  return b ? BROKER_ROLES.map((role, i) => [role, b.counts[i]]).slice(1).filter(([, n]) => n).sort((x, y) => y[1] - x[1]) : [];
}
/** The role of an organisation, if it crosses organisations. */
const crossed = (id) => { const role = FIRMS.has(id) && FIRMS.get(id).role; return role !== "coordinator" && role; };
const brokerWords = (list) => list.map(([role, n]) => label("broker.n", { role: label(`broker.${role}`), n })).join(lang === "zh" ? "、" : ", ");

/** A house for an organisation, an arrow that sets out for ours, a cross for a competitor's. */
function ecosystemGlyph(ctx, key, x, y, colour) {
  if (key !== "firm" && key !== "our_company" && key !== "competitor") return supportGlyph(ctx, key, x, y, colour);
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  if (key === "our_company") { polygon(ctx, [[x - 3.6, y - 5], [x + 4.6, y], [x - 3.6, y + 5]]); return ctx.fill(); }
  ctx.lineWidth = 1.8;
  ctx.lineCap = "round";
  ctx.beginPath();
  if (key === "competitor") { ctx.moveTo(x - 3.6, y - 3.6); ctx.lineTo(x + 3.6, y + 3.6); ctx.moveTo(x + 3.6, y - 3.6); ctx.lineTo(x - 3.6, y + 3.6); return ctx.stroke(); }
  ctx.lineWidth = 1.3;
  ctx.rect(x - 4.5, y - 7, 9, 14);
  ctx.stroke();
  [-4, 0].forEach((dy) => [-2.4, 0.8].forEach((dx) => ctx.fillRect(x + dx, y + dy, 1.6, 2)));
  ctx.fillRect(x - 1.2, y + 3.6, 2.4, 3.4);
}

/** Three dots in a row: source, broker, sink; who is of the broker's own organisation is full. */
function triad(ctx, role, x, y) {
  const letters_ = TRIADS[role];
  rounded(ctx, x - 14, y - 6.5, 28, 13, 6.5);
  ctx.fillStyle = C.surface;
  ctx.fill();
  ctx.strokeStyle = C.circle;
  ctx.lineWidth = 1.3;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - 8, y);
  ctx.lineTo(x + 8, y);
  ctx.stroke();
  [...letters_].forEach((letter, i) => {
    ctx.beginPath();
    const cx = x - 8 + i * 8;
    if (role === "liaison" && i === 2) ctx.rect(cx - 2.6, y - 2.6, 5.2, 5.2);
    else ctx.arc(cx, y, i === 1 ? 3.2 : 2.7, 0, 7);
    ctx.fillStyle = letter === letters_[1] ? C.circle : C.surface;
    ctx.fill();
    ctx.stroke();
  });
}

/** At the left edge, below: the role in which somebody carries most between organisations; how many more an organisation has. */
function ecosystemBadge(ctx, p, left, bottom) {
  const role = p.firm ? crossed(p.id) : crossing(p.id).length && crossing(p.id)[0][0];
  if (role) triad(ctx, role, left + 6, bottom - 10);
  const more = p.firm && FIRMS.has(p.id) && FIRMS.get(p.id).more;
  if (!more) return;
  ctx.font = markFont();
  const [w, h] = markBox(ctx, `+${more}`);
  pill(ctx, left + CARD_W - 4 - w / 2, bottom - 2 - h / 2, `+${more}`, C.mute, C.ink, C.frame);
}

/** The hulls: the customer's is strong, all others are dashed. */
function hulls(ctx, port, view) {
  if (!FIRMS.size) return rankLanes(ctx, port, view);
  view.regions.forEach(({ category, box: [left, top, right, bottom] }) => {
    ctx.save();
    rounded(ctx, left, top, right - left, bottom - top, 14);
    ctx.fillStyle = C.hull[category] || C.hull.other;
    ctx.fill();
    ctx.strokeStyle = categoryColour(category);
    ctx.lineWidth = category === "customer" ? 2.6 : 1.8;
    if (category !== "customer") ctx.setLineDash([8, 4]);
    ctx.stroke();
    ctx.restore();
  });
}

LINES.relates = {
  labelled: true, word: "line.relates", sign: (e) => (e.mutual ? "—" : "→"), colour: () => C.org_strong, amount: (e) => say(e.relation),
  words: (e) => say(e.relation),
  draw: (ctx, e, points) => drawRelation(ctx, e, points),
  shown: () => true,
};

/** A grey line: organisations, not people. */
function drawRelation(ctx, e, points) {
  if (e.hostile) return drawConflict(ctx, { level: 2 }, points);
  ctx.lineCap = "butt";
  ctx.strokeStyle = C.org_strong;
  ctx.fillStyle = C.org_strong;
  ctx.lineWidth = 1.5;
  trace(ctx, points, e.mutual ? 0 : 6);
  ctx.stroke();
  if (!e.mutual) arrowHead(ctx, points.slice(-2), 5.5);
}

/** What organisations are to each other, on a free place of each line. */
function relationLabels(ctx) {
  ctx.save();
  ctx.font = markFont();
  const taken = [...at.values()].map(([x, y]) => [x, y, CARD_W + 4, CARD_H + 4]);
  for (const [i, points] of lines) {
    const e = EDGES[i];
    if (!e.relation || !lineShown(e)) continue;
    const text = fit(ctx, say(e.relation), 14.5 * letters.mark);
    const [w, h] = markBox(ctx, text);
    const spots = [labelSpots(points)[0], ...stretches(points).flatMap(([[ax, ay], [bx, by]]) => [0.5, 0.25, 0.75].map((t) => [ax + (bx - ax) * t, ay + (by - ay) * t]))]
      .map(([x, y]) => [Math.max(bounds[0] + w / 2, Math.min(bounds[2] - w / 2, x)), Math.max(bounds[1] + h / 2, Math.min(bounds[3] - h / 2, y))]); /* on the picture as a whole */
    const spot = spots.find(([x, y]) => taken.every(([u, v, tw, th]) => Math.abs(x - u) >= (w + tw) / 2 || Math.abs(y - v) >= (h + th) / 2));
    if (!spot) continue;
    taken.push([...spot, w, h]);
    ctx.save();
    ctx.globalAlpha = lineAlpha(i);
    pill(ctx, ...spot, text, C.surface, e.hostile ? C.conflict : C.ink, e.hostile ? C.conflict : C.org_strong);
    ctx.restore();
  }
  ctx.restore();
}

Object.assign(FACE, { key: (p) => (p.firm ? "firm" : sideOf(p) || supportKey(p)), glyph: ecosystemGlyph, badge: ecosystemBadge, above: relationLabels });

const others = (e, id) => (e.a === id ? e.b : e.a);
const touching = (id, kind) => edgeRows((e) => lineOf(e) === LINES[kind] && (e.a === id || e.b === id), (e) => others(e, id));
const KIND = {
  support: supportSwatch,
  bounds: peopleBounds,
  turns: false,
  ground: hulls,
  card: (p) => (p.firm ? C.surface : sideOf(p) ? C.mute : C.tint[supportKey(p)]),
  strip: (p) => (p.firm || sideOf(p) ? categoryColour(p.category) : C.support[supportKey(p)]),
  glyph: (p) => (p.firm || sideOf(p) ? C.community_ink : C.glyph[supportKey(p)]),
  arc: () => C.influence,
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  swatch: (ctx, p) => (p.firm || sideOf(p) ? categorySwatch(ctx, p.category, 0, 0, 20, 16, p.firm ? "firm" : p.category) : supportSwatch(ctx, supportKey(p), 0, 0, 20, 16)),
  facts: (p) => (p.firm ? [FIRMS.get(p.id).more && label("firm.more", { n: FIRMS.get(p.id).more })].filter(Boolean) : rankFacts(p)),
  spoken: (p) => [p.firm ? label("legend.firms") : sideOf(p) ? label(`category.${sideOf(p)}`) : label(`support.${supportKey(p)}`), brokerWords(crossing(p.id)),
    p.firm && FIRMS.get(p.id).role && label(`broker.${FIRMS.get(p.id).role}`)].filter(Boolean),
  chips: (p) => (p.firm || sideOf(p) ? [el("span", { className: "chip" }, label(`category.${p.category}`))] : supportChips(p)),
  sections: ecosystemSections,
  strongChart: false,
  ring() {},
};

function categorySwatch(ctx, category, x, y, w = 22, h = 18, glyph = "firm") {
  rounded(ctx, x + 0.5, y + 0.5, w - 1, h - 1, 4);
  ctx.fillStyle = categoryColour(category);
  ctx.fill();
  ctx.strokeStyle = C.frame;
  ctx.lineWidth = 1;
  ctx.stroke();
  ecosystemGlyph(ctx, glyph, x + w / 2, y + h / 2, C.community_ink);
}

function ecosystemSections(id, p) {
  const broker = BROKERS.get(id);
  const firm = FIRMS.get(id);
  const own = [
    section("panel.broker", broker && [el("p", {}, say(broker.text)), el("p", { className: "below" }, brokerWords(BROKER_ROLES.map((role, i) => [role, broker.counts[i]]).filter(([, n]) => n)))],
      firm && firm.role && el("p", {}, label(`broker.${firm.role}`))),
    section("panel.relations", list(touching(id, "relates"))),
    section("panel.knows", list(touching(id, "knows"))),
  ];
  if (firm) return { above: [section("panel.summary", p.summary && el("p", {}, say(p.summary))), ...own, section("panel.members", list((firm.people || []).map((who) => personRow(who))))], below: [] };
  if (sideOf(p)) return { above: own, below: [] };
  const { above, below } = decisionSections(id, p);
  return { above: [...own, ...above], below };
}
const list = (rows) => rows.length > 0 && el("ul", {}, rows);

Object.assign(ENTRIES, {
  firms: () => CATEGORIES.filter((c) => some((p) => p.firm && p.category === c)).map((c) => ({ w: 22, draw: (ctx) => categorySwatch(ctx, c, 0, 0), text: label(`category.${c}`) })),
  brokers: () => BROKER_ROLES.slice(1).filter((role) => [...BROKERS.keys()].some((id) => crossing(id).some(([r]) => r === role)) || [...FIRMS.keys()].some((id) => crossed(id) === role))
    .map((role) => ({ w: 32, draw: (ctx) => triad(ctx, role, 16, 9), text: label(`broker.${role}`) })),
  cross: () => has((e) => lineOf(e).moves) && { ...sampleArrow({}, C.influence), text: label("line.cross") },
  rival: () => has(rivalTie) && { ...sampleTie(true), text: label("line.rival") },
  relates: () => has((e) => e.relation && !e.hostile) && { ...stroke((ctx) => drawRelation(ctx, {}, [[1, 9], [33, 9]])), text: label("line.relates") },
  hostile: () => has((e) => e.hostile) && { ...stroke((ctx) => drawConflict(ctx, { level: 2 }, [[4, 9], [30, 9]])), text: label("line.hostile") },
});
const placeOf = (p) => (p.firm ? p.id : p.home === undefined ? p.id : p.home);
Object.assign(CELLS, {
  org: { of: (p) => say(p.org), by: (p) => CATEGORIES.indexOf(PEOPLE[placeOf(p)].category) * 1e6 + placeOf(p) * 10 + (p.firm ? 0 : 1) },
  grade: { of: (p) => (p.firm ? "" : label(`rank.${p.grade}`)), by: (p) => -p.grade },
  support: { of: (p) => (p.firm || sideOf(p) ? "" : label(`support.${supportKey(p)}`)), by: (p) => (p.firm || sideOf(p) ? 99 : -known(p.support, -9)) },
  broker: { of: (p) => (p.firm && FIRMS.get(p.id).role ? label(`broker.${FIRMS.get(p.id).role}`) : brokerWords(crossing(p.id))), by: (p) => -(crossing(p.id)[0] || ["", 0])[1] },
  relations: { of: (p) => EDGES.filter((e) => e.relation && (e.a === p.id || e.b === p.id)).map((e) => `${shortName(PEOPLE[others(e, p.id)])}: ${say(e.relation)}`).join("; ") },
});

/* M7, the change map: what came, what went, what has another level since an earlier day; all else is grey. */

const DAYS = MAP.days.map((day) => ({ ...day, list: day.list.map((i) => MAP.changes[i]) }));
let CHANGES = [];
let OF = new Map();
/** A line among those between two people: what is true of the reporting line is not true of the influence beside it. */
const keyOf = (sort, a, b) => [sort, ...(LINES[sort].mutual ? [a, b].sort((p, q) => p - q) : [a, b])].join(">");
const lineKey = (e) => keyOf(e.kind, e.a, e.b);
const DRAWN = new Set(EDGES.filter((e) => !e.derived || e.trust).map(lineKey));
/** Sort of change of a line that is drawn: what its reports say of it together; influence that came where trust is gone is another level. */
let LINE_CHANGE = new Map();
function sortsOf(changes) {
  const sorts = new Map();
  changes.forEach((c) => {
    if (!c.line) return;
    const key = keyOf(c.sort, ...c.line);
    if (!DRAWN.has(key)) return;
    const sort = c.became || { added: "came", removed: "gone", level: "changed" }[c.what];
    const known = sorts.get(key);
    sorts.set(key, { sort: known && known.sort !== sort ? "changed" : sort, steps: c.steps || (known && known.steps) || "" });
  });
  return sorts;
}
/** Lines that are gone since some of the days: on others they were gone already. */
const LOST = new Set(DAYS.flatMap((day) => [...sortsOf(day.list)].filter(([, c]) => c.sort === "gone").map(([key]) => key)));
const changeOf = (e) => (e.derived && !e.trust ? null : LINE_CHANGE.get(lineKey(e)) || null);
const CHANGE_COLOURS = { came: "good", gone: "bad", changed: "inversion" };
const changeColour = (e) => { const change = changeOf(e); return change ? C[CHANGE_COLOURS[change.sort]] : C.org; };
/** What is drawn on any of the days: people who came and went count as lines do. */
const SORTS = new Set(DAYS.flatMap((day) => [...[...sortsOf(day.list).values()].map((c) => c.sort), ...day.list.map((c) => ({ joined: "came", left: "gone" })[c.what])]));
const SIGN = { came: "+", gone: "−", changed: "±" };

let turned = null;
/** Everything that follows from the chosen day. */
function turnTo() {
  const day = DAYS[state.day];
  const look = `${state.day}${lang}`;
  if (turned === look) return;
  const spoken = turned !== null;
  turned = look;
  CHANGES = day.list;
  OF = new Map(PEOPLE.map((p) => [p.id, CHANGES.filter((c) => (c.people || []).includes(p.id))]));
  LINE_CHANGE = sortsOf(CHANGES);
  if (DAYS.length < 2) return;
  $("since").value = String(state.day);
  $("since").setAttribute("aria-valuetext", day.since);
  $("since-value").textContent = day.since;
  if (!more.isConnected) document.querySelector(".foot").append(more);
  if (measured !== `${lang}${window.innerWidth}`) keepHeights();
  wordsOf(day);
  if (spoken) announce(label("since.said", { d: day.since, n: day.list.length }));
}
/** Where a day has many sentences, those after the first two: else they would take a quarter of a small screen from the map. */
const more = el("details", {});
let measured = "";
/** The tallest day gives the height of what is above and below, so that the map stays where it is while the slider moves. */
function keepHeights() {
  measured = `${lang}${window.innerWidth}`;
  const around = [".top", ".foot"].map((part) => document.querySelector(part));
  around.forEach((node) => { node.style.minHeight = ""; });
  const tallest = DAYS.map((each) => { wordsOf(each); return around.map((node) => node.getBoundingClientRect().height); });
  around.forEach((node, i) => { node.style.minHeight = `${Math.max(...tallest.map((heights) => heights[i]))}px`; });
}

/** The numbers at the top and the sentences below the map. */
function wordsOf(day) {
  document.querySelector(".kpis").replaceChildren(...day.kpis.map(([name, value, tone]) =>
    el("div", { className: `kpi ${tone}` }, el("dt", {}, say(name)), el("dd", {}, el("b", {}, say(value))))));
  const told = day.notes.length > 3 ? 2 : 3;
  const said = (some) => some.map((note) => el("p", { className: "told" }, say(note)));
  const foot = document.querySelector(".foot");
  foot.querySelectorAll(".told").forEach((note) => note.remove());
  foot.prepend(...said(day.notes.slice(0, told)));
  more.hidden = day.notes.length <= told;
  more.replaceChildren(el("summary", {}, label("notes.more")), ...said(day.notes.slice(told)));
}
Object.values(LINES).forEach((line) => {
  const shown = line.shown;
  line.shown = (e) => {
    const key = lineKey(e);
    const lost = LOST.has(key) && !(e.derived && !e.trust) && (LINE_CHANGE.get(key) || {}).sort === undefined;
    return !lost && shown(e);
  };
});

const drawLine = LINES.influences.draw;
LINES.influences.draw = (ctx, e, points) => {
  const change = changeOf(e);
  if (!change) { ctx.globalAlpha *= focus ? 1 : 0.45; return drawLine(ctx, e, points); }
  return drawInfluence(ctx, { ...e, derived: change.sort === "gone", uncertain: false }, points, changeColour(e), 1);
};
LINES.influences.labelled = true;
/* Red and dashed is what has gone: a conflict that stands is grey like all else, and is known by its bars. */
LINES.conflicts.draw = (ctx, e, points) => drawConflict(ctx, e, points, changeOf(e) ? changeColour(e) : C.org_strong);
ENTRIES.conflicts = () => has((e) => lineOf(e).mutual) && { ...stroke((ctx) => { ctx.translate(0, 10); drawConflict(ctx, { level: 2 }, [[4, 0], [30, 0]], C.org_strong); }), text: label("line.conflicts") };

/** A plus, a minus or the levels on every changed line, on a free place of it. */
function changeLabels(ctx) {
  if (!CARDS) return;
  const taken = [...at.values()].map(([x, y]) => [x, y, CARD_W + 4, CARD_H + 4]);
  ctx.font = markFont();
  MAP.views[state.view].more.filter(([id]) => at.has(id)).forEach(([id, n]) => taken.push([...moreAt(at.get(id)), ...markBox(ctx, `+${n}`)]));
  for (const [i, points] of lines) {
    const e = EDGES[i];
    const change = changeOf(e);
    if (!change || !lineShown(e) || (!focus && quiet.has(i))) continue;
    const text = change.steps || SIGN[change.sort];
    ctx.font = markFont();
    const [w, h] = markBox(ctx, text);
    const spots = [labelSpots(points)[0], ...stretches(points).flatMap(([[ax, ay], [bx, by]]) => [0.5, 0.3, 0.7].map((t) => [ax + (bx - ax) * t, ay + (by - ay) * t]))];
    const spot = spots.find(([x, y]) => taken.every(([u, v, tw, th]) => Math.abs(x - u) >= (w + tw) / 2 || Math.abs(y - v) >= (h + th) / 2));
    if (!spot) continue;
    taken.push([...spot, w, h]);
    ctx.save();
    ctx.globalAlpha = lineAlpha(i);
    pill(ctx, ...spot, text, C.surface, changeColour(e), changeColour(e));
    ctx.restore();
  }
}

/** Who came has a plus, who left a minus; of a move of support the earlier one hangs on the lower corner, which lines keep free. */
function changeBadge(ctx, p, left, bottom) {
  const kinds = OF.get(p.id).map((c) => c.what);
  const sort = kinds.includes("joined") ? "came" : kinds.includes("left") ? "gone" : null;
  const move = CARDS && OF.get(p.id).find((c) => c.what === "support");
  if (sort) pill(ctx, left + (move ? 26 : 2), bottom - 2, SIGN[sort], C.surface, C[CHANGE_COLOURS[sort]], C[CHANGE_COLOURS[sort]]);
  if (!move) return;
  const key = move.was === null || move.was === undefined ? "unknown" : String(move.was);
  const [x, y] = [left - 9, bottom - 7];
  supportSwatch(ctx, key, x, y);
  ctx.strokeStyle = C.ink;
  ctx.lineWidth = 1.2;
  rounded(ctx, x, y, 22, 18, 4);
  ctx.stroke();
}

/** What changed in a department: lines that came, went or have another level at either end, and people with a ring. */
function changeTally(unit) {
  const here = (id) => inUnit(PEOPLE[id], unit);
  const sorts = [...LINE_CHANGE].filter(([key]) => key.split(">").slice(1).some((id) => here(Number(id)))).map(([, c]) => c.sort);
  const counts = ["came", "gone", "changed"].map((sort) => [SIGN[sort] + sorts.filter((one) => one === sort).length, C[CHANGE_COLOURS[sort]]]);
  const people = PEOPLE.filter((p) => inUnit(p, unit) && isRinged(p)).length;
  return [...counts, [`○${people}`, C.inversion]].filter(([word]) => !word.endsWith("0") || word.length > 2);
}
const tallies = new Map();
/** Once for each day: it is drawn in every frame. */
function tallyOf(unit) {
  const key = [state.day, root.dataset.theme, unit].join();
  if (!tallies.has(key)) tallies.set(key, changeTally(unit));
  return tallies.get(key);
}

/* Among more changes than can be told apart the weightiest stand out, of thousands those that lead to whoever is named, and what is as before is
 * not drawn. */
Object.assign(FACE, { badge: changeBadge, above: changeLabels, turn: turnTo, plain: changeOf, chart: (e) => changeOf(e) && { colour: changeColour(e), dashed: changeOf(e).sort === "gone" }, ranked: (nearness) => (MANY ? nearness : () => 0), veiled: (e) => !lineOf(e).chart && !changeOf(e), ...(CARDS ? {} : { tally: tallyOf }) });

const isRinged = (p) => OF.get(p.id).some((c) => !c.line);
function changeRing(ctx, p, cx, cy) {
  if (!isRinged(p)) return;
  ctx.save();
  ctx.globalAlpha = personAlpha(p.id);
  ctx.strokeStyle = C.inversion;
  ctx.lineWidth = CARDS ? 2 : 1.5;
  if (CARDS) rounded(ctx, cx - HALF_W - 4, cy - HALF_H - 4, CARD_W + 8, CARD_H + 8, 9);
  else { ctx.beginPath(); ctx.arc(cx, cy, dotRadius(p) + 4, 0, 7); }
  ctx.stroke();
  ctx.restore();
}

const KIND = {
  support: supportSwatch,
  bounds: peopleBounds,
  turns: false,
  ground: rankLanes,
  card: (p) => C.tint[supportKey(p)],
  strip: (p) => C.support[supportKey(p)],
  glyph: (p) => C.glyph[supportKey(p)],
  arc: changeColour,
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  swatch: (ctx, p) => supportSwatch(ctx, supportKey(p), 0, 0, 20, 16),
  facts: rankFacts,
  spoken: (p) => [label(`support.${supportKey(p)}`), ...OF.get(p.id).map((c) => say(c.text))],
  chips: supportChips,
  sections: changeSections,
  strongChart: false,
  ring: changeRing,
};

function changeSections(id, p) {
  const { above, below } = decisionSections(id, p);
  const own = OF.get(id);
  const heading = el("h3", {}, label("panel.changes", { d: DAYS[state.day].since }));
  const list = own.length ? el("ul", {}, own.map((c) => el("li", {}, el("p", {}, say(c.text)), c.at && el("p", { className: "below" }, c.at)))) : el("p", {}, label("panel.unchanged"));
  return { above: [el("section", {}, heading, list), ...above], below };
}

const sampleChange = (sort) => ({ ...stroke((ctx) => { drawInfluence(ctx, { weight: 30, derived: sort === "gone" }, [[1, 9], [END, 9]], sort ? C[CHANGE_COLOURS[sort]] : C.org); }), text: `${sort ? `${SIGN[sort]} ` : ""}${label(`change.${sort || "same"}`)}` });
Object.assign(ENTRIES, {
  came: () => SORTS.has("came") && sampleChange("came"),
  gone: () => SORTS.has("gone") && sampleChange("gone"),
  changed: () => SORTS.has("changed") && sampleChange("changed"),
  same: () => !quiet.size && sampleChange(null),
  quiet: () => quiet.size > 0 && sampleQuiet(C.good),
  moved: () => !CARDS ? PEOPLE.some(isRinged) && { ...ringed(C.inversion, 2), text: label("change.person") } : CHANGES.some((c) => c.what === "support") && { w: 44, draw: (ctx) => { supportSwatch(ctx, "0", 1, 1, 20, 16); rounded(ctx, 20, 1, 23, 16, 4); ctx.strokeStyle = C.inversion; ctx.lineWidth = 1.6; ctx.stroke(); }, text: label("change.moved") },
});
/** A line a change; on a screen the first of many, for whoever chooses somebody reads all. */
const FIRST_CHANGES = 4;
function changeLines(p, live) {
  const all = OF.get(p.id).map((c) => say(c.text));
  const most = live && all.length > FIRST_CHANGES + 1 ? FIRST_CHANGES : all.length;
  return [...all.slice(0, most), ...(most < all.length ? [label("change.more", { n: all.length - most })] : [])].join("\n");
}
Object.assign(CELLS, {
  changes: { of: changeLines, by: (p) => -OF.get(p.id).length },
});

/* The legend: one list of entries, shown in the page (where support levels are filters) and painted into images. */

const has = (test) => EDGES.some(test);
const some = (test) => PEOPLE.some(test);
/** A line as it is where nothing is enlarged. */
const stroke = (draw) => ({ w: 34, draw: (ctx) => { const shown = fineness; fineness = 1; draw(ctx); fineness = shown; } });
/** Where a sample of a line ends: among dots lines stop before the rim of whom they reach, so that a sample has to reach further. */
const END = CARDS ? 33 : 47;
const sampleArrow = (e, colour) => stroke((ctx) => drawInfluence(ctx, { weight: 30, ...e }, [[1, 9], [END, 9]], colour));
const sampleQuiet = (colour) => ({ ...stroke((ctx) => { ctx.globalAlpha = QUIET; drawInfluence(ctx, { weight: 20 * QUIET }, [[1, 9], [END, 9]], colour); }), text: label(WAYS && !kept ? "line.ways" : MANY ? "line.far" : "line.quiet") });
const sampleChart = (dotted) => stroke((ctx) => drawChart(ctx, [[2, 3], [14, 3], [14, 14], [32, 14]], KIND.strongChart, dotted));

const sampleTie = (rival) => stroke((ctx) => { ctx.strokeStyle = rival ? C.warn : C.focus; ctx.lineWidth = 2.6; ctx.setLineDash(rival ? [6, 3] : []); ctx.beginPath(); ctx.moveTo(1, 9); ctx.lineTo(33, 9); ctx.stroke(); });
const rivalTie = (e) => lineOf(e) === LINES.knows && PEOPLE[e.a].category === "competitor";

/** What can be explained: each gives one item, several, or nothing if the map has nothing of the sort. */
const ENTRIES = {
  support: () => ["3", "2", "1", "0", "-1", "unknown"].map((k) => ({ w: 22, filter: k, draw: (ctx) => KIND.support(ctx, k, 0, 0), text: label(`support.${k}`) })),
  roles: () => {
    const used = new Set(PEOPLE.flatMap((p) => p.roles || []));
    return ROLE_ORDER.filter((r) => used.has(r)).map((r) => ({ w: 22, draw: (ctx) => roleBadge(ctx, r, 11, 9, 8.5), text: label(`role.${r}`) }));
  },
  tie: () => some((p) => (p.contacts || []).length) && { w: 38, draw: (ctx) => { coverage(ctx, { tie: 1 }, 16, 9); coverage(ctx, { tie: 3 }, 37, 9); }, text: label("tie.range") },
  gap: () => some((p) => p.gap) && { w: 16, draw: (ctx) => gapRing(ctx, 8, 9), text: label("tie.gap") },
  power: () => some((p) => p.power) && { w: 26, draw: (ctx) => [0, 1, 2].forEach((i) => { ctx.beginPath(); ctx.arc(5 + i * 8, 9, 3, 0, 7); ctx.fillStyle = i < 2 ? C.ink : C.surface; ctx.fill(); ctx.strokeStyle = C.ink; ctx.lineWidth = 1; ctx.stroke(); }), text: "1 – 5" },
  reports_to: () => has((e) => lineOf(e).chart && !e.dotted) && { ...sampleChart(false), text: label("line.reports_to") },
  dotted: () => has((e) => e.dotted) && { ...sampleChart(true), text: label("line.dotted") },
  influences: () => has((e) => lineOf(e).moves) && { ...stroke((ctx) => { drawInfluence(ctx, { weight: 10 }, [[1, 4], [END, 4]], C.influence); drawInfluence(ctx, { weight: 60 }, [[1, 13], [END, 13]], C.influence); }), text: label("line.influences") },
  knows: () => has((e) => lineOf(e) === LINES.knows && !rivalTie(e)) && { ...sampleTie(false), text: label("line.knows") },
  derived: () => has((e) => e.derived) && { ...sampleArrow({ derived: true, weight: 20 }, C.influence), text: label("line.derived") },
  uncertain: () => has((e) => e.uncertain) && { ...sampleArrow({ uncertain: true, weight: 20 }, C.influence), text: label("line.uncertain") },
  stale: () => has((e) => e.stale) && { ...stroke((ctx) => { ctx.globalAlpha = 0.42; drawInfluence(ctx, { weight: 30 }, [[1, 9], [END, 9]], C.influence); }), text: label("line.stale") },
  quiet: () => quiet.size > 0 && sampleQuiet(C.influence),
  conflicts: () => has((e) => lineOf(e).mutual) && { ...stroke((ctx) => { ctx.translate(0, 10); drawConflict(ctx, { level: 2 }, [[4, 0], [30, 0]]); }), text: label("line.conflicts") },
  hidden: () => MAP.paths.length > 0 && { ...stroke((ctx) => { ctx.strokeStyle = C.path_glow; ctx.lineWidth = 9; ctx.beginPath(); ctx.moveTo(4, 9); ctx.lineTo(30, 9); ctx.stroke(); drawInfluence(ctx, { weight: 30 }, [[2, 9], [END, 9]], C.path); }), text: label("hidden") },
  decider: () => some(isDecider) && { w: 28, draw: (ctx) => { rounded(ctx, 2, 3, 24, 13, 4); ctx.strokeStyle = C.ink; ctx.lineWidth = 2.2; ctx.stroke(); }, text: label("mark.decider") },
  seat: () => some((p) => p.seat) && { w: 28, draw: (ctx) => { rounded(ctx, 2, 1, 24, 16, 4); ctx.strokeStyle = C.soft; ctx.lineWidth = 1.4; ctx.setLineDash([4, 2.5]); ctx.stroke(); ctx.setLineDash([]); drawGhost(ctx, 14, 9, 0.55); }, text: label("mark.seat") },
  outside: () => some((p) => p.outside) && { w: 28, draw: (ctx) => { polygon(ctx, [[7, 3], [26, 3], [26, 11], [21, 16], [2, 16], [2, 8]]); ctx.strokeStyle = C.frame; ctx.lineWidth = 1.4; ctx.stroke(); }, text: label("mark.outside") },
  shield: () => some((p) => (p.flags || []).includes("independence_required")) && { w: 18, draw: (ctx) => glyphPath(ctx, "shield", 9, 9, 17, C.circle), text: label("mark.shield") },
  ours: () => some(ours) && { w: 22, draw: (ctx) => oursSwatch(ctx, 0, 0), text: label("mark.ours") },
  left: () => some((p) => (p.flags || []).includes("left")) && { w: 24, draw: (ctx) => { ctx.font = `700 12px ${FONT}`; ctx.fillStyle = C.soft; ctx.textBaseline = "middle"; ctx.fillText("Abc", 0, 9); ctx.fillRect(0, 9, 24, 1.3); }, text: label("mark.left") },
};

/** A crowd of dots has neither signs of roles nor bars of ties, and its marks are round. */
const ringed = (colour, width, dashes = []) => ({ w: 18, draw: (ctx) => { ctx.beginPath(); ctx.arc(9, 9, 6, 0, 7); ctx.fillStyle = C.surface; ctx.fill(); ctx.strokeStyle = colour; ctx.lineWidth = width; ctx.setLineDash(dashes); ctx.stroke(); ctx.setLineDash([]); } });
if (!CARDS) Object.assign(ENTRIES, {
  roles: () => null,
  tie: () => null,
  power: () => some((p) => p.share) && { w: 40, draw: (ctx) => [[9, 8], [29, 4]].forEach(([x, r]) => { ctx.beginPath(); ctx.arc(x, 9, r, 0, 7); ctx.fillStyle = C.lane; ctx.fill(); ctx.strokeStyle = C.frame; ctx.lineWidth = 1; ctx.stroke(); }), text: label("power.size") },
  gap: () => some((p) => p.gap) && { ...ringed(C.alert, 2, [3, 2]), text: label("tie.gap") },
  reports_to: () => has((e) => lineOf(e).chart && !e.dotted) && { ...stroke((ctx) => { ctx.strokeStyle = KIND.strongChart ? C.org_strong : C.org; ctx.lineWidth = 1.25; ctx.beginPath(); ctx.moveTo(1, 9); ctx.lineTo(33, 9); ctx.stroke(); }), text: label("line.reports_to") },
  decider: () => some(isDecider) && { ...ringed(C.ink, 2.6), text: label("mark.decider") },
});

/** The groups that the kind of map and the edition have, with what this map needs of them. */
function legendGroups() {
  return MAP.legend.map(([key, entries]) => ({ key, items: entries.flatMap((name) => ENTRIES[name]()).filter(Boolean) })).filter((g) => g.items.length);
}

function buildLegend() {
  const chosen = listed(state.support);
  $("legend").replaceChildren(el("details", { open: legendOpen, on: { toggle: (e) => { legendOpen = e.target.open; } } },
    el("summary", {}, label("legend")),
    el("div", { className: "groups" }, legendGroups().map((g) => el("div", { className: "group", role: "group", "aria-label": label(`legend.${g.key}`) },
      g.items.map((item, i) => {
        const inside = [picture(item.w, 18, item.draw), el("span", {}, item.text)];
        const shown = !item.filter ? el("span", { className: "item" }, inside) : el("button", { type: "button", className: "item filter", id: `filter-${item.filter}`, "aria-pressed": String(chosen.has(item.filter)), title: label("filter"), on: { click: () => change({ support: toggled(state.support, item.filter) }) } }, inside);
        return i ? shown : el("span", { className: "start" }, el("span", { className: "key" }, label(`legend.${g.key}`)), shown);
      }))))));
}
let legendOpen = window.innerWidth >= 760;

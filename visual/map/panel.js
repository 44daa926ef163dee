/* Everything the edition may say about one person. */

let opener = null;

const section = (key, ...content) => (content.flat(Infinity).filter(Boolean).length ? el("section", {}, el("h3", {}, label(key)), content) : null);

/** Texts in a line, each part once: a title and its department may be called by the same word, the function that they have. */
const inOneLine = (texts) => [...new Set(texts.filter(Boolean).flatMap((text) => text.split(" · ")))].join(" · ");

function personRow(id, extra, below) {
  const p = PEOPLE[id];
  return el("li", {}, el("div", { className: "row" },
    MAP.insight && picture(20, 16, (ctx) => KIND.swatch(ctx, p)), nameButton(id), extra && el("span", { className: "value" }, extra)),
  below && el("p", { className: "below" }, below));
}

const bars = (band) => picture(18, 14, (ctx) => coverage(ctx, { tie: band }, 17, 8));
const TIES = ["none", "weak", "moderate", "strong"];

function edgeRows(filter, other) {
  return EDGES.map((e) => e).filter(filter).sort((a, b) => (b.weight || 0) - (a.weight || 0)).map((e) => {
    const words = edgeWords(e).facts;
    const why = (e.why || []).map(evidenceWords).join(" / ");
    return personRow(other(e), strengthText(e), [words, why].filter(Boolean).join(" — "));
  });
}

/** Ties of somebody to the people on the map. */
function tieRows(id) {
  const rows = edgeRows((e) => lineOf(e) === LINES.knows && (e.a === id || e.b === id), (e) => (e.a === id ? e.b : e.a));
  return rows.length > 0 && el("ul", {}, rows);
}

const rankFacts = (p) => [label(`rank.${p.grade}`)];

function supportChips(p) {
  const key = supportKey(p);
  return [el("span", { className: `chip support s${key === "-1" ? "m1" : key}` }, label(`support.${key}`) + (p.stale ? ` (${label("support.stale")})` : ""))];
}

function buildPanel(id) {
  const p = PEOPLE[id];
  const flags = (p.flags || []).map((f) => el("span", { className: "chip flag" }, DATA.strings[`flag.${f}`] ? label(`flag.${f}`) : f));
  const chips = [
    p.seat && el("span", { className: "chip" }, label("mark.seat")),
    ...(MAP.insight ? KIND.chips(p) : []),
    ...(p.roles || []).map((r) => el("span", { className: "chip" }, DATA.strings[`role.${r}`] ? label(`role.${r}`) : r)),
    p.share && el("span", { className: "chip" }, label("panel.share", { s: playedShare(p) })),
    p.band && el("span", { className: "chip" }, label("panel.band", { b: p.band })),
    p.lo && !p.place && el("span", { className: "chip" }, label("panel.rank", { lo: p.lo, hi: p.hi || p.lo })),
    p.weight && el("span", { className: "chip" }, label("panel.weight", { w: p.weight })),
    ...flags,
    pinned.has(id) && el("span", { className: "chip" }, label("pin.pinned")),
    p.circle && MAP.insight && el("span", { className: "chip" }, label(p.listed ? "mark.listed" : "mark.unlisted")),
  ].filter(Boolean);
  const org = p.outside ? `${label(`category.${p.category}`)} · ${say(p.org)}` : "";
  const where = inOneLine([p.short_title && say(p.title), say(p.unit), org, ...KIND.facts(p), p.left_on && label("panel.left_on", { d: p.left_on })]);
  const boss = p.boss;
  const reports = PEOPLE.filter((q) => q.boss === id);
  const { above, below } = MAP.insight ? KIND.sections(id, p) : { above: [], below: [] };
  return [
    el("div", { className: "head" }, el("h2", { id: "panel-name", tabIndex: -1, className: (p.flags || []).includes("left") ? "left" : "" }, fullName(p)),
      el("button", { type: "button", className: "close", id: "panel-close", "aria-label": label("close"), on: { click: closePanel } }, "✕")),
    el("p", { className: "where" }, where),
    chips.length > 0 && el("p", { className: "chips" }, chips),
    ...above,
    section("panel.reports_to", boss !== undefined && el("ul", {}, personRow(boss))),
    section("panel.reports", reports.length > 0 && el("ul", {}, reports.slice(0, 60).map((q) => personRow(q.id)))),
    ...below,
  ].filter(Boolean);
}

/** What a map of a decision says of a person, above and below the reporting lines. */
function decisionSections(id, p) {
  const contacts = (p.contacts || []).map((c) => el("li", {}, el("div", { className: "row" }, el("b", { className: "mark" }, c.mark), el("span", {}, say(c.name)),
    el("span", { className: "value" }, bars(c.band), ` ${label(`tie.${TIES[c.band]}`)}${c.cooling ? ` · ${label("panel.cooling")}` : ""}`)), c.last && el("p", { className: "below" }, label("panel.last", { d: c.last }))));
  const gap = MAP.gaps.find((g) => g.person === id);
  const influences = edgeRows((e) => lineOf(e).moves && e.a === id, (e) => e.b);
  const influenced = edgeRows((e) => lineOf(e).moves && e.b === id, (e) => e.a);
  const conflicts = edgeRows((e) => lineOf(e).mutual && (e.a === id || e.b === id), (e) => (e.a === id ? e.b : e.a));
  const above = [
    section("panel.summary", p.summary && el("p", {}, say(p.summary))),
    playSection(id),
    section("panel.paths", p.paths && el("ol", {}, p.paths.map(([text, part]) => el("li", {}, el("div", { className: "row" }, el("span", {}, say(text)), el("span", { className: "value" }, part)))))),
    section("panel.coverage",
      gap && el("p", { className: "alert" }, `! ${label("cover.gap")}: ${say(gap.reason)}`),
      contacts.length ? el("ul", {}, contacts) : el("p", {}, label("cover.none")),
      p.owner && el("p", {}, label("panel.owner", { p: say(p.owner) })),
      p.sponsor && el("p", {}, label("panel.sponsor", { p: say(p.sponsor) }))),
  ];
  const below = [
    section("panel.evidence", p.support_at && el("p", {}, label("tip.observed", { d: p.support_at })), p.why && el("ul", {}, p.why.map((row) => el("li", {}, evidenceWords(row))))),
    section("panel.influences", influences.length > 0 && el("ul", {}, influences)),
    section("panel.influenced_by", influenced.length > 0 && el("ul", {}, influenced)),
    section("panel.conflicts", conflicts.length > 0 && el("ul", {}, conflicts)),
    section("panel.needs",
      p.needs && el("ul", {}, p.needs.map((need) => el("li", {},
        el("p", { className: "need" }, say(need.text), need.implicit && el("span", { className: "aside" }, ` (${label("panel.implicit")})`)),
        el("p", { className: need.response ? "below" : "below alert" }, [need.response ? label("panel.response", { t: say(need.response) }) : label("panel.unanswered"), need.status].filter(Boolean).join(" · "))))),
      !MAP.internal && MAP.removed > 0 && el("p", { className: "removed" }, label("panel.removed"))),
  ];
  return { above, below };
}

/** All coverage gaps, worst first, beside the map: nobody of whom it speaks is behind it. */
function buildGaps() {
  return [
    el("div", { className: "head" }, el("h2", { id: "panel-name", tabIndex: -1 }, MAP.gaps.length ? label("gaps.n", { n: MAP.gaps.length }) : label("gaps.none")),
      el("button", { type: "button", className: "close", id: "panel-close", "aria-label": label("close"), on: { click: closePanel } }, "✕")),
    el("ol", { className: "gaps" }, MAP.gaps.map((g) => el("li", {}, nameButton(g.person), el("p", { className: "where" }, `${label("gaps.severity", { s: g.severity })} · ${say(g.reason)}`)))),
  ];
}

let panelFor = null;         /* what the panel shows: "gaps", the number of a person, or null */
let panelLook = "";
function showPanel() {
  const panel = $("panel");
  const wanted = state.table ? null : state.select !== null ? state.select : state.gaps ? "gaps" : null;
  if (wanted === null) {
    panel.hidden = $("panel-edge").hidden = true;
    panelFor = null;
    return;
  }
  const other = panelFor !== wanted;
  if (panel.hidden) opener = document.activeElement;
  panel.hidden = $("panel-edge").hidden = false;
  $("panel-edge").setAttribute("aria-valuenow", String(panel.offsetWidth));
  const look = `${lang}${root.dataset.theme}${state.play}`;
  if (!other && panelLook === look) return;
  [panelFor, panelLook] = [wanted, look];
  const held = !other && panel.contains(document.activeElement) ? document.activeElement.id || "play-level" : "";
  panel.classList.toggle("list", wanted === "gaps");
  const top = panel.scrollTop;
  panel.replaceChildren(...(wanted === "gaps" ? buildGaps() : buildPanel(wanted)));
  panel.scrollTop = other ? 0 : top;
  if (held) ($(held) || $("panel-name")).focus({ preventScroll: true }); /* what was worked on is made anew */
  if (other && document.activeElement !== document.body && document.activeElement !== $("search")) $("panel-name").focus({ preventScroll: true });
  if (other) announce(wanted === "gaps" ? $("panel-name").textContent : fullName(PEOPLE[wanted]));
}

/** Close, and give the focus back to where it came from. From a person opened out of the list of gaps one comes back to it. */
function closePanel() {
  const inside = $("panel").contains(document.activeElement);
  const back = state.select !== null && state.gaps;
  change(state.select !== null ? { select: null } : { gaps: false });
  if (inside && !back) (opener && opener.isConnected && opener !== document.body && !$("panel").contains(opener) ? opener : currentItem()).focus({ preventScroll: true });
}

/** The edge between map and panel can be moved, by pointer and by arrow keys. */
function wirePanelEdge() {
  const edge = $("panel-edge");
  const set = (width) => {
    const most = $("stage").clientWidth * 0.6;
    const wide = Math.round(Math.max(260, Math.min(most, width)));
    $("panel").style.flexBasis = `${wide}px`;
    edge.setAttribute("aria-valuenow", String(wide));
  };
  edge.addEventListener("pointerdown", (event) => { edge.setPointerCapture(event.pointerId); event.preventDefault(); });
  edge.addEventListener("pointermove", (event) => { if (edge.hasPointerCapture(event.pointerId)) set($("stage").getBoundingClientRect().right - event.clientX); });
  edge.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: 30, ArrowRight: -30 }[event.key];
    if (by) { set($("panel").offsetWidth + by); event.preventDefault(); event.stopPropagation(); }
  });
}

/* What floats over the map: the tooltip of a line, the explanation of a hidden path, the list of gaps. */

function edgeWords(e) {
  const a = PEOPLE[e.a];
  const b = PEOPLE[e.b];
  const line = lineOf(e);
  const marks = [e.trust && "trusts", e.derived && !e.trust && "derived", e.uncertain && "uncertain", e.stale && "stale", e.inversion && "inversion"].filter(Boolean);
  const facts = [
    e.level !== undefined && label(line.scale, { l: e.level }),
    line.words && line.words(e),
    line.moves && label("tip.strength", { s: `${e.weight || 0}%` }),
    e.confidence && label("tip.confidence", { c: label(`confidence.${e.confidence}`) }),
    e.domain && say(e.domain),
    e.at && label("tip.observed", { d: e.at }),
    ...marks.map((m) => label(`line.${m}`)),
  ].filter(Boolean);
  return { head: `${shortName(a)} ${line.sign(e)} ${shortName(b)} · ${label(line.word)}`, facts: facts.join(" · ") };
}

const evidenceWords = (row) => [row.text && say(row.text), row.source && say(row.source), row.at, row.by && label("tip.reported", { p: say(row.by) })].filter(Boolean).join(" · ");

function showTip(i, x, y) {
  const tip = $("tip");
  const e = EDGES[i];
  const line = lineOf(e);
  const words = edgeWords(e);
  const rows = (e.why || []).map((row) => el("p", {}, evidenceWords(row)));
  tip.replaceChildren(el("b", {}, words.head), el("p", { className: "facts" }, words.facts), ...(rows.length || line.words ? rows : [el("p", { className: "facts" }, label("tip.noevidence"))]));
  tip.hidden = false;
  tip.style.left = tip.style.top = "0"; /* measured where it is as wide as it likes */
  const room = $("map-box").getBoundingClientRect();
  const [left, top] = [room.width - tip.offsetWidth - 8, room.height - tip.offsetHeight - 8];
  const above = y - tip.offsetHeight - 10;
  tip.style.left = `${Math.max(6, Math.min(x + 14, left))}px`;
  tip.style.top = `${Math.max(6, y + 18 <= top ? y + 18 : above >= 6 ? above : top)}px`;
}

const hideTip = () => { $("tip").hidden = true; };

const nameButton = (id, text) => el("button", { type: "button", className: "name", on: { click: () => change({ select: id, path: null, table: false }) } }, text || fullName(PEOPLE[id]));

function showCallout() {
  const card = $("callout");
  card.hidden = true;
  card.className = "";
  if (state.table) return;
  if (state.path !== null) {
    const path = MAP.paths[state.path];
    const last = path.people[path.people.length - 1];
    const chain = path.people.flatMap((id, k) => {
      const hop = k ? EDGES[hopEdge(path.people[k - 1], id)] : null;
      return [k ? el("span", { className: "hop" }, `—${hop ? strengthText(hop) : ""}→`) : null, el("button", { type: "button", className: "link", on: { click: () => change({ select: id, path: null }) } }, `${k + 1} ${shortName(PEOPLE[id])}`)];
    });
    const facts = [
      label("hidden.strength", { s: path.strength, b: say(path.band) }),
      path.bypass !== undefined && label("hidden.bypass", { k: path.bypass, n: path.people.length - 1 }),
      path.formal_text ? say(path.formal_text) : path.formal ? label("hidden.formal", { p: path.formal.map((id) => shortName(PEOPLE[id])).join(" → ") }) : label("hidden.noformal"),
    ].filter(Boolean);
    const step = (by) => () => change({ path: (state.path + by + MAP.paths.length) % MAP.paths.length });
    card.className = "path";
    card.replaceChildren(
      el("h3", { id: "callout-title" }, label("hidden.to", { p: fullName(PEOPLE[last]), i: state.path + 1, n: MAP.paths.length })),
      el("p", { className: "chain" }, chain),
      el("p", {}, facts.join(" · ")),
      path.text && el("p", { className: "why" }, say(path.text)),
      el("p", { className: "steps" },
        MAP.paths.length > 1 && el("button", { type: "button", on: { click: step(-1) } }, `← ${label("hidden.prev")}`),
        MAP.paths.length > 1 && el("button", { type: "button", on: { click: step(1) } }, `${label("hidden.following")} →`),
        el("button", { type: "button", on: { click: () => change({ path: null }) } }, label("close"))),
    );
    card.hidden = false;
    avoid(card, path.people);
  }
}

/** Put the box where it hides least of the people it speaks of: into a corner, or, where none is free, as a narrow one. */
function avoid(card, people) {
  if (card.hidden || window.innerWidth <= 760) return;
  const frame = $("map-box").getBoundingClientRect();
  const cards = people.filter((id) => at.has(id)).map((id) => toScreen(...at.get(id)));
  const half = { w: HALF_W * camera.scale + 10, h: HALF_H * camera.scale + 10 };
  const lie = ({ corner, narrow }) => { card.dataset.corner = corner; card.classList.toggle("narrow", narrow); };
  let best = null;
  for (const narrow of [false, true]) for (const corner of ["top-right", "top-left", "bottom-left", "bottom-right"]) {
    lie({ corner, narrow });
    const r = card.getBoundingClientRect();
    const [left, top] = [r.left - frame.left, r.top - frame.top];
    const over = (c, low, size, reach) => Math.max(0, Math.min(c + reach, low + size) - Math.max(c - reach, low));
    const hidden = cards.reduce((sum, c) => sum + over(c.x, left, r.width, half.w) * over(c.y, top, r.height, half.h), 0);
    if (!best || hidden < best.hidden) best = { corner, narrow, hidden };
  }
  lie(best);
}

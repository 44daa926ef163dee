/* What if: other attitudes, people who leave. The page computes the decision anew, as graphcrm query what-if does. */

const PLAY = MAP.play || null;
const LEVELS = [3, 2, 1, 0, -1, null];

/** A scenario from the address: "3:2,5:u,7:x" is person 3 at level 2, 5 unknown, 7 gone. */
function scenarioOf(text) {
  const changes = new Map();
  for (const part of PLAY ? text.split(",") : []) {
    const found = part.match(/^(\d{1,5}):(-1|[0-3]|u|x)$/);
    if (found && PLAY.people.includes(Number(found[1])) && !(found[2] === "x" && !PLAY.removal)) changes.set(Number(found[1]), found[2]);
  }
  return changes;
}

/** Solve A z = b by elimination with pivots; A and b are consumed. */
function solve(A, b) {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(A[i][k]) > Math.abs(A[p][k])) p = i;
    [A[k], A[p]] = [A[p], A[k]];
    [b[k], b[p]] = [b[p], b[k]];
    for (let i = k + 1; i < n; i++) {
      const f = A[i][k] / A[k][k];
      if (!f) continue;
      for (let j = k; j < n; j++) A[i][j] -= f * A[k][j];
      b[i] -= f * b[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) b[k] -= A[k][j] * b[j];
    b[k] /= A[k][k];
  }
  return b;
}

/** The decision under some changes: share = Vᵀr with (K + D − Wᵀ) V = K; Φ = Σ share · x; null if nobody decides any more. */
function played(changes) {
  const stay = PLAY.people.map((id, i) => i).filter((i) => changes.get(PLAY.people[i]) !== "x");
  const at = new Map(stay.map((i, k) => [i, k]));
  /* Once everybody with a weight has left, the weights are those that would be assumed. */
  const r = [PLAY.r, ...PLAY.assumed].find((weights) => stay.some((i) => weights[i] > 0));
  if (!r) return null;
  const total = stay.reduce((sum, i) => sum + r[i], 0);
  const n = stay.length;
  /* The transposed system at once: (K + D − W) z = r, share = K z. */
  const A = stay.map((i, k) => { const row = new Float64Array(n); row[k] = PLAY.kappa[i]; return row; });
  for (const [u, v, w] of PLAY.edges) {
    if (!at.has(u) || !at.has(v)) continue;
    A[at.get(v)][at.get(v)] += Math.abs(w);
    A[at.get(u)][at.get(v)] -= w;
  }
  const z = solve(A, stay.map((i) => r[i] / total));
  const sums = { lean: 0, covered: 0, supportive: 0, hostile: 0, unknown: 0 };
  const shares = new Map();
  stay.forEach((i, k) => {
    const id = PLAY.people[i];
    const share = PLAY.kappa[i] * z[k];
    const change = changes.get(id);
    const level = change === undefined ? PLAY.level[i] : change === "u" ? null : Number(change);
    const known = change === undefined ? PLAY.fresh[i] : level !== null;
    const active = PLAY.tie[i] >= PLAY.active - 1e-12;
    shares.set(id, share);
    if (level !== null && level !== undefined) sums.lean += share * PLAY.opinions[level + 1];
    if (active) sums.covered += share;
    if (active && known && level >= 1) sums.supportive += share;
    if (known && level === -1) sums.hostile += share;
    if (!known) sums.unknown += share;
  });
  const gaps = MAP.gaps.filter((g) => shares.has(g.person)).map((g) => ({ ...g, now: shares.get(g.person) * (1 - PLAY.tie[PLAY.people.indexOf(g.person)]) })).sort((a, b) => b.now - a.now);
  return { ...sums, shares, gaps };
}

const asPlayed = PLAY && played(new Map());
let play = { changes: new Map(), result: asPlayed };
function replay() {
  if (!PLAY) return;
  const changes = scenarioOf(state.play);
  play = { changes, result: changes.size ? played(changes) : asPlayed };
}

/** Support and share of a person as the scenario has them. */
const playedSupport = (p) => { const change = play.changes.get(p.id); return change === undefined || change === "x" ? p.support : change === "u" ? undefined : Number(change); };
const isGone = (p) => play.changes.get(p.id) === "x";
const playedShare = (p) => (!play.changes.size || !play.result || !play.result.shares.has(p.id) ? p.share : percentOf(play.result.shares.get(p.id)));
const percentOf = (share) => { const whole = Math.round(share * 100); return share > 0 && whole === 0 ? "<1%" : `${whole}%`; };

function playWith(id, value) {
  const changes = new Map(play.changes);
  const recorded = PLAY.level[PLAY.people.indexOf(id)];
  if (value === undefined || value === (recorded === null || recorded === undefined ? "u" : String(recorded))) changes.delete(id);
  else changes.set(id, value);
  change({ play: [...changes].sort((a, b) => a[0] - b[0]).map(([who, what]) => `${who}:${what}`).join(",") });
}

/** The part of a person's panel in which the attitude is tried out. */
function playSection(id) {
  if (!PLAY || !PLAY.people.includes(id)) return null;
  const now = play.changes.get(id);
  const current = now === "x" ? "x" : now === undefined ? String(PLAY.level[PLAY.people.indexOf(id)] ?? "u") : now;
  const seat = PEOPLE[id].seat;
  const choices = [...(seat ? [] : LEVELS.map((level) => [level === null ? "u" : String(level), label(`support.${level === null ? "unknown" : level}`)])), ...(PLAY.removal ? [["x", label("play.leaves")]] : [])];
  if (seat && !PLAY.removal) return null;
  const select = el("select", { id: "play-level", "aria-label": label("play.of", { p: shortName(PEOPLE[id]) }), on: { change: () => playWith(id, select.value === "" ? undefined : select.value) } },
    seat && el("option", { value: "" }, label("mark.seat")), choices.map(([value, text]) => el("option", { value }, text)));
  select.value = seat && current !== "x" ? "" : current;
  return section("play", el("p", {}, select, now !== undefined && el("button", { type: "button", className: "reset", on: { click: () => playWith(id) } }, label("play.undo"))));
}

const signed = (x) => { const whole = Math.round(x * 100); return `${whole > 0 ? "+" : whole < 0 ? "−" : ""}${Math.abs(whole)}%`; };

/** What the scenario changes, above the map for as long as there is one. */
function showPlay() {
  const bar = $("scenario");
  bar.hidden = !play.changes.size;
  root.classList.toggle("playing", play.changes.size > 0);
  if (bar.hidden) return;
  const before = asPlayed;
  const after = play.result;
  const pair = (key, from, to) => el("span", { className: "figure" }, `${label(`play.${key}`)} `, el("b", {}, from === to ? to : `${from} → ${to}`));
  bar.replaceChildren(
    el("b", {}, label("play.scenario", { n: play.changes.size })),
    ...(after ? [pair("lean", signed(before.lean), signed(after.lean)), ...["covered", "supportive", "hostile", "unknown"].map((k) => pair(k, percentOf(before[k]), percentOf(after[k]))),
      after.gaps.length > 0 && el("span", { className: "figure" }, `${label("play.gap")} `, el("b", {}, `${shortName(PEOPLE[after.gaps[0].person])} ${percentOf(after.gaps[0].now)}`))] : [el("span", {}, label("play.nobody"))]),
    el("span", { className: "figure" }, [...play.changes].map(([id, what]) => `${shortName(PEOPLE[id])}: ${what === "x" ? label("play.leaves") : label(`support.${what === "u" ? "unknown" : what}`)}`).join(" · ")),
    el("button", { type: "button", id: "play-reset", on: { click: () => { change({ play: "" }); announce(label("play.off")); } } }, label("play.reset")),
  );
}

/* What the reader is looking at, kept in the address (#…): it can be shared, and every change can be undone. */

const START = { view: 0, day: 0, select: null, path: null, gaps: false, table: false, present: false, min: 0, off: "", support: "", unit: "", q: "", play: "", moved: "", sort: "share", down: false, story: null };
let state = { ...START };
let hover = null;
let depth = (window.history.state && window.history.state.depth) || 0;

const SHORT = { view: "v", day: "y", select: "s", path: "p", gaps: "g", table: "t", present: "f", min: "m", off: "o", support: "u", unit: "d", q: "q", play: "w", moved: "b", sort: "k", down: "r", story: "n" };

function toHash() {
  const out = new URLSearchParams();
  for (const [key, short] of Object.entries(SHORT)) if (state[key] !== START[key]) out.set(short, state[key] === true ? "1" : String(state[key]));
  out.set("l", lang);
  if (root.dataset.follow === undefined) out.set("c", root.dataset.theme);
  return `#${out}`;
}

/** Read the address; whatever does not fit the map is ignored. */
function fromHash() {
  const given = new URLSearchParams(window.location.hash.slice(1));
  const whole = (short, most) => {
    const text = given.get(short);
    return text !== null && /^\d{1,5}$/.test(text) && Number(text) < most ? Number(text) : null;
  };
  const text = (short) => (given.get(short) || "").slice(0, 80);
  state = {
    ...START,
    view: whole("v", MAP.views.length) || 0,
    day: whole("y", (MAP.days || []).length) || 0,
    select: whole("s", PEOPLE.length),
    path: whole("p", MAP.paths.length),
    gaps: given.get("g") === "1",
    table: given.get("t") === "1",
    present: given.get("f") === "1",
    min: whole("m", 86) || 0,
    off: text("o"),
    support: text("u"),
    unit: text("d"),
    q: text("q"),
    play: (given.get("w") || "").slice(0, 400),
    moved: (given.get("b") || "").slice(0, 4000),
    sort: text("k") || START.sort,
    down: given.get("r") === "1",
    story: whole("n", (MAP.story || MAP.agenda || []).length),
  };
  if (given.get("l") === "zh" || given.get("l") === "en") lang = given.get("l");
  if (given.get("c") === "light" || given.get("c") === "dark") chooseTheme(given.get("c"));
}

/** Change the view. `quiet` replaces the entry of the history (a slider on its way) instead of adding one. */
function change(part, quiet = false) {
  state = { ...state, ...part };
  remember(quiet);
  show();
}

/** False where a page has no address of its own, as in the frame of a notebook: then nothing can be undone. */
function setAddress(hash, quiet, deep) {
  try {
    window.history[quiet ? "replaceState" : "pushState"]({ depth: deep }, "", hash);
    return true;
  } catch {
    return false;
  }
}

function remember(quiet = false) {
  const hash = toHash();
  if (hash === window.location.hash) return;
  if (setAddress(hash, quiet, depth + !quiet)) depth += !quiet;
  $("undo").disabled = depth === 0;
}

const listed = (text) => new Set(text ? text.split(",") : []);
const toggled = (text, item) => {
  const items = listed(text);
  if (!items.delete(item)) items.add(item);
  return [...items].sort().join(",");
};

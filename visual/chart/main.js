/* The page of a chart as a whole: what is looked at is kept in the address, and everything follows it. */

const START = { select: null, table: false, present: false, q: "" };
let state = { ...START };

function toHash() {
  const out = new URLSearchParams();
  if (state.select !== null) out.set("s", state.select);
  if (state.table) out.set("t", "1");
  if (state.present) out.set("f", "1");
  if (state.q) out.set("q", state.q);
  out.set("l", lang);
  if (root.dataset.follow === undefined) out.set("c", root.dataset.theme);
  return `#${out}`;
}

/** Read the address; whatever does not fit the page is ignored. */
function fromHash() {
  const given = new URLSearchParams(window.location.hash.slice(1));
  state = { select: FOUND.some((p) => p.id === given.get("s")) ? given.get("s") : null, table: given.get("t") === "1", present: given.get("f") === "1", q: (given.get("q") || "").slice(0, 80) };
  if (given.get("l") === "zh" || given.get("l") === "en") lang = given.get("l");
  if (given.get("c") === "light" || given.get("c") === "dark") chooseTheme(given.get("c"));
}

function remember() {
  if (toHash() === window.location.hash) return;
  try { window.history.replaceState(null, "", toHash()); } catch { /* the frame of a notebook has no address */ }
}

function change(part) {
  state = { ...state, ...part };
  remember();
  show();
}

/** The drawing that is seen. */
const onScreen = () => (SLIM && SLIM.getBoundingClientRect().width ? SLIM : CHART);

/** As large as it fits, but never so small that it cannot be read: then it scrolls. */
function redraw() {
  const box = $("chart");
  const shown = onScreen();
  const room = { w: box.clientWidth - (shown === SLIM ? 16 : 40), h: box.clientHeight - 24 };
  if (room.w <= 0 || room.h <= 0) return;
  const { width, height } = shown.viewBox.baseVal;
  const whole = Math.min(room.w / width, room.h / height);
  const scale = Math.max(0.8, Math.min(room.w / width, whole >= 0.82 ? whole : state.present ? 1.3 : 1, 2.4));
  shown.setAttribute("width", Math.floor(width * scale));
  shown.setAttribute("height", Math.floor(height * scale));
}

function show(all = false) {
  if (all) { setLanguage(); setTheme(); TABLES.forEach(showOrder); }
  $("table-box").hidden = !state.table;
  $("chart-box").classList.toggle("behind", state.table);
  $("chart-box").inert = state.table;
  $("table-toggle").setAttribute("aria-pressed", String(state.table));
  $("present").setAttribute("aria-pressed", String(state.present));
  $("present-exit").hidden = !state.present;
  root.classList.toggle("presenting", state.present);
  if (document.activeElement !== $("search")) $("search").value = state.q;
  redraw();
  showChoice();
}

function present(on) {
  change({ present: on });
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
  $(on ? "present-exit" : "present").focus();
}

function toggleTable() {
  change({ table: !state.table });
  $("table-toggle").focus();
}

function toggleHelp(on = $("help-box").hidden) {
  $("help-box").hidden = !on;
  $("help").setAttribute("aria-expanded", String(on));
  if (!on) $("help").focus();
}

function escape() {
  if (!$("help-box").hidden) return toggleHelp(false);
  if (state.table) return toggleTable();
  if (state.select !== null) return change({ select: null });
  if (state.present) return present(false);
  return undefined;
}

function keys(event) {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = { Escape: escape, "/": () => $("search").focus(), t: toggleTable, "?": () => toggleHelp() };
  if (Object.hasOwn(acts, event.key)) { acts[event.key](); event.preventDefault(); }
}

function wire() {
  const on = (id, event, act) => $(id).addEventListener(event, act);
  on("search", "input", searchTyped);
  on("search", "focus", showFound);
  on("search", "blur", () => { $("found").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  on("search", "keydown", searchKeys);
  on("chart", "click", clicked);
  on("clear", "click", () => { change({ select: null }); $("search").focus(); });
  on("table-toggle", "click", toggleTable);
  on("png", "click", savePng);
  on("svg", "click", saveSvg);
  on("print", "click", () => window.print());
  on("language", "click", () => { lang = lang === "zh" ? "en" : "zh"; remember(); show(true); });
  on("theme", "click", () => { chooseTheme(root.dataset.theme === "dark" ? "light" : "dark"); remember(); show(true); });
  on("present", "click", () => present(!state.present));
  on("present-exit", "click", () => present(false));
  on("help", "click", () => toggleHelp());
  on("skip", "click", (event) => { event.preventDefault(); $("chart").focus(); });
  document.addEventListener("keydown", keys);
  dusk.addEventListener("change", () => { followSystem(); show(true); });
  window.addEventListener("hashchange", () => { if (toHash() !== window.location.hash) { fromHash(); show(true); } });
  window.addEventListener("resize", redraw);
  window.addEventListener("beforeprint", () => { beforePrint(); $("paper").firstElementChild.classList.toggle("tall", CHART_H > 1.1 * CHART_W); });
  window.addEventListener("afterprint", afterPrint);
}

root.classList.add("js");
fromHash();
wireTables();
wire();
show(true);
exportAsked();
root.classList.add("ready");

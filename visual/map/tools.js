/* Buttons and keys. */

function nextPath() {
  if (!MAP.paths.length) return announce(label("hidden.none"));
  const next = state.path === null ? 0 : state.path + 1;
  change({ path: next < MAP.paths.length ? next : null, select: null, gaps: false, table: false, view: 0 });
  if (state.path !== null) announce(label("hidden.next"));
}

const toggleGaps = () => change({ gaps: !state.gaps, path: null, select: null, table: false });
function toggleTable() {
  const close = state.table;
  change({ table: !close });
  $("table-toggle").focus();
}

function present(on) {
  if (on && begins()) tell(state.story || 0);
  else change({ present: on, story: on ? null : state.story });
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
  if (!on) $("present").focus();
  else $("present-exit").focus();
}

function chooseUnit(unit) {
  if (MAP.mode !== "pages") return change({ unit });
  const view = unit ? Math.max(0, MAP.views.findIndex((v, i) => i > 0 && v.key === unit)) : 0;
  change({ unit, view, path: null });
}

function escape() {
  if (drag) return dropCard(false);
  if (!$("help-box").hidden) return toggleHelp(false);
  if (state.table) return toggleTable();
  if (state.select !== null || state.gaps) return closePanel();
  if (state.path !== null) { change({ path: null }); return $("hidden-path").focus(); }
  if (state.present) return present(false);
  hideTip();
}

function toggleHelp(open = $("help-box").hidden) {
  $("help-box").hidden = !open;
  $("help").setAttribute("aria-expanded", String(open));
}

function undo() {
  if (depth > 0) window.history.back();
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") { escape(); return event.preventDefault(); }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) { undo(); return event.preventDefault(); }
  if (!typing && storyKey(event)) return event.preventDefault();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = {
    "/": () => $("search").focus(), "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), "0": () => fitView(),
    t: toggleTable, "?": () => toggleHelp(), ...($("hidden-path") ? { h: nextPath } : {}), ...($("gaps") ? { g: toggleGaps } : {}),
  };
  if (Object.hasOwn(acts, event.key)) { acts[event.key](); event.preventDefault(); }
}

/** Is there a line that this button switches off? */
const LEAVES_OUT = { derived: (e) => e.derived, uncertain: (e) => e.uncertain };
const switches = (key) => EDGES.some(LEAVES_OUT[key] || ((e) => lineOf(e) === LINES[key]));

function wireTools() {
  const on = (id, event, act) => $(id) && $(id).addEventListener(event, act);
  on("search", "input", searchTyped);
  on("search", "focus", showFound);
  on("search", "blur", () => { $("found").hidden = true; $("search").setAttribute("aria-expanded", "false"); });
  on("search", "keydown", searchKeys);
  on("hidden-path", "click", nextPath);
  document.querySelectorAll("[data-line]").forEach((b) => switches(b.dataset.line) || b.remove());
  if ($("strength") && !EDGES.some((e) => e.weight)) $("strength").closest("label").remove();
  document.querySelectorAll(".tools .group").forEach((g) => g.childElementCount || g.remove());
  document.querySelectorAll("[data-line]").forEach((b) => b.addEventListener("click", () => change({ off: toggled(state.off, b.dataset.line) })));
  on("since", "input", () => change({ day: Number($("since").value) }, true));
  on("since", "change", () => remember());
  on("strength", "input", () => change({ min: Number($("strength").value) }, true));
  on("strength", "change", () => remember());
  on("department", "change", () => chooseUnit($("department").value));
  on("gaps", "click", toggleGaps);
  on("reset", "click", () => { change({ ...START, present: state.present }); fitView(); });
  on("undo", "click", undo);
  on("table-toggle", "click", toggleTable);
  on("png", "click", savePng);
  on("svg", "click", saveSvg);
  on("print", "click", () => window.print());
  on("language", "click", () => { lang = lang === "zh" ? "en" : "zh"; remember(); show(true); });
  on("theme", "click", () => { chooseTheme(root.dataset.theme === "dark" ? "light" : "dark"); remember(); show(true); });
  on("present", "click", () => present(!state.present));
  on("present-exit", "click", () => present(false));
  on("help", "click", () => toggleHelp());
  on("zoom-in", "click", () => zoom(1.3));
  on("zoom-out", "click", () => zoom(1 / 1.3));
  on("zoom-fit", "click", () => fitView());
  wirePanelEdge();
  wireStory();
  on("mirror", "keydown", walk);
  on("mirror", "click", (e) => { const item = e.target.closest("[role=treeitem]"); if (item) { stand(Number(item.id.slice(7)), true); change({ select: walker, path: null }); } });
  on("mirror", "focusin", (e) => { const item = e.target.closest("[role=treeitem]"); if (item && item.id !== `person-${walker}`) stand(Number(item.id.slice(7)), false); redraw(); });
  on("mirror", "focusout", () => redraw());
  on("skip", "click", (e) => { e.preventDefault(); if (walker !== null) stand(walker); });
  document.addEventListener("keydown", keys);
  dusk.addEventListener("change", () => { followSystem(); show(true); });
  window.addEventListener("popstate", (e) => { depth = (e.state && e.state.depth) || 0; fromHash(); show(true); });
  window.addEventListener("hashchange", () => { if (toHash() !== window.location.hash) { fromHash(); show(true); } });
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
}

/** Bring buttons and fields in line with the state. */
function showTools() {
  const press = (id, on) => $(id) && $(id).setAttribute("aria-pressed", String(on));
  press("hidden-path", state.path !== null);
  if ($("hidden-path") && !MAP.paths.length) Object.assign($("hidden-path"), { disabled: true, title: label("hidden.none") });
  press("gaps", state.gaps);
  press("table-toggle", state.table);
  press("present", state.present);
  document.querySelectorAll("[data-line]").forEach((b) => b.setAttribute("aria-pressed", String(!off.has(b.dataset.line))));
  if ($("strength")) { $("strength").value = String(state.min); $("strength-value").textContent = `${state.min}%`; }
  $("department").value = MAP.mode === "pages" ? (state.view ? MAP.views[state.view].key : "") : state.unit;
  if (document.activeElement !== $("search")) $("search").value = state.q;
  document.querySelectorAll(".legend .filter").forEach((b) => b.setAttribute("aria-pressed", String(listed(state.support).has(b.id.slice(7)))));
  $("undo").disabled = depth === 0;
  $("present-exit").hidden = !state.present;
  root.classList.toggle("presenting", state.present);
}

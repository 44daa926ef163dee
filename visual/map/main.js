/* The page as a whole: what is seen at first, and how everything follows the state. */

let shownView = -1;
let shownMoved = "";

/** The rest of somebody's people stand on the page of their department. */
function openBranch(id) {
  const unit = Array.isArray(PEOPLE[id].unit) ? PEOPLE[id].unit[0] : PEOPLE[id].unit || "-";
  chooseUnit(unit);
}

/** Width at the left that the names of the ranks take, in either language, so that nothing moves when it changes. */
function laneNames() {
  pencil.font = laneFont(13 * screenPort().text);
  return Math.max(0, ...MAP.views[state.view].lanes.flatMap(([grade]) => [DATA.strings[`rank.${grade}`]].flat()).map((name) => textWidth(pencil, name) + 10));
}

/** Width at the right, and height at the bottom, that the zoom buttons take. */
const zoomers = () => ($("map").clientWidth < 700 ? 0 : 56);
const ZOOMERS_HIGH = 136;

/** Scale at which the whole map is seen, in the box of the map or in one of another width. */
function wholeScale(w = box().w) {
  const { h } = box();
  const room = { w: Math.max(60, w - laneNames() - zoomers() - 8), h: Math.max(60, h - 8) };
  return Math.min(room.w / (bounds[2] - bounds[0]), room.h / (bounds[3] - bounds[1]), 2 * largeness());
}

function fitView(glide = true, scale = wholeScale()) {
  const { w, h } = box();
  if (!w || !h) return;
  const left = laneNames();
  const readable = Math.max(scale, CARDS && w < 700 ? 0.55 : 0);
  const centre = { x: (bounds[0] + bounds[2]) / 2 - (left - zoomers()) / 2 / readable, y: (bounds[1] + bounds[3]) / 2 };
  if (readable > scale) centre.y = Math.min(centre.y, bounds[1] + h / 2 / readable);
  moved = false;
  lookAt({ ...centre, scale: readable }, glide);
}

/** A picture that was not seen before: as large as without a panel beside it, so that a link shows what the click that it was copied from did. */
const firstView = () => fitView(false, wholeScale($("stage").clientWidth));

const zoom = (by) => zoomAt(by, box().w / 2, box().h / 2);

/** Move the map as little as possible so that all these people can be seen; never smaller than it is, but to hold `all` of them. */
function frame(people, all = false) {
  const spots = [...people].filter((id) => at.has(id)).map((id) => at.get(id));
  if (!spots.length) return;
  const { w, h } = box();
  const area = [Math.min(...spots.map((s) => s[0])) - HALF_W, Math.min(...spots.map((s) => s[1])) - HALF_H, Math.max(...spots.map((s) => s[0])) + HALF_W, Math.max(...spots.map((s) => s[1])) + HALF_H];
  const covered = w < 700 && !$("callout").hidden ? $("callout").offsetHeight + 8 : 0; /* on a phone the explanation lies over the lower part */
  const names = all ? laneNames() : 0;
  const fit = (right, bottom) => Math.min((w - names - right - 40) / (area[2] - area[0]), (h - bottom - 60) / (area[3] - area[1]));
  /* Left of the zoom buttons or above them, whichever leaves the cards larger. */
  const [right, bottom] = all && fit(0, ZOOMERS_HIGH) > fit(zoomers(), 0) ? [0, ZOOMERS_HIGH] : [zoomers(), 0];
  const scale = Math.max(wholeScale(), Math.min(camera.scale, all ? fit(right, bottom) : MOST, MOST));
  area[0] -= names / scale;
  if (all) area[2] += right / scale;
  area[3] += (all ? bottom : covered) / scale;
  const half = { x: w / 2 / scale - 20 / scale, y: h / 2 / scale - 30 / scale };
  const hold = (value, low, high) => (low > high ? (low + high) / 2 : Math.max(low, Math.min(high, value)));
  lookAt({ scale, x: hold(camera.x, area[2] - half.x, area[0] + half.x), y: hold(camera.y, area[3] - half.y, area[1] + half.y) });
}

/** Bring the chosen person with the chain, or the hidden path, into view; false if neither is chosen. */
function settle() {
  if (state.table) return false;
  /* The list of gaps takes room from the map, the people in it do not: they stay as large as they were. */
  if (state.gaps && state.select === null && MAP.gaps.length) { if (!moved) frame(MAP.gaps.map((g) => g.person), true); return true; }
  if (!focus || (state.path === null && state.select === null)) return false;
  frame(state.path === null ? [state.select] : focus.people);
  if (state.path !== null) avoid($("callout"), MAP.paths[state.path].people);
  return true;
}

/** Move the map just enough that a person can be seen. */
function bring(id) {
  if (!at.has(id)) return;
  const port = screenPort();
  const [x, y] = at.get(id);
  const pad = 30 / port.scale;
  const dx = x - HALF_W - pad < port.left ? x - HALF_W - pad - port.left : x + HALF_W + pad > port.right ? x + HALF_W + pad - port.right : 0;
  const dy = y - HALF_H - pad < port.top ? y - HALF_H - pad - port.top : y + HALF_H + pad > port.bottom ? y + HALF_H + pad - port.bottom : 0;
  if (!dx && !dy) return;
  moved = true;
  lookAt({ x: camera.x + dx, y: camera.y + dy });
}

function switchView() {
  shownView = state.view;
  shownMoved = state.moved;
  placeView(state.view);
  firstView();
}

let last = "";
let counted = PEOPLE.length;
/** Bring the whole page in line with the state; `all` after a change of language or theme. */
function show(all = false) {
  if (all) { setLanguage(); setTheme(); }
  if (shownView !== state.view) { switchView(); all = true; }
  if (shownMoved !== state.moved) { shownMoved = state.moved; placeView(state.view); }
  FACE.turn();
  replay();
  refocus();
  const size = kept ? kept.size : PEOPLE.length;
  if (size !== counted) announce(label("shown", { n: size }));
  counted = size;
  showTools();
  if (all) buildLegend();
  showPanel();
  showPlay();
  showStory();
  showCallout();
  showMoved();
  if (all || state.table || !$("table-box").hidden) showTable();
  const mirror = `${state.view}${lang}${state.select}${state.play}${state.day}${state.moved}`;
  if (all || mirror !== last) buildMirror();
  last = mirror;
  window.requestAnimationFrame(settle);
  redraw();
}

root.classList.add("js");
fromHash();
placeView(state.view);
wireCamera();
wireTools();
setAddress(window.location.hash || toHash(), true, depth);
show(true);
firstView();
exportAsked();
root.classList.add("ready");

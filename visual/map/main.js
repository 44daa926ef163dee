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

/** Width at the right, and height at the bottom, that the zoom buttons take of the map. */
const onPhone = () => $("map").clientWidth < 700;
const zoomers = () => (onPhone() || !$("map-box").contains($("buttons")) ? 0 : 56);
const ZOOMERS_HIGH = 136;

/** Scale at which the whole map is seen, in the box of the map or in one of another width. */
function wholeScale(w = box().w) {
  const { h } = box();
  return scaleWithin([Math.max(60, w - laneNames() - zoomers() - 8), Math.max(60, h - 8)], 2 * largeness(), screenPort().text);
}

function fitView(glide = true, scale = wholeScale()) {
  const { w, h } = box();
  if (!w || !h) return;
  const left = laneNames();
  const readable = Math.max(scale, CARDS && w < 700 ? 0.55 : 0);
  const [x0, y0, x1, y1] = CARDS ? bounds : boundsWithNames({ ...screenPort(), scale: readable });
  const centre = { x: (x0 + x1) / 2 - (left - zoomers()) / 2 / readable, y: (y0 + y1) / 2 };
  if (readable > scale && at.size) {
    /* Larger than the screen: one begins at the top, with whoever of the customer stands there. */
    const inside = [...at].filter(([id]) => !PEOPLE[id].outside).map(([, spot]) => spot);
    const [x] = (inside.length ? inside : [...at.values()]).reduce((top, spot) => (spot[1] < top[1] ? spot : top));
    const half = w / 2 / readable;
    if (bounds[2] - bounds[0] > 2 * half) centre.x = Math.max(bounds[0] + half, Math.min(bounds[2] - half, x));
    centre.y = Math.min(centre.y, bounds[1] + h / 2 / readable);
  }
  moved = false;
  lookAt({ ...centre, scale: readable }, glide);
}

/** A picture that was not seen before: as large as without a panel beside it, so that a link shows what the click that it was copied from did. */
function firstView() {
  fitView(false, wholeScale($("stage").clientWidth));
  fitted = size();
}

const zoom = (by) => zoomAt(by, box().w / 2, box().h / 2);

/** Cards are read down to this width, in pixels. */
const LEAST_CARD = 90;

/** Where to look so that an area lies within what is `free` of the map, [left, top, right, bottom] being taken at its edges; it moves as little as possible. */
function within(area, taken, scale) {
  const { w, h } = box();
  const hold = (value, low, high) => (low > high ? (low + high) / 2 : Math.max(low, Math.min(high, value)));
  return {
    scale,
    x: hold(camera.x, area[2] + (taken[2] - w / 2) / scale, area[0] + (w / 2 - taken[0]) / scale),
    y: hold(camera.y, area[3] + (taken[3] - h / 2) / scale, area[1] + (h / 2 - taken[1]) / scale),
  };
}

/** What cards take: [left, top, right, bottom]. */
const areaOf = (spots) => [Math.min(...spots.map((s) => s[0])) - HALF_W, Math.min(...spots.map((s) => s[1])) - HALF_H, Math.max(...spots.map((s) => s[0])) + HALF_W, Math.max(...spots.map((s) => s[1])) + HALF_H];
const spotsOf = (people) => [...people].filter((id) => at.has(id)).map((id) => at.get(id));

/** Room at the left in which nobody stands who is looked for: dots and their names would lie on those of the ranks. */
const besideRanks = () => (CARDS ? 20 : laneNames() + 20);

/** Whoever is chosen, with as many of the chain as have room beside them on the map as large as it is, the nearest first. */
function withChain(id) {
  const { w, h } = box();
  const scale = Math.max(wholeScale(), camera.scale);
  const away = (other) => Math.hypot(at.get(other)[0] - at.get(id)[0], at.get(other)[1] - at.get(id)[1]);
  const chain = [...chainOf(id).people].filter((other) => at.has(other)).sort((a, b) => away(a) - away(b) || a - b);
  return chain.reduce((seen, other) => {
    const [left, top, right, bottom] = areaOf(spotsOf([...seen, other]));
    return (right - left) * scale <= w - besideRanks() - 20 && (bottom - top) * scale <= h - 60 ? [...seen, other] : seen;
  }, [id]);
}

/** Move the map as little as possible so that these people can be seen, all of them at once: only for that does it become smaller. */
function frame(people) {
  const spots = spotsOf(people);
  if (!spots.length) return;
  const { w, h } = box();
  const covered = w < 700 && !$("callout").hidden ? $("callout").offsetHeight + 8 : 0; /* on a phone the explanation lies over the lower part */
  const taken = [besideRanks(), 30, 20, 30 + covered];
  const area = areaOf(spots);
  const fit = Math.min((w - taken[0] - taken[2]) / (area[2] - area[0]), (h - taken[1] - taken[3]) / (area[3] - area[1]));
  const to = within(area, taken, Math.max(wholeScale(), Math.min(camera.scale, fit)));
  const whole = within(bounds, [0, 0, 0, 0], to.scale);
  lookAt(!covered && (bounds[3] - bounds[1]) * to.scale <= h ? { ...to, y: whole.y } : to); /* nothing leaves the screen above or below that has room */
}

/** Show all of these people beside the list that names them, their cards as large as they were or as the room allows. */
function frameAll(people) {
  const spots = spotsOf(people);
  if (!spots.length) return;
  const { w, h } = box();
  const buttons = (to) => spots.some(([x, y]) => w / 2 + (x + HALF_W - to.x) * to.scale > w - zoomers() - 8 && h / 2 + (y + HALF_H - to.y) * to.scale > h - ZOOMERS_HIGH - 8);
  const look = (area, taken) => {
    const fit = Math.min((w - taken[0] - taken[2]) / (area[2] - area[0]), (h - taken[1] - taken[3]) / (area[3] - area[1]));
    return within(area, taken, Math.max(wholeScale(), Math.min(camera.scale, fit)));
  };
  /* Round the buttons that zoom, above them, or left of them, whichever leaves the cards largest. */
  const largest = (area, left, edge) => [look(area, [left, 16, edge, 16]), look(area, [left, 16, edge, ZOOMERS_HIGH + 16]), look(area, [left, 16, zoomers() + edge, 16])]
    .filter((to, i) => i || !buttons(to)).reduce((best, to) => (to.scale > best.scale + 1e-9 ? to : best));
  const [, ...cards] = areaOf(spots);
  const named = largest([bounds[0], ...cards], laneNames() + 4, 20);
  /* Rather than cards that cannot be read, no names of ranks. */
  lookAt(CARDS && named.scale * CARD_W < LEAST_CARD ? largest(areaOf(spots), 6, 6) : named);
}

/** Bring the chosen person with the chain, or the hidden path, into view; false if neither is chosen. */
function settle() {
  if (state.table) return false;
  /* The list of gaps takes room from the map, the people in it do not: they stay as large as they were. */
  if (state.gaps && state.select === null && MAP.gaps.length) { if (!moved) frameAll(MAP.gaps.map((g) => g.person)); return true; }
  if (!focus || (state.path === null && state.select === null)) return false;
  frame(state.path !== null ? focus.people : at.has(state.select) ? withChain(state.select) : []);
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

const afterPicture = (act) => window.requestAnimationFrame(() => window.setTimeout(act));

let last = "";
let spoken = "";             /* the language that the page speaks */
let drawn = false;           /* the map is on the screen: what is read and walked beside it can follow */
let counted = PEOPLE.length;
/** Bring the whole page in line with the state; `all` after a change of language or theme. */
function show(all = false) {
  const anew = spoken !== lang;
  if (anew) { setLanguage(); spoken = lang; }
  if (all) setTheme();
  if (shownView !== state.view) { switchView(); all = true; }
  if (shownMoved !== state.moved) { shownMoved = state.moved; placeView(state.view); }
  FACE.turn();
  replay();
  refocus();
  const size = kept ? kept.size : PEOPLE.length;
  $("nobody").hidden = !(state.path === null && hover === null && (size === 0 || (state.q && !matches(state.q).length)));
  if (size !== counted) announce(label("shown", { n: size }));
  counted = size;
  showTools();
  if (all) buildLegend();
  showPanel();
  showPlay();
  showStory();
  showCallout();
  showMoved();
  if (anew || state.table || !$("table-box").hidden) showTable();
  const mirror = `${state.view}${lang}${state.select}${state.play}${state.day}${state.moved}`;
  /* In another language the same people stand there: what is read follows what is seen, but for whoever is in it. */
  if (drawn && mirror !== last) (anew && !$("mirror").contains(document.activeElement) ? afterPicture : (build) => build())(buildMirror);
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

/** Of many people the tree for keyboard and screen reader takes as long as the map: it follows the first picture. */
function follow() {
  if (drawn) return;
  drawn = true;
  buildMirror();
  root.classList.add("ready");
}
afterPicture(follow);
window.setTimeout(follow, 500); /* where nothing is painted, as in a page that nobody looks at */

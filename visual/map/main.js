/* vis-network does camera, picking and hit-testing; positions are given and everything is drawn by us. */

let nodes = null;
let drawn = new Map();       /* number -> node of vis-network */
let network = null;
let shownView = -1;
let waiting = false;
/** Draw once before the next frame, however often it is asked for. */
function redraw() {
  if (!network || waiting) return;
  waiting = true;
  window.requestAnimationFrame(() => { waiting = false; network.redraw(); });
}

function makeNetwork() {
  const render = ({ ctx, id, x, y }) => ({
    drawNode() { KIND.ring(ctx, PEOPLE[id], x, y); if (CARDS) drawCard(ctx, PEOPLE[id], x, y); else drawDot(ctx, PEOPLE[id], x, y, network ? network.getScale() : 1); },
    nodeDimensions: CARDS ? { width: CARD_W, height: CARD_H } : { width: dotRadius(PEOPLE[id]) * 2, height: dotRadius(PEOPLE[id]) * 2 },
  });
  drawn = new Map(DATA.network.nodes.map((n) => [n.id, { ...n, label: undefined, ctxRenderer: render }]));
  nodes = new vis.DataSet();
  const edges = new vis.DataSet(DATA.network.edges);
  network = new vis.Network($("map"), { nodes, edges }, DATA.network.options);
  $("map").querySelectorAll("[tabindex]").forEach((node) => node.removeAttribute("tabindex"));
  network.on("beforeDrawing", (ctx) => drawBelow(ctx, screenPort()));
  network.on("afterDrawing", (ctx) => drawAbove(ctx, screenPort()));
  network.on("hoverNode", ({ node }) => { hover = node; hideTip(); $("map").classList.add("pointing"); refocus(); redraw(); });
  network.on("blurNode", () => { hover = null; $("map").classList.remove("pointing"); refocus(); redraw(); });
  network.on("click", pressed);
  network.on("dragStart", hideTip);
  network.on("zoom", hideTip);
  $("map").addEventListener("mousemove", (e) => tipAt(e.offsetX, e.offsetY));
  $("map").addEventListener("mouseleave", hideTip);
  new ResizeObserver(() => {
    redraw();
    if (!settle() && !moved) fitView(false);
    showCallout();
  }).observe($("map-box"));
  network.on("dragEnd", () => { moved = true; });
}

let moved = false;
/** How much larger than usual the page writes: on very wide screens the map does the same. */
const largeness = () => Number.parseFloat(getComputedStyle(document.body).fontSize) / 15;
function screenPort() {
  const { clientWidth: w, clientHeight: h } = $("map");
  const a = network.DOMtoCanvas({ x: 0, y: 0 });
  const b = network.DOMtoCanvas({ x: w, y: h });
  return { left: a.x, top: a.y, right: b.x, bottom: b.y, scale: network.getScale(), text: w < 700 ? 0.8 : largeness() };
}

function tipAt(x, y) {
  if (hover !== null || state.table) return;
  const spot = network.DOMtoCanvas({ x, y });
  const i = edgeNear(spot.x, spot.y, 7 / network.getScale());
  if (i === null) hideTip();
  else showTip(i, x, y);
}

function pressed(event) {
  if (event.nodes.length) {
    const id = event.nodes[0];
    const more = MAP.views[state.view].more.find(([n]) => n === id);
    const spot = at.get(id);
    if (more && event.pointer.canvas.y > spot[1] + HALF_H - 6) return openBranch(id);
    return change({ select: id, path: null });
  }
  const i = edgeNear(event.pointer.canvas.x, event.pointer.canvas.y, 9 / network.getScale());
  if (i !== null) showTip(i, event.pointer.DOM.x, event.pointer.DOM.y);
  else if (state.select !== null) change({ select: null });
}

/** The rest of somebody's people stand on the page of their department. */
function openBranch(id) {
  const unit = Array.isArray(PEOPLE[id].unit) ? PEOPLE[id].unit[0] : PEOPLE[id].unit || "-";
  chooseUnit(unit);
}

/** Width at the left that the names of the ranks take. */
const laneNames = () => Math.min(96, $("map").clientWidth * 0.14);

/** Scale at which the whole map is seen. */
function wholeScale() {
  const { clientWidth: w, clientHeight: h } = $("map");
  const room = { w: Math.max(60, w - laneNames() - 16), h: Math.max(60, h - 22) };
  return Math.min(room.w / (bounds[2] - bounds[0]), room.h / (bounds[3] - bounds[1]), 1.4 * largeness());
}

function fitView(animate = true) {
  if (!network) return;
  const { clientWidth: w, clientHeight: h } = $("map");
  const left = laneNames();
  const scale = wholeScale();
  const readable = Math.max(scale, CARDS && w < 700 ? 0.55 : 0);
  const centre = { x: (bounds[0] + bounds[2]) / 2 - left / 2 / readable + 8 / readable, y: (bounds[1] + bounds[3]) / 2 };
  if (readable > scale) centre.y = Math.min(centre.y, bounds[1] + h / 2 / readable);
  moved = false;
  network.moveTo({ position: centre, scale: readable, animation: animate && !calm ? { duration: 260, easingFunction: "easeInOutQuad" } : false });
}

function zoom(by) {
  moved = true;
  network.moveTo({ scale: Math.max(0.08, Math.min(4, network.getScale() * by)), animation: calm ? false : { duration: 160, easingFunction: "easeInOutQuad" } });
}

/** Move the map as little as possible so that all these people can be seen, and large enough to be read. */
function frame(people, large) {
  const spots = [...people].filter((id) => at.has(id)).map((id) => at.get(id));
  if (!spots.length) return;
  const { clientWidth: w, clientHeight: h } = $("map");
  const box = [Math.min(...spots.map((s) => s[0])) - HALF_W, Math.min(...spots.map((s) => s[1])) - HALF_H, Math.max(...spots.map((s) => s[0])) + HALF_W, Math.max(...spots.map((s) => s[1])) + HALF_H];
  const names = laneNames();
  const covered = w < 700 && !$("callout").hidden ? $("callout").offsetHeight + 8 : 0; /* on a phone the explanation lies over the lower part */
  const whole = Math.min((w - 40 - names) / (box[2] - box[0]), (h - covered - 60) / (box[3] - box[1]));
  const scale = Math.max(0.35, Math.min(whole, Math.max(network.getScale(), large)));
  box[0] -= (names - 20) / scale;
  box[3] += covered / scale;
  const half = { x: w / 2 / scale - 20 / scale, y: h / 2 / scale - 30 / scale };
  const now = network.getViewPosition();
  const hold = (value, low, high) => (low > high ? (low + high) / 2 : Math.max(low, Math.min(high, value)));
  network.moveTo({ scale, position: { x: hold(now.x, box[2] - half.x, box[0] + half.x), y: hold(now.y, box[3] - half.y, box[1] + half.y) } });
}

/** Bring the chosen person with the chain, or the hidden path, into view; false if neither is chosen. */
function settle() {
  if (!focus || state.table || (state.path === null && state.select === null)) return false;
  frame(focus.people, state.path === null ? 0.8 : wholeScale());
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
  network.moveTo({ position: { x: (port.left + port.right) / 2 + dx, y: (port.top + port.bottom) / 2 + dy } });
}

function switchView() {
  shownView = state.view;
  placeView(state.view);
  nodes.clear(); /* people of other views go, for vis-network would still find them under the pointer */
  nodes.add([...at].map(([id, [x, y]]) => ({ ...drawn.get(id), hidden: false, x, y })));
  fitView(false);
  /* vis-network asks for the size of a custom shape before the first drawing has told it; ask again after. */
  network.once("afterDrawing", () => {
    Object.values(network.body.nodes).forEach((node) => node.needsRefresh());
    window.requestAnimationFrame(redraw);
  });
  redraw();
}

let last = "";
let counted = PEOPLE.length;
/** Bring the whole page in line with the state; `all` after a change of language or theme. */
function show(all = false) {
  if (all) { setLanguage(); setTheme(); }
  if (shownView !== state.view) { switchView(); all = true; }
  refocus();
  const size = kept ? kept.size : PEOPLE.length;
  if (size !== counted) announce(label("shown", { n: size }));
  counted = size;
  showTools();
  if (all) buildLegend();
  showPanel();
  showCallout();
  if (all || state.table || !$("table-box").hidden) showTable();
  const mirror = `${state.view}${lang}${state.select}`;
  if (all || mirror !== last) buildMirror();
  last = mirror;
  window.requestAnimationFrame(settle);
  redraw();
}

root.classList.add("js");
fromHash();
placeView(state.view);
makeNetwork();
wireTools();
window.history.replaceState({ depth }, "", window.location.hash || toHash());
show(true);
fitView(false);
root.classList.add("ready");

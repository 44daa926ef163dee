/* What is seen of the map, and how large: one canvas, moved by pointer, wheel and two fingers. Positions are given. */

const camera = { x: 0, y: 0, scale: 1 };
const canvas = el("canvas", { className: "sheet" });
const pencil = canvas.getContext("2d");
const box = () => ({ w: canvas.clientWidth, h: canvas.clientHeight });
const toMap = (x, y) => ({ x: camera.x + (x - box().w / 2) / camera.scale, y: camera.y + (y - box().h / 2) / camera.scale });
const toScreen = (x, y) => ({ x: (x - camera.x) * camera.scale + box().w / 2, y: (y - camera.y) * camera.scale + box().h / 2 });

/** Room for the map to which what is seen was fitted last. */
let fitted = "";
const size = () => `${box().w} ${box().h}`;

let waiting = false;
/** Draw once before the next frame, however often it is asked for; behind the table nobody sees it. */
function redraw() {
  if (waiting) return;
  waiting = true;
  window.requestAnimationFrame(() => {
    keepFitted(); /* before it is drawn, or it would be drawn again */
    waiting = false;
    if (!state.table) paintScreen();
  });
}

/** What is seen follows the room that the map has; whether it has another than before. */
function keepFitted() {
  if (fitted === (fitted = size())) return false; /* as it is told of at the beginning, when the map has just been fitted */
  if (onSide !== longSide()) placeView(state.view);
  if (!settle() && !moved) fitView(false);
  showCallout();
  return true;
}

function paintScreen() {
  const { w, h } = box();
  const dots = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(w * dots) || canvas.height !== Math.round(h * dots)) {
    canvas.width = Math.round(w * dots);
    canvas.height = Math.round(h * dots);
  }
  const port = screenPort();
  pencil.setTransform(dots * camera.scale, 0, 0, dots * camera.scale, -port.left * camera.scale * dots, -port.top * camera.scale * dots);
  drawAll(pencil, port);
  drawPins(pencil);
}

/** How much larger than usual the page writes: on very wide screens the map does the same. */
const largeness = () => Number.parseFloat(getComputedStyle(document.body).fontSize) / 15;
function screenPort() {
  const { w, h } = box();
  const a = toMap(0, 0);
  const b = toMap(w, h);
  return { left: a.x, top: a.y, right: b.x, bottom: b.y, scale: camera.scale, text: w < 700 ? 0.8 : largeness() };
}

const LEAST = 0.08, MOST = 4;
let flight = 0;
/** Look at a place; with `glide` the way there is shown, unless the reader wants no movement. */
function lookAt(to, glide = false) {
  const target = { ...camera, ...to, scale: Math.max(LEAST, Math.min(MOST, to.scale || camera.scale)) };
  const from = { ...camera };
  window.cancelAnimationFrame(flight);
  hurry();
  if (!glide || calm) {
    Object.assign(camera, target);
    return redraw();
  }
  const start = performance.now();
  const step = (now) => {
    const t = Math.min(1, (now - start) / 220);
    const eased = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t);
    for (const key of ["x", "y", "scale"]) camera[key] = from[key] + (target[key] - from[key]) * eased;
    redraw();
    if (t < 1) flight = window.requestAnimationFrame(step);
  };
  flight = window.requestAnimationFrame(step);
}

/** Make larger or smaller so that what is under a point of the screen stays there. */
function zoomAt(by, x, y) {
  const before = toMap(x, y);
  const scale = Math.max(LEAST, Math.min(MOST, camera.scale * by));
  moved = true;
  lookAt({ scale, x: before.x - (x - box().w / 2) / scale, y: before.y - (y - box().h / 2) / scale });
}

/** The person drawn at a place of the map. */
function personAt(x, y) {
  let found = null;
  for (const [id, [px, py]] of at) {
    const reach = CARDS ? null : Math.max(dotRadius(PEOPLE[id]), 5 / camera.scale);
    if (CARDS ? Math.abs(x - px) <= HALF_W && Math.abs(y - py) <= HALF_H : Math.hypot(x - px, y - py) <= reach) found = id;
  }
  return found;
}

const HOLD = 450;            /* a finger that stays so long on a card lifts it, as a mouse does at once */
let moved = false;           /* the reader has moved the map: it is not fitted again by itself */
function wireCamera() {
  const map = $("map");
  const fingers = new Map();
  let dragged = false;
  let holding = 0;
  const spot = (event) => ({ x: event.clientX - map.getBoundingClientRect().left, y: event.clientY - map.getBoundingClientRect().top });
  map.append(canvas);
  map.addEventListener("wheel", (event) => {
    const { x, y } = spot(event);
    event.preventDefault();
    hideTip();
    zoomAt(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * (event.deltaMode ? 30 : 1))) / 420), x, y);
  }, { passive: false });
  map.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!fingers.size) dragged = false;
    fingers.set(event.pointerId, spot(event));
    const lift = () => cardUnder(toMap(spot(event).x, spot(event).y));
    const touch = event.pointerType === "touch";
    window.clearTimeout(holding);
    grip = touch || fingers.size > 1 ? null : lift();
    if (touch && fingers.size === 1) holding = window.setTimeout(() => {
      grip = lift();
      if (!grip) return;
      dragged = true;
      dragCard(grip, toMap(spot(event).x, spot(event).y));
    }, HOLD);
    map.setPointerCapture(event.pointerId);
  });
  map.addEventListener("pointermove", (event) => {
    const now = spot(event);
    const before = fingers.get(event.pointerId);
    if (!before) return pointed(now.x, now.y);
    if (!dragged && Math.hypot(now.x - before.x, now.y - before.y) < (event.pointerType === "touch" ? 8 : 4)) return;
    window.clearTimeout(holding);
    dragged = true;
    hideTip();
    if (grip) return dragCard(grip, toMap(now.x, now.y));
    moved = true;
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const by = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      zoomAt(by, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (fingers.size === 1) lookAt({ x: camera.x - (now.x - before.x) / camera.scale, y: camera.y - (now.y - before.y) / camera.scale });
    fingers.set(event.pointerId, now);
  });
  const lifted = (event) => {
    const known = fingers.delete(event.pointerId);
    window.clearTimeout(holding);
    if (drag) dropCard(event.type === "pointerup");
    if (known && !dragged && event.type === "pointerup") pressed(spot(event));
  };
  map.addEventListener("pointerup", lifted);
  map.addEventListener("pointercancel", lifted);
  map.addEventListener("contextmenu", (event) => { if (drag) event.preventDefault(); });
  map.addEventListener("pointerleave", () => pointed(-1e6, -1e6));
  new ResizeObserver(() => { if (keepFitted()) redraw(); }).observe($("map-box"));
}

/** The pointer is here: who is under it stands out with the chain, a line shows its evidence. */
function pointed(x, y) {
  const place = toMap(x, y);
  const id = personAt(place.x, place.y);
  $("map").classList.toggle("pointing", id !== null || moreUnder(place) !== null || columnUnder(place) !== null);
  if (id !== hover) {
    hover = id;
    hideTip();
    refocus();
    redraw();
  }
  if (id !== null || state.table || x < 0) return id === null && hideTip();
  const line = lineNear(place.x, place.y, 7 / camera.scale);
  if (line === null) hideTip();
  else showTip(line, x, y);
}

function pressed({ x, y }) {
  const place = toMap(x, y);
  const above = moreUnder(place);
  if (above !== null) return openBranch(above);
  const unit = columnUnder(place);
  if (unit !== null) return chooseUnit(state.unit === unit ? "" : unit);
  const id = personAt(place.x, place.y);
  if (id !== null) return change({ select: id, path: null });
  const line = lineNear(place.x, place.y, 9 / camera.scale);
  if (line !== null) showTip(line, x, y);
  else if (state.select !== null) change({ select: null });
}

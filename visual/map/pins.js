/* Cards that the reader moves within their lane, and the file in which the places are kept. Places come with the map; a page without
   them (many people, the customer's edition) moves nobody. */

let pinned = new Set();      /* who stands elsewhere than by the layout, in the view that is shown */
let grip = null;             /* {id, dx, dy}: the card on which the pointer went down, and where on it */
let drag = null;             /* {id, x, y, cell} of the card that hangs on the pointer */

const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const nearestOf = (list, value) => list.reduce((best, v, i) => (Math.abs(v - value) < Math.abs(list[best] - value) ? i : best), 0);

/** The cell of everybody on a view as it was given: number -> [line, column]. */
function givenCells(view) {
  const heights = view.slots.lines.map(([, y]) => y);
  return new Map(view.at.map(([id, x, y]) => [id, [nearestOf(heights, y), nearestOf(view.slots.columns, x)]]));
}

/** All cells that somebody who stands on one may take: the same rank, the same organisation; the first is the top left one. */
function roomOf({ lines: ranks, areas }, [line, column]) {
  const [top, bottom, left, right] = areas.find(([t, b, l, r]) => t <= line && line <= b && l <= column && column <= r);
  const room = [];
  for (let r = top; r <= bottom; r++) if (ranks[r][0] === ranks[line][0]) for (let c = left; c <= right; c++) room.push([r, c]);
  return room;
}

/** Who was moved on a view, and where to; an address that was made up moves nobody. */
function movesOn(index) {
  const view = MAP.views[index];
  if (!view.slots) return new Map();
  const cells = givenCells(view);
  const moves = new Map(state.moved.split(",").map((text) => text.split(".").map(Number)).filter(([v, id]) => v === index && cells.has(id)).map(([, id, line, column]) => [id, [line, column]]));
  const taken = new Set([...cells].map(([id, cell]) => String(moves.get(id) || cell)));
  const fits = [...moves].every(([id, cell]) => roomOf(view.slots, cells.get(id)).some((c) => same(c, cell)));
  return fits && taken.size === cells.size ? moves : new Map();
}

/** Put moved cards in their place; their lines run straight until they are laid anew. */
function placeMoved(index) {
  const { slots } = MAP.views[index];
  const moves = movesOn(index);
  pinned = new Set([...(slots ? slots.pinned : []), ...moves.keys()]);
  moves.forEach(([line, column], id) => at.set(id, [slots.columns[column], slots.lines[line][1]]));
  const straight = (a, b) => [towards(at.get(a), at.get(b)), towards(at.get(b), at.get(a))];
  for (const i of lines.keys()) {
    const e = EDGES[i];
    if (moves.has(e.a) || moves.has(e.b)) lines.set(i, lineOf(e).chart ? straight(e.b, e.a) : straight(e.a, e.b));
  }
  for (const key of steps.keys()) {
    const [a, b] = key.split(">").map(Number);
    if (moves.has(a) || moves.has(b)) steps.set(key, straight(a, b));
  }
}

/** Where the straight line to another card leaves a card. */
function towards([x, y], [tx, ty]) {
  const part = Math.min(HALF_W / Math.abs(tx - x || 1e-9), HALF_H / Math.abs(ty - y || 1e-9), 0.5);
  return [x + (tx - x) * part, y + (ty - y) * part];
}

const cellsNow = () => new Map([...givenCells(MAP.views[state.view]), ...movesOn(state.view)]);
const cellNow = (id) => cellsNow().get(id);
const movable = (id) => Boolean(MAP.views[state.view].slots) && at.has(id) && roomOf(MAP.views[state.view].slots, cellNow(id)).length > 1;

/** Give somebody a place; whoever stands there takes the one that becomes free. Told in the live region. */
function moveCard(id, cell) {
  const { slots } = MAP.views[state.view];
  const given = givenCells(MAP.views[state.view]);
  const moves = movesOn(state.view);
  const cells = cellsNow();
  const [other] = [...cells].find(([, c]) => same(c, cell)) || [];
  moves.set(id, cell);
  if (other !== undefined) moves.set(other, cells.get(id));
  const rest = state.moved.split(",").filter((text) => text && !text.startsWith(`${state.view}.`));
  const here = [...moves].filter(([q, c]) => !same(c, given.get(q))).map(([q, [line, column]]) => `${state.view}.${q}.${line}.${column}`);
  change({ moved: [...rest, ...here].sort().join(",") });
  const place = filedPlace(slots, cell);
  const words = label("pin.moved", { p: shortName(PEOPLE[id]), r: label(`rank.${place.lane}`), l: place.line, n: place.order });
  announce(words + (other === undefined ? "" : label("pin.swapped", { q: shortName(PEOPLE[other]) })));
}

/** A cell as files of pins name it: lane, line and order within the own organisation, from 1. */
function filedPlace(slots, [line, column]) {
  const [[top, left]] = roomOf(slots, [line, column]);
  return { lane: slots.lines[line][0], line: line - top + 1, order: column - left + 1 };
}

function nudge(id, dx, dy) {
  const [line, column] = cellNow(id);
  const cell = [line + dy, column + dx];
  if (!roomOf(MAP.views[state.view].slots, [line, column]).some((c) => same(c, cell))) return announce(label("pin.edge"));
  moveCard(id, cell);
  bring(id);
}

/** The card under a place of the map, if it can be moved, and where on it that is. */
function cardUnder({ x, y }) {
  const id = personAt(x, y);
  return id !== null && !state.present && movable(id) ? { id, dx: at.get(id)[0] - x, dy: at.get(id)[1] - y } : null;
}

function dragCard({ id, dx, dy }, { x, y }) {
  const { slots } = MAP.views[state.view];
  const spot = [x + dx, y + dy];
  const away = ([line, column]) => Math.hypot(slots.columns[column] - spot[0], slots.lines[line][1] - spot[1]);
  drag = { id, x: spot[0], y: spot[1], cell: roomOf(slots, cellNow(id)).reduce((best, cell) => (away(cell) < away(best) ? cell : best)) };
  $("map").classList.add("moving");
  redraw();
}

function dropCard(keep) {
  const { id, cell } = drag;
  [drag, grip] = [null, null];
  $("map").classList.remove("moving");
  if (keep && !same(cell, cellNow(id))) moveCard(id, cell);
  redraw();
}

/** On the screen only: a pin on every card with a chosen place, and the card on its way over the places that it may take. */
function drawPins(ctx) {
  if (!state.present) pinned.forEach((id) => at.has(id) && drawPin(ctx, at.get(id)[0] - HALF_W + 30, at.get(id)[1] - HALF_H));
  if (!drag) return;
  const { slots } = MAP.views[state.view];
  ctx.save();
  roomOf(slots, drag.cell).forEach((cell) => {
    const here = same(cell, drag.cell);
    ctx.strokeStyle = here ? C.focus : C.frame;
    ctx.lineWidth = here ? 3 : 1;
    ctx.setLineDash(here ? [] : [5, 4]);
    rounded(ctx, slots.columns[cell[1]] - HALF_W - 3, slots.lines[cell[0]][1] - HALF_H - 3, CARD_W + 6, CARD_H + 6, 8);
    ctx.stroke();
  });
  ctx.restore();
  ctx.save();
  ctx.globalAlpha = 0.9;
  drawCard(ctx, PEOPLE[drag.id], drag.x, drag.y);
  ctx.restore();
}

function drawPin(ctx, x, y) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, 4.2, 0, 7);
  ctx.fillStyle = C.focus;
  ctx.fill();
  ctx.strokeStyle = C.page;
  ctx.lineWidth = 1.4;
  ctx.stroke();
  ctx.restore();
}

/** What was moved, with the ways to keep it or not. */
function showMoved() {
  const bar = $("moved");
  if (!bar) return;
  const n = MAP.views.reduce((sum, view, i) => sum + movesOn(i).size, 0);
  const held = bar.contains(document.activeElement);
  bar.hidden = !n || state.present || state.table;
  if (bar.hidden) {
    bar.replaceChildren();
    return held && stand(walker);
  }
  bar.replaceChildren(
    el("b", {}, label("pin.n", { n })), el("span", {}, label("pin.meanwhile")),
    el("button", { type: "button", id: "pin-save", on: { click: savePins } }, label("pin.save")),
    el("button", { type: "button", id: "pin-back", on: { click: () => change({ moved: "" }) } }, label("pin.back")),
  );
}

function savePins() {
  const pins = MAP.views.flatMap((view, i) => {
    if (!view.slots) return [];
    const moves = movesOn(i);
    return [...givenCells(view)].filter(([id]) => moves.has(id) || view.slots.pinned.includes(id)).map(([id, cell]) => {
      const place = { person: MAP.pins.people[id], ...filedPlace(view.slots, moves.get(id) || cell) };
      return view.slots.picture ? { ...place, picture: view.slots.picture } : place;
    });
  });
  const head = JSON.stringify({ kind: MAP.pins.kind, account: MAP.pins.account }).slice(0, -1);
  saveFile(new Blob([`${head},"pins":[\n${pins.map((p) => JSON.stringify(p)).join(",\n")}\n]}\n`], { type: "application/json" }), "pins.json");
}

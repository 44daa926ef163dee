/* What a sheet with the map holds: head, map, legend, notes. */

/** A file is the whole map as a wide screen shows it, whatever screen it is saved from. */
function onSheet(make) {
  if (!onSide) return make();
  placeView(state.view, false);
  try { return make(); } finally { placeView(state.view); }
}

/** What a sheet holds and how high it is: head, map, legend, notes. */
function setOut(ctx) {
  const [left, top, right, bottom] = CARDS ? bounds : boundsWithNames({ scale: scaleWithin([SHEET - PAD * 2, 2400], 2) });
  const view = [left - (MAP.views[state.view].lanes.length ? 120 : 10), top - 4, right + 10, bottom + 4];
  const scale = (SHEET - PAD * 2) / (view[2] - view[0]);
  const tall = Math.min(2400, Math.max(380, (view[3] - view[1]) * Math.min(scale, 2)));
  const head = paintHead(ctx, true);
  const legend = legendRows(ctx, SHEET - PAD * 2);
  ctx.font = `400 13px ${FONT}`;
  const notes = brokenInto(ctx, [...document.querySelectorAll(".foot p")].map((p) => p.textContent).join("  ·  "), SHEET - PAD * 2);
  return { head, tall, legend, notes, view, zoom: Math.min(scale, tall / (view[3] - view[1]), 2), height: head + tall + 26 + legend.length * 28 + notes.length * 18 + 12 };
}

function paintSheet(ctx, { head, tall, legend, notes, view, zoom, height }) {
  ctx.fillStyle = C.surface;
  ctx.fillRect(0, 0, SHEET, height);
  paintHead(ctx);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, head, SHEET, tall);
  ctx.clip();
  const port = { scale: zoom };
  port.left = (view[0] + view[2]) / 2 - SHEET / 2 / zoom;
  port.right = port.left + SHEET / zoom;
  port.top = (view[1] + view[3]) / 2 - tall / 2 / zoom;
  port.bottom = port.top + tall / zoom;
  ctx.translate(0, head);
  ctx.scale(zoom, zoom);
  ctx.translate(-port.left, -port.top);
  drawAll(ctx, port);
  ctx.restore();
  paintLegend(ctx, legend, PAD, head + tall + 22);
  ctx.font = `400 13px ${FONT}`;
  ctx.fillStyle = C.soft;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  notes.forEach((row, i) => ctx.fillText(row, PAD, head + tall + 26 + legend.length * 28 + 12 + i * 18));
}

/** A sheet of A3 or A4 across is so many units high, less its margins. */
const PAPER = SHEET / 1.47;
/** Paper is higher than screens: what is made of the map for it has wider streets between its rows of cards, or dots further apart, until it
 * fills the sheet. */
function onPaper(make) {
  const view = MAP.views[state.view];
  const { height, zoom } = setOut(measuring);
  const kept = { lanes: view.lanes, regions: view.regions, columns: view.columns };
  const rows = [...at.values()].map(([, y]) => [y - HALF_H, y + HALF_H]).sort((a, b) => a[0] - b[0]);
  const streets = [];
  let below = rows.length ? rows[0][1] : 0;
  for (const [top, bottom] of rows) {
    if (top > below) streets.push([below, top]);
    below = Math.max(below, bottom);
  }
  if (!CARDS) streets.splice(0, streets.length, [bounds[1], view.columns ? view.columns[0].at[2] : bounds[3]]);
  const wide = streets.reduce((sum, [from, to]) => sum + to - from, 0);
  const more = wide ? Math.min(CARDS ? 2 : 1, (PAPER - height) / zoom / wide) : 0;
  if (more <= 0) return make();
  const down = (y) => y + more * streets.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(y, to) - from), 0);
  const lower = (points) => points.map(([x, y]) => [x, down(y)]);
  at = new Map([...at].map(([id, [x, y]]) => [id, [x, down(y)]]));
  lines = new Map([...lines].map(([i, points]) => [i, lower(points)]));
  steps = new Map([...steps].map(([key, points]) => [key, lower(points)]));
  view.lanes = view.lanes.map(([grade, top, bottom]) => [grade, down(top), down(bottom)]);
  view.regions = view.regions.map((region) => ({ ...region, box: region.box.map((v, i) => (i % 2 ? down(v) : v)) }));
  if (view.columns) view.columns = view.columns.map((column) => ({ ...column, at: column.at.map((v, i) => (i === 2 ? down(v) : v)) }));
  const hops = MAP.routes && MAP.routes.labels;
  if (hops) MAP.routes.labels = hops.map(([i, x, y]) => [i, x, down(y)]);
  bounds = KIND.bounds(view);
  try { return make(); } finally {
    Object.assign(view, kept);
    if (hops) MAP.routes.labels = hops;
    placeView(state.view);
  }
}

/** Break the legend into lines of at most `room` units. */
function legendRows(ctx, room) {
  const rows = [[]];
  let used = 0;
  ctx.font = `400 14px ${FONT}`;
  for (const group of legendGroups()) {
    const parts = [{ key: label(`legend.${group.key}`) }, ...group.items];
    const width = (part) => (part.key ? ctx.measureText(part.key).width + 16 : part.w + 6 + ctx.measureText(part.text).width + 18);
    for (const part of parts) {
      const w = width(part);
      if (used + w + (part.key ? width(parts[1]) : 0) > room) { rows.push([]); used = 0; }
      rows[rows.length - 1].push({ ...part, at: used });
      used += w;
    }
    used += 14;
  }
  return rows;
}

function paintLegend(ctx, rows, pad, top) {
  rows.forEach((row, line) => row.forEach((part) => {
    ctx.save();
    ctx.translate(pad + part.at, top + line * 28);
    if (part.draw) { ctx.save(); ctx.translate(0, -9); part.draw(ctx); ctx.restore(); }
    ctx.font = `${part.key ? 700 : 400} ${part.key ? 12 : 14}px ${FONT}`;
    ctx.fillStyle = part.key ? C.soft : C.ink;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(part.key || part.text, part.key ? 0 : part.w + 6, 0.5);
    ctx.restore();
  }));
}

/** The table under the map on paper. */
const paperTables = () => [el("table", {},
  el("thead", {}, el("tr", {}, columns().map((c) => el("th", { scope: "col" }, label(`col.${c.key}`))))),
  el("tfoot", {}, el("tr", {}, el("td", { colSpan: columns().length, className: "mark" }, say(DATA.header.banner)))),
  el("tbody", {}, sortedPeople().map((p) => bodyRow(p, false))))];

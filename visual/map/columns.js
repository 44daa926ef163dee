/* Names of the departments of a crowd: below their dots, or at the edge of the screen where those reach beyond it. Whoever presses one
   sees its people alone. */

const COLUMN_PX = 12.5;
/** A name takes two rows at most; below it stands what a kind counts there. */
const columnRows = () => 2 + (FACE.tally ? 1 : 0);
const columnSize = (port) => (COLUMN_PX * (port.text || 1)) / port.scale;
const columnsOf = () => MAP.views[state.view].columns || [];

/** How far below the dots the names reach, in map units. */
const columnsEnd = (view) => Math.max(...(view.columns || []).map(({ at: [, , bottom, letters] }) => bottom + columnRows() * letters * 1.3));

/** Where the first row begins: where the dots end, within what is seen. */
function columnsTop(port) {
  const size = columnSize(port);
  return Math.min(columnsOf()[0].at[2] - 6, port.bottom - columnRows() * size * 1.3);
}

/** A name may be wider than its column as far as those beside it are narrower than theirs. */
function columnRooms(ctx) {
  const wide = columnsOf().map(({ name, at: [left, right] }) => [(left + right) / 2, Math.min(right - left, textWidth(ctx, say(name)))]);
  const gap = Number.parseFloat(/([\d.]+)px/.exec(ctx.font)[1]);
  return columnsOf().map(({ at: [left, right] }, i) => {
    const sides = [wide[i - 1], wide[i + 1]].filter(Boolean).map(([middle, width]) => Math.abs(middle - wide[i][0]) - width / 2 - gap);
    return Math.max(right - left, 2 * Math.min(...sides));
  });
}

function drawColumnNames(ctx, port) {
  if (!columnsOf().length) return;
  const [top, size] = [columnsTop(port), columnSize(port)];
  ctx.save();
  if (top < columnsOf()[0].at[2] - 6) {
    ctx.globalAlpha = 0.9;
    ctx.fillStyle = C.page;
    ctx.fillRect(port.left, top - size * 0.3, port.right - port.left, port.bottom - top + size);
    ctx.globalAlpha = 1;
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.font = laneFont(size);
  const rooms = columnRooms(ctx);
  columnsOf().forEach(({ name, key, at: [left, right] }, n) => {
    ctx.font = laneFont(size);
    ctx.fillStyle = !state.unit || state.unit === key ? C.soft : C.frame;
    const rows = twoLines(ctx, say(name), rooms[n] - size * 0.4);
    if (rows.some((row) => row.endsWith("…"))) return; /* as on a phone: what has no room is in the list of departments */
    rows.forEach((row, i) => ctx.fillText(row, (left + right) / 2, top + size * (1 + i * 1.2)));
    if (FACE.tally) drawTally(ctx, FACE.tally(key), (left + right) / 2, top + size * (1.2 + rows.length * 1.2), size, rooms[n]);
  });
  ctx.restore();
}

/** Counts side by side, each in its colour, as large as the room allows; smaller than this part of a name they are not read. */
const LEAST_TALLY = 0.75;
function drawTally(ctx, counts, middle, y, size, room) {
  const text = counts.map(([word]) => word).join("  ");
  ctx.font = laneFont(size);
  const part = Math.min(1, room / Math.max(1, textWidth(ctx, text)));
  if (part < LEAST_TALLY) return;
  ctx.font = laneFont(size * part);
  let x = middle - textWidth(ctx, text) / 2;
  ctx.textAlign = "left";
  counts.forEach(([word, colour]) => {
    ctx.fillStyle = colour;
    ctx.fillText(word, x, y);
    x += textWidth(ctx, `${word}  `);
  });
  ctx.textAlign = "center";
}

/** The department whose name is at this place of the screen. */
function columnUnder({ x, y }) {
  if (!columnsOf().length) return null;
  const port = screenPort();
  const top = columnsTop(port);
  if (y < top || y > top + columnRows() * columnSize(port) * 1.3) return null;
  const found = columnsOf().find(({ at: [left, right] }) => x > left && x < right);
  return found ? found.key : null;
}

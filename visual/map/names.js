/* Names of dots: the most important people first. No name lies on another or on a dot; who finds no room is named as one comes nearer. */

const CELL = 60;
const LINE = 1.15;
/** So many are named however small the map is shown; all others from this scale on, where letters are no larger than dots. */
const FOREMOST = 12;
const ALL_NAMED = 0.75;
/** Where a name may stand beside its dot: below, above, on the right, on the left. */
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0]];
const LEAST_DOT = Math.min(...PEOPLE.map((p) => dotRadius(p)));
/** Who stands out is named at any scale; a dot like all others is not, only because it comes first. */
const standsOut = (p) => isDecider(p) || dotRadius(p) > LEAST_DOT;
const BY_WEIGHT = CARDS ? [] : [...PEOPLE].sort((a, b) => isDecider(b) - isDecider(a) || dotRadius(b) - dotRadius(a) || a.id - b.id);

/** Of few people so many at most: then a name stands on the side of its dot where fewest lines set out. */
const FEW = 60;
function fewestLines([x, y], reach) {
  const ends = [...lines.values()].flatMap((points) => [[points[0], points[1]], [points[points.length - 1], points[points.length - 2]]])
    .filter(([[ax, ay]]) => Math.hypot(ax - x, ay - y) < reach)
    .map(([, [bx, by]]) => [(bx - x) / (Math.hypot(bx - x, by - y) || 1), (by - y) / (Math.hypot(bx - x, by - y) || 1)]);
  const run = new Map(SIDES.map((side) => [side, ends.filter(([ex, ey]) => side[0] * ex + side[1] * ey > 0.7).length]));
  return [...SIDES].sort((a, b) => run.get(a) - run.get(b));
}

/** Boxes that are taken, looked up by where they lie. */
function Taken() {
  const cells = new Map();
  const over = ([left, top, right, bottom], visit) => {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) if (visit(`${i},${j}`)) return true;
    }
    return false;
  };
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    meets: (box) => over(box, (key) => (cells.get(key) || []).some((other) => meets(box, other))),
    add: (box) => over(box, (key) => { cells.set(key, [...(cells.get(key) || []), box]); }),
  };
}

/** A name in one line and in two, as narrow as they can be; in a crowd the narrower first. Widths are those of letters of size 1. */
function nameLines(ctx, text) {
  ctx.font = `600 10px ${FONT}`;
  const words = text.split(" ");
  return words.map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")].filter(Boolean))
    .map((rows) => ({ rows, width: Math.max(...rows.map((row) => textWidth(ctx, row))) / 10 }))
    .sort((a, b) => a.width - b.width)
    .filter((one, i) => i === 0 || one.rows.length === 1)
    .sort((a, b) => (PEOPLE.length > 20 ? 0 : a.rows.length - b.rows.length));
}

/** Who is named where: [id, lines, box], in map units. */
function namesAt(ctx, port) {
  const size = Math.min(20, (10.5 * (port.text || 1)) / port.scale);
  const near = port.scale > ALL_NAMED || PEOPLE.length <= 60 || (focus && focus.people.size < 40);
  const wanted = BY_WEIGHT.filter((p) => (near || standsOut(p)) && (!focus || focus.people.has(p.id)));
  if (focus && at.has(state.select)) wanted.sort((a, b) => (b.id === state.select) - (a.id === state.select));
  const taken = Taken();
  at.forEach(([x, y], id) => {
    if (focus && !focus.people.has(id)) return; /* faint dots take no room */
    const r = dotRadius(PEOPLE[id]);
    taken.add([x - r, y - r, x + r, y + r]);
  });
  let placed = 0;
  return wanted.filter((p) => at.has(p.id)).flatMap((p) => {
    if (!near && placed >= FOREMOST) return [];
    const [x, y] = at.get(p.id);
    const marked = p.id === state.select || (focus && focus.path && focus.people.has(p.id));
    const off = dotRadius(p) + (marked ? 7 : 1); /* outside the ring round it */
    if (x < port.left || x > port.right || y + off < port.top || y + off > port.bottom) return [];
    const written = nameLines(ctx, shortName(p));
    const sides = PEOPLE.length > FEW ? SIDES : fewestLines([x, y], off + size * LINE);
    for (const [dx, dy] of sides) {
      for (const { rows, width } of written) {
        const [half, tall] = [(width * size) / 2 + 1, rows.length * size * LINE];
        const [mx, my] = [x + dx * (off + half + 2), y + dy * (off + tall / 2)];
        const box = [mx - half, my - tall / 2, mx + half, my + tall / 2];
        if (taken.meets(box)) continue;
        taken.add(box);
        placed += 1;
        return [{ id: p.id, rows, box, size }];
      }
    }
    return [];
  });
}

function drawNames(ctx, port) {
  const found = namesAt(ctx, port);
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.strokeStyle = C.page;
  ctx.fillStyle = C.ink;
  for (const { id, rows, box, size } of found) {
    ctx.font = `600 ${size}px ${FONT}`;
    ctx.lineWidth = size * 0.3;
    ctx.globalAlpha = personAlpha(id);
    rows.forEach((row, i) => {
      ctx.strokeText(row, (box[0] + box[2]) / 2, box[1] + i * size * LINE);
      ctx.fillText(row, (box[0] + box[2]) / 2, box[1] + i * size * LINE);
    });
  }
  ctx.restore();
}

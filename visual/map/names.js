/* Names of dots: the most important people first. No name lies on another, and none on a dot but those of the foremost in a crowd, which
   may hide lesser dots, but no number in them; who finds no room is named as one comes nearer. */

const CELL = 60;
const LINE = 1.15;
/** A name is written as large as this on the screen, however small the map is shown; larger on a sheet, which is read from afar. It grows
 * with its dot, up to a size at which everything on a page is read. */
const NAME_PX = 10.5, NAME_ON_SHEET = 13, NAME_BESIDE_DOT = 12, NAME_MOST = 15;
const nameSize = (port) => (port.text ? Math.max(NAME_PX, Math.min(NAME_MOST, NAME_BESIDE_DOT * port.scale)) * port.text : NAME_ON_SHEET) / port.scale;
/** From this scale on letters are no larger than dots, and everybody is named, unless more are seen at once than can be read. */
const ALL_NAMED = 0.75, MOST_NAMED = 250;
/** Where a name may stand beside its dot: below, above, on the right, on the left, at the corners, half way between. */
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1], ...[1, -1].flatMap((dy) => [[0.5, dy], [-0.5, dy]]), ...[1, -1].flatMap((dx) => [[dx, 0.5], [dx, -0.5]])];
/** Who is named however small the map is shown: see graphcrm/maps/foremost.py. All others follow by the size of their dots. */
const LEADERS = new Set(MAP.named);
const BY_WEIGHT = CARDS ? [] : [...LEADERS].map((id) => PEOPLE[id]).concat(
  PEOPLE.filter((p) => !LEADERS.has(p.id)).sort((a, b) => isDecider(b) - isDecider(a) || dotRadius(b) - dotRadius(a) || a.id - b.id));

/** Of few people so many at most: then a name stands where fewest lines run. */
const FEW = 60;
/** Ends of the pieces of lines that are shown, four numbers each: they are gone through for every place of every name. */
function pieces(of = () => true) {
  const ends = [];
  lines.forEach((points, i) => { if (lineShown(EDGES[i]) && of(EDGES[i])) for (let k = 1; k < points.length; k++) ends.push(points[k - 1][0], points[k - 1][1], points[k][0], points[k][1]); });
  return Float64Array.from(ends);
}

/** How many of the pieces enter a box. */
function entered(ends, box) {
  const left = box[0], top = box[1], right = box[2], bottom = box[3];
  let count = 0;
  for (let i = 0; i < ends.length; i += 4) {
    const ax = ends[i], ay = ends[i + 1], bx = ends[i + 2], by = ends[i + 3];
    if ((ax < left && bx < left) || (ax > right && bx > right) || (ay < top && by < top) || (ay > bottom && by > bottom)) continue;
    /* Not all of the box is on one side of the line. */
    const side = (x, y) => (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0;
    const first = side(left, top);
    if (side(right, top) !== first || side(left, bottom) !== first || side(right, bottom) !== first) count += 1;
  }
  return count;
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
    /** All that a box lies on, each once. */
    under: (box) => {
      const found = new Set();
      over(box, (key) => { (cells.get(key) || []).forEach((other) => meets(box, other) && found.add(other)); });
      return found;
    },
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

/** Room that the name of each dot takes as it stands below it, as narrow as it can be, in letters of size 1: [half its width, its height], of the
 * longer language, so that nothing moves when the other is chosen. */
const ROOMS = new Map();
function nameRoom(p) {
  if (!ROOMS.has(p.id)) {
    const narrow = shortNames(p).map((text) => nameLines(pencil, text).reduce((a, b) => (b.width < a.width ? b : a)));
    ROOMS.set(p.id, [Math.max(0, ...narrow.map((one) => one.width)) / 2, Math.max(0, ...narrow.map((one) => one.rows.length)) * LINE]);
  }
  return ROOMS.get(p.id);
}

/** How many dots are within what is seen; the whole map where nothing says what is. */
function seenIn(port) {
  if (port.left === undefined) return at.size;
  let count = 0;
  for (const [x, y] of at.values()) if (x >= port.left && x <= port.right && y >= port.top && y <= port.bottom) count += 1;
  return count;
}
const namesAll = (port) => at.size <= FEW || (port.scale > ALL_NAMED && seenIn(port) <= MOST_NAMED);
/** Who is named where nobody is chosen. */
const namedAt = (port) => (namesAll(port) ? BY_WEIGHT : BY_WEIGHT.filter((p) => LEADERS.has(p.id)));

/** What the map takes with the names of its dots: at each edge there is room for a name above or below. */
function boundsWithNames(port) {
  const size = nameSize(port);
  const edges = [...bounds];
  for (const p of namedAt(port)) {
    if (!at.has(p.id)) continue;
    const [[x, y], [half, tall], off] = [at.get(p.id), nameRoom(p), dotRadius(p) + 2];
    edges[0] = Math.min(edges[0], x - half * size - 2);
    edges[2] = Math.max(edges[2], x + half * size + 2);
    edges[3] = Math.max(edges[3], y + off + tall * size);
  }
  return edges;
}

/** Scale at which the map with its names fits into a room, [width, height]. Names keep their size on the screen, so that they take the more of
 * a map the smaller it is shown: each round comes a few times nearer. */
function scaleWithin([w, h], most, text) {
  let [edges, scale] = [bounds, most];
  const least = () => (namesAll({ scale }) && scale > ALL_NAMED ? ALL_NAMED * 1.001 : 0); /* nobody loses the name for the room that names take */
  for (let round = 0; round < (CARDS ? 1 : 8); round++) {
    scale = Math.max(round ? least() : 0, Math.min(scale, w / (edges[2] - edges[0]), h / (edges[3] - edges[1])));
    if (!CARDS) edges = boundsWithNames({ scale, text });
  }
  return scale;
}

/** The boxes in which a name of these rows may stand beside a dot, the likeliest first. */
function* boxesBeside([x, y], off, written, size) {
  for (const [dx, dy] of SIDES) {
    const away = Math.abs(dx * dy) === 1 ? off * 0.7 : off; /* at a corner, as near to the rim as at a side */
    for (const { rows, width } of written) {
      const [half, tall] = [(width * size) / 2 + 1, rows.length * size * LINE];
      const [mx, my] = [x + dx * (away + half + 2), y + dy * (away + tall / 2)];
      yield { rows, box: [mx - half, my - tall / 2, mx + half, my + tall / 2] };
    }
  }
}

/** How much of other dots a box hides: the larger they are, the more it matters. */
function hidden(dots, box, id) {
  let sum = 0;
  for (const { id: other, radius } of dots.under(box)) if (other !== id) sum += radius * radius * (LEADERS.has(other) ? 9 : 1);
  return sum;
}

/** Who is named where: [id, lines, box], in map units. */
function namesAt(ctx, port) {
  const size = nameSize(port);
  const looked = (p) => focus && (p.id === state.select || p.id === hover); /* named, whoever else is */
  const named = new Set(focus && focus.people.size < 40 ? BY_WEIGHT : namedAt(port));
  const wanted = BY_WEIGHT.filter((p) => at.has(p.id) && (!focus || focus.people.has(p.id)) && (named.has(p) || looked(p)));
  if (focus && at.has(state.select)) wanted.sort((a, b) => (b.id === state.select) - (a.id === state.select));
  const [dots, names, numbers] = [Taken(), Taken(), Taken()];
  rankNames(ctx, port).forEach((rank) => names.add(rank.box));
  const runs = PEOPLE.length <= FEW ? pieces() : new Float64Array(0);
  at.forEach(([x, y], id) => {
    if (focus && !focus.people.has(id)) return; /* faint dots take no room */
    const r = dotRadius(PEOPLE[id]);
    dots.add(Object.assign([x - r, y - r, x + r, y + r], { id, radius: r }));
    const [half, tall] = FACE.number(ctx, PEOPLE[id], port.scale);
    if (half) numbers.add([x - half, y - tall, x + half, y + tall]);
  });
  return wanted.flatMap((p) => {
    const [x, y] = at.get(p.id);
    const marked = p.id === state.select || p.id === MAP.ego || (focus && focus.path && focus.people.has(p.id));
    const off = dotRadius(p) + (marked ? 7 : 1); /* outside the ring round it */
    if (x < port.left || x > port.right || y + off < port.top || y + off > port.bottom) return [];
    const written = nameLines(ctx, shortName(p));
    const inside = ([left, top, right, bottom]) => left >= port.left && top >= port.top && right <= port.right && bottom <= port.bottom;
    const own = runs.length ? pieces((e) => e.b === p.id || (e.a === p.id && e.mutual)) : runs; /* with an arrow that would be hidden */
    let [best, least] = [null, Infinity];
    /* A free place costs nothing, one among lines some; the foremost may hide lesser dots, at a price. */
    for (const place of boxesBeside([x, y], off, written, size)) {
      if (names.meets(place.box) || (!inside(place.box) && p.id !== state.select && p.id !== hover)) continue; /* rather none than a part of one */
      const over = dots.meets(place.box);
      if (over && (!LEADERS.has(p.id) || numbers.meets(place.box))) continue;
      const paid = (inside(place.box) ? 0 : 1e7) + (over ? 1e4 + hidden(dots, place.box, p.id) : 0) + entered(runs, place.box) + 2 * entered(own, place.box);
      if (paid < least) [best, least] = [place, paid];
      if (paid === 0) break;
    }
    if (!best) return [];
    names.add(best.box);
    return [{ id: p.id, ...best, size }];
  });
}

/** So much of the lines behind a name is covered: they are there, but they run through no letter. */
const PLATE = 0.78;
/** What lies behind a name: its letters and no more, the corners round. */
function plate(ctx, rows, box, size) {
  const wide = Math.max(...rows.map((row) => textWidth(ctx, row))) + size * 0.5;
  return [(box[0] + box[2] - wide) / 2, box[1] - size * 0.08, wide, box[3] - box[1] + size * 0.08, size * 0.3];
}

/** Where names of dots stand in the picture that is drawn: labels keep off them. */
let namedBoxes = [];
function drawNames(ctx, port) {
  const found = namesAt(ctx, port);
  namedBoxes = found.map((name) => name.box);
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  ctx.strokeStyle = C.page;
  for (const { id, rows, box, size } of found) {
    ctx.font = `600 ${size}px ${FONT}`;
    ctx.lineWidth = size * 0.3;
    ctx.globalAlpha = personAlpha(id) * PLATE;
    ctx.fillStyle = C.page;
    rounded(ctx, ...plate(ctx, rows, box, size));
    ctx.fill();
    ctx.fillStyle = C.ink;
    ctx.globalAlpha = personAlpha(id);
    rows.forEach((row, i) => {
      ctx.strokeText(row, (box[0] + box[2]) / 2, box[1] + i * size * LINE);
      ctx.fillText(row, (box[0] + box[2]) / 2, box[1] + i * size * LINE);
    });
  }
  ctx.restore();
}

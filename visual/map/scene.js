/* The whole picture, for the screen and for the exported image alike. `port` is what is seen: {left, top, right, bottom, scale}. */

function drawAll(ctx, port) {
  drawBelow(ctx, port);
  drawPeople(ctx, port.scale);
  if (!CARDS) drawNames(ctx, port);
  drawAbove(ctx, port);
}

function drawBelow(ctx, port) {
  letters = sizesAt(port.scale);
  fineness = finenessAt(port.scale);
  afar = fromAfar(port);
  const view = MAP.views[state.view];
  ctx.save();
  ctx.fillStyle = C.page;
  ctx.fillRect(port.left, port.top, port.right - port.left, port.bottom - port.top);
  KIND.ground(ctx, port, view);
  ctx.restore();
  drawCharts(ctx);
  drawTies(ctx, port);
  view.regions.filter((region) => region.name).forEach((region) => drawRegionName(ctx, region));
}

/** The ground of a map of people: a band for every second rank of the customer, a frame round each organisation outside. */
function rankLanes(ctx, port, view) {
  const right = Math.min(port.right, view.bands_end ?? port.right);
  view.lanes.forEach(([, top, bottom], i) => {
    const first = i === 0 ? Math.min(top, port.top) : top;
    const last = i === view.lanes.length - 1 ? Math.max(bottom, port.bottom) : bottom;
    if (i % 2) { ctx.fillStyle = C.lane; ctx.fillRect(port.left, first, Math.max(0, right - port.left), last - first); }
  });
  view.regions.forEach((region) => drawRegion(ctx, region));
}

/** The frame of an organisation fades with whoever stands in it. */
const regionAlpha = ({ box: [left, top, right, bottom] }) => Math.max(0.35, ...[...at].filter(([, [x, y]]) => x > left && x < right && y > top && y < bottom).map(([id]) => personAlpha(id)));
/** A frame keeps clear of the marks round the cards in it. */
const CLEAR = 3;
function drawRegion(ctx, region) {
  const [left, top, right, bottom] = region.box.map((v, i) => v + (i < 2 ? -CLEAR : CLEAR));
  ctx.save();
  ctx.globalAlpha = regionAlpha(region);
  ctx.lineWidth = 1.3;
  ctx.setLineDash([7, 4]);
  ctx.strokeStyle = C.frame;
  ctx.fillStyle = C.region;
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.fill();
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.restore();
}

/** What is written over an organisation: [text, weight, size, height]. Where the map is shown small, the name alone. */
function regionRows(ctx, region, room) {
  const name = say(region.name);
  if (region.letters) {
    ctx.font = `600 ${region.letters}px ${FONT}`;
    return twoLines(ctx, name, room).map((row, i) => [row, 600, region.letters, region.letters * (1.1 + i * 1.15) + 2]);
  }
  const cut = (text, weight, size, y) => {
    ctx.font = `${weight} ${size}px ${FONT}`;
    return [fit(ctx, text, room), weight, size, y];
  };
  if (letters.title <= 11.5) return [cut(label(`category.${region.category}`), 400, letters.title, 13.5), cut(name, 600, letters.title + 0.2, 26.5)];
  const size = Math.max(13, Math.min(LARGEST, letters.title));
  ctx.font = `600 ${size}px ${FONT}`;
  const rows = twoLines(ctx, name, room);
  return rows.map((row, i) => [row, 600, size, rows.length > 1 ? size * (0.94 + i * 0.94) : 22]);
}

/** Name and kind of an organisation, over the lines that enter it. */
function drawRegionName(ctx, region) {
  const [left, top, right] = region.box;
  ctx.save();
  ctx.globalAlpha = regionAlpha(region);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.lineWidth = 3.5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = C.region;
  ctx.fillStyle = C.soft;
  for (const [text, weight, size, y] of regionRows(ctx, region, right - left - 9)) {
    ctx.font = `${weight} ${size}px ${FONT}`;
    ctx.strokeText(text, left + 5, top + y);
    ctx.fillText(text, left + 5, top + y);
  }
  ctx.restore();
}

function drawCharts(ctx) {
  for (const [i, points] of lines) {
    const e = EDGES[i];
    if (!lineOf(e).chart) continue;
    const lit = focus && focus.edges.has(i) && focus.labels;
    if (!lineShown(e) && !lit) continue;
    ctx.save();
    ctx.globalAlpha = focus ? (lit || focus.edges.has(i) ? 1 : MANY ? 0.08 : 0.3) : Math.max(0.25, lineAlpha(i)) * (CARDS ? 1 : MANY ? 0.18 : 0.4);
    drawChart(ctx, points, lit && !focus.path ? "focus" : KIND.strongChart, e.dotted, FACE.chart(e));
    ctx.restore();
  }
}

/** Is any of a line within what is seen, as far as a box around it tells? */
const inSight = (points, port) =>
  points.some(([x]) => x > port.left) && points.some(([x]) => x < port.right) && points.some(([, y]) => y > port.top) && points.some(([, y]) => y < port.bottom);

/** Are both who are joined by a line within what is seen? */
const endsInSight = (points, port) => [points[0], points[points.length - 1]].every(([x, y]) => x > port.left && x < port.right && y > port.top && y < port.bottom);

function drawTies(ctx, port) {
  /* Weak lines lie under strong ones, and all under those that matter now. */
  const layers = [[], [], [], [], [], [], [], []];
  for (const [i, points] of lines) {
    const e = EDGES[i];
    const lit = focus && focus.edges.has(i);
    const within = MANY && quiet.has(i) && !lit ? endsInSight : inSight;
    if (lineOf(e).chart || !lineShown(e) || !lineAlpha(i) || !within(points, port)) continue;
    if (!(lit && focus.path)) layers[(lit ? 4 : 0) + (quiet.has(i) ? 0 : 2) + (e.inversion === true ? 1 : 0)].push(i);
  }
  const dashed = Math.max(1, 0.75 / port.scale);
  seenAt = port.scale;
  ctx.save();
  for (const i of layers.flat()) {
    const e = EDGES[i];
    if (CARDS) ctx.save(); /* among dots there are thousands, and each says all that it needs */
    stretch = MANY && port.text && moving ? 0 : dashed; /* a picture that is saved has all dashes */
    ctx.globalAlpha = lineAlpha(i) * (!focus && quiet.has(i) ? QUIET : 1) * paleness(e) * (CARDS || focus ? 1 : quiet.size && !quiet.has(i) ? 0.75 : 0.3);
    lineOf(e).draw(ctx, !focus && quiet.has(i) ? { ...e, weight: e.weight * QUIET } : e, lines.get(i));
    if (CARDS) ctx.restore();
  }
  ctx.restore();
  stretch = 1;
}

/** The hidden path lies over the faded rest, its glow exactly on its line. */
function drawPath(ctx) {
  pathLines().forEach(({ e, points }) => {
    ctx.save();
    ctx.strokeStyle = C.path_glow;
    ctx.globalAlpha = 0.75;
    ctx.lineWidth = widthOf(e) + 11;
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    trace(ctx, points);
    ctx.stroke();
    ctx.globalAlpha = 1;
    drawInfluence(ctx, e, points, C.path, 1.2);
    ctx.restore();
  });
}

/** Lines of the hidden path; a step without a recorded line of its own has one for the occasion. */
function pathLines() {
  const ids = focus.path.people.filter((id) => at.has(id));
  return ids.slice(1).flatMap((b, k) => {
    const i = hopEdge(ids[k], b);
    if (lines.has(i)) return [{ e: EDGES[i], points: lines.get(i) }];
    const points = steps.get(`${ids[k]}>${b}`) || (CARDS ? null : [at.get(ids[k]), at.get(b)]);
    return points ? [{ e: { a: ids[k], b, kind: "influences", weight: 30 }, points }] : [];
  });
}

function drawPeople(ctx, scale) {
  for (const [id, [x, y]] of at) {
    if (id === MAP.ego) halo(ctx, PEOPLE[id], [x, y], C.circle, 3);
    KIND.ring(ctx, PEOPLE[id], x, y);
    if (CARDS) drawCard(ctx, PEOPLE[id], x, y);
    else drawDot(ctx, PEOPLE[id], x, y, scale);
  }
}

/** How many more stand below somebody is written under the card: on it, it would lie on the marks in its corner. */
const moreAt = ([x, y]) => [x + HALF_W - 16, y + HALF_H + letters.mark * 0.82];
/** Below whom more stand, if the number is at this place. */
function moreUnder(place) {
  const found = MAP.views[state.view].more.find(([id]) => {
    if (!at.has(id)) return false;
    const [x, y] = moreAt(at.get(id));
    return Math.abs(place.x - x) < letters.mark * 2 && Math.abs(place.y - y) < letters.mark * 0.85;
  });
  return found ? found[0] : null;
}

function drawAbove(ctx, port) {
  const view = MAP.views[state.view];
  view.more.forEach(([id, n]) => {
    const spot = at.get(id);
    if (spot) pill(ctx, ...moreAt(spot), `+${n}`, C.accent, C.accent_ink);
  });
  if (focus && focus.path) {
    drawPath(ctx);
    focus.path.people.forEach((id, k) => {
      const spot = at.get(id);
      if (!spot) return;
      halo(ctx, PEOPLE[id], spot, C.path, 3);
      numberMark(ctx, spot[0] - HALF_W, spot[1] - HALF_H + letters.mark * 0.4, String(k + 1)); /* below the name of its organisation */
    });
    const taken = [...written(ctx, port), ...pathLines().map(({ e, points }) => headAt(e, points))];
    pathLines().forEach(({ e, points }) => lineLabel(ctx, e, points, C.path, taken));
  } else if (focus && focus.labels) {
    focusLabels(ctx, port);
  }
  FACE.above(ctx, port);
  if (state.select !== null && at.has(state.select)) halo(ctx, PEOPLE[state.select], at.get(state.select), C.focus, 3);
  if (walker !== null && document.activeElement && $("mirror").contains(document.activeElement) && at.has(walker)) halo(ctx, PEOPLE[walker], at.get(walker), C.focus, 4.5, true);
  drawColumnNames(ctx, port);
  drawLaneNames(ctx, port);
}

function halo(ctx, p, [x, y], colour, width, dashed = false) {
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  if (dashed) ctx.setLineDash([7, 4]);
  if (CARDS) rounded(ctx, x - HALF_W - 3.5, y - HALF_H - 3.5, CARD_W + 7, CARD_H + 7, 8);
  else { ctx.beginPath(); ctx.arc(x, y, dotRadius(p) + 4, 0, 7); }
  ctx.stroke();
  ctx.restore();
}

const markFont = () => `700 ${letters.mark}px ${FONT}`;
/** What a mark on a line or card takes, in its own letters. */
const markBox = (ctx, text) => [textWidth(ctx, text) + letters.mark * 1.15, letters.mark * 1.55];
function pill(ctx, x, y, text, fill, ink, stroke = null) {
  ctx.save();
  ctx.font = markFont();
  const [w, h] = markBox(ctx, text);
  rounded(ctx, x - w / 2, y - h / 2, w, h, h / 2);
  ctx.fillStyle = fill;
  ctx.fill();
  if (stroke) { ctx.strokeStyle = stroke; ctx.lineWidth = 1.3; ctx.stroke(); }
  ctx.fillStyle = ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.8);
  ctx.restore();
}

function numberMark(ctx, x, y, text) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, letters.mark * 0.86, 0, 7);
  ctx.fillStyle = C.path;
  ctx.fill();
  ctx.font = markFont();
  ctx.fillStyle = C.page;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.8);
  ctx.restore();
}

/** Room that the head of an arrow of a path takes, as that of a label. */
function headAt(e, points) {
  const [from, to] = points.slice(-2);
  const [n, size] = [Math.hypot(to[0] - from[0], to[1] - from[1]) || 1, headSize(widthOf(e) + 1.2)];
  return [...to.map((end, k) => end - ((end - from[k]) / n) * size), size * 2, size * 2];
}

const strengthText = (e) => (lineOf(e).amount ? lineOf(e).amount(e) : e.level === undefined ? `${e.weight || 0}%` : `${e.level}/${lineOf(e).of}`);
/** How much of a card a label would hide. */
function onCards([x, y], w, h) {
  if (!CARDS) return 0;
  let sum = 0;
  for (const [cx, cy] of at.values()) sum += Math.max(0, Math.min(w, w / 2 + HALF_W - Math.abs(x - cx))) * Math.max(0, Math.min(h, h / 2 + HALF_H - Math.abs(y - cy)));
  return sum;
}

/** What is written already and no label may lie on, as [x, y, width, height]: how many more stand below somebody, names of dots and of ranks. */
function written(ctx, port) {
  const names = [...namedBoxes, ...rankNames(ctx, port).map((rank) => rank.box)].map(([left, top, right, bottom]) => [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top]);
  ctx.font = markFont();
  return [...MAP.views[state.view].more.filter(([id]) => at.has(id)).map(([id, n]) => [...moreAt(at.get(id)), ...markBox(ctx, `+${n}`)]), ...names];
}

/** So many labels are read at a glance; the panel has those of all lines. */
const LABELS = 12;
const lengthOf = (points) => stretches(points).reduce((sum, [a, b]) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0);
/** The labels of whoever is looked at, those of the shortest lines first, which have the fewest places. Of many lines the strongest have one,
 * where it hides nothing: sixty labels hid lines and cards alike. */
function focusLabels(ctx, port) {
  const shown = [...focus.edges].filter((i) => lines.has(i) && !lineOf(EDGES[i]).chart && !lineOf(EDGES[i]).labelled && lineShown(EDGES[i]));
  const many = shown.length > LABELS;
  const taken = written(ctx, port);
  if (many) shown.sort((a, b) => (EDGES[b].weight || 0) - (EDGES[a].weight || 0) || a - b);
  else shown.sort((a, b) => lengthOf(lines.get(a)) - lengthOf(lines.get(b)) || a - b);
  if (many && !CARDS) focus.people.forEach((id) => { const r = 2 * dotRadius(PEOPLE[id]); if (at.has(id)) taken.push([...at.get(id), r, r]); });
  let left = LABELS;
  for (const i of shown) if (left && lineLabel(ctx, EDGES[i], lines.get(i), lineOf(EDGES[i]).colour(), taken, many)) left--;
}

/** The label of a line; two of them stand apart, as far along their lines as that takes. Where it would lie on a card, a name or another there
 * is none, and with `free` none that would touch one: the panel has it. */
function lineLabel(ctx, e, points, colour, taken, free = false) {
  ctx.font = markFont();
  const [w, h] = markBox(ctx, strengthText(e));
  const over = (at) => 3 * onCards(at, w, h) + 3 * taken.reduce((sum, [ox, oy, ow, oh]) => sum + Math.max(0, (w + ow) / 2 - Math.abs(at[0] - ox)) * Math.max(0, (h + oh) / 2 - Math.abs(at[1] - oy)), 0);
  const along = labelSpots(points);
  const [[x, y]] = along;
  /* Between neighbours there is room for one on each of two lines only beside it, or above and below: those that lead up stand on the right. */
  const beside = (w / 2 - h / 4) * (points[0][1] > points[points.length - 1][1] ? 1 : -1);
  const short = CARDS && points.length === 2 && lengthOf(points) < 3 * h;
  const spots = [[x + beside, y], ...along, [x - beside, y], [x, y - h * 0.6], [x, y + h * 0.6]].slice(short ? 0 : 1);
  const spot = spots.reduce((best, one) => (over(one) < over(best) - 1 ? one : best));
  if (over(spot) > (free ? 0 : 0.1 * w * h)) return false;
  taken.push([...spot, w, h]);
  pill(ctx, ...spot, strengthText(e), C.surface, C.ink, colour);
  return true;
}

const laneFont = (size) => `700 ${size}px ${FONT}`;
/** Names of the ranks stand left of everybody, where no line runs, and keep their size; where that is out of sight, at the edge of what is
 * seen, over lines but never over a card. Without room for all of each, none is drawn. */
function rankNames(ctx, port) {
  const unit = (port.text || 1) / port.scale, beside = bounds[0] - 4 * unit;
  const [halfW, halfH] = CARDS ? [HALF_W, HALF_H] : [8, 8];
  ctx.font = laneFont(13 * unit);
  return MAP.views[state.view].lanes.flatMap(([grade, top, bottom]) => {
    const name = label(`rank.${grade}`);
    const wide = textWidth(ctx, name);
    const end = Math.max(beside, port.left + wide + 6 * unit);
    const y = Math.max(top, port.top) + 8 * unit;
    const hides = ([x, v]) => Math.abs(x - end + wide / 2) < halfW + wide / 2 && Math.abs(v - y - 7 * unit) < halfH + 9 * unit;
    if ((end > beside || top < port.top) && y + 16 * unit > bottom) return [];
    if (end > beside && [...at.values()].some(hides)) return [];
    return [{ name, floats: end > beside, box: [end - wide, y, end, y + 14 * unit] }];
  });
}

function drawLaneNames(ctx, port) {
  ctx.save();
  const unit = (port.text || 1) / port.scale;
  ctx.textAlign = "right";
  ctx.textBaseline = "top";
  ctx.fillStyle = C.soft;
  ctx.strokeStyle = C.page;
  ctx.lineWidth = 4 * unit;
  ctx.lineJoin = "round";
  for (const { name, floats, box: [, top, right] } of rankNames(ctx, port)) {
    if (floats) ctx.strokeText(name, right, top);
    ctx.fillText(name, right, top);
  }
  ctx.restore();
}

/* One person: a card, or a dot if there are many. */

/* One size of letters for all names of a picture: the smaller the map is shown, the larger they are written on it. What stands below a name
 * is written no smaller than 10 pixels of the screen: titles take fewer lines then, and none where there is no room; the panel has them. */
const READABLE = 10, LARGEST = 17.8;
const sizesAt = (scale) => {
  const small = READABLE / scale;
  return { name: Math.min(18, Math.max(13, small)), title: Math.max(10.8, small), facts: Math.min(LARGEST, Math.max(11, small)), mark: Math.min(LARGEST, Math.max(10.5, small)) };
};
/** How many lines of a title a card holds below so many of a name. */
const titleLines = (lines) => (lines > 1 ? Number(letters.title <= 13.2) : letters.title <= 13.5 ? 2 : Number(letters.title <= LARGEST));
let letters = sizesAt(1);
/** Where rows of these sizes stand on a card: as far apart as the row of facts below them allows, at most as in a paragraph. */
function baselines(sizes, facts) {
  const room = (facts ? 60.5 - facts * 0.74 : 57) - sizes.reduce((sum, size) => sum + size * 0.76, 0);
  const gap = (size) => Math.min(size * 0.62, room / (sizes.length + 1.25));
  let y = 0;
  return sizes.map((size) => (y += size * 0.76 + gap(size)));
}
/** What a line is broken between: words, Chinese characters; the dot in names such as 买买提·艾则孜 stays with what it ends. */
const AT_SPACES = /[\p{Script=Han}][·・]?|[^\s\p{Script=Han}]+|\s+/gu;
const AT_HYPHENS = /[\p{Script=Han}][·・]?|[^\s\p{Script=Han}-]*-|[^\s\p{Script=Han}-]+|\s+/gu;
/** A text in at most two lines, broken at a space or between Chinese characters, if it must be after a hyphen; only what is longer still is cut. */
function twoLines(ctx, text, head, most = head, breaks = AT_SPACES) {
  if (textWidth(ctx, text) <= head) return [text];
  /* Rather than at a blank, between what a dot sets apart: the dot says no more than the end of a line. */
  const halves = text.split(" · ");
  if (halves.length === 2 && halves.every((half) => half && textWidth(ctx, half) <= head)) return halves;
  const parts = text.match(breaks) || [text];
  let first = "";
  while (parts.length > 1 && textWidth(ctx, first + parts[0]) <= head) first += parts.shift();
  if (!first.trim()) {
    const all = [...text];
    while (all.length && textWidth(ctx, first + all[0]) <= head) first += all.shift();
    return [first, fit(ctx, all.join(""), most)];
  }
  const rest = parts.join("").trim();
  if (breaks === AT_SPACES && textWidth(ctx, rest) > most) return twoLines(ctx, text, head, most, AT_HYPHENS);
  return [first.trim(), fit(ctx, rest, most)];
}

function outline(ctx, p, x, y, w, h) {
  if (!p.outside) return rounded(ctx, x, y, w, h, 6);
  const c = 11;
  polygon(ctx, [[x + c, y], [x + w, y], [x + w, y + h - c], [x + w - c, y + h], [x, y + h], [x, y + c]]);
}

/** What the strip of a card says, and the marks on it: support, where a kind says nothing else. */
const ours = (p) => p.category === "our_company";
const FACE = { key: (p) => (ours(p) ? "ours" : supportKey(p)), glyph: faceGlyph, ink: (p) => C.glyph[supportKey(p)], badge() {}, above() {}, turn() {}, plain: (e) => KIND.arc(e) === C.influence, chart: () => null, ranked: (nearness) => nearness, veiled: () => false, hidden: () => false, number: () => [0, 0] };

/** Ours have an arrow that sets out. */
function faceGlyph(ctx, key, x, y, colour) {
  if (key !== "ours") return supportGlyph(ctx, key, x, y, colour);
  ctx.fillStyle = colour;
  polygon(ctx, [[x - 3.6, y - 5], [x + 4.6, y], [x - 3.6, y + 5]]);
  ctx.fill();
}

function oursSwatch(ctx, x, y, w = 22, h = 18) {
  rounded(ctx, x + 0.5, y + 0.5, w - 1, h - 1, 4);
  ctx.fillStyle = C.accent;
  ctx.fill();
  faceGlyph(ctx, "ours", x + w / 2, y + h / 2, C.accent_ink);
}

const isDecider = (p) => (p.roles || []).some((r) => r === "decider" || r === "approver");

function drawCard(ctx, p, cx, cy) {
  const x = cx - HALF_W;
  const y = cy - HALF_H;
  const alpha = personAlpha(p.id);
  const key = FACE.key(p);
  const gone = (p.flags || []).includes("left") || isGone(p);
  ctx.save();
  if (alpha < 1) {
    outline(ctx, p, x, y, CARD_W, CARD_H);
    ctx.fillStyle = C.page;
    ctx.fill();
  }
  ctx.globalAlpha = alpha * (gone ? 0.6 : 1);
  ctx.save();
  if (alpha === 1 && !p.seat) { ctx.shadowColor = "rgba(15,25,45,.18)"; ctx.shadowBlur = 5; ctx.shadowOffsetY = 1.5; }
  outline(ctx, p, x, y, CARD_W, CARD_H);
  ctx.fillStyle = p.seat ? C.page : MAP.insight ? KIND.card(p) : C.card;
  ctx.fill();
  ctx.restore();
  if (p.seat) drawGhost(ctx, x + 13, y + CARD_H / 2);
  else if (MAP.insight) drawStrip(ctx, p, x, y, key);
  outline(ctx, p, x, y, CARD_W, CARD_H);
  const decider = isDecider(p);
  ctx.strokeStyle = decider ? C.ink : C.card_line;
  ctx.lineWidth = decider ? 2.2 : 1;
  if (p.seat) { ctx.setLineDash([7, 4]); ctx.strokeStyle = decider ? C.ink : C.soft; ctx.lineWidth = decider ? 2.2 : 1.5; }
  else if (MAP.insight && key === "unknown" && !decider) { ctx.setLineDash([4, 3]); ctx.strokeStyle = C.frame; }
  ctx.stroke();
  ctx.setLineDash([]);
  if (play.changes.has(p.id)) { ctx.save(); ctx.strokeStyle = C.focus; ctx.lineWidth = 2.4; ctx.setLineDash([5, 3]); rounded(ctx, x - 3, y - 3, CARD_W + 6, CARD_H + 6, 8); ctx.stroke(); ctx.restore(); }
  drawTexts(ctx, p, x + (p.seat || MAP.insight ? 24 : 11), y, gone);
  drawMarks(ctx, p, x, y);
  ctx.restore();
}

/** Where somebody should stand: an empty outline of head and shoulders. */
function drawGhost(ctx, cx, cy, size = 1) {
  ctx.save();
  ctx.translate(cx, cy);
  ctx.scale(size, size);
  ctx.strokeStyle = C.soft;
  ctx.lineWidth = 1.4;
  ctx.setLineDash([2.6, 1.8]);
  ctx.beginPath();
  ctx.arc(0, -7, 5, 0, Math.PI * 2);
  ctx.moveTo(-8, 11);
  ctx.bezierCurveTo(-8, -1, 8, -1, 8, 11);
  ctx.closePath();
  ctx.stroke();
  ctx.restore();
}

function drawStrip(ctx, p, x, y, key) {
  ctx.save();
  outline(ctx, p, x, y, CARD_W, CARD_H);
  ctx.clip();
  if (p.stale && !ours(p) && FACE.glyph === faceGlyph) ctx.globalAlpha *= 0.45;
  ctx.fillStyle = KIND.strip(p);
  ctx.fillRect(x, y, 17, CARD_H);
  if (key === "unknown") hatch(ctx, x, y, 17, CARD_H, C.frame);
  ctx.restore();
  ctx.save();
  ctx.translate(x + 8.5, y + CARD_H / 2);
  const larger = Math.max(1, Math.min(1.3, letters.name / 13)); /* as the names are, where the map is shown small; the strip holds no more */
  ctx.scale(larger, larger);
  if (key === "unknown") { ctx.beginPath(); ctx.arc(0, 0, 6.5, 0, 7); ctx.fillStyle = C.support.unknown; ctx.fill(); }
  FACE.glyph(ctx, key, 0, 0, p.stale && !ours(p) && FACE.glyph === faceGlyph ? C.ink : KIND.glyph(p));
  ctx.restore();
}

/** What may stand in the only line below a name, the best first: the title with what is said beside it, its parts, else the department. All of
 * it stands there or the next: none is cut. */
function singleLines(p, both) {
  const parts = (text) => (text ? [text, ...text.split(" · ").reverse()] : []);
  return [both, ...parts(say(p.short_title)), ...(MAP.insight ? parts(say(p.unit)) : [])]; /* else the department has a line of its own */
}

function drawTexts(ctx, p, x, y, gone) {
  const room = CARD_W - (p.seat || MAP.insight ? 24 : 11) - 7;
  const badges = Math.min(3, (p.roles || []).length) * 19;
  const [own, other] = shortNames(p);
  ctx.font = `700 ${letters.name}px ${FONT}`;
  const name = twoLines(ctx, own, room - Math.max(0, badges - 12), room);
  const used = textWidth(ctx, name[0]);
  const free = titleLines(name.length);
  ctx.font = `400 ${letters.title}px ${FONT}`;
  const beside = other && free > 1 && used + 6 + textWidth(ctx, other) <= room - badges;
  const both = [!beside && other, say(p.short_title)].filter(Boolean).join(" · ");
  const fits = (text) => textWidth(ctx, text) <= room;
  const title = free > 1 ? twoLines(ctx, fits(both) ? both : say(p.short_title), room) : singleLines(p, both).filter((text) => text && fits(text)).slice(0, free);
  const [first, ...below] = baselines([...name.map(() => letters.name), ...title.map(() => letters.title)], MAP.insight ? letters.facts : 0);
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = C.soft;
  if (beside) ctx.fillText(other, x + used + 5, y + first - 0.5);
  title.forEach((line, i) => ctx.fillText(line, x, y + below[name.length - 1 + i]));
  ctx.fillStyle = p.seat ? C.soft : C.ink;
  ctx.font = `700 ${letters.name}px ${FONT}`;
  name.forEach((line, i) => {
    const base = y + [first, ...below][i];
    ctx.fillText(line, x, base);
    if (gone) ctx.fillRect(x, base - letters.name * 0.35, textWidth(ctx, line), 1.4);
  });
  ctx.fillStyle = C.soft;
  ctx.font = `400 ${letters.title}px ${FONT}`;
  if (!MAP.insight) {
    if (free && title.length + name.length < 3) ctx.fillText(fit(ctx, say(p.unit), room), x, y + 59);
    return;
  }
  if (p.power) {
    for (let i = 0; i < 5; i++) {
      ctx.beginPath();
      ctx.arc(x + 3 + i * 8, y + 56, 2.8, 0, Math.PI * 2);
      ctx.fillStyle = i < p.power ? C.ink : C.surface;
      ctx.fill();
      ctx.strokeStyle = i < p.power ? C.ink : C.frame;
      ctx.lineWidth = 0.9;
      ctx.stroke();
    }
    ctx.font = `600 ${letters.facts}px ${FONT}`;
    ctx.fillStyle = C.soft;
    ctx.fillText(playedShare(p), x + 44, y + 60.5);
  }
  const right = coverage(ctx, p, x - 24 + CARD_W - 7, y + 55.5);
  const nearest = (p.contacts || [])[0];
  if (nearest && !(p.gap && nearest.band === 0)) {
    ctx.font = `700 ${letters.facts}px ${FONT}`;
    ctx.fillStyle = C.ink;
    ctx.textAlign = "right";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(nearest.mark, right - 1, y + 60.5);
  }
}

function drawMarks(ctx, p, x, y) {
  const roles = ROLE_ORDER.filter((r) => (p.roles || []).includes(r)).slice(0, 3);
  roles.forEach((role, i) => roleBadge(ctx, role, x + CARD_W - 4 - i * 19, y + 1));
  if ((p.flags || []).includes("independence_required")) shieldBadge(ctx, x + 4, y + 3);
  if (MAP.insight) FACE.badge(ctx, p, x, y + CARD_H);
}

/** Where there are few, dots are large enough for a number. */
const dotRadius = (p) => (DATA.network.sizes[p.id] || 8) * (PEOPLE.length <= 60 ? 1.4 : 1);

/** The sign of support in a dot, where there is room for it. */
function supportSign(ctx, p, cx, cy, scale) {
  if (scale <= 0.55) return;
  const r = dotRadius(p);
  ctx.translate(cx, cy);
  ctx.scale(Math.min(1, r / 9), Math.min(1, r / 9));
  FACE.glyph(ctx, FACE.key(p), 0, 0, FACE.ink(p));
}

function drawDot(ctx, p, cx, cy, scale) {
  const r = dotRadius(p);
  ctx.save();
  ctx.globalAlpha = personAlpha(p.id) * (p.stale ? 0.75 : 1);
  if (p.outside) rounded(ctx, cx - r * 0.9, cy - r * 0.9, r * 1.8, r * 1.8, 1);
  else { ctx.beginPath(); ctx.arc(cx, cy, r, 0, Math.PI * 2); }
  ctx.fillStyle = p.seat ? C.page : MAP.insight ? KIND.dot(p) : C.mute;
  ctx.fill();
  const hollow = ctx.fillStyle === C.surface; /* in the dark hardly lighter than the page */
  ctx.lineWidth = isDecider(p) ? 2.6 : hollow ? 1.6 : 1;
  ctx.strokeStyle = isDecider(p) ? C.ink : hollow ? C.soft : C.frame;
  if (p.seat) ctx.setLineDash([3, 2]);
  if (p.gap) { ctx.strokeStyle = C.alert; ctx.lineWidth = 2; ctx.setLineDash([3, 2]); }
  ctx.stroke();
  ctx.setLineDash([]);
  if (MAP.insight) KIND.sign(ctx, p, cx, cy, scale);
  ctx.restore();
  if (MAP.insight) FACE.badge(ctx, p, cx - r, cy + r);
}

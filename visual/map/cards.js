/* One person: a card, or a dot if there are many. */

let coarse = false;          /* the map is shown small: fewer words on a card, and larger */
const widths = new Map();
function textWidth(ctx, text) {
  const key = `${ctx.font}|${text}`;
  let w = widths.get(key);
  if (w === undefined) { w = ctx.measureText(text).width; widths.set(key, w); }
  return w;
}

/** Text cut to a width with an ellipsis; names come shortened, so this walks over a few dozen characters at most. */
function fit(ctx, text, most) {
  if (textWidth(ctx, text) <= most) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(ctx, `${letters.join("")}…`) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** The largest of some font sizes in which a text fits, then the text, cut if not even the smallest will do. */
function fitFont(ctx, text, most, weight, sizes) {
  for (const size of sizes) {
    ctx.font = `${weight} ${size}px ${FONT}`;
    if (textWidth(ctx, text) <= most) return text;
  }
  return fit(ctx, text, most);
}

function outline(ctx, p, x, y, w, h) {
  if (!p.outside) return rounded(ctx, x, y, w, h, 6);
  const c = 11;
  polygon(ctx, [[x + c, y], [x + w, y], [x + w, y + h - c], [x + w - c, y + h], [x, y + h], [x, y + c]]);
}

const isDecider = (p) => (p.roles || []).some((r) => r === "decider" || r === "approver");

function drawCard(ctx, p, cx, cy) {
  const x = cx - HALF_W;
  const y = cy - HALF_H;
  const alpha = personAlpha(p.id);
  const key = supportKey(p);
  const gone = (p.flags || []).includes("left");
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
  if (p.stale) ctx.globalAlpha *= 0.45;
  ctx.fillStyle = KIND.strip(p);
  ctx.fillRect(x, y, 17, CARD_H);
  if (key === "unknown") hatch(ctx, x, y, 17, CARD_H, C.frame);
  ctx.restore();
  if (key === "unknown") { ctx.beginPath(); ctx.arc(x + 8.5, y + CARD_H / 2, 6.5, 0, 7); ctx.fillStyle = C.support.unknown; ctx.fill(); }
  supportGlyph(ctx, key, x + 8.5, y + CARD_H / 2, p.stale ? C.ink : KIND.glyph(p));
}

function drawTexts(ctx, p, x, y, gone) {
  const room = CARD_W - (p.seat || MAP.insight ? 24 : 11) - 8;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = p.seat ? C.soft : C.ink;
  const name = fitFont(ctx, p.short, room - (p.roles ? 5 : 0), 700, coarse ? [18.5, 17, 15.5, 14, 13] : [15, 14, 13]);
  ctx.fillText(name, x, y + 21);
  const used = textWidth(ctx, name);
  if (gone) { ctx.fillRect(x, y + 15, used, 1.4); }
  ctx.fillStyle = C.soft;
  if (p.short_en && !coarse && room - used > 30) ctx.fillText(fitFont(ctx, p.short_en, room - used - 8, 400, [11, 10, 9]), x + used + 5, y + 20.5);
  ctx.fillText(fitFont(ctx, say(p.short_title), room, 400, coarse ? [13.5, 12.5, 12] : [11.5, 10.5]), x, y + 38);
  if (!MAP.insight) {
    ctx.font = `400 11px ${FONT}`;
    ctx.fillText(fit(ctx, say(p.unit), room), x, y + 55);
    return;
  }
  if (p.power) {
    for (let i = 0; i < 5; i++) {
      ctx.beginPath();
      ctx.arc(x + 3 + i * 8, y + 53, 2.8, 0, Math.PI * 2);
      ctx.fillStyle = i < p.power ? C.ink : C.surface;
      ctx.fill();
      ctx.strokeStyle = i < p.power ? C.ink : C.frame;
      ctx.lineWidth = 0.9;
      ctx.stroke();
    }
    ctx.font = `600 ${coarse ? 13 : 11}px ${FONT}`;
    ctx.fillStyle = C.soft;
    ctx.fillText(p.share, x + 44, y + 57);
  }
  const right = coverage(ctx, p, x - 24 + CARD_W - 7, y + 52.5);
  const first = (p.contacts || [])[0];
  if (first && !(p.gap && first.band === 0)) {
    ctx.font = `700 ${coarse ? 13 : 11}px ${FONT}`;
    ctx.fillStyle = C.ink;
    ctx.textAlign = "right";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(first.mark, right - 1, y + 57);
  }
}

function drawMarks(ctx, p, x, y) {
  const roles = ROLE_ORDER.filter((r) => (p.roles || []).includes(r)).slice(0, 3);
  roles.forEach((role, i) => roleBadge(ctx, role, x + CARD_W - 4 - i * 19, y + 1));
  if ((p.flags || []).includes("independence_required")) shieldBadge(ctx, x + 4, y + 3);
}

const RADII = new Map(DATA.network.nodes.map((n) => [n.id, n.size || 8]));
const dotRadius = (p) => RADII.get(p.id);

/** The sign of support in a dot, where there is room for it. */
function supportSign(ctx, p, cx, cy, scale) {
  if (scale <= 0.55) return;
  const r = dotRadius(p);
  ctx.translate(cx, cy);
  ctx.scale(Math.min(1, r / 9), Math.min(1, r / 9));
  supportGlyph(ctx, supportKey(p), 0, 0, C.glyph[supportKey(p)]);
}

function drawDot(ctx, p, cx, cy, scale) {
  const r = dotRadius(p);
  ctx.save();
  ctx.globalAlpha = personAlpha(p.id) * (p.stale ? 0.75 : 1);
  if (p.outside) rounded(ctx, cx - r * 0.9, cy - r * 0.9, r * 1.8, r * 1.8, 1);
  else { ctx.beginPath(); ctx.arc(cx, cy, r, 0, Math.PI * 2); }
  ctx.fillStyle = p.seat ? C.page : MAP.insight ? KIND.dot(p) : C.mute;
  ctx.fill();
  ctx.lineWidth = isDecider(p) ? 2.6 : 1;
  ctx.strokeStyle = isDecider(p) ? C.ink : C.frame;
  if (p.seat) ctx.setLineDash([3, 2]);
  if (p.gap) { ctx.strokeStyle = C.alert; ctx.lineWidth = 2; ctx.setLineDash([3, 2]); }
  ctx.stroke();
  ctx.setLineDash([]);
  if (MAP.insight) KIND.sign(ctx, p, cx, cy, scale);
  ctx.restore();
  const named = KIND.named(scale) || (focus && focus.people.has(p.id) && focus.people.size < 40);
  if (named) {
    ctx.save();
    ctx.font = `600 ${Math.max(8, 10 / Math.max(scale, 0.5))}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    ctx.lineWidth = 3;
    ctx.strokeStyle = C.page;
    ctx.fillStyle = C.ink;
    ctx.globalAlpha = personAlpha(p.id);
    ctx.strokeText(p.short, cx, cy + r + 1);
    ctx.fillText(p.short, cx, cy + r + 1);
    ctx.restore();
  }
}

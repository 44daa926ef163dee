/* Symbols, drawn by one function for canvas and page alike. */

const ICONS = DATA.icons;
const PATHS = Object.fromEntries(Object.entries(ICONS).map(([key, icon]) => [key, new Path2D(icon.path)]));
const ROLE_ORDER = ["decider", "approver", "gatekeeper", "buyer", "technical_evaluator", "evaluator", "coach", "influencer", "initiator", "user"];

function polygon(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

function rounded(ctx, x, y, w, h, r) {
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, r);
}

function glyphPath(ctx, key, x, y, size, colour) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 24, size / 24);
  ctx.fillStyle = colour;
  if (ctx.fillSymbol) ctx.fillSymbol(ICONS[key].path);
  else ctx.fill(PATHS[key], "evenodd");
  ctx.restore();
}

/** Badge of a decision role: the frame tells the kind of power, the symbol the role. */
function roleBadge(ctx, role, x, y, r = 9) {
  const frame = ICONS[role].frame;
  const dark = frame !== "circle";
  ctx.lineWidth = 1.3;
  if (frame === "hexagon") polygon(ctx, [0, 1, 2, 3, 4, 5].map((i) => [x + r * Math.sin((i * Math.PI) / 3), y + r * Math.cos((i * Math.PI) / 3)]));
  else if (frame === "diamond") polygon(ctx, [[x, y - r * 1.15], [x + r * 1.15, y], [x, y + r * 1.15], [x - r * 1.15, y]]);
  else if (frame === "square") rounded(ctx, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, 1.5);
  else { ctx.beginPath(); ctx.arc(x, y, r * 0.92, 0, Math.PI * 2); }
  ctx.fillStyle = dark ? C.ink : C.surface;
  ctx.fill();
  ctx.strokeStyle = dark ? C.surface : C.ink;
  ctx.lineWidth = dark ? 1 : 1.3;
  ctx.stroke();
  glyphPath(ctx, role, x, y, r * (frame === "diamond" ? 1.15 : 1.3), dark ? C.surface : C.ink);
}

function shieldBadge(ctx, x, y, size = 17) {
  ctx.beginPath();
  ctx.arc(x, y, size * 0.56, 0, Math.PI * 2);
  ctx.fillStyle = C.surface;
  ctx.fill();
  glyphPath(ctx, "shield", x, y, size, C.circle);
}

/** Sign of a support level: it says the same as the colour, for who does not see the colour. */
function supportGlyph(ctx, key, x, y, colour) {
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.9;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  const wedge = (dy, up) => {
    ctx.beginPath();
    ctx.moveTo(x - 4, y + dy + (up ? 2.2 : -2.2));
    ctx.lineTo(x, y + dy + (up ? -2.2 : 2.2));
    ctx.lineTo(x + 4, y + dy + (up ? 2.2 : -2.2));
    ctx.stroke();
  };
  if (key === "3") {
    ctx.beginPath();
    for (let i = 0; i < 10; i++) {
      const r = i % 2 ? 2.5 : 6;
      ctx[i ? "lineTo" : "moveTo"](x + r * Math.sin((i * Math.PI) / 5), y - r * Math.cos((i * Math.PI) / 5));
    }
    ctx.fill();
  } else if (key === "2") { wedge(-3, true); wedge(3, true); }
  else if (key === "1") wedge(0, true);
  else if (key === "0") { ctx.beginPath(); ctx.moveTo(x - 4, y); ctx.lineTo(x + 4, y); ctx.stroke(); }
  else if (key === "-1") { wedge(-3, false); wedge(3, false); }
  else {
    ctx.font = `700 13px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText("?", x, y + 0.5);
  }
}

/** Oblique lines inside a box that is already the clip. */
function hatch(ctx, x, y, w, h, colour) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, w, h);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.9;
  ctx.beginPath();
  for (let d = -h; d < w; d += 4.5) { ctx.moveTo(x + d, y + h); ctx.lineTo(x + d + h, y); }
  ctx.stroke();
  ctx.restore();
}

/** Our best tie as three bars, or the ring that marks a gap. */
function coverage(ctx, person, right, y) {
  if (person.gap) return gapRing(ctx, right - 7, y);
  if (person.tie === undefined) return right;
  const band = person.tie;
  for (let i = 0; i < 3; i++) {
    const h = 4 + i * 3;
    rounded(ctx, right - 15 + i * 5.3, y + 5 - h, 4, h, 0.8);
    ctx.fillStyle = i < band ? C.ink : C.surface;
    ctx.fill();
    ctx.strokeStyle = i < band ? C.ink : C.frame;
    ctx.lineWidth = 0.8;
    ctx.stroke();
  }
  return right - 18;
}

function gapRing(ctx, x, y, r = 6.4) {
  ctx.strokeStyle = C.alert;
  ctx.fillStyle = C.alert;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([2.6, 2]);
  ctx.beginPath();
  ctx.arc(x, y, r, 0, Math.PI * 2);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillRect(x - 0.9, y - 3.7, 1.8, 4.6);
  ctx.fillRect(x - 0.9, y + 1.9, 1.8, 1.8);
  return x - r - 4;
}

/** A small canvas for the page (legend, panel); its meaning is always written beside it. */
function picture(w, h, draw) {
  const canvas = el("canvas", { className: "pic", "aria-hidden": "true" });
  const ratio = 2;
  canvas.width = w * ratio;
  canvas.height = h * ratio;
  canvas.style.width = `${w}px`;
  canvas.style.height = `${h}px`;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  draw(ctx);
  return canvas;
}

function supportSwatch(ctx, key, x, y, w = 22, h = 18) {
  rounded(ctx, x, y, w, h, 4);
  ctx.fillStyle = C.support[key];
  ctx.fill();
  if (key === "unknown") {
    ctx.save();
    ctx.clip();
    hatch(ctx, x, y, w, h, C.frame);
    ctx.restore();
  }
  rounded(ctx, x + 0.5, y + 0.5, w - 1, h - 1, 4);
  ctx.lineWidth = 1;
  ctx.strokeStyle = C.frame;
  if (key === "unknown") ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (key === "unknown") { ctx.beginPath(); ctx.arc(x + w / 2, y + h / 2, 6, 0, 7); ctx.fillStyle = C.support.unknown; ctx.fill(); }
  supportGlyph(ctx, key, x + w / 2, y + h / 2, C.glyph[key]);
}

/* M2, formal versus informal: the chart is strong and grey, inversions are orange, the shadow circle is outlined. */

/** Halo of a member of the shadow circle: full if on the formal list, dashed if not; thin if only on the list. */
function circleRing(ctx, p, cx, cy) {
  if (!(p.circle || p.listed)) return;
  ctx.save();
  ctx.globalAlpha = personAlpha(p.id);
  const gap = 5;
  if (CARDS) rounded(ctx, cx - HALF_W - gap, cy - HALF_H - gap, CARD_W + 2 * gap, CARD_H + 2 * gap, 10);
  else { ctx.beginPath(); ctx.arc(cx, cy, dotRadius(p) + 4, 0, 7); }
  ctx.strokeStyle = C.circle;
  ctx.lineWidth = p.circle ? 3 : 1.2;
  if (!p.listed) ctx.setLineDash([9, 5]);
  if (!p.circle) ctx.setLineDash([1.5, 4]);
  ctx.stroke();
  ctx.restore();
}

/** Support is the sign on a grey strip here, not a colour; so it is in the legend. Dots have no room for both: theirs is the colour. */
function greySwatch(ctx, key, x, y, w = 22, h = 18) {
  rounded(ctx, x + 0.5, y + 0.5, w - 1, h - 1, 4);
  ctx.fillStyle = C.lane;
  ctx.fill();
  ctx.strokeStyle = C.frame;
  ctx.lineWidth = 1;
  ctx.stroke();
  supportGlyph(ctx, key, x + w / 2, y + h / 2, C.ink);
}

const KIND = {
  support: CARDS ? greySwatch : supportSwatch,
  bounds: peopleBounds,
  turns: false,
  ground: rankLanes,
  card: () => C.mute,
  strip: () => C.lane,
  glyph: () => C.ink,
  arc: (e) => (e.inversion ? C.inversion : C.influence),
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  swatch: (ctx, p) => (CARDS ? greySwatch : supportSwatch)(ctx, supportKey(p), 0, 0, 20, 16),
  facts: rankFacts,
  spoken: (p) => [label(`support.${supportKey(p)}`)],
  chips: supportChips,
  sections: decisionSections,
  strongChart: true,
  ring: circleRing,
};

const sampleRing = (width, dash) => ({ w: 28, draw: (ctx) => { rounded(ctx, 2, 3, 24, 13, 4); ctx.strokeStyle = C.circle; ctx.lineWidth = width; ctx.setLineDash(dash); ctx.stroke(); } });
Object.assign(ENTRIES, {
  inversion: () => has((e) => e.inversion) && { ...sampleArrow({}, C.inversion), text: label("line.inversion") },
  listed: () => some((p) => p.circle && p.listed) && { ...sampleRing(2.4, []), text: label("mark.listed") },
  unlisted: () => some((p) => p.circle && !p.listed) && { ...sampleRing(2.4, [5, 3]), text: label("mark.unlisted") },
  nominal: () => some((p) => p.listed && !p.circle) && { ...sampleRing(1.2, [1.5, 4]), text: label("mark.nominal") },
});

/* M1, the influence map: the colour of a card is support. */

const KIND = {
  support: supportSwatch,
  bounds: peopleBounds,
  turns: false,
  ground: rankLanes,
  card: (p) => (ours(p) ? C.mute : C.tint[supportKey(p)]),
  strip: (p) => (ours(p) ? C.accent : C.support[supportKey(p)]),
  glyph: (p) => (ours(p) ? C.accent_ink : C.glyph[supportKey(p)]),
  arc: () => C.influence,
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  swatch: (ctx, p) => (ours(p) ? oursSwatch(ctx, 0, 0, 20, 16) : supportSwatch(ctx, supportKey(p), 0, 0, 20, 16)),
  facts: rankFacts,
  spoken: (p) => [label(ours(p) ? "mark.ours" : `support.${supportKey(p)}`)],
  chips: (p) => (ours(p) ? [] : supportChips(p)),
  sections: (id, p) => (ours(p) ? { above: [section("panel.knows", tieRows(id))], below: [] } : decisionSections(id, p)),
  strongChart: false,
  ring() {},
};

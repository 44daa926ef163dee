/* M1, the influence map: the colour of a card is support. */

const KIND = {
  support: supportSwatch,
  bounds: peopleBounds,
  ground: rankLanes,
  card: (p) => C.tint[supportKey(p)],
  strip: (p) => C.support[supportKey(p)],
  glyph: (p) => C.glyph[supportKey(p)],
  arc: () => C.influence,
  dot: (p) => C.support[supportKey(p)],
  sign: supportSign,
  named: (scale) => scale > 1.1,
  swatch: (ctx, p) => supportSwatch(ctx, supportKey(p), 0, 0, 20, 16),
  facts: rankFacts,
  spoken: (p) => [label(`support.${supportKey(p)}`)],
  chips: supportChips,
  sections: decisionSections,
  strongChart: false,
  ring() {},
};

/* M1, the influence map: the colour of a card is support. */

const KIND = {
  bounds: peopleBounds,
  ground: rankLanes,
  card: (p) => C.tint[supportKey(p)],
  strip: (p) => C.support[supportKey(p)],
  glyph: (p) => C.glyph[supportKey(p)],
  arc: () => C.influence,
  strongChart: false,
  ring() {},
};

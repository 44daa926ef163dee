/* What the map shows, and what people are called on it. */

const MAP = DATA.map;
const PEOPLE = MAP.people;
const EDGES = MAP.edges;
const CARDS = MAP.mode !== "dots";
const [CARD_W, CARD_H] = MAP.card;

const fullName = (p) => (p.name_en ? `${p.name} ${p.name_en}` : p.name);
const shortName = (p) => p.short;
const supportKey = (p) => { const support = playedSupport(p); return support === undefined || support === null ? "unknown" : String(support); };

/* What the map shows, and what people are called on it. */

const MAP = DATA.map;
const PEOPLE = MAP.people;
const EDGES = MAP.edges;
const CARDS = MAP.mode !== "dots";
const [CARD_W, CARD_H] = MAP.card;

const fullName = (p) => (p.name_en ? `${p.name} ${p.name_en}` : p.name);
const shortName = (p) => p.short;
const supportKey = (p) => (p.support === undefined ? "unknown" : String(p.support));

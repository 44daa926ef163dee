/* What the map shows, and what people are called on it. */

const MAP = DATA.map;
const PEOPLE = MAP.people;
const EDGES = MAP.edges;
const CARDS = MAP.mode !== "dots";
const [CARD_W, CARD_H] = MAP.card;

/** Both names of somebody, that in the language of the page first; [the only one] where there is no other. */
const namesOf = (p) => (lang === "en" ? [p.name_en, p.name] : [p.name, p.name_en]).filter(Boolean);
/** The same, as short as a card or a label takes them. */
const shortNames = (p) => (lang === "en" ? [p.short_en, p.short] : [p.short, p.short_en]).filter(Boolean);
const fullName = (p) => namesOf(p).join(" ");
const shortName = (p) => shortNames(p)[0];
const supportKey = (p) => { const support = playedSupport(p); return support === undefined || support === null ? "unknown" : String(support); };

/* Text as it is compared: lower case, no accents, nothing invisible. The same as `fold` in graphcrm/pages/names.py. */

const LETTERS = { "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ" };
const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/[øđłßæœıþðς]/g, (c) => LETTERS[c]).replace(/[\p{M}\p{Cf}]/gu, "");

/* The data block, checked; labels in two languages; one helper that makes elements without ever parsing HTML. */

const root = document.documentElement;
const $ = (id) => document.getElementById(id);

/* SHA-256 (FIPS 180-4) of a text, without the asynchronous Web Crypto, which not every way of opening a file offers. */
function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  words.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) >>> 0;
  const k = Uint32Array.from(primes, (p) => fraction(Math.cbrt(p)));
  const hash = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
  /* Turns are written out: a large map has its data hashed before the program is fast enough to call a function for each. */
  const w = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = words.getInt32(at + i * 4);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    hash[0] += a; hash[1] += b; hash[2] += c; hash[3] += d; hash[4] += e; hash[5] += f; hash[6] += g; hash[7] += h;
  }
  return [...hash].map((v) => v.toString(16).padStart(8, "0")).join("");
}

const block = $("data").textContent;
if (sha256(block) !== window.graphcrmDigest) {
  $("altered").hidden = false;
  return; /* fail closed: the static list stays */
}
const DATA = JSON.parse(block);

let lang = root.lang.startsWith("zh") ? "zh" : "en";
/** Text of a pair [zh, en]; a plain string is the same in both. */
const say = (pair) => (pair === undefined || pair === null ? "" : typeof pair === "string" ? pair : pair[lang === "zh" ? 0 : 1]);
/** The blank between two letters of a Chinese sentence, as graphcrm/i18n.py sets it: one beside a Latin word, none between Chinese ones. */
function blankBetween(before, after, written) {
  const chinese = /[\u4e00-\u9fff，。；：？！（）、《》]/, word = /[\u4e00-\u9fff]/, latin = /[0-9A-Za-z]/;
  if (chinese.test(before) && chinese.test(after)) return "";
  return (word.test(before) && latin.test(after)) || (latin.test(before) && word.test(after)) ? " " : written;
}
/** Label by key, its {placeholders} filled. */
const label = (key, values = {}) => say(DATA.strings[key]).replace(/( ?)\{(\w+)\}( ?)/g, (whole, left, name, right, at, text) => {
  if (!(name in values)) return whole;
  const value = String(values[name]), before = text[at - 1] ?? "", after = text[at + whole.length] ?? "";
  if (lang !== "zh" || !value) return `${left}${value}${right}`;
  return `${blankBetween(before, value[0], left)}${value}${blankBetween(value.at(-1), after, right)}`;
});

/** A text that has no English form: a reader aloud has to know in which language it is. */
const chinese = (text) => typeof text === "string" && /[\u3400-\u9fff]/.test(text) && !/[A-Za-z]/.test(text);

/** An element with properties, attributes (names with a dash, or role) and children; text only ever as text. */
function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (key.includes("-") || key === "role" || key === "scope") node.setAttribute(key, value === true ? "true" : value);
    else node[key] = value;
  }
  const inside = children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false && c !== "");
  node.append(...inside);
  if (lang === "en" && inside.some(chinese)) node.lang = "zh-CN";
  return node;
}

const announce = (text) => Object.assign($("live"), { lang: chinese(text) ? "zh-CN" : root.lang, textContent: text });
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/* The same people as a table that sorts. */

const known = (value, missing = 99999) => (value === undefined ? missing : value);
/** What stands in a cell, and by what the column sorts if not by that. */
const CELLS = {
  name: { of: (p) => fullName(p) },
  title: { of: (p) => say(p.title) },
  unit: { of: (p) => say(p.unit) },
  grade: { of: (p) => label(`rank.${p.grade}`), by: (p) => -p.grade },
  role: { of: (p) => (p.roles || []).map((r) => (DATA.strings[`role.${r}`] ? label(`role.${r}`) : r)).join(", "), by: (p) => ROLE_ORDER.findIndex((r) => (p.roles || []).includes(r)) >>> 0 },
  org: { of: (p) => say(p.org) },
  support: { of: (p) => label(`support.${supportKey(p)}`) + (p.stale ? ` (${label("support.stale")})` : ""), by: (p) => -known(p.support, -9) },
  share: { of: (p) => p.share || "", by: (p) => known(p.share_order) },
  rank: { of: (p) => (p.lo ? `${p.lo}–${p.hi || p.lo}` : ""), by: (p) => known(p.lo) * 1000 + known(p.hi, 0) },
  coverage: { of: (p) => coverWords(p), by: (p) => (p.gap ? 10 : 0) - known(p.tie, -1) },
  last: { of: (p) => p.last || ((p.contacts || p.gap) ? label("never") : ""), by: (p) => p.last || "" },
};
/** What is counted or ranked stands at the right, so that one can compare it. */
const NUMBERS = ["share", "rank", "place", "reached"];
const numeric = (key) => (NUMBERS.includes(key) ? "number" : "");
const columns = () => MAP.columns.map((key) => ({ key, ...CELLS[key] }));

function coverWords(p) {
  const ours = (p.contacts || []).filter((c) => c.band > 0).map((c) => `${say(c.name)} (${label(`tie.${TIES[c.band]}`)})`).join(", ");
  return p.gap ? `! ${label("cover.gap")}${ours ? `: ${ours}` : ""}` : ours;
}

function sortedPeople() {
  const column = columns().find((c) => c.key === state.sort) || columns().find((c) => c.key === MAP.sort);
  const by = column.by || column.of;
  const rows = PEOPLE.map((p) => [by(p), p]);
  const collator = new Intl.Collator(lang === "zh" ? "zh-CN" : "en");
  rows.sort(([a, p], [b, q]) => (typeof a === "number" ? a - b : collator.compare(a, b)) * (state.down ? -1 : 1) || q.grade - p.grade || p.id - q.id);
  return rows.map(([, p]) => p);
}

function headCell(column) {
  const current = state.sort === column.key;
  const name = label(`col.${column.key}`);
  const press = () => {
    change({ sort: column.key, down: current ? !state.down : false });
    $(`sort-${column.key}`).focus();
  };
  return el("th", { scope: "col", className: numeric(column.key), "aria-sort": current ? (state.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", id: `sort-${column.key}`, "aria-label": label("sort", { c: name }), on: { click: press } }, name, el("span", { "aria-hidden": "true" }, current ? (state.down ? " ▼" : " ▲") : "")));
}

function bodyRow(p, live) {
  return el("tr", {}, columns().map((c) => {
    if (c.key === "name") return el("th", { scope: "row", className: (p.flags || []).includes("left") ? "left" : "" }, live ? nameButton(p.id) : fullName(p));
    const text = c.of(p, live);
    return el("td", { className: `${c.key === "coverage" && p.gap ? "alert" : c.key} ${numeric(c.key)}${String(text).length > 90 ? " long" : ""}` }, text);
  }));
}

/** Of many rows those that a screen holds come first, the others once they are seen. */
const FIRST_ROWS = 60;
function tableBody(people) {
  const rows = (some) => some.map((p) => bodyRow(p, true));
  const body = el("tbody", {}, rows(people.slice(0, FIRST_ROWS)));
  if (people.length > FIRST_ROWS) afterPicture(() => body.isConnected && body.append(...rows(people.slice(FIRST_ROWS))));
  return body;
}

/** Whoever the filters, the search and the chosen department leave, in the order of the table. */
function listedPeople() {
  const department = MAP.mode === "pages" && state.view ? MAP.views[state.view].key : "";
  const found = state.q ? new Set(matches(state.q)) : null;
  return sortedPeople().filter((p) => (!kept || kept.has(p.id)) && (!found || found.has(p)) && (!department || inUnit(p, department)));
}

function showTable() {
  const box = $("table-box");
  $("map-box").classList.toggle("behind", state.table);
  $("map-box").inert = state.table;
  box.hidden = !state.table;
  if (!state.table) return box.replaceChildren();
  const people = listedPeople();
  const caption = people.length < PEOPLE.length ? label("table.some", { n: people.length, m: PEOPLE.length }) : label("table.caption");
  box.replaceChildren(
    el("p", { id: "table-caption" }, caption),
    el("div", { className: "scroll", tabIndex: 0, role: "region", "aria-labelledby": "table-caption" },
      el("table", {}, el("thead", {}, el("tr", {}, columns().map(headCell))), tableBody(people))),
  );
}

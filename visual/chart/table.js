/* The tables of the page: each sorts by any of its columns; a choice leaves the rows about whoever was chosen. */

const TABLES = [...document.querySelectorAll("#table-box table")].map((node, at) => ({ node, at, rows: [...node.tBodies[0].rows], column: null, down: false }));

/** By what a cell sorts: its number, else its words; what is not known comes last. */
const weight = (cell) => (cell.dataset.by !== undefined ? Number(cell.dataset.by) : cell.textContent === "—" ? Infinity : cell.textContent);

function sortTable(table, column) {
  Object.assign(table, table.column === column ? { down: !table.down } : { column, down: false });
  const collator = new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true });
  const compare = (a, b) => {
    if (a === Infinity || b === Infinity) return a === b ? 0 : a === Infinity ? 1 : -1;
    return (typeof a === "number" && typeof b === "number" ? b - a : collator.compare(String(a), String(b))) * (table.down ? -1 : 1);
  };
  const rows = table.rows.map((row) => [weight(row.cells[column]), row]);
  rows.sort(([a], [b]) => compare(a, b));
  table.node.tBodies[0].append(...rows.map(([, row]) => row));
  showOrder(table);
}

function showOrder(table) {
  [...table.node.tHead.rows[0].cells].forEach((cell, i) => {
    const current = table.column === i;
    cell.setAttribute("aria-sort", current ? (table.down ? "descending" : "ascending") : "none");
    cell.querySelector(".way").textContent = current ? (table.down ? " ▼" : " ▲") : "";
    cell.querySelector("button").setAttribute("aria-label", label("sort", { c: cell.querySelector("button > span").textContent }));
  });
}

/** Headings become buttons. */
function wireTables() {
  for (const table of TABLES) {
    [...table.node.tHead.rows[0].cells].forEach((cell, i) => {
      const press = el("button", { type: "button", id: `sort-${table.at}-${i}`, on: { click: () => sortTable(table, i) } }, ...cell.childNodes, el("span", { className: "way", "aria-hidden": "true" }));
      cell.replaceChildren(press);
    });
    showOrder(table);
  }
}

/** Copies for paper, without buttons, with the classification at the end of every page. */
const paperTables = () => TABLES.map(({ node }) => {
  const copy = node.cloneNode(true);
  copy.querySelectorAll("thead button").forEach((b) => b.replaceWith(b.querySelector("span").textContent));
  copy.querySelectorAll(".out").forEach((row) => row.classList.remove("out"));
  copy.append(el("tfoot", {}, el("tr", {}, el("td", { colSpan: node.tHead.rows[0].cells.length, className: "mark" }, say(DATA.header.banner)))));
  return copy;
});

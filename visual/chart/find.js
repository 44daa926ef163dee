/* Who is found, and what of the chart is about them. */

const FOUND = Object.entries(DATA.found).map(([id, [name, terms]]) => ({ id, name, terms }));
const fullName = (p) => say(p.name);

function matches(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return words.length ? FOUND.filter((p) => words.every((w) => p.terms.includes(w))) : [];
}

/** Leave what is about somebody and about whom they are joined to; the rest fades. */
function showChoice() {
  const who = FOUND.find((p) => p.id === state.select);
  root.classList.toggle("choosing", Boolean(who));
  $("chosen").hidden = !who;
  $("chosen").firstElementChild.textContent = who ? fullName(who) : "";
  const of = (node) => (node.dataset.about || "").split(" ");
  const shapes = [...$("chart").querySelectorAll("[data-about]")];
  const joined = new Set(who ? shapes.filter((n) => n.tagName === "polyline" && of(n).includes(who.id)).flatMap(of) : []);
  for (const node of shapes) node.classList.toggle("hit", Boolean(who) && (of(node).includes(who.id) || (node.tagName !== "polyline" && of(node).some((id) => joined.has(id)))));
  for (const { rows } of TABLES) for (const row of rows) row.classList.toggle("out", Boolean(who) && !of(row).includes(who.id));
  const first = onScreen().querySelector(".hit");
  if (first) first.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function openFound(id) {
  $("search").value = "";
  choice = -1;
  change({ select: id, q: "" });
  showFound();
  announce(fullName(FOUND.find((p) => p.id === id)));
  $("chart").focus({ preventScroll: true });
}

/** A click on a shape chooses whomever it is about; on several at one place, the next of them; on nothing, nobody. */
function clicked(event) {
  const node = event.target.closest("[data-about]");
  const about = node ? node.dataset.about.split(" ") : [];
  change({ select: about.length ? about[(about.indexOf(state.select) + 1) % about.length] : null });
}

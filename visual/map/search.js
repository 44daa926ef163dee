/* Search by name, title, department, pinyin, and the names of our people. */

/** People in whose line every word of the query occurs; who is called so comes before who merely knows somebody so called. */
function matches(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const rank = (p) => (fold(`${p.name} ${p.name_en || ""}`).includes(words[0]) ? 0 : 1);
  return PEOPLE.filter((p) => words.every((w) => (p.find || "").includes(w))).sort((p, q) => rank(p) - rank(q) || q.grade - p.grade || p.id - q.id);
}

let choice = -1;
function showFound() {
  const list = $("found");
  const hits = matches($("search").value).slice(0, 8);
  const open = document.activeElement === $("search") && $("search").value.trim() !== "";
  choice = Math.min(choice, hits.length - 1);
  list.replaceChildren(...hits.map((p, i) => el("li", { role: "option", id: `found-${i}`, "aria-selected": i === choice ? "true" : "false", on: { mousedown: (e) => { e.preventDefault(); openFound(p.id); } } }, el("b", {}, fullName(p)), " ", say(p.short_title))));
  list.hidden = !open || !hits.length;
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  if (choice >= 0) $("search").setAttribute("aria-activedescendant", `found-${choice}`);
  else $("search").removeAttribute("aria-activedescendant");
  return hits;
}

function openFound(id) {
  const home = MAP.views[state.view].at.some(([n]) => n === id) ? state.view : MAP.views.findIndex((v) => v.at.some(([n]) => n === id));
  $("search").value = "";
  choice = -1;
  change({ select: id, path: null, q: "", table: false, view: Math.max(0, home) });
  showFound();
}

function searchKeys(event) {
  const hits = matches($("search").value).slice(0, 8);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    choice = hits.length ? (choice + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length : -1;
    event.preventDefault();
    showFound();
  } else if (event.key === "Enter" && hits.length) {
    openFound(hits[Math.max(0, choice)].id);
    event.preventDefault();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    event.preventDefault();
    $("search").value = "";
    choice = -1;
    change({ q: "" });
    showFound();
  }
}

function searchTyped() {
  choice = -1;
  const hits = showFound();
  change({ q: $("search").value.slice(0, 80) }, true);
  if ($("search").value.trim()) announce(hits.length ? label("search.n", { n: matches($("search").value).length }) : label("search.none"));
}

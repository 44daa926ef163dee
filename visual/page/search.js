/* The field that one searches in, and the list of who is found. A page says who matches (`matches`), what they are called (`fullName`)
   and what happens when one of them is chosen (`openFound`). */

let choice = -1;
function showFound() {
  const list = $("found");
  const hits = matches($("search").value).slice(0, 8);
  const open = document.activeElement === $("search") && $("search").value.trim() !== "";
  const nobody = el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, label("search.none"));
  choice = Math.min(choice, hits.length - 1);
  list.replaceChildren(...(hits.length ? hits.map((p, i) => el("li", { role: "option", id: `found-${i}`, "aria-selected": i === choice ? "true" : "false", on: { mousedown: (e) => { e.preventDefault(); openFound(p.id); } } }, el("b", {}, fullName(p)), " ", say(p.short_title))) : [nobody]));
  list.hidden = !open;
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  if (choice >= 0) $("search").setAttribute("aria-activedescendant", `found-${choice}`);
  else $("search").removeAttribute("aria-activedescendant");
  return hits;
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
  } else if (event.key === "Escape" && $("search").value) { /* with nothing left to clear, it closes what is open on the page */
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

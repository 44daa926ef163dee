/* Search by name, title, department, pinyin, and the names of our people. */

/** People in whose line every word of the query occurs; who is called so comes before who merely knows somebody so called. */
function matches(query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const rank = (p) => (fold(fullName(p)).includes(words[0]) ? 0 : 1);
  return PEOPLE.filter((p) => words.every((w) => (p.find || "").includes(w))).sort((p, q) => rank(p) - rank(q) || q.grade - p.grade || p.id - q.id);
}

function openFound(id) {
  const home = MAP.views[state.view].at.some(([n]) => n === id) ? state.view : MAP.views.findIndex((v) => v.at.some(([n]) => n === id));
  $("search").value = "";
  choice = -1;
  change({ select: id, path: null, q: "", table: false, view: Math.max(0, home) });
  showFound();
}

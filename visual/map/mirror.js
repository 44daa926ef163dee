/* The map for screen readers and the keyboard: a tree of the same people, walked with the arrow keys. */

let walker = null;           /* number of the person on whom the keyboard stands */
let order = [];              /* people in the order of the tree */

const currentItem = () => $(`person-${walker === null || !at.has(walker) ? order[0] : walker}`) || $("search");

function describe(p) {
  const parts = [fullName(p), p.seat && label("mark.seat"), say(p.title), ...KIND.facts(p)];
  if (p.roles) parts.push(p.roles.map((r) => (DATA.strings[`role.${r}`] ? label(`role.${r}`) : r)).join(", "));
  if (MAP.insight) {
    parts.push(...KIND.spoken(p));
    if (p.share) parts.push(label("panel.share", { s: p.share }));
    if (p.gap) parts.push(label("cover.gap"));
    if (p.outside) parts.push(label("outside"), say(p.org));
  }
  (p.flags || []).forEach((f) => DATA.strings[`flag.${f}`] && parts.push(label(`flag.${f}`)));
  const more = MAP.views[state.view].more.find(([id]) => id === p.id);
  if (more) parts.push(label("person.more", { n: more[1] }));
  if (pinned.has(p.id)) parts.push(label("pin.pinned"));
  return parts.filter(Boolean).join(", ");
}

function buildMirror() {
  const inside = (p) => at.has(p.id);
  const below = new Map();
  const roots = [];
  PEOPLE.filter(inside).forEach((p) => {
    const head = p.boss ?? p.home; /* people of an organisation with a card stand below it */
    if (head === undefined || !at.has(head)) roots.push(p);
    else below.set(head, [...(below.get(head) || []), p]);
  });
  const across = (a, b) => b.grade - a.grade || at.get(a.id)[0] - at.get(b.id)[0] || at.get(a.id)[1] - at.get(b.id)[1];
  order = [];
  const items = [];
  const todo = roots.sort(across).map((p, i) => [p, 1, i + 1, roots.length]).reverse();
  while (todo.length) {
    const [p, level, place, size] = todo.pop();
    order.push(p.id);
    const reports = (below.get(p.id) || []).sort(across);
    items.push(el("div", { role: "treeitem", id: `person-${p.id}`, tabIndex: -1, "aria-level": String(level), "aria-posinset": String(place), "aria-setsize": String(size),
      "aria-expanded": reports.length ? "true" : null, "aria-selected": state.select === p.id ? "true" : "false" }, describe(p)));
    reports.map((q, i) => [q, level + 1, i + 1, reports.length]).reverse().forEach((entry) => todo.push(entry));
  }
  const held = $("mirror").contains(document.activeElement);
  $("mirror").replaceChildren(...items);
  if (walker === null || !at.has(walker)) walker = order.length ? order[0] : null;
  stand(walker, held);
}

function stand(id, take = true) {
  const before = $(`person-${walker}`);
  if (before) before.tabIndex = -1;
  walker = id;
  const item = $(`person-${id}`);
  if (!item) return;
  item.tabIndex = 0;
  if (take) {
    item.focus({ preventScroll: true });
    announce(item.textContent);
    bring(id);
    redraw();
  }
}

function nearest(dx, dy) {
  const [x, y] = at.get(walker);
  let best = null;
  for (const [id, [px, py]] of at) {
    const along = (px - x) * dx + (py - y) * dy;
    const aside = Math.abs((px - x) * dy + (py - y) * dx);
    if (id === walker || along < 8) continue;
    const cost = along + aside * 2.2;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best ? best.id : walker;
}

/** By these keys one comes to everybody; of dots some are nearest to nobody in any direction. */
const STEPS = { PageDown: 1, PageUp: -1 };

function walk(event) {
  const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  if (walker === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in moves && event.shiftKey && movable(walker)) nudge(walker, ...moves[event.key]);
  else if (event.key in moves) stand(nearest(...moves[event.key]));
  else if (event.key in STEPS) stand(order[Math.max(0, Math.min(order.length - 1, order.indexOf(walker) + STEPS[event.key]))]);
  else if (event.key === "Home") stand(order[0]);
  else if (event.key === "End") stand(order[order.length - 1]);
  else if (event.key === "Enter" || event.key === " ") change({ select: walker, path: null });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

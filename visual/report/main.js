/* A report: language, theme, and the agenda as a presentation, one item at a time. */

const items = [...document.querySelectorAll("section.item")].filter((node) => node.id !== "evidence");
let shown = 0;

function show(place, focus = true) {
  shown = Math.max(0, Math.min(items.length - 1, place));
  items.forEach((node, i) => node.classList.toggle("shown", i === shown));
  if (!focus) return;
  items[shown].focus({ preventScroll: true });
  items[shown].scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
  const decide = items[shown].querySelector(".record p");
  announce([items[shown].querySelector("h2"), decide].filter(Boolean).map((node) => node.textContent.trim()).join(". "));
}

function present(on) {
  root.classList.toggle("presenting", on);
  $("present").setAttribute("aria-pressed", String(on));
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  if (!on && document.fullscreenElement) document.exitFullscreen().catch(() => {});
  show(shown, on);
}

let left = null;             /* the number that led to its evidence, and whether it was presented */
/** A link to evidence leaves the presentation, for the evidence is not part of it; from there one comes back to the number. */
function followed(event) {
  const link = event.target.closest("a[href^='#evidence'], a.back");
  if (!link) return;
  const back = link.classList.contains("back");
  const presented = root.classList.contains("presenting");
  if (!back) {
    left = { link, presented };
    if (presented) present(false);
  } else if (left) {
    event.preventDefault();
    if (left.presented) present(true);
    left.link.scrollIntoView({ block: "center" });
    left.link.focus({ preventScroll: true });
    left = null;
  }
}

/** What every sheet of paper says at its top: margin boxes take it from the root. */
function setSheet() {
  for (const side of ["left", "right"]) root.style.setProperty(`--sheet-${side}`, JSON.stringify(say(DATA[side])));
}

document.addEventListener("click", followed);
document.addEventListener("keydown", (event) => {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
  const presenting = root.classList.contains("presenting");
  const acts = { Escape: () => presenting && present(false), ...(presenting ? { ArrowRight: () => show(shown + 1), PageDown: () => show(shown + 1), ArrowLeft: () => show(shown - 1), PageUp: () => show(shown - 1) } : {}) };
  if (Object.hasOwn(acts, event.key)) { acts[event.key](); event.preventDefault(); }
});
$("forward").addEventListener("click", () => show(root.classList.contains("presenting") || shown || items[0] === document.activeElement ? shown + 1 : 0));
$("backward").addEventListener("click", () => show(shown - 1));
$("print").addEventListener("click", () => window.print());
$("present").addEventListener("click", () => present(!root.classList.contains("presenting")));
$("theme").addEventListener("click", () => { chooseTheme(root.dataset.theme === "dark" ? "light" : "dark"); setTheme(); });
$("language").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; setLanguage(); setSheet(); });
dusk.addEventListener("change", followSystem);
root.classList.add("js");
setLanguage();
setSheet();
show(0, false);
root.classList.add("ready");

/* Colours of the theme and the font of the style sheet, for what is drawn on a canvas. */

let C = DATA.palette[root.dataset.theme];
const FONT = getComputedStyle(document.body).fontFamily.replace('"Latin marks", ', "");

/* A page that was not asked for a theme follows the reader's system until the reader chooses. */
const dusk = window.matchMedia("(prefers-color-scheme: dark)");
function followSystem() {
  if (root.dataset.follow === undefined) return;
  root.dataset.theme = dusk.matches ? "dark" : "light";
  setTheme();
}
followSystem();

function chooseTheme(theme) {
  delete root.dataset.follow;
  root.dataset.theme = theme;
}

function setTheme() {
  C = DATA.palette[root.dataset.theme];
}

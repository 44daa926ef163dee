/* Colours of the theme and the font of the style sheet, for what is drawn on a canvas. */

let C = DATA.palette[root.dataset.theme];
const FONT = getComputedStyle(document.body).fontFamily;

function setTheme() {
  C = DATA.palette[root.dataset.theme];
}

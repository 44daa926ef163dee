/* Pictures that leave the page: PNG of 3,840 pixels, SVG that other programs edit, paper. All carry the classification. A page says
   what its sheet holds (`setOut`), paints it (`paintSheet`), whatever the screen (`onSheet`), fits it to paper (`onPaper`), makes its tables for paper (`paperTables`) and shows itself again (`redraw`). */

const PNG_WIDTH = 3840;
const SHEET = 1920;          /* width in which a sheet is set out, whatever its size in the end */
const PAD = 24;

/* Widths grow with the letters: each text is measured once in a weight, not again at every size that a map is zoomed to. */
const MEASURED = 100;
const weights = new Map();   /* font -> [weight, size, widths of texts] */
const widths = new Map();
function textWidth(ctx, text) {
  let known = weights.get(ctx.font);
  if (!known) {
    const [, weight, size] = ctx.font.match(/^(?:(\S+) )?([\d.]+)px /);
    if (!widths.has(weight)) widths.set(weight, new Map());
    if (weights.size > 500) weights.clear();
    weights.set(ctx.font, known = [weight, size / MEASURED, widths.get(weight)]);
  }
  const [weight, size, measured] = known;
  let w = measured.get(text);
  if (w === undefined) {
    measuring.font = `${weight || 400} ${MEASURED}px ${FONT}`;
    measured.set(text, w = measuring.measureText(text).width);
  }
  return w * size;
}

/** Text cut to a width with an ellipsis; names come shortened, so this walks over a few dozen characters at most. */
function fit(ctx, text, most) {
  if (textWidth(ctx, text) <= most) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(ctx, `${letters.join("")}…`) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** A text in lines of at most so many units, broken at spaces and between Chinese characters. */
function brokenInto(ctx, text, room) {
  const rows = [""];
  for (const part of text.match(/[\p{Script=Han}]|[^\s\p{Script=Han}]+|\s+/gu) || []) {
    if (ctx.measureText(rows[rows.length - 1] + part).width > room) rows.push(part.trimStart());
    else rows[rows.length - 1] += part;
  }
  return rows.filter((row) => row.trim());
}

/** Account, context and classification, all numbers in as many lines as they take, and what is to be known first; gives the height. */
function paintHead(ctx, dry = false) {
  const heading = [...document.querySelector(".who h1").children].map((part) => part.textContent.trim()).join(" · ");
  const write = (text, x, y, font, colour, align = "left") => {
    ctx.font = font;
    ctx.fillStyle = colour;
    ctx.textAlign = align;
    if (!dry) ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  ctx.textBaseline = "alphabetic";
  const mark = write(say(DATA.header.banner), SHEET - PAD, 36, `700 15px ${FONT}`, C.bad, "right");
  ctx.font = `700 24px ${FONT}`;
  write(fit(ctx, heading, SHEET - 60 - 2 * PAD - mark), PAD, 38, ctx.font, C.ink);
  ctx.font = `400 15px ${FONT}`;
  const under = write(fit(ctx, DATA.header.sub.map(say).join(" · "), SHEET - 2 * PAD), PAD, 64, ctx.font, C.soft);
  const numbers = [...document.querySelectorAll(".kpi")].map((kpi) => {
    const [name, value] = [kpi.querySelector("dt").textContent, kpi.querySelector("dd").textContent.trim().replace(/\s+/g, " ")];
    ctx.font = `700 20px ${FONT}`;
    const wide = ctx.measureText(value).width;
    ctx.font = `400 13px ${FONT}`;
    return { name, value, wide: Math.max(wide, ctx.measureText(name).width) + 34 };
  });
  const total = numbers.reduce((sum, n) => sum + n.wide, 0);
  const beside = total < SHEET - 3 * PAD - Math.max(under, 400) - mark;
  let x = beside ? SHEET - PAD - mark - 24 - total : PAD;
  let y = beside ? 32 : 92;
  for (const { name, value, wide } of numbers) {
    if (x + wide > SHEET - PAD + 34) { x = PAD; y += 56; }
    write(name, x, y, `400 13px ${FONT}`, C.soft);
    write(value, x, y + 26, `700 20px ${FONT}`, C.ink);
    x += wide;
  }
  let end = Math.max(84, numbers.length ? y + 48 : 0);
  for (const banner of document.querySelectorAll(".banner:not([hidden])")) {
    ctx.font = `700 15px ${FONT}`;
    for (const row of brokenInto(ctx, banner.textContent.trim(), SHEET - 2 * PAD)) {
      write(row, PAD, end + 12, ctx.font, banner.classList.contains("bad") ? C.bad : C.warn);
      end += 22;
    }
    end += 6;
  }
  return end;
}

const pngSheet = () => onSheet(() => {
  const sheet = document.createElement("canvas");
  const ctx = sheet.getContext("2d");
  const parts = setOut(ctx);
  sheet.width = PNG_WIDTH;
  sheet.height = Math.round((parts.height * PNG_WIDTH) / SHEET);
  ctx.scale(PNG_WIDTH / SHEET, PNG_WIDTH / SHEET);
  paintSheet(ctx, parts);
  return sheet;
});

const svgSheet = () => onSheet(() => {
  const parts = setOut(measuring);
  const pencil = new SvgPencil(SHEET, Math.ceil(parts.height));
  pencil.root.append(Object.assign(pencil.make("title", {}), { textContent: `${document.title} · ${say(DATA.header.banner)}` }));
  paintSheet(pencil, parts);
  return pencil.root;
});

const savePng = () => pngSheet().toBlob((blob) => saveFile(blob, "png"), "image/png");
const svgText = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svgSheet())}\n`;
const saveSvg = () => saveFile(new Blob([svgText()], { type: "image/svg+xml" }), "svg");

/** Paper is white: the light palette for the print, the picture first, then the table; the classification ends every page. */
let screenTheme = null;
function beforePrint() {
  screenTheme = root.dataset.theme;
  root.dataset.theme = "light";
  setTheme();
  const sheet = onSheet(() => onPaper(svgSheet));
  sheet.classList.add("sheet");
  $("paper").replaceChildren(sheet, ...paperTables());
}

function afterPrint() {
  if (screenTheme === null) return;
  root.dataset.theme = screenTheme;
  setTheme();
  screenTheme = null;
  $("paper").replaceChildren();
  redraw();
}

/** Asked for by the address (x=svg or x=png), the page shows the file as text and nothing else: so a command can take it from here. */
function exportAsked() {
  const wanted = new URLSearchParams(window.location.hash.slice(1)).get("x");
  if (wanted !== "svg" && wanted !== "png") return;
  document.body.replaceChildren(el("pre", { id: "export" }, wanted === "svg" ? svgText() : pngSheet().toDataURL("image/png")));
}

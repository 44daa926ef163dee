/* Pictures that leave the page: PNG of 3,840 pixels, SVG that other programs edit, paper. All carry legend and classification. */

const PNG_WIDTH = 3840;
const SHEET = 1920;          /* width in which a sheet is set out, whatever its size in the end */
const PAD = 24;

/** What a sheet holds and how high it is: head, map, legend, notes. */
function setOut(ctx) {
  const view = [bounds[0] - (MAP.views[state.view].lanes.length ? 120 : 10), bounds[1] - 4, bounds[2] + 10, bounds[3] + 4];
  const scale = (SHEET - PAD * 2) / (view[2] - view[0]);
  const tall = Math.min(2400, Math.max(380, (view[3] - view[1]) * Math.min(scale, 2)));
  const head = paintHead(ctx, true);
  const legend = legendRows(ctx, SHEET - PAD * 2);
  ctx.font = `400 13px ${FONT}`;
  const notes = brokenInto(ctx, [...document.querySelectorAll(".foot p")].map((p) => p.textContent).join("  ·  "), SHEET - PAD * 2);
  return { head, tall, legend, notes, view, zoom: Math.min(scale, tall / (view[3] - view[1]), 2), height: head + tall + 26 + legend.length * 28 + notes.length * 18 + 12 };
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

function paintSheet(ctx, { head, tall, legend, notes, view, zoom, height }) {
  ctx.fillStyle = C.surface;
  ctx.fillRect(0, 0, SHEET, height);
  paintHead(ctx);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, head, SHEET, tall);
  ctx.clip();
  const port = { scale: zoom };
  port.left = (view[0] + view[2]) / 2 - SHEET / 2 / zoom;
  port.right = port.left + SHEET / zoom;
  port.top = (view[1] + view[3]) / 2 - tall / 2 / zoom;
  port.bottom = port.top + tall / zoom;
  ctx.translate(0, head);
  ctx.scale(zoom, zoom);
  ctx.translate(-port.left, -port.top);
  drawAll(ctx, port);
  ctx.restore();
  paintLegend(ctx, legend, PAD, head + tall + 22);
  ctx.font = `400 13px ${FONT}`;
  ctx.fillStyle = C.soft;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  notes.forEach((row, i) => ctx.fillText(row, PAD, head + tall + 26 + legend.length * 28 + 12 + i * 18));
}

function pngSheet() {
  const sheet = document.createElement("canvas");
  const ctx = sheet.getContext("2d");
  const parts = setOut(ctx);
  sheet.width = PNG_WIDTH;
  sheet.height = Math.round((parts.height * PNG_WIDTH) / SHEET);
  ctx.scale(PNG_WIDTH / SHEET, PNG_WIDTH / SHEET);
  paintSheet(ctx, parts);
  return sheet;
}

function svgSheet() {
  const parts = setOut(measuring);
  const pencil = new SvgPencil(SHEET, Math.ceil(parts.height));
  pencil.root.append(Object.assign(pencil.make("title", {}), { textContent: `${document.title} · ${say(DATA.header.banner)}` }));
  paintSheet(pencil, parts);
  return pencil.root;
}

/** Account, context and classification, then all numbers, in as many lines as they take; gives the height. */
function paintHead(ctx, dry = false) {
  const heading = document.querySelector(".who h1").textContent.trim().replace(/\s+/g, " ");
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
  const under = write(fit(ctx, say(DATA.header.sub), SHEET - 2 * PAD), PAD, 64, ctx.font, C.soft);
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
  return Math.max(84, numbers.length ? y + 48 : 0);
}

/** Break the legend into lines of at most `room` units. */
function legendRows(ctx, room) {
  const rows = [[]];
  let used = 0;
  ctx.font = `400 14px ${FONT}`;
  for (const group of legendGroups()) {
    const parts = [{ key: label(`legend.${group.key}`) }, ...group.items];
    const width = (part) => (part.key ? ctx.measureText(part.key).width + 16 : part.w + 6 + ctx.measureText(part.text).width + 18);
    for (const part of parts) {
      const w = width(part);
      if (used + w + (part.key ? width(parts[1]) : 0) > room) { rows.push([]); used = 0; }
      rows[rows.length - 1].push({ ...part, at: used });
      used += w;
    }
    used += 14;
  }
  return rows;
}

function paintLegend(ctx, rows, pad, top) {
  rows.forEach((row, line) => row.forEach((part) => {
    ctx.save();
    ctx.translate(pad + part.at, top + line * 28);
    if (part.draw) { ctx.save(); ctx.translate(0, -9); part.draw(ctx); ctx.restore(); }
    ctx.font = `${part.key ? 700 : 400} ${part.key ? 12 : 14}px ${FONT}`;
    ctx.fillStyle = part.key ? C.soft : C.ink;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(part.key || part.text, part.key ? 0 : part.w + 6, 0.5);
    ctx.restore();
  }));
}

const savePng = () => pngSheet().toBlob((blob) => saveFile(blob, "png"), "image/png");
const svgText = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svgSheet())}\n`;
const saveSvg = () => saveFile(new Blob([svgText()], { type: "image/svg+xml" }), "svg");

/** Paper is white: the light palette for the print, the map first, then the table; the classification ends every page. */
let screenTheme = null;
function beforePrint() {
  screenTheme = root.dataset.theme;
  root.dataset.theme = "light";
  setTheme();
  const sheet = svgSheet();
  sheet.classList.add("sheet");
  $("paper").replaceChildren(sheet, el("table", {},
    el("thead", {}, el("tr", {}, columns().map((c) => el("th", { scope: "col" }, label(`col.${c.key}`))))),
    el("tfoot", {}, el("tr", {}, el("td", { colSpan: columns().length, className: "mark" }, say(DATA.header.banner)))),
    el("tbody", {}, sortedPeople().map((p) => bodyRow(p, false)))));
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

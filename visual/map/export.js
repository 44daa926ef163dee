/* Pictures that leave the page: a PNG of 3,840 pixels or more, and the paper version. Both carry legend and classification. */

const PNG_WIDTH = 3840;

/** Paint header, map, legend and classification into a canvas of the given width in pixels. */
function paint(width) {
  const unit = width / 1920;
  const pad = 24;
  const head = 84;
  const view = [bounds[0] - 110, bounds[1] - 6, bounds[2] + 10, bounds[3] + 22];
  const scale = (1920 - pad * 2) / (view[2] - view[0]);
  const tall = Math.min(2400, Math.max(380, (view[3] - view[1]) * scale));
  const zoom = Math.min(scale, tall / (view[3] - view[1]), 2.2);
  const sheet = document.createElement("canvas");
  const ctx = sheet.getContext("2d");
  const legend = legendRows(ctx, 1920 - pad * 2);
  const foot = legend.length * 28 + 62;
  sheet.width = Math.round(width);
  sheet.height = Math.round((head + tall + foot) * unit);
  ctx.scale(unit, unit);
  ctx.fillStyle = C.surface;
  ctx.fillRect(0, 0, 1920, head + tall + foot);
  paintHead(ctx, pad);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, head, 1920, tall);
  ctx.clip();
  const port = { scale: zoom };
  port.left = (view[0] + view[2]) / 2 - 960 / zoom;
  port.right = port.left + 1920 / zoom;
  port.top = (view[1] + view[3]) / 2 - tall / 2 / zoom;
  port.bottom = port.top + tall / zoom;
  ctx.translate(0, head);
  ctx.scale(zoom, zoom);
  ctx.translate(-port.left, -port.top);
  drawAll(ctx, port);
  ctx.restore();
  paintLegend(ctx, legend, pad, head + tall + 22);
  ctx.font = `400 13px ${FONT}`;
  ctx.fillStyle = C.soft;
  ctx.textAlign = "left";
  ctx.fillText(fit(ctx, [...document.querySelectorAll(".foot p")].map((p) => p.textContent).join("  ·  "), 1920 - pad * 2), pad, head + tall + foot - 16);
  return sheet;
}

function paintHead(ctx, pad) {
  const heading = document.querySelector(".who h1").textContent.trim().replace(/\s+/g, " ");
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.fillStyle = C.ink;
  ctx.font = `700 24px ${FONT}`;
  ctx.fillText(fit(ctx, heading, 720), pad, 38);
  ctx.font = `400 15px ${FONT}`;
  ctx.fillStyle = C.soft;
  ctx.fillText(fit(ctx, say(DATA.header.sub), 720), pad, 64);
  let x = 1920 - pad;
  ctx.textAlign = "right";
  ctx.font = `700 15px ${FONT}`;
  ctx.fillStyle = C.bad;
  const banner = say(DATA.header.banner);
  ctx.fillText(fit(ctx, banner, 360), x, 36);
  x -= Math.min(360, ctx.measureText(banner).width) + 40;
  for (const kpi of [...document.querySelectorAll(".kpi")].reverse()) {
    const [name, value] = [kpi.querySelector("dt").textContent, kpi.querySelector("dd").textContent.trim().replace(/\s+/g, " ")];
    ctx.textAlign = "left";
    ctx.font = `700 20px ${FONT}`;
    const w = Math.max(ctx.measureText(value).width, 60);
    ctx.font = `400 13px ${FONT}`;
    const wide = Math.max(w, ctx.measureText(name).width);
    if (x - wide < 760) break;
    ctx.fillStyle = C.soft;
    ctx.fillText(name, x - wide, 32);
    ctx.fillStyle = C.ink;
    ctx.font = `700 20px ${FONT}`;
    ctx.fillText(value, x - wide, 60);
    x -= wide + 34;
  }
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

const savePng = () => saveCanvas(paint(PNG_WIDTH));

/** Paper is white: the light palette for the print, the map first, then the table. */
let screenTheme = null;
function beforePrint() {
  screenTheme = root.dataset.theme;
  root.dataset.theme = "light";
  setTheme();
  const sheet = paint(2800);
  sheet.className = "sheet";
  $("paper").replaceChildren(el("p", { className: "mark" }, say(DATA.header.banner)), sheet, el("table", {}, el("thead", {}, el("tr", {}, columns().map((c) => el("th", { scope: "col" }, label(`col.${c.key}`))))), el("tbody", {}, sortedPeople().map((p) => bodyRow(p, false)))));
}

function afterPrint() {
  if (screenTheme === null) return;
  root.dataset.theme = screenTheme;
  setTheme();
  screenTheme = null;
  $("paper").replaceChildren();
  redraw();
}

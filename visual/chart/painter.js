/* The chart of the page on a canvas or, through the pencil of svg.js, as SVG without style sheets: for files that leave the page. */

const [CHART, SLIM = null] = document.querySelectorAll("#chart svg"); /* a phone may have a drawing of its own; files are of the wide one */
const [CHART_W, CHART_H] = CHART.getAttribute("viewBox").split(" ").slice(2).map(Number);

function paintChart(ctx) {
  const style = getComputedStyle(root);
  const colour = (value) => (value && value.startsWith("var(") ? style.getPropertyValue(value.slice(4, -1)).trim() : value);
  for (const node of CHART.children) {
    const get = (name) => node.getAttribute(name);
    const number = (name) => Number(get(name) || 0);
    ctx.save();
    ctx.globalAlpha = Number(get("opacity") || 1);
    const [fill, stroke] = [colour(get("fill")), colour(get("stroke"))];
    if (node.tagName === "text") {
      ctx.font = `${get("font-weight") || 400} ${get("font-size")}px ${FONT}`;
      ctx.fillStyle = fill;
      ctx.textAlign = { start: "left", middle: "center", end: "right" }[get("text-anchor") || "start"];
      ctx.textBaseline = "alphabetic";
      ctx.fillText(node.textContent, number("x"), number("y"));
    } else {
      ctx.beginPath();
      if (node.tagName === "rect") ctx.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
      else if (node.tagName === "circle") ctx.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
      else {
        for (const part of get("d") ? get("d").split("M").slice(1) : [get("points")]) {
          part.replace("Z", "").split(" ").map((p) => p.split(",").map(Number)).forEach(([x, y], i) => (i ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
          if (node.tagName === "polygon" || part.endsWith("Z")) ctx.closePath();
        }
      }
      if (fill && fill !== "none") { ctx.fillStyle = fill; ctx.fill(); }
      if (stroke) {
        ctx.strokeStyle = stroke;
        ctx.lineWidth = Number(get("stroke-width") || 1);
        ctx.lineJoin = "round";
        ctx.setLineDash((get("stroke-dasharray") || "").split(" ").filter(Boolean).map(Number));
        ctx.stroke();
      }
    }
    ctx.restore();
  }
}

const onSheet = (make) => make();
const onPaper = (make) => make();

/** What a sheet holds and how high it is: head, remarks, chart, notes. */
function setOut(ctx) {
  const head = paintHead(ctx, true);
  ctx.font = `600 16px ${FONT}`;
  const remarks = [...document.querySelectorAll(".remark")].flatMap((p) => brokenInto(ctx, p.textContent, SHEET - PAD * 2));
  ctx.font = `400 13px ${FONT}`;
  const notes = brokenInto(ctx, [...document.querySelectorAll(".foot p")].map((p) => p.textContent).join("  ·  "), SHEET - PAD * 2);
  const scale = Math.min((SHEET - PAD * 2) / CHART_W, Math.max(1.25, 1100 / CHART_H));
  const top = head + remarks.length * 24 + 14;
  return { remarks, notes, scale, head, top, height: top + CHART_H * scale + 30 + notes.length * 18 + 12 };
}

function paintSheet(ctx, { remarks, notes, scale, head, top, height }) {
  ctx.fillStyle = C.surface;
  ctx.fillRect(0, 0, SHEET, height);
  paintHead(ctx);
  const write = (rows, y, step, font, colour) => {
    ctx.font = font;
    ctx.fillStyle = colour;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    rows.forEach((row, i) => ctx.fillText(row, PAD, y + i * step));
  };
  write(remarks, head + 20, 24, `600 16px ${FONT}`, C.ink);
  ctx.save();
  ctx.translate((SHEET - CHART_W * scale) / 2, top);
  ctx.scale(scale, scale);
  paintChart(ctx);
  ctx.restore();
  write(notes, top + CHART_H * scale + 30, 18, `400 13px ${FONT}`, C.soft);
}

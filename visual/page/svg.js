/* A pencil that draws what a canvas is told into an SVG instead: the same picture as lines and letters that print sharp and
   can be edited. It knows as much of a canvas context as our drawings use. */

const SVG = $("ink").namespaceURI;
const measuring = document.createElement("canvas").getContext("2d");

class SvgPencil {
  constructor(width, height) {
    this.root = this.make("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
    this.parent = this.root;
    this.clips = 0;
    this.stack = [];
    this.state = { sx: 1, sy: 1, tx: 0, ty: 0 };
    Object.assign(this, { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1, font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", dash: [] });
    this.beginPath();
  }

  make(tag, attributes) {
    const node = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
    return node;
  }

  save() {
    const { state, parent, fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font, textAlign, textBaseline, dash } = this;
    this.stack.push({ state: { ...state }, parent, fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha, font, textAlign, textBaseline, dash });
  }

  restore() { Object.assign(this, this.stack.pop()); }
  translate(x, y) { this.state = { ...this.state, tx: this.state.tx + x * this.state.sx, ty: this.state.ty + y * this.state.sy }; }
  scale(x, y) { this.state = { ...this.state, sx: this.state.sx * x, sy: this.state.sy * y }; }
  setLineDash(dash) { this.dash = dash; }
  x(v) { return Math.round((v * this.state.sx + this.state.tx) * 100) / 100; }
  y(v) { return Math.round((v * this.state.sy + this.state.ty) * 100) / 100; }
  long(v) { return Math.round(v * this.state.sx * 100) / 100; }
  beginPath() { this.d = []; }
  moveTo(x, y) { this.d.push(`M${this.x(x)} ${this.y(y)}`); }
  lineTo(x, y) { this.d.push(`${this.d.length ? "L" : "M"}${this.x(x)} ${this.y(y)}`); }
  quadraticCurveTo(a, b, x, y) { this.d.push(`Q${this.x(a)} ${this.y(b)} ${this.x(x)} ${this.y(y)}`); }
  bezierCurveTo(a, b, c, d, x, y) { this.d.push(`C${this.x(a)} ${this.y(b)} ${this.x(c)} ${this.y(d)} ${this.x(x)} ${this.y(y)}`); }
  closePath() { this.d.push("Z"); }
  rect(x, y, w, h) { this.d.push(`M${this.x(x)} ${this.y(y)}h${this.long(w)}v${this.long(h)}h${this.long(-w)}Z`); }
  roundRect(x, y, w, h, radius) {
    const r = Math.min(radius, w / 2, h / 2);
    const [R, a, b] = [this.long(r), this.long(w - 2 * r), this.long(h - 2 * r)];
    this.d.push(`M${this.x(x + r)} ${this.y(y)}h${a}a${R} ${R} 0 0 1 ${R} ${R}v${b}a${R} ${R} 0 0 1 ${-R} ${R}h${-a}a${R} ${R} 0 0 1 ${-R} ${-R}v${-b}a${R} ${R} 0 0 1 ${R} ${-R}Z`);
  }

  arc(x, y, r, from, to) {
    const R = this.long(r);
    if (Math.abs(to - from) >= 2 * Math.PI - 1e-6) { this.d.push(`M${this.x(x + r)} ${this.y(y)}a${R} ${R} 0 1 1 ${-2 * R} 0a${R} ${R} 0 1 1 ${2 * R} 0Z`); return; }
    this.d.push(`${this.d.length ? "L" : "M"}${this.x(x + r * Math.cos(from))} ${this.y(y + r * Math.sin(from))}A${R} ${R} 0 ${Math.abs(to - from) > Math.PI ? 1 : 0} ${to > from ? 1 : 0} ${this.x(x + r * Math.cos(to))} ${this.y(y + r * Math.sin(to))}`);
  }

  put(tag, attributes) {
    if (this.globalAlpha < 1) attributes.opacity = this.globalAlpha;
    const node = this.make(tag, attributes);
    this.parent.append(node);
    return node;
  }

  fill() { this.put("path", { d: this.d.join(""), fill: this.fillStyle }); }
  /** A symbol given as path data in units of its own. */
  fillSymbol(d) { this.put("path", { d, fill: this.fillStyle, "fill-rule": "evenodd", transform: `translate(${this.x(0)} ${this.y(0)}) scale(${this.state.sx} ${this.state.sy})` }); }
  stroke() {
    this.put("path", { d: this.d.join(""), fill: "none", stroke: this.strokeStyle, "stroke-width": this.long(this.lineWidth), "stroke-linecap": this.lineCap, "stroke-linejoin": this.lineJoin,
      "stroke-dasharray": this.dash.length ? this.dash.map((v) => this.long(v)).join(" ") : null });
  }

  fillRect(x, y, w, h) { this.put("rect", { x: this.x(x), y: this.y(y), width: this.long(w), height: this.long(h), fill: this.fillStyle }); }
  clip() {
    this.clips += 1;
    const shape = this.make("clipPath", { id: `clip${this.clips}` });
    shape.append(this.make("path", { d: this.d.join("") }));
    const group = this.make("g", { "clip-path": `url(#clip${this.clips})` });
    this.parent.append(shape, group);
    this.parent = group;
  }

  letters(text, x, y, more) {
    const [, weight, size, family] = this.font.match(/^(\d+)? ?([\d.]+)px (.*)$/);
    const drop = { middle: 0.36, top: 0.86 }[this.textBaseline] || 0;
    this.put("text", { x: this.x(x), y: this.y(y + Number(size) * drop), "font-family": family.replaceAll('"', "'"), "font-size": this.long(Number(size)), "font-weight": weight || "400",
      "text-anchor": { left: "start", right: "end", center: "middle" }[this.textAlign], ...more }).textContent = text;
  }

  fillText(text, x, y) { this.letters(text, x, y, { fill: this.fillStyle }); }
  strokeText(text, x, y) { this.letters(text, x, y, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.long(this.lineWidth), "stroke-linejoin": this.lineJoin }); }
  measureText(text) { measuring.font = this.font; return measuring.measureText(text); }
}

/* A canvas as a file that the reader keeps. */

function saveCanvas(canvas) {
  canvas.toBlob((blob) => {
    const url = URL.createObjectURL(blob);
    const name = `${document.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80)}.png`;
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 60000);
    announce(label("png.done"));
  }, "image/png");
}

/* A picture as a file that the reader keeps. */

function saveFile(blob, ending) {
  const url = URL.createObjectURL(blob);
  const name = `${document.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80)}.${ending}`;
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 60000);
  announce(label("file.done", { n: name }));
}

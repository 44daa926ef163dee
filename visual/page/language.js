/* The parts of the page that follow the language. */

function setLanguage() {
  $("live").textContent = ""; /* what was said in the other language */
  root.lang = lang === "zh" ? "zh-CN" : "en";
  document.querySelectorAll("[data-zh]").forEach((node) => { node.textContent = node.dataset[lang]; });
  document.querySelectorAll("[data-zh-label]").forEach((node) => { node.setAttribute("aria-label", node.getAttribute(`data-${lang}-label`)); });
  document.querySelectorAll("[data-zh-hint]").forEach((node) => { node.placeholder = node.getAttribute(`data-${lang}-hint`); });
}

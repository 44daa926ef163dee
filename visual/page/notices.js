/* What is to be known before a map: on a phone one line each, the whole of it when it is asked for. */

document.querySelectorAll(".banner .whole").forEach((button) => button.addEventListener("click", () => {
  button.setAttribute("aria-expanded", String(button.parentNode.classList.toggle("open")));
}));

// Counts words while typing, as the server does: runs of characters between white space.
import { gettext } from "./words.js";

const countWords = (text) => text.split(/\s+/).filter(Boolean).length;

for (const line of document.querySelectorAll("[data-word-count-for]")) {
  const field = document.getElementById(line.dataset.wordCountFor);
  if (!field) continue;
  const limit = Number(line.dataset.limit);
  const show = () => {
    const count = countWords(field.value);
    line.querySelector("[data-count]").textContent = count;
    line.querySelector("[data-over]").textContent = count > limit ? gettext(", too long") : "";
    line.classList.toggle("is-over", count > limit);
  };
  field.addEventListener("input", show);
  show();
}

// Shows what an autosave reports: dispatch `new CustomEvent("house:save-state", {bubbles: true, detail: {state, at}})`
// on or inside the element that holds the [data-save-state] line. `at` is a Date, for "saved".
import { fill, gettext } from "./words.js";

const words = {
  idle: () => "",
  saving: () => gettext("Saving…"),
  saved: (at) => (at ? fill(gettext("Saved at %s"), at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })) : gettext("Saved")),
  failed: () => gettext("Not saved"),
};

document.addEventListener("house:save-state", (event) => {
  const line = event.target.closest(":has([data-save-state])")?.querySelector("[data-save-state]");
  if (!line) return;
  const { state, at } = event.detail;
  line.dataset.saveState = state;
  line.textContent = words[state](at);
});

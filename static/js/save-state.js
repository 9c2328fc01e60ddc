// Shows what an autosave reports: dispatch `new CustomEvent("house:save-state", {bubbles: true, detail: {state, at}})`
// on or inside the element that holds the [data-save-state] line. `at` is a Date, for "saved".
const words = {
  idle: () => "",
  saving: () => "Saving…",
  saved: (at) => (at ? `Saved at ${at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}` : "Saved"),
  failed: () => "Not saved",
};

document.addEventListener("house:save-state", (event) => {
  const line = event.target.closest(":has([data-save-state])")?.querySelector("[data-save-state]");
  if (!line) return;
  const { state, at } = event.detail;
  line.dataset.saveState = state;
  line.textContent = words[state](at);
});

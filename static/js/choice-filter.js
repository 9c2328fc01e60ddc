// A field above a long list of checkboxes that leaves in view what matches it, and what is ticked already.
for (const group of document.querySelectorAll("[data-choices]")) {
  const choices = [...group.querySelectorAll(".form-check")];
  const chosen = group.querySelector("[data-chosen]");
  const name = (choice) => choice.querySelector("label").textContent.trim();
  const box = (choice) => choice.querySelector("input");

  const tell = () => {
    const names = choices.filter((choice) => box(choice).checked).map(name);
    chosen.textContent = names.length ? names.join(", ") : chosen.dataset.none;
  };
  group.addEventListener("change", tell);
  // A browser that goes back ticks again what was ticked.
  tell();

  const field = document.createElement("input");
  field.type = "search";
  field.className = "form-control choice-search";
  field.setAttribute("aria-label", group.dataset.filterLabel);
  field.placeholder = group.dataset.filterLabel;
  field.addEventListener("input", (event) => {
    // It is no part of what is saved.
    event.stopPropagation();
    const wanted = field.value.trim().toLowerCase();
    for (const choice of choices) {
      choice.hidden = !box(choice).checked && !name(choice).toLowerCase().includes(wanted);
    }
  });
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  if (choices.length > 8) group.querySelector("summary").after(field);
}

// Who is led to a list finds it unfolded.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.matches("details")) target.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// Narrows the results as soon as a facet or the order is chosen, and comes back to what was chosen: whoever goes through
// the facets by keyboard goes on from there. Without script the form's buttons do it.
const PLACE = "search-place";

function remember(control) {
  sessionStorage.setItem(PLACE, JSON.stringify({ name: control.name, value: control.type === "checkbox" ? control.value : "" }));
}

function takenBack() {
  const stored = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  return stored && JSON.parse(stored);
}

function find({ name, value }) {
  return [...document.querySelectorAll("[form=search-form]")].find(
    (control) => control.name === name && (!value || control.value === value),
  );
}

document.addEventListener("change", (event) => {
  const chosen = event.target.matches("input[type=checkbox], select");
  if (!chosen || !event.target.form?.matches("[data-submit-on-change]")) return;
  remember(event.target);
  event.target.form.requestSubmit();
});

const place = takenBack();
const control = place && find(place);
if (control) {
  control.closest("details")?.setAttribute("open", "");
  control.focus();
}

for (const word of document.querySelectorAll("[data-narrows-at-once]")) word.hidden = false;

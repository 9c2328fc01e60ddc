// Narrows the results as soon as a facet or the order is chosen. Without script the form's buttons do it.
document.addEventListener("change", (event) => {
  const chosen = event.target.matches("input[type=checkbox], select");
  if (chosen && event.target.form?.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

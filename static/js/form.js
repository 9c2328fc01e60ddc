// Leads to the error summary when there is one, and warns before typed text is left behind.
document.querySelector("[data-error-summary]")?.focus();

for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  const warn = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", warn), { once: true });
  form.addEventListener("submit", () => removeEventListener("beforeunload", warn));
}

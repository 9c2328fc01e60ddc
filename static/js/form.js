// Leads to the error summary when there is one, and warns before typed text is left behind.
document.querySelector("[data-error-summary]")?.focus();

// A group of choices cannot hold the focus; its first choice can.
for (const link of document.querySelectorAll("[data-error-summary] a")) {
  link.addEventListener("click", () => {
    const target = document.querySelector(`${link.hash}:is(input, select, textarea), ${link.hash} :is(input, select, textarea)`);
    setTimeout(() => target?.focus());
  });
}

for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  const warn = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", warn), { once: true });
  form.addEventListener("submit", () => removeEventListener("beforeunload", warn));
}

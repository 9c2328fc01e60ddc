// Leads to the error summary when there is one, and warns before typed text is left behind.
document.querySelector("[data-error-summary]")?.focus();

// A group of choices cannot hold the focus; its first choice can.
for (const link of document.querySelectorAll("[data-error-summary] a")) {
  link.addEventListener("click", () => {
    const target = document.querySelector(`${link.hash}:is(input, select, textarea), ${link.hash} :is(input, select, textarea)`);
    setTimeout(() => target?.focus());
  });
}

// A second click while the first is under way sends nothing: its answer would be shown instead of the first one's.
const AT_ONCE = 3000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.hasAttribute("data-sent")) { event.preventDefault(); return; }
  form.setAttribute("data-sent", "");
  setTimeout(() => form.removeAttribute("data-sent"), AT_ONCE);
});

for (const form of document.querySelectorAll("form[data-warn-unsaved]")) {
  const warn = (event) => event.preventDefault();
  form.addEventListener("input", () => addEventListener("beforeunload", warn), { once: true });
  form.addEventListener("submit", () => removeEventListener("beforeunload", warn));
}

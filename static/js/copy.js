// Copies the text of what a button names. The button is hidden where no script could do it.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  if (!navigator.clipboard || !source) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = ` ${button.dataset.copied}`;
    button.nextElementSibling?.remove();
    button.after(said);
  });
}

// Opens what a [data-toggle] button names; closes [data-menu] disclosures on Escape and on a click elsewhere.
for (const button of document.querySelectorAll("[data-toggle]")) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement.closest("details[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

// Arrow keys go through the entries of a meeting, while the focus is in no field: a link names its key in `data-key`.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (document.activeElement?.matches("input, select, textarea")) return;
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});

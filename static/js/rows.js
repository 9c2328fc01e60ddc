// Adds rows to a formset and takes rows off. Without script empty rows stand ready, and an emptied one goes when it is saved.
for (const part of document.querySelectorAll("[data-rows]")) {
  const total = part.querySelector(`[name="${part.dataset.rows}-TOTAL_FORMS"]`);
  const most = Number(part.querySelector(`[name="${part.dataset.rows}-MAX_NUM_FORMS"]`).value);
  const list = part.querySelector("[data-row-list]");
  const template = part.querySelector("[data-row-template]");
  const add = part.querySelector("[data-add-row]");

  const changed = () => part.dispatchEvent(new Event("input", { bubbles: true }));
  const prepare = (row) => {
    const remove = row.querySelector("[data-remove-row]");
    remove.hidden = false;
    remove.addEventListener("click", () => {
      for (const field of row.querySelectorAll("input")) field.value = "";
      row.hidden = true;
      add.focus();
      changed();
    });
  };

  const grow = () => {
    const number = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", number);
    const row = holder.content.querySelector("[data-row]");
    row.querySelector("legend").append(number + 1);
    list.append(row);
    total.value = number + 1;
    add.hidden = number + 1 >= most;
    prepare(row);
    row.querySelector("input").focus();
  };

  for (const row of list.querySelectorAll("[data-row]")) prepare(row);
  add.hidden = Number(total.value) >= most;
  add.addEventListener("click", grow);
}

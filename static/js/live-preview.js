// A form with data-live-preview="ID" shows, while somebody types, what its Preview button would show in the element ID.
const PAUSE = 400;

for (const form of document.querySelectorAll("form[data-live-preview]")) {
  const id = form.dataset.livePreview;
  let timer;
  let latest = 0;

  const refresh = async () => {
    const turn = ++latest;
    const fields = new FormData(form);
    fields.set("act", "preview");
    const response = await fetch(form.action, { method: "POST", body: fields, credentials: "same-origin" });
    if (!response.ok || turn !== latest) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const preview = page.getElementById(id);
    if (preview) document.getElementById(id).replaceWith(preview);
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh().catch(() => {}), PAUSE);
  });
}

// Sends a file piece by piece. After a lost connection it asks how much arrived and goes on there.
import { csrfToken } from "./draft-store.js";
import { fill, gettext } from "./words.js";

const RETRIES = 8;
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

class Refused extends Error {}

async function ask(form, url, options) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken(form), ...options.headers };
  const response = await fetch(url, { ...options, headers, redirect: "error" });
  const body = await response.json().catch(() => ({}));
  if (response.ok || response.status === 409) return body;
  if (response.status >= 500) throw new TypeError(`${url} answers ${response.status}`);
  throw new Refused(body.message ?? gettext("This file cannot be kept."));
}

// Whatever did not reach the server is tried again, ever more slowly; what it refused is not.
async function insist(action, say) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (error instanceof Refused || attempt === RETRIES) throw error;
      say(gettext("Connection lost, will go on."));
      await pause(Math.min(1000 * 2 ** attempt, 30000));
    }
  }
}

async function sendPieces(form, upload, file, { say, progress }) {
  let { received } = upload;
  while (received < file.size) {
    const piece = file.slice(received, received + Number(form.dataset.chunkBytes));
    const offset = String(received);
    const reply = await insist(() => ask(form, upload.url, {
      method: "PUT", headers: { "Upload-Offset": offset, "Content-Type": "application/octet-stream" }, body: piece,
    }), say);
    received = reply.received;
    progress(received / file.size);
  }
}

async function send(form, question, file, { say, progress }) {
  const announced = { question, name: file.name, size: file.size };
  const upload = await insist(() => ask(form, form.dataset.uploadUrl, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(announced),
  }), say);
  await sendPieces(form, upload, file, { say, progress });
  say(gettext("Checking the file…"));
  return insist(() => ask(form, upload.finish_url, { method: "POST" }), say);
}

function wire(form, box) {
  const input = box.querySelector("[data-file]");
  const bar = box.querySelector("[data-upload-progress]");
  const message = box.querySelector("[data-upload-message]");
  const say = (text) => { message.textContent = text; };
  const progress = (part) => { bar.value = Math.round(100 * part); };

  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > Number(form.dataset.maxBytes)) { say(gettext("This file is too big.")); return; }
    const warn = (event) => event.preventDefault();
    addEventListener("beforeunload", warn);
    input.disabled = true;
    bar.hidden = false;
    say(gettext("Sending…"));
    try {
      const attached = await send(form, box.dataset.uploadQuestion, file, { say, progress });
      const line = document.createElement("li");
      line.textContent = `${attached.name} (${attached.scan_state})`;
      box.querySelector(".file-list").append(line);
      say(gettext("Attached. It can be opened or taken off after the page is loaded again."));
      input.value = "";
    } catch (error) {
      say(error instanceof Refused
        ? fill(gettext("Not attached: %s"), error.message)
        : gettext("Not attached: the connection is lost. Choose the file again to retry."));
      input.value = "";
    } finally {
      removeEventListener("beforeunload", warn);
      input.disabled = false;
      bar.hidden = true;
      progress(0);
    }
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  for (const box of form.querySelectorAll("[data-upload-question]")) wire(form, box);
}

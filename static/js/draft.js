// Saves each answer of the draft page by itself. The page works without: it is a plain form.
// "Saved" is shown only when the server has acknowledged; until then the text is also kept in this browser.
import { csrfToken, newId, storeFor } from "./draft-store.js";
import { inWords, isEmpty, isSame, readServed, readValue, writeValue } from "./draft-values.js";
import { fill, gettext } from "./words.js";

const PAUSE = 800;
const RETRY_LEAST = 2000;
const RETRY_MOST = 30000;

class Answer {
  constructor(draft, question) {
    this.draft = draft;
    this.question = question;
    this.key = question.dataset.question;
    this.revision = Number(question.dataset.revision);
    this.saved = readServed(question);
    this.wait = RETRY_LEAST;
    question.addEventListener("input", (event) => event.detail !== "restored" && this.typed(PAUSE));
    question.addEventListener("focusout", () => this.timer && this.save());
  }

  typed(pause) {
    const value = readValue(this.question);
    if (isSame(value, this.saved) && !this.sending) return this.settle();
    this.draft.store.keep(this.key, { value, base: this.revision });
    if (this.conflict) return undefined;
    return this.saveIn(pause);
  }

  settle() {
    this.stopTimer();
    this.draft.store.drop(this.key);
    return this.show("idle");
  }

  saveIn(pause) {
    this.stopTimer();
    this.timer = setTimeout(() => this.save(), pause);
  }

  stopTimer() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  // The same value is sent again under the same id, so that a save whose answer was lost on the way is not a second one.
  attempt() {
    const value = readValue(this.question);
    if (!this.pending || !isSame(this.pending.value, value)) this.pending = { id: newId(), value };
    return this.pending;
  }

  save() {
    this.stopTimer();
    if (!this.conflict) this.sending ??= this.sendNow().finally(() => this.sendAgain());
    return this.sending;
  }

  // What was typed while the last save was under way.
  sendAgain() {
    this.sending = null;
    if (this.isAcknowledged && !isSame(readValue(this.question), this.saved)) this.typed(0);
  }

  async sendNow() {
    const { id, value } = this.attempt();
    this.show("saving");
    const reply = await this.draft.send(this.question.dataset.answerUrl, {
      client_id: id, base_revision: this.revision, value,
    });
    this.isAcknowledged = reply.status === 200;
    this.take(reply, value);
  }

  take({ status, body }, value) {
    if (status === 200) return this.acknowledge(body, value);
    if (status === 409) return this.openConflict(body, value);
    if (status === 401) return this.fail(gettext("Not saved: you are signed out. Your text is kept here."), { retry: true, signedOut: true });
    if (status === 422 || status === 400) return this.fail(fill(gettext("Not saved: %s"), body?.message ?? gettext("this cannot be kept.")));
    if (status === 403 || status === 404) return this.fail(fill(gettext("Not saved: %s"), body?.message ?? gettext("this cannot be changed now.")));
    return this.fail(gettext("Not saved, will retry."), { retry: true });
  }

  acknowledge(body, value) {
    this.revision = body.revision;
    this.saved = value;
    this.pending = null;
    this.wait = RETRY_LEAST;
    this.question.querySelector("[data-base]").value = body.revision;
    if (isSame(readValue(this.question), value)) this.draft.store.drop(this.key);
    else this.draft.store.keep(this.key, { value: readValue(this.question), base: body.revision });
    this.message("");
    this.draft.signedIn();
    this.draft.countAnswered();
    this.show("saved", new Date(body.saved_at));
  }

  fail(text, { retry = false, signedOut = false } = {}) {
    this.message(text);
    this.show("failed");
    if (signedOut) this.draft.signedOut();
    if (!retry) return;
    this.saveIn(this.wait);
    this.wait = Math.min(this.wait * 2, RETRY_MOST);
  }

  // Somebody else, or another device, saved since: both stand side by side until the writer has chosen.
  openConflict(body, yours) {
    this.conflict?.remove();
    const box = document.getElementById("conflict-template").content.cloneNode(true).firstElementChild;
    box.querySelector("[data-who]").textContent = body.saved_by ?? gettext("Somebody else");
    box.querySelector("[data-theirs]").textContent = inWords(this.question, body.theirs);
    box.querySelector("[data-yours]").textContent = inWords(this.question, yours);
    box.querySelector("[data-keep=theirs]").addEventListener("click", () => this.keepTheirs(body));
    box.querySelector("[data-keep=yours]").addEventListener("click", () => this.keepYours(body));
    this.question.querySelector("[data-conflict-place]").replaceChildren(box);
    this.conflict = box;
    this.message(gettext("Not saved: choose one of the two versions."));
    this.show("failed");
  }

  closeConflict(body) {
    this.conflict.remove();
    this.conflict = null;
    this.pending = null;
    this.revision = body.revision;
    this.saved = body.theirs;
    this.question.querySelector("[data-base]").value = body.revision;
    this.message("");
  }

  keepTheirs(body) {
    this.closeConflict(body);
    writeValue(this.question, body.theirs);
    this.settle();
  }

  keepYours(body) {
    this.closeConflict(body);
    this.draft.store.keep(this.key, { value: readValue(this.question), base: body.revision });
    this.save();
  }

  // A copy from an earlier visit. On the newest revision it is put back and saved; on an older one it never replaces
  // what was saved since, but is shown beside it.
  restore() {
    const copy = this.draft.store.read(this.key);
    if (!copy) return this.typed(0);
    if (isSame(copy.value, this.saved)) return this.draft.store.drop(this.key);
    const newer = { revision: this.revision, theirs: this.saved, saved_by: null };
    writeValue(this.question, copy.value);
    if (copy.base < this.revision) return this.openConflict(newer, copy.value);
    this.message(gettext("Your text from this browser was put back."));
    return this.saveIn(0);
  }

  get isUnsaved() {
    return Boolean(this.conflict || this.sending || this.timer || !isSame(readValue(this.question), this.saved));
  }

  message(text) {
    this.question.querySelector("[data-message]").textContent = text;
  }

  show(state, at) {
    const detail = { state, at };
    this.question.querySelector(".question-foot").dispatchEvent(new CustomEvent("house:save-state", { bubbles: true, detail }));
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.alarm = form.querySelector("[data-draft-alarm]");
    this.store = storeFor(form.dataset.nomination);
    this.answers = [...form.querySelectorAll("[data-answer-url]")].map((question) => new Answer(this, question));
    this.answers.forEach((answer) => answer.restore());
    addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    addEventListener("beforeunload", (event) => !this.leaving && this.unsaved.length && event.preventDefault());
    form.addEventListener("submit", (event) => this.leave(event));
  }

  async send(url, body) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrfToken(this.form) },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(20000),
      });
      return { status: response.status, body: await response.json().catch(() => null) };
    } catch {
      return { status: 0, body: null };
    }
  }

  retry() {
    this.answers.filter((answer) => answer.timer).forEach((answer) => answer.save());
  }

  signedOut() {
    if (this.alarm.hasChildNodes()) return;
    const link = document.createElement("a");
    link.href = this.form.dataset.signIn;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = gettext("Sign in again in a new tab.");
    const box = document.createElement("p");
    box.className = "notice notice-error";
    box.append(gettext("You are signed out. Your text is kept in this browser and saved once you are back."), " ", link);
    this.alarm.replaceChildren(box);
  }

  signedIn() {
    this.alarm.replaceChildren();
  }

  countAnswered() {
    const note = document.querySelector(".section-nav [aria-current] .section-nav-note");
    if (!note) return;
    const files = [...this.form.querySelectorAll("[data-upload-question]")].filter((each) => each.querySelector(".file-list li"));
    const answered = this.answers.filter((answer) => !isEmpty(answer.saved)).length + files.length;
    note.textContent = note.textContent.replace(/^\d+/, answered);
  }

  // The plain form goes on to the next section once everything is acknowledged, and stays where something is not.
  async leave(event) {
    this.form.elements.csrfmiddlewaretoken.value = csrfToken(this.form);
    if (!this.unsaved.length) { this.leaving = true; return; }
    event.preventDefault();
    await this.saveAll();
    const [first] = this.unsaved;
    if (first) first.question.scrollIntoView({ block: "center" });
    else this.form.requestSubmit(event.submitter);
  }

  // Again for what was typed while a save was under way; what was refused or did not get through stays unsaved.
  async saveAll() {
    let waiting = this.unsaved;
    while (waiting.length) {
      await Promise.all(waiting.map((answer) => answer.save()));
      waiting = this.unsaved.filter((answer) => answer.isAcknowledged);
    }
  }

  get unsaved() {
    return this.answers.filter((answer) => answer.isUnsaved);
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);

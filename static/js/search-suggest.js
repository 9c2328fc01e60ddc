// Completes titles while typing: an editable combobox whose list box helps and never takes over what is typed.
// Without script the field is a plain one.
import { fill, gettext, ngettext } from "./words.js";

const PAUSE = 150;
const SHORTEST = 2;
const IN_TEXT = /^(Home|End|Arrow(Left|Right))$/;

class Suggestions {
  constructor(box) {
    this.url = box.dataset.suggestUrl;
    this.input = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[data-suggest-status]");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.close();
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Before the field loses the focus, which would close the list under the pointer.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  ask() {
    this.forget();
    this.activate(-1);
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.fetch(text), PAUSE);
  }

  // What was asked before is no answer to what is typed now, nor to a list that was closed.
  forget() {
    clearTimeout(this.timer);
    this.request?.abort();
  }

  async fetch(text, move = 0) {
    this.request = new AbortController();
    try {
      const response = await fetch(`${this.url}?${new URLSearchParams({ q: text })}`, { signal: this.request.signal });
      if (!response.ok) return this.close();
      this.show((await response.json()).suggestions);
      if (move) this.move(move);
    } catch (error) {
      // Suggestions are a help: when they cannot come, the search itself still works.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return this.close();
    if (!suggestions.length) {
      this.close();
      return this.say(gettext("No suggestions"));
    }
    this.list.replaceChildren(...suggestions.map((suggestion, number) => this.option(suggestion, number)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(-1);
    this.say(fill(ngettext("%s suggestion", "%s suggestions", suggestions.length), suggestions.length));
  }

  say(text) {
    this.status.textContent = text;
  }

  option(suggestion, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.url;
    const kind = document.createElement("span");
    kind.className = "search-suggestion-kind";
    kind.textContent = suggestion.kind;
    const title = document.createElement("span");
    title.textContent = suggestion.title;
    option.append(title, " ", kind);
    return option;
  }

  key(event) {
    // Enter and the arrows belong to the input method while it composes a character.
    if (event.isComposing) return;
    const handled = this.list.hidden ? this.keyWhileClosed(event) : this.keyWhileOpen(event);
    if (handled) event.preventDefault();
  }

  keyWhileClosed(event) {
    if (event.key === "Escape" && this.input.value) {
      this.forget();
      this.input.value = "";
      this.say("");
      return true;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const text = this.input.value.trim();
    if (!(event.key in steps) || text.length < SHORTEST) return false;
    this.forget();
    this.fetch(text, event.altKey ? 0 : steps[event.key]);
    return true;
  }

  keyWhileOpen(event) {
    if (event.key === "Escape" || (event.key === "ArrowUp" && event.altKey)) this.close();
    else if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter" && this.active >= 0) this.go(this.options[this.active]);
    else return this.leaveOptions(event);
    return true;
  }

  // Home, End and the arrows to the sides go back to the text and do there what they do in any field.
  leaveOptions(event) {
    if (IN_TEXT.test(event.key)) this.activate(-1);
    return false;
  }

  // The field itself is one stop of the round, as -1.
  move(step) {
    const stops = this.options.length + 1;
    this.activate(((this.active + 1 + step + stops) % stops) - 1);
  }

  activate(number) {
    this.active = number;
    this.options.forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    const option = this.options[number];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  go(option) {
    if (option) window.location.assign(option.dataset.url);
  }

  close() {
    this.forget();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.activate(-1);
    this.say("");
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const box of document.querySelectorAll("[data-suggest-url]")) new Suggestions(box);

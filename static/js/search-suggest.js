// Completes titles while typing: the ARIA combobox pattern with a list box. Without script the field is a plain one.
import { fill, ngettext } from "./words.js";

const PAUSE = 150;

class Suggestions {
  constructor(box) {
    this.url = box.dataset.suggestUrl;
    this.input = box.querySelector("input");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[data-suggest-status]");
    this.active = -1;
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

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    this.timer = setTimeout(() => this.fetch(text), PAUSE);
  }

  async fetch(text) {
    this.request = new AbortController();
    try {
      const response = await fetch(`${this.url}?${new URLSearchParams({ q: text })}`, { signal: this.request.signal });
      if (response.ok) this.show((await response.json()).suggestions);
    } catch (error) {
      // Suggestions are a help: when they cannot come, the search itself still works.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input || !suggestions.length) return this.close();
    this.active = -1;
    this.list.replaceChildren(...suggestions.map((suggestion, number) => this.option(suggestion, number)));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = fill(ngettext("%s suggestion", "%s suggestions", suggestions.length), suggestions.length);
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
    if (this.list.hidden) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      event.preventDefault();
      this.move(moves[event.key]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.active]);
    }
  }

  // The field itself is one stop of the round, as -1.
  move(step) {
    const stops = this.list.children.length + 1;
    this.active = ((this.active + 1 + step + stops) % stops) - 1;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)));
    const option = this.list.children[this.active];
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  go(option) {
    if (option) window.location.assign(option.dataset.url);
  }

  close() {
    this.active = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

for (const box of document.querySelectorAll("[data-suggest-url]")) new Suggestions(box);

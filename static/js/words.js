// What scripts say, in the language of the page. The catalogue is components/script_words.html; without it English is said.
const same = (text) => text;
const byNumber = (one, many, number) => (number === 1 ? one : many);

export const gettext = window.gettext ?? same;
export const ngettext = window.ngettext ?? byNumber;

// Puts a value where the translated text has its %s.
export const fill = (text, value) => text.replace("%s", () => value);

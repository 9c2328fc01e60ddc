// Reads and writes one question's answer, in the same JSON that the server keeps.
import { gettext } from "./words.js";

const fieldsOf = (question) => [...question.querySelectorAll("input:not([type=hidden]), textarea, select")];

const readers = {
  choice: (fields) => fields.find((field) => field.checked || (field.tagName === "SELECT" && field.value))?.value ?? null,
  choices: (fields) => fields.filter((field) => field.checked).map((field) => field.value),
  yes_no: (fields) => ({ yes: true, no: false })[fields.find((field) => field.checked)?.value] ?? null,
  table: (fields) => Object.fromEntries(fields.filter((field) => field.value.trim()).map((field) => [field.dataset.year, field.value.trim()])),
};

const check = (fields, isChosen) => fields.forEach((field) => { field.checked = isChosen(field.value); });

const writers = {
  choice: (fields, value) => (fields[0].tagName === "SELECT" ? (fields[0].value = value ?? "") : check(fields, (each) => each === value)),
  choices: (fields, value) => check(fields, (each) => (value ?? []).includes(each)),
  yes_no: (fields, value) => check(fields, (each) => each === { true: "yes", false: "no" }[value]),
  table: (fields, value) => fields.forEach((field) => { field.value = value?.[field.dataset.year] ?? ""; }),
};

const read = (question, fields) => (readers[question.dataset.kind] ?? (([field]) => field.value))(fields);

export const readValue = (question) => read(question, fieldsOf(question));

// What the page came with, whatever was typed before its script had loaded.
export const readServed = (question) => read(question, fieldsOf(question).map(served));

function served(field) {
  const { tagName, dataset, defaultChecked: checked } = field;
  return { tagName, dataset, checked, value: servedText(field) };
}

function servedText(field) {
  if (field.tagName === "SELECT") return [...field.options].find((option) => option.defaultSelected)?.value ?? "";
  return ["radio", "checkbox"].includes(field.type) ? field.value : field.defaultValue;
}

export function writeValue(question, value) {
  const fields = fieldsOf(question);
  const write = writers[question.dataset.kind] ?? (([field]) => { field.value = value ?? ""; });
  write(fields, value);
  // The word count listens to this; our own listener knows it by `detail`.
  fields[0]?.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "restored" }));
}

export function isEmpty(value) {
  return value === null || value === undefined || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

const sorted = (value) =>
  value && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

// The server trims, and writes line ends its own way: that is no difference.
const settled = (value) => {
  if (isEmpty(value)) return null;
  return typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : sorted(value);
};

export const isSame = (one, other) => JSON.stringify(settled(one)) === JSON.stringify(settled(other));

// As a person reads it, for the two versions of a conflict: labels rather than keys.
export function inWords(question, value) {
  if (isEmpty(value)) return gettext("No answer");
  if (value === true || value === false) return value ? gettext("Yes") : gettext("No");
  if (question.dataset.kind === "table") return Object.entries(value).map(([year, number]) => `${year}: ${number}`).join("\n");
  const labels = new Map(fieldsOf(question).flatMap((field) => (field.tagName === "SELECT"
    ? [...field.options].map((option) => [option.value, option.text])
    : [[field.value, field.labels?.[0]?.textContent.trim()]])));
  if (["choice", "choices"].includes(question.dataset.kind)) return [value].flat().map((key) => labels.get(key) ?? key).join("\n");
  return String(value);
}

// Between the form in memory and the controls on the page.
import { beYear, inFigures, readDate, withSlashes } from "./dates.js";
import { inGroups, withThousands } from "./numbers.js";
import { get } from "./record.js";
import { placeOf, questionOf, say } from "./setup.js";
import { isNonAnswer } from "./typed.js";

export const form = document.getElementById("survey-form");
const SHOWN = {
  date: (value) => (readDate(value) ? inFigures(readDate(value)) : value),
  year: (value) => (typeof value === "number" ? beYear(value) : value),
  money: withThousands,
  integer: withThousands,
  decimal: withThousands,
  citizen_id: (value) => inGroups("citizen_id", value),
  house_code: (value) => inGroups("house_code", value),
  phone: (value) => inGroups("phone", value),
};
// Typed text is laid out when the person leaves the field; a typed date is kept as typed.
const TIDIED = { ...SHOWN, date: withSlashes, year: (value) => value };

export const controlsOf = (name) => {
  const found = form.elements.namedItem(name);
  if (!found) return [];
  return found instanceof RadioNodeList ? [...found] : [found];
};

export const fieldOf = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`);

// What the controls of a name hold now.
export function read(name) {
  const controls = controlsOf(name);
  const kind = controls[0]?.type;
  if (kind === "radio") return controls.find((one) => one.checked)?.value ?? "";
  if (kind === "checkbox") return controls.filter((one) => one.checked).map((one) => one.value);
  return controls[0]?.value.trim() ? controls[0].value : "";
}

// Put the kept answer of a name into its controls.
export function write(name, value = get(name)) {
  const kind = questionOf(name)?.kind;
  for (const control of controlsOf(name)) {
    if (control.type === "radio") control.checked = control.value === String(value);
    else if (control.type === "checkbox") control.checked = Array.isArray(value) && value.includes(control.value);
    else control.value = isNonAnswer(kind, value) ? "" : String(SHOWN[kind]?.(value) ?? value);
  }
}

const pairsOf = (control) => (control.options ? [...control.options].map((one) => [one.value, one.textContent]) : [[control.value, control.nextElementSibling?.textContent]]);

// Code → words of a question with codes, as its choices are drawn: in the form, or in the pattern of a row.
function wordsOfCodes(name) {
  const { rows, key } = placeOf(name);
  const found = rows ? [...document.getElementById(`row-${rows}`).content.querySelectorAll(`[name="${rows}-__n__-${key}"]`)] : controlsOf(name);
  return new Map(found.filter((one) => one.matches("select, [type=radio], [type=checkbox]")).flatMap(pairsOf));
}

const known = new Map();
const CHANGING = ["subdistrict", "community"];

function codesOf(name) {
  const { rows, key } = placeOf(name);
  const found = known.get(`${rows} ${key}`) ?? wordsOfCodes(name);
  if (!CHANGING.includes(questionOf(name)?.kind)) known.set(`${rows} ${key}`, found);
  return found;
}

// An answer in the words of the form: the label of a code, a figure with its commas, a day of the Buddhist era.
export function wordsOf(name, value) {
  if (Array.isArray(value)) return value.map((one) => wordsOf(name, one)).join(", ");
  return codesOf(name).get(String(value)) || nonAnswerWords(name, value) || String(SHOWN[questionOf(name)?.kind]?.(value) ?? value);
}

const nonAnswerWords = (name, value) => isNonAnswer(questionOf(name)?.kind, value) && say(value === "refused" ? "refused_to_answer" : "unknown_answer");

export function tidy(control) {
  const layOut = TIDIED[questionOf(control.name)?.kind];
  if (layOut && control.value.trim()) control.value = layOut(control.value);
}

// Bring the field of a name into sight and into focus.
export function reach(name) {
  openRowOf(name);
  const field = fieldOf(name);
  const target = field?.querySelector("input:not([type=hidden]):not(.field__filter):checked, [name], .answer__none button") ?? field;
  if (!target) return;
  for (const fold of [...ancestors(target, "details")]) fold.open = true;
  field.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
}

// The questions of a row are there once it is open.
function openRowOf(name) {
  const { rows, number } = placeOf(name);
  const row = rows ? form.querySelector(`[data-roster="${rows}"] [data-row="${number}"]`) : null;
  const fold = row?.querySelector("details");
  if (!fold || fold.open) return;
  fold.open = true;
  fold.dispatchEvent(new Event("toggle"));
}

function* ancestors(element, selector) {
  for (let one = element.closest(selector); one; one = one.parentElement.closest(selector)) yield one;
}

// A small element in one line: h("p", { className: "x" }, "text", child).
export function h(tag, properties, ...children) {
  const { dataset, ...own } = properties ?? {};
  const element = Object.assign(document.createElement(tag), own);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

// Problems where they are: at their field, once the person has been there or has tried to submit.
import { controlsOf, fieldOf, form, h, write } from "./fields.js";
import { afterPress } from "./press.js";
import { get, record, renamed, set, watch } from "./record.js";
import { nameOfRow, problemMark } from "./roster.js";
import { typedSomething } from "./saving.js";
import { placeOf, questionOf, say, setup } from "./setup.js";

let touched = new Set();
let drawn = new Set();
let showsAll = false;
const followers = [];

// Others draw what is left when it changes.
export const follow = (act) => followers.push(act);

const keyOf = ({ code, field }) => `${code}@${field}`;
const reasonOf = (problem) => (record.confirmed[keyOf(problem)] ?? problem.reason ?? "").trim();

export const isSoft = (problem) => problem.severity === "soft";
export const isBlocking = (problem) => !isSoft(problem) || !reasonOf(problem);

function isShown({ field }) {
  const { rows } = placeOf(field);
  return showsAll || touched.has(field) || get(field) !== "" || (!rows && !questionOf(field));
}

export const shownProblems = () => record.problems.filter(isShown);
export const unshownCount = () => record.problems.length - shownProblems().length;

export function sectionOf(field) {
  const { rows, key } = placeOf(field);
  const found = setup.sections.find((one) => (rows || field === one.rows ? one.rows === (rows || field) : one.keys.includes(key)));
  return (found ?? setup.sections[0]).code;
}

// "สมชาย ใจดี · รายได้" for a member's field, "ค่าเช่าบ้าน" for the survey's own.
export function labelOf(field) {
  const { rows, number } = placeOf(field);
  const label = questionOf(field)?.label ?? "";
  return rows ? `${say(rows === "members" ? "member" : "debt", { n: number + 1 })} ${nameOfRow(rows, number)} · ${label}` : label;
}

export function touch(name) {
  if (!name || touched.has(name)) return;
  touched.add(name);
  drawProblems();
}

export function showEverything() {
  showsAll = true;
  drawProblems();
}

export function drawProblems() {
  const byField = grouped(shownProblems());
  for (const name of drawn) if (!byField.has(name)) drawField(name, []);
  for (const [name, problems] of byField) drawField(name, problems);
  drawn = new Set(byField.keys());
  markRows();
  followers.forEach((act) => act());
}

function grouped(problems) {
  const found = new Map();
  for (const one of problems) found.set(one.field, [...(found.get(one.field) ?? []), one]);
  return found;
}

function drawField(name, problems) {
  const place = document.getElementById(`said-${name}`);
  if (!place) return;
  const wanted = new Set(problems.map(keyOf));
  for (const old of place.querySelectorAll(".problem")) if (!wanted.has(old.dataset.key)) old.remove();
  for (const problem of problems) drawOne(place, problem);
  mark(name, problems);
}

function mark(name, problems) {
  const field = fieldOf(name);
  const hard = problems.some((one) => !isSoft(one));
  field.classList.toggle("field--hard", hard);
  field.classList.toggle("field--soft", !hard && problems.some(isBlocking));
  for (const control of controlsOf(name)) {
    control.toggleAttribute("aria-invalid", hard);
    if (hard) control.setAttribute("aria-invalid", "true");
  }
  const first = controlsOf(name)[0];
  if (problems.length) first?.setAttribute("aria-describedby", `said-${name}`);
  else first?.removeAttribute("aria-describedby");
}

// A problem that stays keeps its element, so that a reason being typed is not disturbed.
function drawOne(place, problem) {
  let box = place.querySelector(`[data-key="${CSS.escape(keyOf(problem))}"]`);
  if (!box) {
    box = h("div", { className: `problem problem--${problem.severity}`, dataset: { key: keyOf(problem) } }, h("p", {}));
    if (isSoft(problem)) box.append(reasonBox(problem));
    if (problem.code === "point_swapped") box.append(h("button", { type: "button", className: "button button--second", onclick: swapPoint }, say("swap")));
    place.append(box);
  }
  box.firstChild.textContent = problem.sentence;
  box.classList.toggle("problem--confirmed", isSoft(problem) && !isBlocking(problem));
}

function reasonBox(problem) {
  const key = keyOf(problem);
  const id = `reason-${key}`;
  const input = h("input", { id, className: "input", value: reasonOf(problem), maxLength: 300, autocomplete: "off", dataset: { reason: key } });
  return h("div", { className: "problem__reason" }, h("label", { htmlFor: id }, say("confirm_because")), input, h("span", { className: "problem__done" }, say("confirmed")));
}

export function swapPoint() {
  const [lat, lng] = [get("lat"), get("lng")];
  set("lat", lng);
  set("lng", lat);
  write("lat");
  write("lng");
}

let markedRows = new Map();

// The rows that have problems, and those that had some a moment ago.
function markRows() {
  const found = new Map();
  for (const problem of shownProblems().filter(isBlocking)) {
    const { rows, number } = placeOf(problem.field);
    if (rows) found.set(`${rows}-${number}`, [...(found.get(`${rows}-${number}`) ?? []), problem]);
  }
  for (const name of new Set([...markedRows.keys(), ...found.keys()])) markRow(name, found.get(name) ?? []);
  markedRows = found;
}

function markRow(name, mine) {
  const [rows, number] = name.split("-");
  const place = problemMark(rows, Number(number));
  if (!place) return;
  const isHard = mine.some((one) => !isSoft(one));
  place.className = `person__mark mark${isHard ? " mark--hard" : mine.length ? " mark--soft" : ""}`;
  place.textContent = mine.length ? say("hard_count", { n: mine.length }) : "";
}

form.addEventListener("input", ({ target }) => {
  const key = target.dataset.reason;
  if (!key) return;
  if (target.value.trim()) record.confirmed[key] = target.value;
  else delete record.confirmed[key];
  typedSomething();
  drawProblems();
});

watch("document", () => afterPress(drawProblems));
watch("drawn", (rows, number) => {
  const mine = grouped(shownProblems().filter(({ field }) => field.startsWith(`${rows}-${number}-`)));
  for (const [name, problems] of mine) drawField(name, problems);
});
watch("rows", (rows, gone) => {
  if (gone < 0) return;
  touched = new Set([...touched].map((name) => renamed(name, rows, gone)).filter((name) => !name.includes("\0")));
  for (const box of form.querySelectorAll(`[data-roster="${rows}"] .problem`)) box.remove();
  for (const field of form.querySelectorAll(`[data-roster="${rows}"] .field`)) field.classList.remove("field--hard", "field--soft");
  drawProblems();
});

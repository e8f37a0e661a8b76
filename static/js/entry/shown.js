// Which questions and sections are on the page now.
import { fieldOf, form } from "./fields.js";
import { get, record, watch } from "./record.js";
import { LEVELS, placeOf, setup } from "./setup.js";
import { hiddenKeys } from "./skipping.js";
import { typed } from "./typed.js";

let hidden = new Set();
const sections = new Map(setup.sections.map((section) => [section.code, section]));

const answerOf = (level, prefix) => (key) => typed(setup.questions[level][key], get(prefix + key));

const surveyAnswer = (key) => (hidden.has(key) ? "" : answerOf("survey", "")(key));

// The keys of one row that are not asked, given its own answers and those of the survey.
function hiddenInRow(rows, number) {
  const level = LEVELS[rows];
  const own = answerOf(level, `${rows}-${number}-`);
  return hiddenKeys(setup.conditions[level], (key) => (key in setup.questions.member ? own(key) : surveyAnswer(key)));
}

export const isHiddenKey = (key) => hidden.has(key);

export const isSkipped = (code) => {
  const { keys } = sections.get(code);
  return sections.get(code).shown_when !== null && keys.every((key) => hidden.has(key));
};

export function showRow(rows, number) {
  const row = form.querySelector(`[data-roster="${rows}"] [data-row="${number}"]`);
  if (!row?.querySelector(".person__fields").childElementCount) return;
  const away = hiddenInRow(rows, number);
  for (const key of Object.keys(setup.conditions[LEVELS[rows]])) {
    const field = row.querySelector(`[data-field$="-${key}"]`);
    if (field) field.hidden = away.has(key);
  }
}

export function showAll() {
  hidden = hiddenKeys(setup.conditions.survey, answerOf("survey", ""));
  for (const key of Object.keys(setup.conditions.survey)) {
    const field = fieldOf(key);
    if (field) field.hidden = hidden.has(key);
  }
  for (const { code } of setup.sections) form.querySelector(`[data-section="${code}"]`).classList.toggle("is-skipped", isSkipped(code));
  record.members.forEach((_, number) => showRow("members", number));
}

// The shown questions of the survey itself, in one section, and how many of them are answered.
export function tally(code) {
  const keys = sections.get(code).keys.filter((key) => !hidden.has(key) && key !== "round");
  return { all: keys.length, answered: keys.filter((key) => get(key) !== "").length };
}

// The questions that some condition looks at: only their answers show or hide anything.
const questionsIn = (condition) => (condition ? [condition.question, ...[...(condition.all ?? []), ...(condition.any ?? [])].flatMap(questionsIn)] : []);
const deciding = new Set(Object.values(setup.conditions).flatMap((conditions) => Object.values(conditions).flatMap(questionsIn)));

export const decides = (name) => deciding.has(placeOf(name).key);

watch("answer", (name) => {
  const { rows, number } = placeOf(name);
  if (!decides(name)) return;
  if (rows) showRow(rows, number);
  else showAll();
});

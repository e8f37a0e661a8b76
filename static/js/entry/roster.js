// Rows without limit: members and debts, each opening in place.
import { ageOf, echo } from "./echo.js";
import { form, wordsOf, write } from "./fields.js";
import { readNumber, withThousands } from "./numbers.js";
import { get, record, removeRow, set, tell, watch } from "./record.js";
import { LEVELS, placeOf, say, setup } from "./setup.js";
import { showRow } from "./shown.js";
import { showClear } from "./clearing.js";
import { showNonAnswer } from "./nonanswers.js";
import { rowsSum } from "./totals.js";

const MARKED = "name id for data-field data-more data-clear aria-describedby data-row".split(" ");
const SEX_OF = { mr: "male", boy: "male", mrs: "female", miss: "female", girl: "female" };
const boxOf = (rows) => form.querySelector(`[data-roster="${rows}"]`);
const listOf = (rows) => boxOf(rows).querySelector(".roster__rows");
const rowOf = (rows, number) => listOf(rows).children[number];

const words = (name) => (get(name) === "" ? "" : wordsOf(name, get(name)));

export const nameOfRow = (rows, number) => {
  const of = (key) => get(`${rows}-${number}-${key}`);
  if (rows === "debts") return words(`debts-${number}-source`) || say("unnamed_debt");
  return [of("first_name"), of("last_name")].filter(Boolean).join(" ").trim() || say("unnamed");
};

const money = (name) => (readNumber(get(name)) === null ? "" : say("baht", { n: withThousands(get(name)) }));

const CELLS = {
  members: (number) => {
    const of = (key) => `members-${number}-${key}`;
    const age = ageOf("members", number);
    const aged = age !== null && age >= 0 && age <= 150;
    return [nameOfRow("members", number), words(of("relation")), aged ? say("years", { n: age }) : "", words(of("work")), money(of("income_month"))];
  },
  debts: (number) => {
    const of = (key) => `debts-${number}-${key}`;
    return [nameOfRow("debts", number), money(of("balance")), money(of("pay_month")), get(of("rate")) === "" ? "" : `${get(of("rate"))} %`];
  },
};

export function describe(rows, number) {
  const row = rowOf(rows, number);
  if (!row) return;
  row.querySelector(".person__number").textContent = number + 1;
  const cells = row.querySelectorAll(".person__cell");
  CELLS[rows](number).forEach((text, place) => {
    cells[place].textContent = text;
  });
}

function count(rows) {
  const box = boxOf(rows);
  const number = record[rows].length;
  const counted = say(rows === "members" ? "people" : "rows", { n: number });
  box.querySelector("[data-count]").textContent = number ? [counted, rowsSum(rows)].filter(Boolean).join(" · ") : "";
  box.querySelector("[data-none]").hidden = number > 0;
  box.querySelector(".roster__columns").hidden = number === 0;
}

// The line of a row, and what opens below it, as they are drawn in the shell; "__n__" stands for the number.
const patterns = new Map();
function patternOf(rows) {
  if (!patterns.has(rows)) {
    const line = document.getElementById(`row-${rows}`).content.cloneNode(true).firstElementChild;
    const inside = line.querySelector(".person__fields");
    const fields = inside.innerHTML;
    inside.replaceChildren();
    patterns.set(rows, { line: line.outerHTML, fields });
  }
  return patterns.get(rows);
}

function draw(rows, number) {
  const range = document.createRange();
  listOf(rows).append(range.createContextualFragment(patternOf(rows).line.replaceAll("__n__", number)));
  describe(rows, number);
}

// The questions of a row are drawn when it is opened for the first time.
export function drawFields(rows, number) {
  const inside = rowOf(rows, number)?.querySelector(".person__fields");
  if (!inside || inside.childElementCount) return;
  inside.innerHTML = patternOf(rows).fields.replaceAll("__n__", number);
  for (const key of Object.keys(record[rows][number])) {
    const name = `${rows}-${number}-${key}`;
    write(name);
    showClear(name);
    showNonAnswer(name);
    echo(name);
  }
  showRow(rows, number);
  tell("drawn", rows, number);
}

// By a press, by the keyboard, or by a search in the page.
function openRow({ target, type, detail }) {
  const row = target.closest("[data-row]");
  const isOpening = target.closest("summary") || (target.matches("details") && target.open);
  if (!row || !isOpening) return;
  drawFields(target.closest("[data-roster]").dataset.roster, Number(row.dataset.row));
  const isByKey = type === "click" && detail === 0 && !row.firstElementChild.open;
  if (isByKey) setTimeout(() => firstOf(row).focus());
}
const firstOf = (row) => row.querySelector(".person__fields input, .person__fields select");
form.addEventListener("click", openRow);
form.addEventListener("toggle", openRow, { capture: true });

// Draw a roster anew from memory, all rows closed.
export function drawAll(rows) {
  listOf(rows).replaceChildren();
  record[rows].forEach((_, number) => draw(rows, number));
  count(rows);
}

function add(rows) {
  const number = record[rows].length;
  const hasHead = record.members.some((row) => row.relation === "head");
  record[rows].push(rows === "members" && !hasHead ? { relation: "head" } : {});
  closeFilled(rows);
  draw(rows, number);
  count(rows);
  const row = rowOf(rows, number);
  row.querySelector("details").open = true;
  drawFields(rows, number);
  row.scrollIntoView({ block: "start" });
  firstOf(row).focus({ preventScroll: true });
  tell("rows", rows, -1);
}

// Rows that say who they are make room for the next one; empty ones stay open.
function closeFilled(rows) {
  for (const fold of listOf(rows).querySelectorAll("details[open]")) {
    const answers = record[rows][Number(fold.parentElement.dataset.row)] ?? {};
    if (answers.first_name || answers.source) fold.open = false;
  }
}

function remove(rows, number) {
  const row = rowOf(rows, number);
  for (const later of [...listOf(rows).children].slice(number + 1)) renumber(later, rows, Number(later.dataset.row) - 1);
  row.remove();
  removeRow(rows, number);
  record[rows].forEach((_, place) => place >= number && describe(rows, place));
  count(rows);
  (rowOf(rows, Math.min(number, record[rows].length - 1))?.querySelector("summary") ?? boxOf(rows).querySelector("[data-add]")).focus();
}

function renumber(row, rows, number) {
  const old = `${rows}-${row.dataset.row}-`;
  for (const element of row.querySelectorAll("[name], [id], [for], [data-field], [data-more], [data-clear]")) {
    for (const mark of MARKED) {
      const value = element.getAttribute(mark);
      if (value?.includes(old)) element.setAttribute(mark, value.replace(old, `${rows}-${number}-`));
    }
  }
  row.dataset.row = number;
}

const dialog = document.getElementById("remove-dialog");
let waiting = null;

function askToRemove(rows, number) {
  const isEmpty = !Object.keys(record[rows][number]).some((key) => key !== "relation");
  if (isEmpty) return remove(rows, number);
  waiting = () => remove(rows, number);
  const name = nameOfRow(rows, number);
  document.getElementById("remove-title").textContent = say(rows === "members" ? "remove_member" : "remove_debt", { name });
  dialog.showModal();
}

dialog.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-yes], [data-no]")) return;
  dialog.close();
  if (target.closest("[data-yes]")) waiting?.();
});

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const row = target.closest("[data-row]");
  const rows = target.closest("[data-roster]")?.dataset.roster;
  if (!button || !rows) return;
  if ("add" in button.dataset) add(rows);
  if ("remove" in button.dataset) askToRemove(rows, Number(row.dataset.row));
  if ("close" in button.dataset) {
    row.querySelector("details").open = false;
    row.querySelector("summary").focus();
    row.scrollIntoView({ block: "nearest" });
  }
});

// A title says the sex of most people; it is filled only where nothing was chosen.
function guessSex(name) {
  const { rows, number, key } = placeOf(name);
  const field = `${rows}-${number}-sex`;
  if (rows !== "members" || key !== "title" || get(field) !== "" || !SEX_OF[get(name)]) return;
  set(field, SEX_OF[get(name)]);
  write(field);
}

watch("answer", (name) => {
  const { rows, number } = placeOf(name);
  if (rows) describe(rows, number);
  if (rows) guessSex(name);
  if (/-(income|pay)_month$/.test(name)) count(rows);
  if (name === "survey_date") record.members.forEach((_, place) => describe("members", place));
});

export const problemMark = (rows, number) => rowOf(rows, number)?.querySelector(".person__mark");

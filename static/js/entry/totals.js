// Sums beside what is being typed: expenses against income, what the rows come to.
import { fieldOf, h } from "./fields.js";
import { readNumber } from "./numbers.js";
import { get, record, watch } from "./record.js";
import { say, setup } from "./setup.js";

const amounts = (values) => values.map((value) => readNumber(value ?? "")).filter((amount) => amount !== null);
const written = (amount) => amount.toLocaleString("en-US");

// The sum of what is known, or null when nothing is.
export function sumOf(values) {
  const known = amounts(values);
  return known.length ? known.reduce((sum, amount) => sum + amount, 0) : null;
}

export const sumOfRows = (rows, key) => sumOf(record[rows].map((row) => row[key]));

const asked = setup.expenses.filter((key) => setup.questions.survey[key]);

function place() {
  const field = fieldOf(asked.at(-1));
  const found = field?.querySelector(".field__total");
  if (found || !field) return found;
  const made = h("p", { className: "field__echo field__total", role: "status" });
  field.append(made);
  return made;
}

function expensesSaid(spent) {
  const income = readNumber(get("income_total"));
  const share = income > 0 ? say("expense_share", { n: Math.round((100 * spent) / income) }) : "";
  return [say("expense_sum", { n: written(spent) }), share].filter(Boolean).join(" · ");
}

function drawExpenses() {
  const target = place();
  if (!target) return;
  const spent = sumOf(asked.map((key) => get(key)));
  target.textContent = spent === null ? "" : expensesSaid(spent);
  target.hidden = spent === null;
}

const SUMMED = { members: ["income_month", "roster_sum"], debts: ["pay_month", "payment_sum"] };

// "21,000 บาท/เดือน" at the head of a roster.
export function rowsSum(rows) {
  const [key, text] = SUMMED[rows];
  const sum = sumOfRows(rows, key);
  return sum === null ? "" : say(text, { n: written(sum) });
}

export const drawTotals = drawExpenses;

watch("answer", (name) => (asked.includes(name) || name === "income_total") && drawExpenses());

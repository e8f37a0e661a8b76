// Shows at each field what it has from the last round, and confirms it: one by one, by Enter, or a whole section.
import { controlsOf, form, h, wordsOf, write } from "./fields.js";
import { confirm, followFormer, formerAnswer, formerRound, isChanged, isPending, pendingIn } from "./former.js";
import { record, set, watch } from "./record.js";
import { typedSomething } from "./saving.js";
import { LEVELS, placeOf, say, setup } from "./setup.js";

// The button goes with its mark; the person stays at the question.
const button = (text, name, act) =>
  h("button", {
    type: "button", className: "former__act", tabIndex: -1,
    onclick: () => {
      act();
      controlsOf(name).find((one) => one.checked || !one.matches("[type=radio], [type=checkbox]"))?.focus({ preventScroll: true });
    },
  }, text);

function markOf(name) {
  const round = formerRound();
  if (isPending(name)) return [h("span", {}, say("from_round", { round })), button(say("same"), name, () => confirm([name]))];
  if (!isChanged(name)) return [];
  const answer = wordsOf(name, formerAnswer(name));
  return [h("span", {}, say("was_in_round", { round, answer })), button(say("use_former"), name, () => takeBack(name))];
}

function takeBack(name) {
  set(name, formerAnswer(name));
  write(name);
  confirm([name]);
}

function drawField(name) {
  const place = document.getElementById(`said-${name}`);
  if (!place) return;
  const parts = markOf(name);
  const old = place.querySelector(".former");
  if (!parts.length) return old?.remove();
  const mark = h("div", { className: isPending(name) ? "former former--pending" : "former" }, ...parts);
  if (old) old.replaceWith(mark);
  else place.append(mark);
}

// One line on top of a section, or of an open row, while something in it is unconfirmed.
function drawLine(box, after, names, text) {
  const old = [...box.children].find((one) => one.matches(".former-all"));
  if (!names.length) return old?.remove();
  const said = say("left_from_round", { n: names.length, round: formerRound() });
  if (old) old.firstChild.textContent = said;
  else after.call(box, h("p", { className: "former-all" }, h("span", {}, said), h("button", { type: "button", className: "button button--second" }, text)));
}

const drawSection = ({ code }) => {
  const section = document.getElementById(`section-${code}`);
  drawLine(section, (line) => section.querySelector(".entry__title").after(line), pendingIn(code), say("same_all"));
};

const namesInRow = (rows, number) => Object.keys(record[rows][number]).map((key) => `${rows}-${number}-${key}`);

function drawRow(rows, number) {
  const inside = form.querySelector(`[data-roster="${rows}"] [data-row="${number}"] .person__fields`);
  if (inside?.childElementCount) drawLine(inside, inside.prepend, namesInRow(rows, number).filter(isPending), say("same_row"));
}

form.addEventListener("click", ({ target }) => {
  if (!target.closest(".former-all button")) return;
  const [row, section] = [target.closest("[data-row]"), target.closest("[data-section]")];
  const rows = row && target.closest("[data-roster]").dataset.roster;
  confirm(row ? namesInRow(rows, Number(row.dataset.row)).filter(isPending) : pendingIn(section.dataset.section));
  typedSomething(0);
  (row?.querySelector("summary") ?? section).focus({ preventScroll: true });
});

const everyName = () => [...Object.keys(setup.questions.survey), ...["members", "debts"].flatMap((rows) => record[rows].flatMap((_, number) => Object.keys(setup.questions[LEVELS[rows]]).map((key) => `${rows}-${number}-${key}`)))];

export function drawFormer(name) {
  if (!formerRound()) return;
  (name ? [name] : everyName()).forEach(drawField);
  const { rows, number, key } = placeOf(name ?? "");
  const concerned = name ? setup.sections.filter((one) => (rows ? one.rows === rows : one.keys.includes(key))) : setup.sections;
  concerned.forEach(drawSection);
  if (rows) drawRow(rows, number);
  if (!name) ["members", "debts"].forEach((each) => record[each].forEach((_, place) => drawRow(each, place)));
}

// To go on with Enter is to have asked: the answer stands.
export function passedWithEnter(name) {
  if (isPending(name)) confirm([name]);
}

followFormer(drawFormer);
watch("drawn", (rows, number) => {
  if (!formerRound()) return;
  namesInRow(rows, number).forEach(drawField);
  drawRow(rows, number);
});

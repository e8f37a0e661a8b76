// Shows at each field what it has from the last round, and confirms it: one by one, by Enter, or a whole section.
import { h, wordsOf, write } from "./fields.js";
import { confirm, followFormer, formerAnswer, formerRound, isChanged, isPending, pendingIn } from "./former.js";
import { record, set, watch } from "./record.js";
import { typedSomething } from "./saving.js";
import { LEVELS, placeOf, say, setup } from "./setup.js";

const button = (text, act) => h("button", { type: "button", className: "former__act", tabIndex: -1, onclick: act }, text);

function markOf(name) {
  const round = formerRound();
  if (isPending(name)) return [h("span", {}, say("from_round", { round })), button(say("same"), () => confirm([name]))];
  if (!isChanged(name)) return [];
  const answer = wordsOf(name, formerAnswer(name));
  return [h("span", {}, say("was_in_round", { round, answer })), button(say("use_former"), () => takeBack(name))];
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

// One line on top of a section while something in it is unconfirmed.
function drawSection({ code }) {
  const section = document.getElementById(`section-${code}`);
  const names = pendingIn(code);
  const old = section.querySelector(".former-all");
  if (!names.length) return old?.remove();
  const text = say("left_from_round", { n: names.length, round: formerRound() });
  if (old) old.firstChild.textContent = text;
  else section.querySelector(".entry__title").after(h("p", { className: "former-all" }, h("span", {}, text), h("button", { type: "button", className: "button button--second", onclick: () => sameInSection(code) }, say("same_all"))));
}

function sameInSection(code) {
  confirm(pendingIn(code));
  typedSomething(0);
  document.getElementById(`section-${code}`).focus({ preventScroll: true });
}

const everyName = () => [...Object.keys(setup.questions.survey), ...["members", "debts"].flatMap((rows) => record[rows].flatMap((_, number) => Object.keys(setup.questions[LEVELS[rows]]).map((key) => `${rows}-${number}-${key}`)))];

export function drawFormer(name) {
  if (!formerRound()) return;
  (name ? [name] : everyName()).forEach(drawField);
  const { rows, key } = placeOf(name ?? "");
  const concerned = name ? setup.sections.filter((one) => (rows ? one.rows === rows : one.keys.includes(key))) : setup.sections;
  concerned.forEach(drawSection);
}

// To go on with Enter is to have asked: the answer stands.
export function passedWithEnter(name) {
  if (isPending(name)) confirm([name]);
}

followFormer(drawFormer);
watch("drawn", (rows, number) => formerRound() && Object.keys(setup.questions[LEVELS[rows]]).forEach((key) => drawField(`${rows}-${number}-${key}`)));

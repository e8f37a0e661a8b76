// What is left to do: the list at the side, the marks of the sections, the summary of a stopped submit.
import { h } from "./fields.js";
import { followFormer, pendingIn } from "./former.js";
import { watch } from "./record.js";
import { follow, isBlocking, isSoft, labelOf, sectionOf, shownProblems, unshownCount } from "./problems.js";
import { jump } from "./sections.js";
import { placeOf, say, setup } from "./setup.js";
import { decides, isSkipped, tally } from "./shown.js";

const list = document.getElementById("problem-list");
const requiredLeft = document.getElementById("required-left");
const summary = document.getElementById("entry-problems");

const orderOfKeys = new Map(setup.sections.flatMap(({ keys, rows }) => [...keys, rows]).map((key, place) => [key, place]));

// In the order of the form; members by their place in the roster.
const placeInForm = ({ field }) => {
  const { rows, number } = placeOf(field);
  return [orderOfKeys.get(rows || field) ?? -1, number];
};

function left() {
  const found = shownProblems().filter(isBlocking).map((problem) => ({ problem, place: placeInForm(problem) }));
  found.sort((one, other) => one.place[0] - other.place[0] || one.place[1] - other.place[1]);
  return found.map(({ problem }) => problem);
}

function linkTo(problem) {
  const parts = [h("b", {}, labelOf(problem.field)), h("span", {}, problem.sentence)];
  const link = h("a", { href: `#section-${sectionOf(problem.field)}`, className: isSoft(problem) ? "problem-list__soft" : "" }, ...parts);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    jump(problem.field);
  });
  return h("li", {}, link);
}

function heading(problems) {
  const soft = problems.filter(isSoft).length;
  const hard = problems.length - soft;
  return [hard && say("left_to_fix", { n: hard }), soft && say("left_to_confirm", { n: soft })].filter(Boolean).join(" ");
}

function drawList(problems) {
  list.replaceChildren(...problems.map(linkTo));
  document.getElementById("problems-title").textContent = problems.length ? heading(problems) : say("nothing_left");
  const unseen = unshownCount();
  requiredLeft.textContent = unseen ? say("required_left", { n: unseen }) : "";
}

function drawSummary(problems) {
  if (summary.hidden) return;
  summary.hidden = problems.length === 0;
  const title = h("h2", {}, `${say("stopped")} — ${heading(problems)}`);
  summary.replaceChildren(title, h("ul", { className: "problem-list" }, ...problems.map(linkTo)));
}

// Open the summary and bring the person to it.
export function showSummary() {
  summary.hidden = false;
  drawSummary(left());
  summary.scrollIntoView({ block: "start" });
  summary.focus({ preventScroll: true });
}

// What is wrong comes first, then what is left of the questions.
function markFor(code, problems) {
  if (isSkipped(code)) return ["", say("skipped")];
  const { all, answered } = tally(code);
  const progress = answered === all ? [] : [say("answered", { n: answered, all })];
  const mine = problems.filter(({ field }) => sectionOf(field) === code);
  const hard = mine.filter((one) => !isSoft(one)).length;
  if (hard) return ["mark--hard", [say("to_fix", { n: hard }), ...progress].join(" · ")];
  if (mine.length) return ["mark--soft", [say("soft_count", { n: mine.length }), ...progress].join(" · ")];
  const carried = pendingIn(code).length;
  if (carried) return ["mark--soft", say("to_confirm", { n: carried })];
  if (!answered) return ["", say("not_begun")];
  return progress.length ? ["", progress[0]] : ["mark--done", say("complete")];
}

function drawMark(code, problems) {
  const [kind, text] = markFor(code, problems);
  for (const place of document.querySelectorAll(`[data-mark="${code}"]`)) {
    const name = `mark ${kind}`.trim();
    if (place.className !== name) place.className = name;
    if (place.textContent !== text) place.textContent = text;
  }
}

const drawMarks = (problems) => setup.sections.forEach(({ code }) => drawMark(code, problems));

export function drawLeft() {
  const problems = left();
  drawList(problems);
  drawSummary(problems);
  drawMarks(problems);
}

follow(drawLeft);
followFormer(() => drawMarks(left()));
watch("answer", (name) => (decides(name) ? drawMarks(left()) : drawMark(sectionOf(name), left())));

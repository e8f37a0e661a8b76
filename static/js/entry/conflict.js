// Somebody else saved this form in the meantime: field by field, both answers side by side, and the person decides.
import { chosenForm, compare } from "./differences.js";
import { drawClashes, groupsOf } from "./clashes.js";
import { h } from "./fields.js";
import { hear, payload, record } from "./record.js";
import { momentSaid } from "./returned.js";
import { again, isOurOwn, nothingTyped, typedSomething } from "./saving.js";
import { showState, showStored } from "./savestate.js";
import { say, setup } from "./setup.js";

const dialog = document.getElementById("conflict-dialog");
const list = document.getElementById("conflict-list");
const count = document.getElementById("conflict-count");
const waiting = h("div", { className: "notice notice--error entry__refusal", role: "alert", hidden: true });
let stored = null;
let comparison = null;
let redraw = () => {};
let decided = new Map();

document.getElementById("entry-refusal").after(waiting);

const contentOf = ({ answers, members, debts, confirmed }) => structuredClone({ answers, members, debts, confirmed });
const compared = (theirs) => compare(setup.questions, { base: record.base ?? null, mine: contentOf(payload()), theirs: contentOf(theirs) });
const nameOf = ({ kind, key, couple }) => [kind, key, couple?.rows, couple?.mine, couple?.theirs].join(" ");

// What was sent from here and arrived, while its answer was lost, is no conflict.
const isSameAs = (document_) => (sent) => compare(setup.questions, { mine: contentOf(sent), theirs: contentOf(document_) }).items.length === 0;

export function showConflict(document_, redrawForm) {
  if (stored?.revision !== document_.revision) decided = new Map();
  [stored, redraw] = [document_, redrawForm];
  if (isOurOwn(isSameAs(stored))) return goOn();
  showState("in_conflict");
  comparison = compared(stored);
  for (const item of comparison.items) item.chosen = decided.get(nameOf(item)) ?? item.chosen;
  draw();
}

function draw() {
  document.getElementById("conflict-stored").textContent = say("stored_by", { who: stored.updated_by, when: momentSaid(stored.updated_at) });
  list.replaceChildren(...drawClashes(groupsOf(comparison), comparison, { who: stored.updated_by }));
  drawCount();
  waiting.hidden = true;
  if (!dialog.open) dialog.showModal();
  list.scrollTop = 0;
  (list.querySelector("[data-undecided] input, input:checked") ?? dialog.querySelector("[data-merge]")).focus();
}

const undecided = () => comparison.items.filter(({ chosen }) => !chosen);

function drawCount() {
  const left = undecided().length;
  const sentence = [say("differing", { n: comparison.items.length }), left ? say("to_decide", { n: left }) : say("all_decided")].join(" · ");
  if (count.textContent !== sentence) count.textContent = sentence;
  for (const field of list.querySelectorAll("[data-clash]")) field.toggleAttribute("data-undecided", !comparison.items[field.dataset.clash].chosen);
}

function decide(item, side) {
  item.chosen = side;
  decided.set(nameOf(item), side);
}

function decideAll(side) {
  comparison.items.forEach((item) => decide(item, side));
  for (const input of list.querySelectorAll(`input[value="${side}"]`)) input.checked = true;
  drawCount();
}

// The chosen answers become the form, on top of the stored version.
function merge() {
  const first = list.querySelector("[data-undecided] input");
  if (first) return first.focus();
  const chosen = chosenForm(comparison);
  const isStored = compare(setup.questions, { mine: chosen, theirs: contentOf(stored) }).items.length === 0;
  close();
  hear(stored);
  Object.assign(record, structuredClone(chosen));
  redraw();
  if (!isStored) return saveChosen();
  nothingTyped();
  showStored();
}

function saveChosen() {
  typedSomething(0);
  return again();
}

function goOn() {
  record.revision = stored.revision;
  if (dialog.open) close();
  again();
}

function close() {
  decided = new Map();
  comparison = null;
  waiting.hidden = true;
  dialog.close();
}

// Put off, not lost: the form stays as typed and the choices made so far are kept.
function putOff() {
  if (!comparison) return;
  const button = h("button", { type: "button", className: "button", onclick: () => showConflict(stored, redraw) }, say("compare_again"));
  waiting.replaceChildren(h("p", { className: "notice__title" }, say("in_conflict")), h("p", {}, say("put_off")), h("p", { className: "row" }, button));
  waiting.hidden = false;
  button.focus({ preventScroll: true });
}

dialog.addEventListener("close", putOff);
dialog.addEventListener("change", ({ target }) => {
  decide(comparison.items[target.closest("[data-clash]").dataset.clash], target.value);
  drawCount();
});
dialog.addEventListener("click", ({ target }) => {
  const all = target.closest("[data-all]");
  if (all) decideAll(all.dataset.all);
  if (target.closest("[data-merge]")) merge();
  if (target.closest("[data-later]")) dialog.close();
});

// Somebody else saved this form in the meantime: both versions are shown and the person decides.
import { h, wordsOf } from "./fields.js";
import { hear, load, payload, record } from "./record.js";
import { labelOf } from "./problems.js";
import { momentSaid } from "./returned.js";
import { again, isOurOwn, nothingTyped } from "./saving.js";
import { showState, showStored } from "./savestate.js";
import { say } from "./setup.js";

const dialog = document.getElementById("conflict-dialog");
const MOST = 12;
let stored = null;
let redraw = () => {};

function flat({ answers, members, debts }) {
  const found = { ...answers };
  for (const [rows, list] of Object.entries({ members, debts })) {
    list.forEach((row, number) => Object.entries(row).forEach(([key, value]) => (found[`${rows}-${number}-${key}`] = value)));
  }
  return found;
}

const written = (key, value) => (value === undefined || value === "" ? say("blank") : wordsOf(key, value));

const plain = (text) => text.trim().replace(/\s+/g, " ");

// Fields whose words differ; 12,500 and 12500 are the same figure, ๒๑/๑๑/๒๕๖๙ and 21/11/2569 the same day.
function differences(ours, theirs) {
  const [mine, their] = [flat(ours), flat(theirs)];
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(their)])];
  return keys.map((key) => [key, written(key, mine[key]), written(key, their[key])]).filter(([, here, there]) => plain(here) !== plain(there));
}

export function showConflict(document_, redrawForm) {
  [stored, redraw] = [document_, redrawForm];
  if (isOurOwn((sent) => differences(sent, stored).length === 0)) return keepMine();
  showState("in_conflict");
  const found = differences(payload(), stored);
  document.getElementById("conflict-stored").textContent = say("stored_by", { who: stored.updated_by, when: momentSaid(stored.updated_at) });
  document.getElementById("conflict-count").textContent = say("yours_has", { n: found.length });
  const rows = found.slice(0, MOST).map(([key, mine, theirs]) => h("li", {}, h("b", {}, labelOf(key)), h("span", {}, mine), h("span", {}, theirs)));
  const heads = h("li", { className: "conflict__heads" }, h("span", {}, say("yours")), h("span", {}, say("stored")));
  document.getElementById("conflict-list").replaceChildren(heads, ...rows);
  if (!dialog.open) dialog.showModal();
}

function keepMine() {
  record.revision = stored.revision;
  dialog.close();
  again();
}

function takeStored() {
  dialog.close();
  load(stored);
  hear(stored);
  redraw();
  nothingTyped();
  showStored();
}

dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.addEventListener("click", ({ target }) => {
  if (target.closest("[data-keep]")) keepMine();
  if (target.closest("[data-take]")) takeStored();
});

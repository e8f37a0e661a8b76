// The entry page: puts the parts together.
import { askToPersist } from "../device/storage.js";
import { isAvailable } from "../device/vault.js";
import { begin } from "./beginning.js";
import "./beside.js";
import { showClear } from "./clearing.js";
import { showConflict } from "./conflict.js";
import "./covering.js";
import "./duplicates.js";
import { echo, offerAll } from "./echo.js";
import { form, read, tidy, write } from "./fields.js";
import { drawFormer } from "./formermarks.js";
import { hold } from "./handing.js";
import { onKept } from "./keeping.js";
import { onSaveKey } from "./keys.js";
import { drawLeft } from "./left.js";
import "./locating.js";
import { showNonAnswer } from "./nonanswers.js";
import { drawCommunity, loadPlaces } from "./place.js";
import { afterPress } from "./press.js";
import { drawPhotos } from "./photos.js";
import { drawProblems, touch } from "./problems.js";
import { get, record, set, watch } from "./record.js";
import { drawReturned } from "./returned.js";
import { drawAll } from "./roster.js";
import { onSaving, saveIn, saveNow, typedSomething } from "./saving.js";
import { showRefusal, showState, showStored } from "./savestate.js";
import { refreshSections } from "./sections.js";
import { here, questionOf, say, setup } from "./setup.js";
import { showAll } from "./shown.js";
import { submit } from "./submitting.js";
import { drawTitle } from "./title.js";
import { drawTotals } from "./totals.js";

const entry = document.getElementById("entry");

function drawForm() {
  for (const key of Object.keys(setup.questions.survey)) {
    write(key);
    showClear(key);
    showNonAnswer(key);
    echo(key);
  }
  document.getElementById("round-name").textContent = get("round") === here.round ? here.roundName : get("round");
  drawAll("members");
  drawAll("debts");
  document.querySelectorAll(".person .field__echo").forEach(({ id }) => echo(id.slice("echo-".length)));
  showAll();
  drawCommunity();
  offerAll();
  drawTotals();
  drawReturned();
  drawPhotos();
  drawFormer();
  drawProblems();
  drawLeft();
  drawTitle();
  refreshSections();
}

const isAnswer = (control) => Boolean(control.name && questionOf(control.name));

form.addEventListener("input", ({ target }) => {
  if (isAnswer(target)) set(target.name, value(target));
});
form.addEventListener("change", ({ target }) => {
  if (!isAnswer(target)) return;
  set(target.name, value(target));
  if (target.matches("select, [type=radio], [type=checkbox]")) {
    touch(target.name);
    saveIn(600);
  }
});
form.addEventListener("focusout", ({ target }) => {
  if (target.dataset.reason) saveNow();
  if (!isAnswer(target)) return;
  if (target.matches("input:not([type=radio], [type=checkbox])")) {
    tidy(target);
    set(target.name, value(target));
  }
  afterPress(() => touch(target.name));
  saveIn(300);
});

const value = ({ name }) => (questionOf(name).kind === "community" ? Number(read(name)) || "" : read(name));

watch("answer", (name) => {
  if (name) echo(name);
  if (name === "survey_date") document.querySelectorAll(".person .field__echo").forEach(({ id }) => echo(id.slice("echo-".length)));
  drawTitle();
  refreshSections();
});
// From the first change on, the form has an address of its own: reloading or changing the language comes back to it.
function moveTo(address) {
  if (!location.pathname.endsWith("/new/") || location.pathname + location.search === address) return;
  history.replaceState(null, "", address);
  for (const next of document.querySelectorAll(".language [name=next]")) next.value = address;
}
watch("document", () => moveTo(`/surveys/${record.id}/`));
onKept((isDone) => isDone && moveTo(`/surveys/new/?form=${record.id}`));

const conflict = (stored) => showConflict(stored, drawForm);

onSaving({
  report: showState,
  refuse: (kind, body) => (kind === "conflict" ? conflict(body.stored) : showRefusal(kind, body)),
});
onSaveKey(() => saveNow());
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-submit]")) submit(conflict);
});

// At a desk a new form waits for the name of the community; a focus nobody chose must not count as a visit.
const atDesk = window.matchMedia("(min-width: 60rem)");
const focusFirst = () => get("community") === "" && document.querySelector("#community-filter:not([hidden])")?.focus();

const FAILED = { failed: "refused", not_found: "refused", signed_out: "signed_out" };

function cannotOpen(outcome) {
  showRefusal(FAILED[outcome], outcome === "signed_out" ? {} : { sentence: say("loading_failed") }, () => location.reload());
}

function showBeginning({ outcome, stored }) {
  if (outcome === "unsent") typedSomething(0);
  if (outcome === "conflict") conflict(stored);
  if (outcome === "blank" && atDesk.matches && document.activeElement === document.body) focusFirst();
}

async function open() {
  document.getElementById("device-none").hidden = isAvailable();
  if (!(await hold())) return;
  const found = await begin();
  if (found.outcome in FAILED) return cannotOpen(found.outcome);
  drawForm();
  if (found.outcome === "stored") showStored();
  entry.removeAttribute("aria-busy");
  await loadPlaces();
  drawTitle();
  showBeginning(found);
  if (isAvailable()) askToPersist();
}

open();

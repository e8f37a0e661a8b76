// The entry page: puts the parts together.
import { begin, isResumed } from "./beginning.js";
import "./beside.js";
import { showClear } from "./clearing.js";
import { showConflict } from "./conflict.js";
import { echo, offerAll } from "./echo.js";
import { form, read, tidy, write } from "./fields.js";
import { drawFormer } from "./formermarks.js";
import { onSaveKey } from "./keys.js";
import { drawLeft } from "./left.js";
import { showNonAnswer } from "./nonanswers.js";
import { communityName, drawCommunity, loadPlaces } from "./place.js";
import { afterPress } from "./press.js";
import { drawPhotos } from "./photos.js";
import { drawProblems, touch } from "./problems.js";
import { get, record, set, watch } from "./record.js";
import { drawReturned } from "./returned.js";
import { drawAll } from "./roster.js";
import { onSaving, saveIn, saveNow } from "./saving.js";
import { showRefusal, showState, showStored } from "./savestate.js";
import { refreshSections } from "./sections.js";
import { here, questionOf, say, setup } from "./setup.js";
import { showAll } from "./shown.js";
import { submit } from "./submitting.js";

const entry = document.getElementById("entry");
const title = document.getElementById("entry-household");

// "12/3 · สมชาย ใจดี · ชุมชนร่วมใจพัฒนา", of what is known so far.
function household() {
  const head = record.members.find((row) => row.relation === "head");
  const person = head ? [head.first_name, head.last_name].filter(Boolean).join(" ") : "";
  const own = [get("house_no"), person].filter(Boolean);
  return [...(own.length ? own : [say("new_household")]), communityName() || say("no_community")].join(" · ");
}

function drawTitle() {
  title.textContent = household();
}

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
// From its first save on, the form has an address of its own: reloading or changing the language comes back to it.
watch("document", () => {
  if (!location.pathname.endsWith("/new/")) return;
  history.replaceState(null, "", `/surveys/${record.id}/`);
  for (const next of document.querySelectorAll(".language [name=next]")) next.value = location.pathname;
});

const conflict = (stored) => showConflict(stored, drawForm);

onSaving({
  report: showState,
  refuse: (kind, body) => (kind === "conflict" ? conflict(body.stored) : showRefusal(kind, body)),
});
onSaveKey(() => saveNow());
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-submit]")) submit(household(), conflict);
});

// At a desk a new form waits for the name of the community; a focus nobody chose must not count as a visit.
const atDesk = window.matchMedia("(min-width: 60rem)");
const focusFirst = () => get("community") === "" && document.querySelector("#community-filter:not([hidden])")?.focus();

async function open() {
  const mayFill = await begin();
  if (!mayFill) return showRefusal("refused", { sentence: say("loading_failed") });
  drawForm();
  if (isResumed) showStored();
  entry.removeAttribute("aria-busy");
  await loadPlaces();
  drawTitle();
  if (!isResumed && atDesk.matches && document.activeElement === document.body) focusFirst();
}

open();

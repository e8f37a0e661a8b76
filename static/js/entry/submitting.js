// Handing the form in: save, ask the server, then either what is left to do or the next household.
import { onNews } from "../device/channel.js";
import { runHooks } from "../device/hooks.js";
import { judge } from "../device/judging.js";
import { letGo } from "../device/locks.js";
import { start, watchOutbox } from "../device/outbox.js";
import { get } from "../device/vault.js";
import { words } from "../device/words.js";
import { canKeep, form, wishTo } from "./keeping.js";
import { drawLeft, showSummary } from "./left.js";
import { isBlocking, showEverything } from "./problems.js";
import { hear, record } from "./record.js";
import { isCutOff, isDirty, rest, saveWhole } from "./saving.js";
import { showRefusal } from "./savestate.js";
import { ask } from "./server.js";
import { household } from "./title.js";

const entry = document.getElementById("entry");
const sent = document.getElementById("entry-sent");
const queued = document.getElementById("entry-queued");
const buttons = document.querySelectorAll("[data-submit]");
let isBusy = false;
let isQueued = false;

function busy(on) {
  isBusy = on;
  for (const button of buttons) button.setAttribute("aria-busy", String(on));
}

export async function submit(onConflict) {
  if (isBusy) return;
  busy(true);
  try {
    await saveWhole();
    if (!isDirty() && !record.isNew) await handIn(onConflict);
    else if (isCutOff() && canKeep()) await queue();
  } finally {
    busy(false);
  }
}

const isWaiting = ({ kind }) => kind === "no_signal" || kind === "no_answer";

async function handIn(onConflict) {
  if (record.problems.some(isBlocking)) return stopped();
  const others = await runHooks(form());
  if (others === "later") return canKeep() ? queue() : showRefusal("no_answer", {});
  if (others !== "done") return showRefusal("refused", others);
  const answer = await ask("POST", `/api/v1/surveys/${record.id}/submit/`, { revision: record.revision }, form());
  const found = judge(answer, { id: record.id });
  if (answer.status === 200 && found.document) return done(found.document);
  if (found.document) {
    hear(found.document);
    return stopped();
  }
  if (found.kind === "conflict") return onConflict(found.stored);
  return isWaiting(found) && canKeep() ? queue() : showRefusal(found.kind, answer.body ?? {});
}

function stopped() {
  showEverything();
  drawLeft();
  showSummary();
}

function reveal(section) {
  entry.hidden = true;
  section.hidden = false;
  window.scrollTo({ top: 0 });
  section.focus();
}

const next = () => `/surveys/new/?community=${record.answers.community ?? ""}`;

function done(document_) {
  hear(document_);
  queued.hidden = true;
  document.getElementById("sent-household").textContent = household();
  document.getElementById("sent-next").href = next();
  document.getElementById("sent-read").href = `/surveys/${record.id}/`;
  reveal(sent);
}

// Without a way to the server the form waits on this device; the outbox hands it in when there is one.
async function queue() {
  await rest();
  await wishTo("submit");
  isQueued = true;
  document.getElementById("queued-household").textContent = household();
  document.getElementById("queued-next").href = next();
  document.getElementById("queued-back").href = record.revision ? `/surveys/${record.id}/` : `/surveys/new/?form=${record.id}`;
  reveal(queued);
  letGo();
  watchOutbox(tellQueued);
  start();
}

async function tellQueued({ problem }) {
  const item = await get(record.id);
  const state = document.getElementById("queued-state");
  if (item?.state === "refused") state.textContent = item.said?.sentence || words(`why_${item.refusal}`, { n: item.said?.problems?.length ?? 0 });
  else if (item) state.textContent = problem ? words(problem) : "";
}

onNews("submitted", async ({ id }) => {
  if (!isQueued || id !== record.id) return;
  const { status, body } = await ask("GET", `/api/v1/surveys/${id}/`);
  if (status === 200) done(body);
});

// Handing the form in: save, ask the server, then either what is left to do or the next household.
import { record, hear } from "./record.js";
import { drawLeft, showSummary } from "./left.js";
import { isBlocking, showEverything } from "./problems.js";
import { isDirty, saveNow } from "./saving.js";
import { showRefusal } from "./savestate.js";
import { ask, isDocument } from "./server.js";

const sent = document.getElementById("entry-sent");
const buttons = document.querySelectorAll("[data-submit]");
let isBusy = false;

function busy(on) {
  isBusy = on;
  for (const button of buttons) button.setAttribute("aria-busy", String(on));
}

export async function submit(household, onConflict) {
  if (isBusy) return;
  busy(true);
  try {
    await saveNow({ force: record.isNew });
    if (!isDirty() && !record.isNew) await handIn(household, onConflict);
  } finally {
    busy(false);
  }
}

async function handIn(household, onConflict) {
  if (record.problems.some(isBlocking)) return stopped();
  const answer = await ask("POST", `/api/v1/surveys/${record.id}/submit/`, { revision: record.revision });
  if (answer.status === 200) return done(answer.body, household);
  if (isDocument(answer)) {
    hear(answer.body);
    return stopped();
  }
  if (answer.status === 409 && answer.body?.code === "conflict") return onConflict(answer.body.stored);
  const kind = answer.status === 0 ? "no_signal" : answer.status === 401 || answer.status === 403 ? "signed_out" : "refused";
  showRefusal(kind, answer.body ?? {});
}

function stopped() {
  showEverything();
  drawLeft();
  showSummary();
}

function done(document_, household) {
  hear(document_);
  document.getElementById("entry").hidden = true;
  document.getElementById("sent-household").textContent = household;
  document.getElementById("sent-next").href = `/surveys/new/?community=${record.answers.community ?? ""}`;
  document.getElementById("sent-read").href = `/surveys/${record.id}/`;
  sent.hidden = false;
  window.scrollTo({ top: 0 });
  sent.focus();
}

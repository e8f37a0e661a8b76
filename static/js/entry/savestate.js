// What the head of the form says about saving, and what to do when saving is refused.
import { now } from "../device/clock.js";
import { signIn } from "../device/signin.js";
import { isAvailable, person } from "../device/vault.js";
import { hasWords, words } from "../device/words.js";
import { h } from "./fields.js";
import { isKept } from "./keeping.js";
import { record } from "./record.js";
import { again } from "./saving.js";
import { here, say } from "./setup.js";

const place = document.getElementById("save-state");
const refusal = document.getElementById("entry-refusal");
const outbox = document.getElementById("outbox-count");
const CLASSES = {
  saved: "saved", no_signal: "kept", no_answer: "kept", signed_out: "failed", other_person: "failed",
  refused: "failed", in_conflict: "failed", not_kept: "failed",
};
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });
const owner = { id: here.person, name: here.enumerator };

export const timeOf = (moment) => clock.format(new Date(moment));

// "บันทึกในเครื่อง · รอสัญญาณ" where the device has it, plain words where it does not.
function sentence(state, moment) {
  const kept = `kept_${state}`;
  if (isKept() && hasWords(kept)) return words(kept);
  return hasWords(`state_${state}`) ? words(`state_${state}`) : say(state, { time: timeOf(moment) });
}

export function showState(state, moment = now() ?? Date.now()) {
  const text = sentence(state, moment);
  if (place.textContent !== text) place.textContent = text;
  place.className = `save-state${CLASSES[state] ? ` save-state--${CLASSES[state]}` : ""}`;
  if (state === "saved") refusal.hidden = true;
  countUnsent(CLASSES[state] === "kept" || CLASSES[state] === "failed");
}

// Where the device keeps nothing, this form is the only one that waits.
function countUnsent(isWaiting) {
  if (!outbox || isAvailable()) return;
  outbox.hidden = !isWaiting;
  outbox.textContent = isWaiting ? outbox.dataset.sentence.replace("{n}", 1) : "";
}

async function enter(retry) {
  if (await signIn(person() ?? (owner.id ? owner : null))) retry();
}

const isOut = (kind) => kind === "signed_out" || kind === "other_person";

function why(kind, body) {
  if (kind === "signed_out") return words("signed_out_sentence");
  if (hasWords(`do_${body.code}`)) return words(`why_${body.code}`);
  return body.sentence || (kind === "other_person" ? words("other_person") : say("refused"));
}

function advice({ code }) {
  return hasWords(`do_${code}`) ? [h("p", {}, words(`do_${code}`))] : [];
}

// A refusal stays on the page until a save goes through; nothing typed is lost.
export function showRefusal(kind, body, retry = again) {
  showState(kind);
  const parts = [h("p", { className: "notice__title" }, place.textContent), h("p", {}, why(kind, body)), ...advice(body)];
  const actions = h("p", { className: "row" });
  if (isOut(kind)) actions.append(h("button", { type: "button", className: "button", onclick: () => enter(retry) }, words("sign_in_here")));
  actions.append(h("button", { type: "button", className: "button button--second", onclick: retry }, say("save_again")));
  if (isKept()) actions.append(h("a", { href: "/outbox/", className: "button button--quiet" }, words("to_outbox")));
  refusal.replaceChildren(...parts, actions);
  refusal.hidden = false;
}

export const showStored = () => showState("saved", record.updatedAt);

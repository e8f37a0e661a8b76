// Saving while the person types: one request at a time, never later than two seconds, again when it fails.
import { hear, payload, record, watch } from "./record.js";
import { ask, isDocument } from "./server.js";

const SOON = 1200;
const LONGEST_WAIT = 60_000;
let typedVersion = 0;
let savedVersion = 0;
let due = 0;
let timer = 0;
let running = null;
let failures = 0;
let stopped = false;
let report = () => {};
let refuse = () => {};
// What was sent since the last answer: one of them may have arrived although no answer came back.
let unanswered = [];
const MOST_KEPT = 20;

export const isDirty = () => typedVersion !== savedVersion;

// `report(state, answer)` hears: unsaved, saving, saved, no_signal, no_answer; `refuse(kind, body)` hears a no.
export function onSaving(callbacks) {
  ({ report, refuse } = callbacks);
}

export function saveIn(delay) {
  const wanted = Date.now() + delay;
  if (stopped || (timer && due <= wanted)) return;
  clearTimeout(timer);
  due = wanted;
  timer = setTimeout(saveNow, delay);
}

// Save what is not saved yet; resolves when the server has answered for all that was typed until now.
export async function saveNow(options = {}) {
  clearTimeout(timer);
  timer = 0;
  if (running) {
    await running;
    return isDirty() && !failures && !stopped ? saveNow(options) : undefined;
  }
  if (!isDirty() && !options.force) return;
  stopped = false;
  running = send(options);
  await running;
  running = null;
  if (isDirty() && !failures && !stopped) saveIn(SOON);
}

async function send({ keepalive = false }) {
  const version = typedVersion;
  const sent = structuredClone(payload());
  report("saving");
  const answer = await ask("PUT", `/api/v1/surveys/${record.id}/`, sent, { keepalive });
  if (isDocument(answer)) return took(answer.body, version);
  if (answer.status === 0 || answer.status >= 500 || answer.status === 429) return failed(answer, sent);
  stopped = true;
  refuse(kindOf(answer), answer.body ?? {});
}

function kindOf({ status, body }) {
  if (status === 401 || status === 403) return "signed_out";
  return status === 409 && body?.code === "conflict" ? "conflict" : "refused";
}

function took(document, version) {
  failures = 0;
  unanswered = [];
  savedVersion = version;
  hear(document);
  report(isDirty() ? "unsaved" : "saved");
}

function failed(answer, sent) {
  failures += 1;
  unanswered = [...unanswered, sent].slice(-MOST_KEPT);
  report(answer.status === 0 ? "no_signal" : "no_answer");
  timer = setTimeout(saveNow, Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
  due = Date.now() + LONGEST_WAIT;
}

// Whether a stored form is one of ours that arrived while its answer was lost.
export const isOurOwn = (isSame) => unanswered.some(isSame);

// After loading, what is here is what the server has.
export function nothingTyped() {
  savedVersion = typedVersion;
  failures = 0;
  stopped = false;
  clearTimeout(timer);
  timer = 0;
}

export function typedSomething(delay = SOON) {
  typedVersion += 1;
  if (!failures && !stopped) report("unsaved");
  saveIn(delay);
}

// Try at once what has been waiting: the signal is back, or the person signed in again.
export function again() {
  stopped = false;
  failures = 0;
  return saveNow();
}

watch("answer", () => typedSomething());
watch("rows", () => typedSomething(300));
window.addEventListener("online", () => failures && again());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) saveNow({ keepalive: true });
});
window.addEventListener("beforeunload", (event) => {
  if (isDirty()) event.preventDefault();
});

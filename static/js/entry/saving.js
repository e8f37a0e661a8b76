// Saving while the person types: on the device at once, on the server within two seconds, again when it fails.
import { runHooks } from "../device/hooks.js";
import { judge } from "../device/judging.js";
import { changesSince } from "./changes.js";
import { canKeep, drop, form, isKept, isOwnEarlier, keepNow, keepSoon, letGoOf, markRefused, onKept, sentFrom } from "./keeping.js";
import { hearReceipt, payload, record, watch } from "./record.js";
import { ask } from "./server.js";

const SOON = 1200;
const WITHIN = 1950; // every change is on the server in two seconds
const SHORTEST_PAUSE = 500;
const LONGEST_WAIT = 60_000;
let typedVersion = 0;
let savedVersion = 0;
let due = 0;
let timer = 0;
let lastSent = -Infinity;
let spent = 0; // milliseconds of the last saving, with its answer
let isInParts = false; // changes were sent since the whole form last was
let running = null;
let failures = 0;
let stopped = false;
let isOver = false; // the form has left this tab
let report = () => {};
let refuse = () => {};
// What was sent since the last answer: one of them may have arrived although no answer came back.
let unanswered = [];
const MOST_KEPT = 20;

export const isDirty = () => typedVersion !== savedVersion;

// The last attempt found no way to the server.
export const isCutOff = () => failures > 0;

// `report(state, answer)` hears: unsaved, kept, saving, saved, no_signal, no_answer, not_kept; `refuse(kind, body)` hears a no.
export function onSaving(callbacks) {
  ({ report, refuse } = callbacks);
}

// Between two savings, however fast somebody goes from field to field: as long as a slow answer still comes in time.
const pause = () => Math.max(SHORTEST_PAUSE, WITHIN - 1.5 * spent);

export function saveIn(delay) {
  const now = performance.now();
  const wanted = Math.max(now + delay, lastSent + pause());
  if (stopped || isOver || (timer && due <= wanted)) return;
  clearTimeout(timer);
  due = wanted;
  timer = setTimeout(saveNow, wanted - now);
}

// Save what is not saved yet; resolves when the server has answered for all that was typed until now.
export async function saveNow(options = {}) {
  clearTimeout(timer);
  timer = 0;
  if (isOver) return;
  if (running) {
    await running;
    return (isDirty() || options.force) && !failures && !stopped ? saveNow(options) : undefined;
  }
  if (!isDirty() && !options.force) return;
  stopped = false;
  running = send(options);
  await running;
  running = null;
  if (isDirty() && !failures && !stopped) saveIn(SOON);
}

// The form as it stands, on the server and compared with what came there in parts; before it is handed in.
export const saveWhole = () => saveNow({ force: record.isNew || isInParts, isWhole: true });

async function send({ keepalive = false, isWhole = false }) {
  const version = typedVersion;
  lastSent = performance.now();
  const sent = structuredClone(payload());
  const changes = isWhole ? null : changesSince(record.base, sent);
  const body = JSON.stringify(changes ?? sent);
  const raw = new Blob([body], { type: "application/json" });
  report("saving");
  const trace = await sentFrom(body);
  const how = { ...form(), raw, keepalive, isBrief: true };
  const answer = await ask(changes ? "PATCH" : "PUT", `/api/v1/surveys/${record.id}/`, undefined, how);
  spent = performance.now() - lastSent;
  const found = judge(answer, { id: record.id, hash: trace.hash });
  if (found.kind === "arrived") return took(found.document, sent, { ...trace, typed: version, isPart: Boolean(changes) });
  if (found.kind === "no_signal" || found.kind === "no_answer") return failed(found.kind, sent);
  if (found.kind === "conflict" && (await isOwnEarlier(found.stored))) return goOnFrom(found.stored);
  // Whether the form itself is refused, only the form itself can tell.
  if (changes && (found.kind === "conflict" || found.kind === "refused")) return send({ keepalive, isWhole: true });
  stopped = true;
  if (found.kind === "refused") await markRefused(found);
  refuse(found.kind, answer.body ?? {});
}

function took(receipt, sent, { version, typed, isPart }) {
  failures = 0;
  unanswered = [];
  isInParts = isPart;
  savedVersion = typed;
  hearReceipt(receipt, sent);
  if (!isDirty()) settle(version);
  report(isDirty() ? "unsaved" : "saved");
}

// The device lets go once everything else of the form has arrived too.
async function settle(version) {
  const rest = await runHooks(form());
  if (rest === "done") await letGoOf(version);
}

// The stored version came from here, its answer got lost: what was typed since goes on top of it.
function goOnFrom(stored) {
  record.revision = stored.revision;
  return send({ isWhole: true });
}

function failed(kind, sent) {
  failures += 1;
  unanswered = [...unanswered, sent].slice(-MOST_KEPT);
  report(kind);
  timer = setTimeout(saveNow, Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
  due = performance.now() + LONGEST_WAIT;
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
  drop();
}

export function typedSomething(delay = SOON) {
  typedVersion += 1;
  if (!failures && !stopped) report("unsaved");
  keepSoon();
  saveIn(delay);
}

// Try at once what has been waiting: the signal is back, or the person signed in again.
export function again() {
  stopped = false;
  failures = 0;
  return saveNow();
}

// The form leaves this tab: everything on the device, the answer under way awaited, nothing more sent from here.
export async function rest() {
  clearTimeout(timer);
  stopped = isOver = true;
  await keepNow();
  await running;
}

onKept((isDone) => {
  if (!isDone) return report("not_kept");
  if (isDirty() && !failures && !stopped && !running) report("kept");
});
watch("answer", () => typedSomething());
watch("rows", () => typedSomething(300));
window.addEventListener("online", () => failures && again());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return;
  keepNow();
  if (!stopped) saveNow({ keepalive: true });
});
window.addEventListener("pagehide", keepNow);
window.addEventListener("beforeunload", (event) => {
  if (isOver || !isDirty() || isKept()) return;
  keepNow();
  if (!canKeep()) event.preventDefault();
});

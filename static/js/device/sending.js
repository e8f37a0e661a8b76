// Sending one form that waits on this device: its answers, what belongs to it, and the handing in.
import { ask } from "./asking.js";
import { runHooks } from "./hooks.js";
import { judge } from "./judging.js";
import { fingerprint } from "./keys.js";
import "./photos.js";
import { get, put, refuse, remember, remove } from "./vault.js";

const WAITING = new Set(["no_signal", "no_answer", "signed_out", "other_person"]);
const MAYBE_THERE = new Set(["locked", "round_closed", "wrong_state"]);
const address = (id) => `/api/v1/surveys/${id}/`;

export async function putAnswers({ id, payload, district }, how = {}) {
  const body = JSON.stringify(payload);
  const hash = await fingerprint(body);
  await remember(id, hash);
  const raw = new Blob([body], { type: "application/json" });
  const answer = await ask("PUT", address(id), undefined, { ...how, raw, district, isBrief: true });
  return { ...judge(answer, { id, hash }), hash };
}

// The stored version may be one that came from here while its answer was lost: then ours simply goes on from it.
export const isOurs = ({ sent }, document) => Boolean(document?.sent_hash && sent.includes(document.sent_hash));

async function goOnFrom(item, stored) {
  const payload = { ...item.payload, revision: stored.revision };
  const version = await put({ ...item, payload });
  return sendOnce({ ...item, payload, version });
}

// Handed in already, as when the answer to that was lost and the round has closed since.
async function isHandedIn(item, hash) {
  const { status, body } = await ask("GET", address(item.id));
  return status === 200 && body.id === item.id && body.sent_hash === hash && ["submitted", "approved"].includes(body.state);
}

async function stopped(item, { kind, code, sentence, stored, hash }) {
  if (WAITING.has(kind)) return kind;
  if (kind === "conflict" && isOurs(item, stored)) return goOnFrom(item, stored);
  if (item.wish === "submit" && MAYBE_THERE.has(code) && (await isHandedIn(item, hash))) return finish(item, "submitted");
  await refuse(item.id, item.version, { code: code ?? kind, sentence });
  return "refused";
}

async function finish(item, outcome) {
  return (await remove(item.id, item.version)) ? outcome : "newer";
}

// The words of a refusal, from a document whose problems keep it from being handed in.
const problemsOf = ({ problems }) => ({ code: "has_problems", sentence: "", problems: problems.filter((one) => one.severity === "hard" || !one.reason) });

async function handIn(item, document) {
  const answer = await ask("POST", `${address(item.id)}submit/`, { revision: document.revision }, item);
  const found = judge(answer, { id: item.id });
  if (found.kind === "arrived" && answer.status === 200) return finish(item, "submitted");
  if (found.kind !== "arrived") return stopped(item, { ...found, hash: document.sent_hash });
  await refuse(item.id, item.version, problemsOf(found.document));
  return "refused";
}

async function afterArrival(item, document) {
  const rest = await runHooks(item);
  if (rest === "later") return "no_answer";
  if (rest !== "done") {
    await refuse(item.id, item.version, rest);
    return "refused";
  }
  return item.wish === "submit" ? handIn(item, document) : finish(item, "saved");
}

async function sendOnce(item) {
  const found = await putAnswers(item);
  return found.kind === "arrived" ? afterArrival(item, found.document) : stopped(item, found);
}

// Comes to: saved, submitted, newer (typed meanwhile), refused, or why it waits.
export async function send(id) {
  const item = await get(id);
  if (!item) return "saved";
  return item.payload ? sendOnce(item) : "refused";
}

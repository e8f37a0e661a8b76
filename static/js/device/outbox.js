// The outbox: sends what waits on this device, in order, one tab at a time, and says how much is left.
import { announce, onNews } from "./channel.js";
import { ageOf } from "./clock.js";
import { alone, withForm } from "./locks.js";
import { send } from "./sending.js";
import { get, list, person } from "./vault.js";

const EVERY = 60_000;
const SOON = 1500;
const MOST_CUTS = 3;
const SHORTEST_PAUSE = 2000;
const WAITING = ["no_signal", "no_answer"];
const listeners = [];
let problem = ""; // why sending rests: no_signal, no_answer, signed_out, other_person
let timer = 0;
let pause = SHORTEST_PAUSE;
let isStarted = false;
const cutLately = new Set(); // forms whose connection broke go last the next time, so that they hold up no other

// A form that is open in a tab is sent by that tab; undefined then.
const sendFree = (id) => withForm(id, () => send(id));

async function sendEach(rows) {
  let cuts = 0;
  let outcome = "";
  for (const { id } of rows) {
    if (!person()) return "signed_out";
    const came = await sendFree(id);
    if (came === undefined) continue;
    if (came === "signed_out" || came === "other_person") return came;
    cuts = came === "no_signal" ? cuts + 1 : 0;
    cutLately[WAITING.includes(came) ? "add" : "delete"](id);
    if (cuts >= MOST_CUTS) return "no_signal";
    if (WAITING.includes(came)) outcome = came;
    if (came === "submitted") announce("submitted", { id });
  }
  return outcome;
}

// Try everything that waits; refused forms only when a person asks for it.
export async function sendAll({ refused = false } = {}) {
  if (!person()) return tell();
  await alone("bkkhousing sending", async () => {
    const rows = (await list()).filter((row) => refused || row.state !== "refused");
    problem = rows.length ? await sendEach(inTurn(rows)) : "";
    if (isStarted) tryAgain();
  });
  await tell();
}

const inTurn = (rows) => [...rows].sort((one, other) => cutLately.has(one.id) - cutLately.has(other.id));

// Soon at first, then less and less often, never less than every minute.
function tryAgain() {
  if (!WAITING.includes(problem)) pause = SHORTEST_PAUSE;
  if (!WAITING.includes(problem) || pause >= EVERY) return;
  soon(pause);
  pause *= 2;
}

export async function sendNow(id) {
  const came = await sendFree(id);
  problem = [...WAITING, "signed_out", "other_person"].includes(came) ? came : "";
  if (came === "submitted") announce("submitted", { id });
  await tell();
  return came;
}

// How much waits, whether something was refused, how old the oldest is (null when unknown) and why it waits.
async function waiting() {
  const rows = await list();
  const oldest = rows.length ? (await get(rows[0].id))?.since : null;
  return { count: rows.length, refused: rows.filter((row) => row.state === "refused").length, oldest: ageOf(oldest), problem };
}

async function tell() {
  const found = await waiting();
  listeners.forEach((act) => act(found));
}

export function watchOutbox(act) {
  listeners.push(act);
  tell();
}

function soon(delay = SOON) {
  clearTimeout(timer);
  timer = setTimeout(sendAll, delay);
}

// Call once a page, after the vault was opened: sends now, when the signal is back, and every minute.
export function start() {
  if (isStarted) return;
  isStarted = true;
  window.addEventListener("online", () => {
    pause = SHORTEST_PAUSE;
    sendAll();
  });
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  setInterval(sendAll, EVERY);
  soon();
}

onNews("changed", tell);
onNews("forgotten", tell);

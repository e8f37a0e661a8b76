// The form on this device: written down as it is typed, and let go once the server has it.
import { fingerprint } from "../device/keys.js";
import { get, isAvailable, person, put, refuse, remember, remove } from "../device/vault.js";
import { payload, record } from "./record.js";
import { here } from "./setup.js";
import { household } from "./title.js";

const SOON = 150;
let wish = "save";
let district = here.district; // of the person when the form was begun
let version = 0; // of what this tab wrote last; 0 while nothing of this form is on the device
let typed = 0;
let written = 0;
let timer = 0;
let writing = Promise.resolve();
let isGivenUp = false; // another tab has the form
let failed = false; // the device is full or refuses
const listeners = [];

export const canKeep = () => isAvailable() && person() !== null && !isGivenUp && !failed;

// Leaving the page now would lose nothing, even if the key is gone already.
export const isSafe = () => isGivenUp || (isAvailable() && !failed && written === typed);

// All that was typed so far is on the disk of this device.
export const isKept = () => canKeep() && written === typed;

// `act(isKept)` hears when the device has written, or could not.
export const onKept = (act) => listeners.push(act);

async function write() {
  const now = typed;
  try {
    version = await put({ id: record.id, payload: structuredClone(payload()), base: record.base, wish, label: household(), district });
    written = now;
  } catch {
    failed = true;
  }
  listeners.forEach((act) => act(!failed));
}

// Everything typed until now, on the disk; one write at a time.
export function keepNow() {
  clearTimeout(timer);
  timer = 0;
  writing = writing.then(() => (canKeep() && written !== typed ? write() : undefined));
  return writing;
}

// The first change is written at once, those that follow a moment later together.
export function keepSoon() {
  typed += 1;
  failed = false; // a device that was full may have room again
  if (!canKeep() || timer) return;
  timer = setTimeout(keepNow, version ? SOON : 0);
}

// What to send goes on the device first, with its fingerprint, so that a lost answer is known again.
export async function sentFrom(body) {
  if (!canKeep()) return { version: 0, hash: globalThis.crypto?.subtle ? await fingerprint(body) : "" };
  const hash = await fingerprint(body);
  await keepNow();
  await remember(record.id, hash);
  return { version, hash };
}

// The server has it; what was typed meanwhile stays.
export const letGoOf = (sent) => (sent && canKeep() ? remove(record.id, sent) : Promise.resolve());

export async function isOwnEarlier(stored) {
  const item = await get(record.id);
  return Boolean(stored?.sent_hash && item?.sent.includes(stored.sent_hash));
}

// What the person gives up by choosing the stored version.
export async function drop() {
  clearTimeout(timer);
  timer = 0;
  await writing;
  written = typed;
  return letGoOf(version);
}

export const markRefused = (refusal) => (canKeep() && version ? refuse(record.id, version, refusal) : undefined);

// From now on the form waits to be handed in, or is a draft again.
export async function wishTo(wanted) {
  wish = wanted;
  typed += 1;
  await keepNow();
}

export const isWaitingToSubmit = () => wish === "submit";

// A form that was found on this device.
export function resume(item) {
  version = item.version;
  district = item.district;
}

// The form as everything that is sent of it names it.
export const form = () => ({ id: record.id, district });

export function giveUp() {
  clearTimeout(timer);
  isGivenUp = true;
}

// Photos of a form on their way: kept on this device until the server's receipt names the very same bytes.
import { ask } from "./asking.js";
import { announce } from "./channel.js";
import { afterSaving } from "./hooks.js";
import * as vault from "./vault.js";

// A browser that can keep nothing holds them as long as its page is open.
const held = new Map();
const heldOf = (survey) => held.get(survey) ?? [];
const isKeeping = () => vault.isAvailable() && vault.person() !== null;

export const addressOf = (survey, id) => `/api/v1/surveys/${survey}/photos/${id}/`;

export const waitingPhotos = (survey) => (isKeeping() ? vault.photos(survey) : Promise.resolve(heldOf(survey)));

export async function keepPhoto(survey, id, blob) {
  if (isKeeping()) await vault.putPhoto(survey, id, blob);
  else held.set(survey, [...heldOf(survey), { id, blob }]);
}

export async function dropPhoto(survey, id) {
  if (isKeeping()) await vault.removePhoto(survey, id);
  else held.set(survey, heldOf(survey).filter((one) => one.id !== id));
}

// What its owner gives up together with the form.
export async function dropPhotos(survey) {
  for (const { id } of await waitingPhotos(survey)) await dropPhoto(survey, id);
}

// SHA-256 in hexadecimal; a page without TLS has no fingerprints and goes by the photo's own name.
async function fingerprint(blob) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const isReceipt = ({ status, body }, id, hash) => status === 200 && body?.id === id && (hash === null || body.received === hash);

const isLater = ({ status, body }) => !body || status < 400 || status === 401 || status === 403 || status === 429 || status >= 500;

async function sendOne({ id: survey, district }, { id, blob }) {
  const [hash, answer] = [await fingerprint(blob), await ask("PUT", addressOf(survey, id), undefined, { raw: blob, district })];
  const isSent = isReceipt(answer, id, hash);
  // One that was removed on the server is not wanted any more; any other refusal keeps it here.
  if (isSent || answer.body?.code === "photo_removed") {
    await dropPhoto(survey, id);
    announce("photo", { survey, id, sent: isSent ? answer.body : null });
    return "done";
  }
  if (isLater(answer)) return "later";
  const refusal = { code: answer.body.code, sentence: answer.body.sentence };
  announce("photo", { survey, id, refusal });
  return refusal;
}

let sending = Promise.resolve("done");

// Sends every waiting photo of a form, one after the other; one that is refused does not hold up the next.
async function sendAll(form) {
  let outcome = "done";
  for (const photo of await waitingPhotos(form.id)) {
    const one = await sendOne(form, photo);
    if (one === "later") return one;
    if (one !== "done") outcome = one;
  }
  return outcome;
}

// "done", "later" or what the server refused, { code, sentence }.
export function sendPhotos(form) {
  sending = sending.catch(() => {}).then(() => sendAll(form));
  return sending;
}

afterSaving(sendPhotos);

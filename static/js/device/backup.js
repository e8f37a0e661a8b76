// A file with everything that waits here, closed with words that the person chooses; for another device, or a repair.
import { photos, put, get, list, person, putPhoto } from "./vault.js";

const KIND = "bkkhousing-backup";
const ROUNDS = 600_000;
export const SHORTEST = 8;
const encoder = new TextEncoder();

const toText = (bytes) => {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text);
};
const toBytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

async function keyFrom(passphrase, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", encoder.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const recipe = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(recipe, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const packPhoto = async ({ id, blob }) => ({ id, type: blob.type, data: toText(await blob.arrayBuffer()) });

async function packed(id) {
  const { payload, wish, label, district } = await get(id);
  return { id, payload, wish, label, district, photos: await Promise.all((await photos(id)).map(packPhoto)) };
}

// The file of these forms, or of all that wait, as a Blob; forms that cannot be read are left out.
export async function saved(passphrase, ids = null) {
  const wanted = ids ?? (await list()).map((row) => row.id);
  const items = (await Promise.all(wanted.map(packed))).filter(({ payload }) => payload);
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const key = await keyFrom(passphrase, salt, ROUNDS);
  const owner = { id: person().id, name: person().name };
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encoder.encode(JSON.stringify({ owner, items })));
  const file = { kind: KIND, version: 1, rounds: ROUNDS, salt: toText(salt), iv: toText(iv), sealed: toText(sealed) };
  return { count: items.length, blob: new Blob([JSON.stringify(file)], { type: "application/json" }) };
}

async function opened(text, passphrase) {
  const file = JSON.parse(text);
  if (file.kind !== KIND || file.version !== 1) throw new SyntaxError();
  const key = await keyFrom(passphrase, toBytes(file.salt), file.rounds);
  const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: toBytes(file.iv) }, key, toBytes(file.sealed));
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function putBack({ id, payload, wish, label, district = null, photos: pictures = [] }) {
  if (await get(id)) return false;
  for (const one of pictures) await putPhoto(id, one.id, new Blob([toBytes(one.data)], { type: one.type }));
  await put({ id, payload, wish, label, district });
  return true;
}

// Put the forms of a file back; { problem: not_backup | wrong_words | other_owner, name } or { added, kept }.
export async function load(text, passphrase) {
  try {
    const { owner, items } = await opened(text, passphrase);
    if (owner.id !== person().id) return { problem: "other_owner", name: owner.name };
    const added = (await Promise.all(items.map(putBack))).filter(Boolean).length;
    return { added, kept: items.length - added };
  } catch (error) {
    return { problem: error.name === "OperationError" ? "wrong_words" : "not_backup" };
  }
}

// What is kept on this device until the server has it: sealed with the key of the person who wrote it.
import { ask, ME, writeAs } from "./asking.js";
import { announce, onNews } from "./channel.js";
import { moment, setClock } from "./clock.js";
import { done, isThere, run } from "./database.js";
import { keyOf, seal, sealBytes, unseal, unsealBytes } from "./keys.js";

const PATIENCE = 4000;
const MOST_SENT = 50;
let holder = null; // { id, key, person } of the person whose key is in this page
let isLocked = !isThere();

export const isAvailable = () => !isLocked;
export const person = () => holder?.person ?? null;

// --- facts without personal data, such as the rounds ---------------------------------------
export const keep = (name, value) => (isLocked ? undefined : run(["facts"], "readwrite", (facts) => done(facts.put({ name, value }))));

export const kept = (name) => (isLocked ? undefined : run(["facts"], "readonly", async (facts) => (await done(facts.get(name)))?.value));

async function next(facts, name) {
  const value = ((await done(facts.get(name)))?.value ?? 0) + 1;
  await done(facts.put({ name, value }));
  return value;
}

// --- whose device this is ------------------------------------------------------------------
async function keptHolder() {
  const [found] = await run(["keys"], "readonly", (keys) => done(keys.getAll()));
  return found ? { id: found.id, key: found.key, person: await unseal(found.key, found.sealed) } : null;
}

async function welcome({ device_secret: secret, ...known }) {
  if (isLocked) return { id: known.id, key: null, person: known };
  const key = await keyOf(known.id, secret);
  const sealed = await seal(key, known);
  const others = await run(["keys"], "readwrite", async (keys) => {
    const before = await done(keys.getAllKeys());
    await done(keys.clear());
    await done(keys.put({ id: known.id, key, sealed }));
    return before.filter((id) => id !== known.id);
  });
  if (others.length) announce("forgotten", { to: known.id });
  return { id: known.id, key, person: known };
}

// Nobody can read what this device keeps until the same person signs in again.
export async function forget() {
  holder = null;
  if (isLocked) return;
  await run(["keys"], "readwrite", (keys) => done(keys.clear()));
  announce("forgotten");
}

const hold = (found) => {
  holder = found;
  if (found) writeAs(found.id);
  return person();
};

async function prepare() {
  if (isLocked) return null;
  try {
    setClock(await kept("clock"), (fact) => keep("clock", fact).catch(() => {}));
    return await keptHolder();
  } catch {
    isLocked = true; // a private window may offer a database and then refuse it
    return null;
  }
}

async function heard(answer, here) {
  if (answer?.status === 200) return hold(await welcome(answer.body));
  if (answer?.status === 403) await forget();
  return answer?.status === 401 || answer?.status === 403 ? hold(null) : hold(here);
}

async function openNow() {
  const here = await prepare();
  const asking = ask("GET", ME);
  if (!here) return heard(await asking, null);
  const waited = await Promise.race([asking, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  if (!waited) asking.then((late) => late.status === 200 && late.body.id !== here.id && welcome(late.body));
  return heard(waited, here);
}

let opening = null;

// The person before this device: who is signed in, or without a connection who last was; null when nobody may read.
export function open() {
  opening ??= openNow().finally(() => (opening = null));
  return opening;
}

onNews("forgotten", ({ to }) => {
  if (to !== holder?.id) hold(null);
});

// --- forms ---------------------------------------------------------------------------------
const STATES = { save: "draft", submit: "queued" };

// Keep a form { id, payload, wish: "save" | "submit", label, base: what it began from, district: where it was begun };
// resolves with its version once it is on the disk.
export async function put({ id, payload, wish = "save", label = "", base = null, district = holder.person.district }) {
  const { id: owner, key } = holder;
  const sealed = await seal(key, { payload, wish, label, base, district });
  const fresh = await seal(key, { sent: [], since: moment(), refusal: null });
  const [version, isNews] = await run(["items", "facts"], "readwrite", async (items, facts) => {
    const old = await done(items.get([owner, id]));
    const order = old?.order ?? (await next(facts, "order"));
    const row = { owner, id, state: STATES[wish], order, version: await next(facts, "version"), size: sealed.bytes.byteLength, refusal: "" };
    await done(items.put({ ...row, sealed, trail: old?.trail ?? fresh }));
    return [row.version, old?.state !== row.state];
  });
  if (isNews) announce("changed");
  return version;
}

const stored = (id) => run(["items"], "readonly", (items) => done(items.get([holder.id, id])));

async function opened({ sealed, trail, ...row }) {
  try {
    const { refusal: said, ...rest } = await unseal(holder.key, trail);
    return { ...row, district: null, ...(await unseal(holder.key, sealed)), ...rest, said: row.refusal ? said : null };
  } catch {
    return { ...row, state: "refused", refusal: "unreadable", sent: [], since: null, said: null, label: "", payload: null };
  }
}

export async function get(id) {
  const row = !isLocked && holder ? await stored(id) : null;
  return row ? opened(row) : null;
}

// Change what is known of the sending of a form; nothing happens when a newer version was typed meanwhile.
async function follow(id, version, change) {
  const row = await stored(id);
  if (!row || (version !== null && row.version !== version)) return false;
  const { trail, ...clear } = change(await unseal(holder.key, row.trail));
  const sealed = await seal(holder.key, trail);
  return run(["items"], "readwrite", async (items) => {
    const current = await done(items.get([holder.id, id]));
    if (!current || (version !== null && current.version !== version)) return false;
    await done(items.put({ ...current, ...clear, trail: sealed }));
    return true;
  });
}

// Before a form goes out: the fingerprint of what is sent, by which its answer, or a lost one, is known again.
export const remember = (id, hash) => follow(id, null, (trail) => ({ trail: { ...trail, sent: [...trail.sent.filter((one) => one !== hash), hash].slice(-MOST_SENT) } }));

// The server will not have it as it is: `refusal` is { code, sentence }.
export async function refuse(id, version, refusal) {
  const isKept = await follow(id, version, (trail) => ({ trail: { ...trail, refusal }, state: "refused", refusal: refusal.code }));
  announce("changed");
  return isKept;
}

// Only what the server has acknowledged, or what its owner gives up, leaves the device; a newer version stays.
export async function remove(id, version) {
  const isGone = await run(["items"], "readwrite", async (items) => {
    const row = await done(items.get([holder.id, id]));
    if (!row || row.version !== version) return !row;
    await done(items.delete([holder.id, id]));
    return true;
  });
  if (isGone) announce("changed", { gone: id });
  return isGone;
}

const clear = ({ sealed, trail, ...row }) => row;

// What is kept for the person, in the order in which it was begun; nothing of it is opened.
export async function list() {
  if (isLocked || !holder) return [];
  const rows = await run(["items"], "readonly", (items) => done(items.index("owner").getAll(holder.id)));
  return rows.map(clear).sort((one, other) => one.order - other.order);
}

// How many forms of other people wait here; they cannot be read.
export async function others() {
  if (isLocked) return 0;
  const [all, own] = await run(["items"], "readonly", async (items) => [
    await done(items.count()), holder ? await done(items.index("owner").count(holder.id)) : 0,
  ]);
  return all - own;
}

// --- photos of a form ----------------------------------------------------------------------
export async function putPhoto(survey, id, blob) {
  const { id: owner, key } = holder;
  const sealed = await sealBytes(key, await blob.arrayBuffer());
  await run(["photos"], "readwrite", (photos) => done(photos.put({ owner, survey, id, type: blob.type, size: blob.size, sealed })));
}

export async function photos(survey) {
  if (isLocked || !holder) return [];
  const { id: owner, key } = holder;
  const all = await run(["photos"], "readonly", (kept) => done(kept.getAll(IDBKeyRange.bound([owner, survey], [owner, survey, []]))));
  return Promise.all(all.map(async ({ id, type, sealed }) => ({ id, blob: new Blob([await unsealBytes(key, sealed)], { type }) })));
}

export const removePhoto = (survey, id) => run(["photos"], "readwrite", (kept) => done(kept.delete([holder.id, survey, id])));

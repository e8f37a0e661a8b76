// What time it is by the server: the clock of a device may be days or five hundred years away.
const LONGEST = 400 * 86_400_000;
const JUMP = 10 * 60_000;
let anchor = null; // the server's time, heard in this page, against a counter that nobody can set
let kept = null; // the same from an earlier page, against the clock of the device
let learn = () => {};

// `fact` is { server, device, epoch } of an earlier page, or null; `keep` hears a newer one.
export function setClock(fact, keep) {
  kept = fact ?? null;
  learn = keep;
}

function guessed() {
  if (!kept) return null;
  const gone = Date.now() - kept.device;
  return gone >= 0 && gone < LONGEST ? kept.server + gone : null;
}

// Milliseconds of the epoch as the server counts them, or null when the device cannot know.
export const now = () => (anchor ? anchor.server + performance.now() - anchor.counted : guessed());

// A moment to keep with what was written; `epoch` changes when the clock of the device was found to have jumped.
export const moment = () => ({ at: now(), epoch: kept?.epoch ?? 0, isSure: Boolean(anchor) });

export function ageOf(then) {
  const today = now();
  if (!then || then.at === null || today === null) return null;
  if (!then.isSure && then.epoch !== (kept?.epoch ?? 0)) return null;
  const age = today - then.at;
  return age >= -JUMP && age < LONGEST ? Math.max(0, age) : null;
}

// The `Date` of an answer that came from the server.
export function heardDate(header) {
  const server = Date.parse(header ?? "");
  if (Number.isNaN(server)) return;
  const before = guessed();
  const jumped = kept && (before === null || Math.abs(before - server) > JUMP);
  const isFirst = !anchor;
  anchor = { server, counted: performance.now() };
  if (!isFirst && !jumped) return;
  kept = { server, device: Date.now(), epoch: (kept?.epoch ?? 0) + (jumped ? 1 : 0) };
  learn(kept);
}

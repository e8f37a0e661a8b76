// One form is in the hands of one tab, and one tab sends at a time.
import { onNews, tellOthers } from "./channel.js";

const nameOf = (id) => `bkkhousing form ${id}`;
const GIVE_WAY = 3000;
const PASSING = 800;
let held = null; // { id, release, leave }

// Take a form into this tab: true when no other tab has it.  `leave(isStolen)` is called when another tab takes it over.
function request(id, options, leave) {
  return new Promise((resolve) => {
    const keep = (lock) => {
      resolve(Boolean(lock));
      return lock && new Promise((release) => (held = { id, release, leave }));
    };
    navigator.locks.request(nameOf(id), options, keep).catch(() => {
      resolve(false);
      lose(id, true);
    });
  });
}

async function lose(id, isStolen) {
  if (held?.id !== id) return;
  const { release, leave } = held;
  held = null;
  await leave(isStolen);
  release();
}

// A form that is only being sent is free in a moment; one that is open in another tab is not.
export async function holdForm(id, leave) {
  if (!navigator.locks || (await request(id, { ifAvailable: true }, leave))) return true;
  return request(id, { signal: AbortSignal.timeout(PASSING) }, leave);
}

// The other tab is asked to put down what it has; one that does not answer is frozen and loses the form.
export async function takeForm(id, leave) {
  tellOthers("leave", { id });
  const isGiven = await request(id, { signal: AbortSignal.timeout(GIVE_WAY) }, leave);
  return isGiven || request(id, { steal: true }, leave);
}

export function letGo() {
  held?.release();
  held = null;
}

onNews("leave", ({ id }) => lose(id, false));

// Runs `act` unless another tab is at it; undefined then.
export const alone = (name, act) => navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : undefined));

export const withForm = (id, act) => alone(nameOf(id), act);

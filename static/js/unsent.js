// How many forms wait on this device, in the frame of every page.
import { onNews } from "./device/channel.js";
import { ageOf } from "./device/clock.js";
import { done, isThere, run } from "./device/database.js";
import { get, list, open, others, person } from "./device/vault.js";

const device = document.getElementById("device");
const counter = document.getElementById("outbox-count");
const line = document.getElementById("device-others");
const SETTLED = 2500; // a form on its way to the server is not yet an unsent one
const UNITS = [["days", 86_400_000], ["hours", 3_600_000], ["minutes", 60_000]];
const isOutbox = Boolean(document.getElementById("outbox-others")); // that page says it itself
let timer = 0;

const say = (name, values) => device.dataset[name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

// "2 วัน"; nothing when it is less than a minute or the device cannot know.
function ageSaid(age) {
  const [unit, length] = UNITS.find(([, one]) => age >= one) ?? [];
  return unit ? say(unit, { n: Math.floor(age / length) }) : "";
}

const ageOfOldest = async ([oldest]) => ageSaid(ageOf((await get(oldest.id))?.since) ?? 0);

async function sentence(own) {
  const age = await ageOfOldest(own);
  return say(age ? "ownOldest" : "own", { n: own.length, age });
}

async function count() {
  const [own, foreign] = [await list(), await others()];
  counter.hidden = !own.length;
  counter.textContent = own.length ? await sentence(own) : "";
  line.hidden = !foreign || isOutbox;
  line.textContent = foreign ? say("others", { n: foreign }) : "";
}

// The lists of places belong to the person who asked for them.
const dropPlaces = () => globalThis.caches?.delete("places");

// The key of the person who is signed in lies here and nobody else's; only then, and with nothing waiting, is there nothing to ask.
async function welcome() {
  const [keys, waiting] = await run(["keys", "items"], "readonly", async (keys, items) => [await done(keys.getAllKeys()), await done(items.count())]);
  if (keys.some((id) => id !== device.dataset.person)) await dropPlaces();
  if (keys[0] !== device.dataset.person || keys.length > 1 || waiting) await open();
}

export async function begin() {
  if (!isThere()) return;
  if (device.dataset.person) await welcome();
  await count();
  if (person()) (await import("./device/outbox.js")).start();
  onNews("changed", () => {
    clearTimeout(timer);
    timer = setTimeout(count, SETTLED);
  });
  onNews("forgotten", count);
}

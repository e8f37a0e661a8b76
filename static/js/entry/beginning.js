// How a form begins: empty with what is known already, or as it was left on any machine.
import { inFigures, readDate } from "./dates.js";
import { bringFormer } from "./former.js";
import { hear, load, record } from "./record.js";
import { ask } from "./server.js";
import { here } from "./setup.js";

const OPENED = /^\/surveys\/([0-9a-f-]{36})\/$/.exec(location.pathname);

export const isResumed = Boolean(OPENED);

function blank() {
  const asked = new URLSearchParams(location.search);
  record.id = crypto.randomUUID?.() ?? uuid();
  record.household = asked.get("household") ?? "";
  record.answers = { round: here.round, survey_date: inFigures(readDate(here.today)), enumerator: here.enumerator };
  if (asked.get("community")) record.answers.community = Number(asked.get("community"));
}

// On a network without TLS a browser gives no randomUUID, but it gives random numbers.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// A household that was surveyed before brings its last answers along, or its address.
async function knownHousehold() {
  if (!record.household || (await bringFormer())) return;
  const { status, body } = await ask("GET", `/api/v1/households/${encodeURIComponent(record.household)}/`);
  if (status !== 200) return;
  for (const [key, value] of Object.entries({ community: body.community, house_no: body.house_no, house_code: body.house_code })) {
    if (value && !record.answers[key]) record.answers[key] = value;
  }
}

// Resolves to true when the form may be filled in.
export async function begin() {
  if (!OPENED) {
    blank();
    await knownHousehold();
    return true;
  }
  const { status, body } = await ask("GET", `/api/v1/surveys/${OPENED[1]}/`);
  if (status !== 200) return false;
  load(body);
  hear(body);
  return true;
}

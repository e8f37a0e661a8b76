// How a form begins: empty with what is known already, as it was left on any machine, or as this device keeps it.
import { isOurs } from "../device/sending.js";
import { get as kept } from "../device/vault.js";
import { inFigures, readDate } from "./dates.js";
import { bringFormer } from "./former.js";
import { uuid } from "./ids.js";
import { resume } from "./keeping.js";
import { hear, load, record } from "./record.js";
import { ask } from "./server.js";
import { here } from "./setup.js";

const asked = new URLSearchParams(location.search);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const opened = /^\/surveys\/([^/]+)\/$/.exec(location.pathname)?.[1];
const wanted = [opened, asked.get("form"), asked.get("paper")].find((one) => UUID.test(one ?? ""));
// A form on paper has its key already, though nobody may have entered it yet.
const isReserved = Boolean(wanted) && wanted === asked.get("paper");

export const isResumed = Boolean(wanted);
record.id = wanted ?? uuid();

function blank() {
  record.household = asked.get("household") ?? "";
  record.answers = { round: here.round, survey_date: inFigures(readDate(here.today)), enumerator: here.enumerator };
  if (asked.get("community")) record.answers.community = Number(asked.get("community"));
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

// Take over what this device keeps, on top of the revision that it was written on.
function take(item, revision = item.payload.revision) {
  load({ id: item.id, ...item.payload });
  record.revision = revision;
  record.household = item.payload.household ?? "";
  resume(item);
}

// What waits on the device is newer than the stored form it began from; somebody else's newer one is shown beside it.
function together(item, document) {
  load(document);
  hear(document);
  if (!item) return { outcome: "stored" };
  const isNext = item.payload.revision === document.revision || isOurs(item, document);
  take(item, isNext ? document.revision : item.payload.revision);
  if (isNext) return { outcome: "unsent" };
  record.base = item.base;
  return { outcome: "conflict", stored: document };
}

function aloneHere(item) {
  take(item);
  record.isNew = !item.payload.revision;
  record.base = item.base;
  return { outcome: "unsent" };
}

async function begun() {
  blank();
  await knownHousehold();
  return { outcome: "blank" };
}

const FAILURES = { 401: "signed_out", 404: "not_found" };

// { outcome }: blank, stored, unsent (newer on the device), conflict (with `stored`), or why it cannot be opened.
export async function begin() {
  if (!wanted) return begun();
  const item = await kept(wanted);
  const { status, body } = await ask("GET", `/api/v1/surveys/${wanted}/`);
  const isReadable = Boolean(item?.payload);
  if (status === 200) return together(isReadable ? item : null, body);
  if (isReadable) return aloneHere(item);
  if (isReserved && (status === 404 || status === 0)) return begun();
  return { outcome: FAILURES[status] ?? "failed" };
}

// The household's answers of its last round: a new form begins with them, and each is confirmed or changed.
import { isAlike } from "./alike.js";
import { paired } from "./pairing.js";
import { get, record, watch } from "./record.js";
import { ask } from "./server.js";
import { here, placeOf, questionOf, setup } from "./setup.js";
import { isHiddenKey, isSkipped } from "./shown.js";

const ROSTERS = ["members", "debts"];
let former = null;
let isAsked = false;
let confirmed = new Set();
const rowsNow = { members: [], debts: [] }; // for each row of the form, its place in the former roster
const followers = [];

// Others draw what came of it: `act(name)` for one field, `act()` for all.
export const followFormer = (act) => followers.push(act);
const tellAll = (name) => followers.forEach((act) => act(name));

export const formerRound = () => former?.round ?? "";

const blank = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

// A field of the form as the former form counts its rows; "" for a row that was not there.
function nameThen(name) {
  const { rows, number, key } = placeOf(name);
  if (!rows) return name;
  const place = rowsNow[rows][number] ?? -1;
  return place < 0 ? "" : `${rows}-${place}-${key}`;
}

export function formerAnswer(name) {
  if (!former) return undefined;
  const { rows, number, key } = placeOf(nameThen(name) || "\0");
  return rows ? former[rows][number]?.[key] : former.answers[key];
}

// Brought along and neither confirmed nor changed yet.
export function isPending(name) {
  const value = formerAnswer(name);
  return !blank(value) && !confirmed.has(nameThen(name)) && isAlike(questionOf(name), value, get(name));
}

export function isChanged(name) {
  const value = formerAnswer(name);
  return !blank(value) && !isAlike(questionOf(name), value, get(name));
}

const rowNames = ({ rows }) => (rows ? record[rows].flatMap((row, number) => Object.keys(row).map((key) => `${rows}-${number}-${key}`)) : []);

// What of a section was brought along and waits for a word of the person.
export function pendingIn(code) {
  const section = setup.sections.find((one) => one.code === code);
  if (!former || isSkipped(code)) return [];
  return [...section.keys.filter((key) => !isHiddenKey(key)), ...rowNames(section)].filter(isPending);
}

// Which answers a person confirmed is remembered on this device by the names of the fields, without any answer.
const shelf = () => `confirmed ${record.id}`;

function remembered() {
  try {
    return new Set(JSON.parse(localStorage.getItem(shelf()) ?? "[]"));
  } catch {
    return new Set();
  }
}

export function confirm(names) {
  for (const name of names) confirmed.add(nameThen(name));
  try {
    localStorage.setItem(shelf(), JSON.stringify([...confirmed]));
  } catch {
    // A full or forbidden store costs only the marks after a reload.
  }
  tellAll(names.length === 1 ? names[0] : undefined);
}

async function askFormer() {
  isAsked = true;
  const { status, body } = await ask("GET", `/api/v1/households/${encodeURIComponent(record.household)}/last-answers/?round=${encodeURIComponent(here.round)}`);
  if (status !== 200) return false;
  former = body;
  confirmed = remembered();
  return true;
}

function pairRows() {
  for (const rows of ROSTERS) {
    const pairs = paired(rows, record[rows], former[rows]);
    rowsNow[rows] = record[rows].map((_, number) => pairs.get(number) ?? -1);
  }
}

// A new form of a known household: what it answered before stands in every question that is still blank.
export async function bringFormer() {
  if (!record.household || !(await askFormer())) return false;
  record.answers = { ...structuredClone(former.answers), ...record.answers };
  for (const rows of ROSTERS) {
    record[rows] = structuredClone(former[rows]);
    rowsNow[rows] = former[rows].map((_, number) => number);
  }
  return true;
}

// A form that was begun earlier: the former answers come after it has been drawn.
watch("document", async () => {
  if (former && record.state === "submitted") return localStorage.removeItem(shelf());
  if (!former && !isAsked && record.household && (await askFormer())) {
    pairRows();
    tellAll();
  }
  if (former && ROSTERS.some((rows) => rowsNow[rows].length !== record[rows].length)) {
    pairRows();
    tellAll();
  }
});

watch("rows", (rows, gone) => {
  if (!former) return;
  if (gone < 0) return rowsNow[rows].push(-1);
  rowsNow[rows].splice(gone, 1);
  tellAll();
});
watch("answer", (name) => former && name && tellAll(name));

// The form in memory: what has been typed, what the server last said, and who wants to know.
import { placeOf } from "./setup.js";

export const record = {
  id: "", isNew: true, revision: 0, household: "", state: "draft", communityName: "",
  answers: {}, members: [], debts: [], confirmed: {},
  problems: [], computed: {}, comments: [], photos: [],
  base: null, // the content that the server last said it holds, and of which revision: what both sides of a conflict began from
};
const watchers = { answer: [], rows: [], drawn: [], document: [], comments: [] };

// `answer` (one field changed), `rows` (a row came or went), `drawn` (a row was opened), `document` (the server answered), `comments`.
export const watch = (event, act) => watchers[event].push(act);
export const tell = (event, ...facts) => watchers[event].forEach((act) => act(...facts));

const holder = ({ rows, number }) => (rows ? record[rows][number] : record.answers);

export function get(name) {
  const place = placeOf(name);
  return holder(place)?.[place.key] ?? "";
}

const isBlank = (value) => value === "" || value === null || value === undefined || (Array.isArray(value) && !value.length);

// Keep an answer; blank takes it away. Tells the others unless nothing changed.
export function set(name, value) {
  const place = placeOf(name);
  const answers = holder(place);
  const before = JSON.stringify(answers[place.key] ?? "");
  if (isBlank(value)) delete answers[place.key];
  else answers[place.key] = value;
  if (before !== JSON.stringify(answers[place.key] ?? "")) tell("answer", name);
}

export const payload = () => ({
  revision: record.revision,
  ...(record.household && record.isNew ? { household: record.household } : {}),
  answers: record.answers, members: record.members, debts: record.debts, confirmed: record.confirmed,
});

const baseOf = ({ answers, members, debts, confirmed }, revision) => structuredClone({ revision, answers, members, debts, confirmed });

// Take over what the server says about the form, but not the answers, which may be newer here.
export function hear(document) {
  record.communityName = document.community_name;
  record.comments = document.comments.filter((comment) => !comment.settled);
  record.photos = document.photos ?? [];
  record.updatedAt = document.updated_at;
  record.updatedBy = document.updated_by;
  follow(document, baseOf(document, document.revision));
}

const answersOf = ({ answers, members, debts, confirmed }) => [answers, ...members, ...debts, confirmed].flatMap(Object.values);

// The receipt for what was sent says only what this page cannot know.  Sensitive answers that are no longer asked are
// not stored: what the server holds is then another form, to which no changes can be sent.
export function hearReceipt(receipt, sent) {
  const isStored = receipt.stored === answersOf(sent).filter((one) => !isBlank(one)).length;
  follow(receipt, baseOf(sent, isStored ? receipt.revision : 0));
}

function follow({ revision, state, problems, computed }, base) {
  Object.assign(record, { isNew: false, revision, state, problems, computed, base });
  tell("document");
}

// Take over everything, as when a form is opened on another machine.
export function load(document) {
  record.id = document.id;
  record.household = document.household;
  record.answers = { ...document.answers };
  record.members = document.members.map((row) => ({ ...row }));
  record.debts = document.debts.map((row) => ({ ...row }));
  record.confirmed = { ...document.confirmed };
}

// `members-3-x` becomes `members-2-x` when an earlier row goes; what belongs to the row itself goes too.
export function renamed(name, rows, gone) {
  return name.replace(new RegExp(`(^|@)${rows}-(\\d+)-`), (whole, before, digits) => {
    const number = Number(digits);
    if (number === gone) return "\0";
    return `${before}${rows}-${number > gone ? number - 1 : number}-`;
  });
}

export function removeRow(rows, gone) {
  record[rows].splice(gone, 1);
  const kept = Object.entries(record.confirmed).map(([key, reason]) => [renamed(key, rows, gone), reason]);
  record.confirmed = Object.fromEntries(kept.filter(([key]) => !key.includes("\0")));
  const moved = (one) => ({ ...one, field: renamed(one.field, rows, gone) });
  record.problems = record.problems.map(moved).filter((one) => !one.field.includes("\0"));
  record.comments = record.comments.map(moved).filter((one) => !one.field.includes("\0"));
  tell("rows", rows, gone);
}

// Two versions of one form, and what both began from: what differs, who changed it, and the form that was chosen.
import { isAlike } from "./alike.js";
import { paired } from "./pairing.js";

export const ROSTERS = { members: "member", debts: "debt" };
const inverse = (pairs) => new Map([...pairs].map(([one, other]) => [other, one]));

// The side that changed an answer since both began, or "" when both did or nobody knows.
function changedSide(question, before, mine, theirs) {
  if (before === null) return "";
  if (isAlike(question, before.value, theirs)) return "mine";
  return isAlike(question, before.value, mine) ? "theirs" : "";
}

// Rows of both versions side by side, in the order of the stored one; -1 where a version has no such row.
function couples(rows, base, mine, theirs) {
  const fromBase = (list) => (base ? inverse(paired(rows, base, list)) : new Map());
  const [mineBase, theirBase] = [fromBase(mine), fromBase(theirs)];
  const found = new Map();
  for (const [number, before] of mineBase) {
    const other = [...theirBase].find(([, same]) => same === before)?.[0];
    if (other !== undefined) found.set(number, other);
  }
  pairTheRest(rows, { mine, theirs, found, mineBase, theirBase, isLoose: false });
  return inOrder(mine, theirs, found).map(([own, other]) => ({ rows, mine: own, theirs: other, base: mineBase.get(own) ?? theirBase.get(other) ?? -1 }));
}

// Rows that one side added, or that nobody knows the beginning of.
function pairTheRest(rows, { mine, theirs, found, mineBase, theirBase, isLoose }) {
  const taken = new Set(found.values());
  const left = (list, isTaken) => [...list.keys()].filter((number) => !isTaken(number));
  const ours = left(mine, (number) => found.has(number) || mineBase.has(number));
  const others = left(theirs, (number) => taken.has(number) || theirBase.has(number));
  const rest = paired(rows, ours.map((number) => mine[number]), others.map((number) => theirs[number]), { isLoose });
  for (const [own, other] of rest) found.set(ours[own], others[other]);
}

// The stored order; a row that is only here stands behind the row it followed here, and behind what was added there.
function inOrder(mine, theirs, found) {
  const back = inverse(found);
  const order = [...theirs.keys()].map((other) => [back.get(other) ?? -1, other]);
  for (const own of mine.keys()) {
    if (found.has(own)) continue;
    let place = order.findLastIndex(([number]) => number >= 0 && number < own) + 1;
    while (place < order.length && order[place][0] < 0) place += 1;
    order.splice(place, 0, [own, -1]);
  }
  return order;
}

function fieldsOf(known, prefix, before, mine, theirs) {
  const keys = [...new Set([...Object.keys(known), ...Object.keys(mine), ...Object.keys(theirs)])];
  return keys
    .filter((key) => !isAlike(known[key], mine[key], theirs[key]))
    .map((key) => {
      const began = before && { value: before[key] };
      return { kind: "field", key, mine: mine[key], theirs: theirs[key], before: began?.value, chosen: changedSide(known[key], began, mine[key], theirs[key]), ...prefix };
    });
}

const isSameRow = (known, one, other) => Object.keys({ ...one, ...other }).every((key) => isAlike(known[key], one[key], other[key]));

// A row that only one side has: added there, or taken away on the other side.
function loneRow(known, couple, before, row) {
  const side = couple.mine >= 0 ? "mine" : "theirs";
  const away = side === "mine" ? "theirs" : "mine";
  const wasThere = before && couple.base >= 0;
  const chosen = !before ? "" : !wasThere ? side : isSameRow(known, before[couple.base], row) ? away : "";
  return { kind: "row", couple, side, chosen };
}

function rowItems(known, list, { base, mine, theirs }) {
  const items = [];
  for (const couple of list) {
    if (couple.mine >= 0 && couple.theirs >= 0) {
      const before = base && couple.base >= 0 ? base[couple.base] : null;
      items.push(...fieldsOf(known, { couple }, before, mine[couple.mine], theirs[couple.theirs]));
    } else items.push(loneRow(known, couple, base, mine[couple.mine] ?? theirs[couple.theirs]));
  }
  return joinClashes(items);
}

// Both sides put another row into the same place: one question with three answers instead of two questions.
function joinClashes(items) {
  const joined = [];
  for (const item of items) {
    const earlier = item.kind === "row" && joined.find((one) => one.kind === "row" && !one.other && one.side !== item.side && placeOf(one) === placeOf(item) && isNew(one) && isNew(item));
    if (earlier) Object.assign(earlier, { other: item.couple, chosen: "" });
    else joined.push(item);
  }
  return joined;
}

const placeOf = ({ couple }) => Math.max(couple.mine, couple.theirs);
const isNew = ({ couple }) => couple.base < 0;

// Reasons are kept by the row they belong to, whatever its number is on either side.
const ROW_OF_REASON = /(^|@)(members|debts)-(\d+)-/;
function reasonsByCouple(confirmed, list, side) {
  const named = Object.entries(confirmed ?? {}).map(([key, text]) => {
    const found = ROW_OF_REASON.exec(key);
    const place = found ? list.findIndex((one) => one.rows === found[2] && one[side] === Number(found[3])) : -1;
    return [found ? key.replace(ROW_OF_REASON, `$1${found[2]}-#${place}-`) : key, text];
  });
  return Object.fromEntries(named.filter(([key]) => !key.includes("-#-1-")));
}

function reasonItems(list, base, mine, theirs) {
  const [before, own, other] = [base && reasonsByCouple(base.confirmed, list, "base"), reasonsByCouple(mine.confirmed, list, "mine"), reasonsByCouple(theirs.confirmed, list, "theirs")];
  return fieldsOf({}, {}, before, own, other).map((item) => ({ ...item, kind: "reason" }));
}

// Everything that differs; `chosen` is set where only one side changed something since `base`.
export function compare(questions, { base = null, mine, theirs }) {
  const items = fieldsOf(questions.survey, {}, base?.answers ?? null, mine.answers, theirs.answers);
  const all = [];
  for (const [rows, level] of Object.entries(ROSTERS)) {
    const list = couples(rows, base?.[rows] ?? null, mine[rows], theirs[rows]);
    all.push(...list);
    items.push(...rowItems(questions[level], list, { base: base?.[rows] ?? null, mine: mine[rows], theirs: theirs[rows] }));
  }
  items.push(...reasonItems(all, base, mine, theirs));
  return { items, couples: all, mine, theirs };
}

const taken = (item) => (item.chosen === "mine" ? item.mine : item.theirs);

function put(answers, item) {
  const value = taken(item);
  if (value === undefined) delete answers[item.key];
  else answers[item.key] = value;
}

// Whether a row that one side alone has stays in the chosen form.
function stays(couple, items) {
  if (couple.mine >= 0 && couple.theirs >= 0) return true;
  const item = items.find((one) => one.kind === "row" && (one.couple === couple || one.other === couple));
  return item.chosen === "both" || item.chosen === (couple.mine >= 0 ? "mine" : "theirs");
}

function chosenRows({ items, couples: all, mine, theirs }, rows, places) {
  const kept = all.filter((couple) => couple.rows === rows && stays(couple, items));
  return kept.map((couple, number) => {
    places.set(all.indexOf(couple), number);
    const row = { ...(theirs[rows][couple.theirs] ?? mine[rows][couple.mine]) };
    items.filter((item) => item.kind === "field" && item.couple === couple).forEach((item) => put(row, item));
    return row;
  });
}

function chosenReasons({ items, couples: all, theirs }, places) {
  const kept = reasonsByCouple(theirs.confirmed, all, "theirs");
  items.filter(({ kind }) => kind === "reason").forEach((item) => put(kept, item));
  const renumbered = Object.entries(kept).map(([key, text]) => [key.replace(/-#(\d+)-/, (whole, place) => `-${places.get(Number(place)) ?? "\0"}-`), text]);
  return Object.fromEntries(renumbered.filter(([key]) => !key.includes("\0")));
}

// The form that the choices come to.
export function chosenForm(comparison) {
  const answers = { ...comparison.theirs.answers };
  comparison.items.filter(({ kind, couple }) => kind === "field" && !couple).forEach((item) => put(answers, item));
  const places = new Map();
  const rosters = Object.fromEntries(Object.keys(ROSTERS).map((rows) => [rows, chosenRows(comparison, rows, places)]));
  return { answers, ...rosters, confirmed: chosenReasons(comparison, places) };
}

// Which row of one roster is about the same person, or the same debt, as which row of another.
import { meant } from "./alike.js";

const of = (kind, ...keys) => (row) => keys.map((key) => meant({ kind }, row[key]));
const id = of("citizen_id", "citizen_id");
const name = of("text", "first_name", "last_name");
const birth = (row) => [meant({ kind: "date" }, row.birth_date), meant({ kind: "year" }, row.birth_year)];
const balance = of("money", "balance");

// From the surest sign to the weakest; the first part of a sign must be known.
const SIGNS = {
  members: [id, (row) => [...name(row), ...birth(row)], name],
  debts: [(row) => [meant({}, row.source), ...balance(row)], (row) => [meant({}, row.source)]],
};

const differ = (sign, one, other) => {
  const [mine, theirs] = [sign(one)[0], sign(other)[0]];
  return mine !== "" && theirs !== "" && mine !== theirs;
};

// Two rows in the same place are two people when what is known of both is another number, or another name.
const isOther = { members: (one, other) => differ(id, one, other) || differ(name, one, other), debts: (one, other) => differ(SIGNS.debts[1], one, other) };
const isSurelyOther = { members: (one, other) => differ(id, one, other) || (differ(name, one, other) && differ((row) => [birth(row).join("")], one, other)), debts: () => false };

function bySigns(rows, ours, theirs, pairs) {
  const free = new Set(theirs.keys());
  for (const [, other] of pairs) free.delete(other);
  for (const sign of SIGNS[rows]) {
    for (const [number, row] of ours.entries()) {
      if (pairs.has(number) || sign(row)[0] === "") continue;
      const found = [...free].find((other) => sign(theirs[other]).join("\0") === sign(row).join("\0"));
      if (found === undefined) continue;
      pairs.set(number, found);
      free.delete(found);
    }
  }
  return free;
}

// Place in `ours` → place in `theirs`.  In the same place means the same row unless it is surely another.
export function paired(rows, ours, theirs, { isLoose = true } = {}) {
  const pairs = new Map();
  const free = bySigns(rows, ours, theirs, pairs);
  const contradicts = (isLoose ? isSurelyOther : isOther)[rows];
  for (const [number, row] of ours.entries()) {
    if (!pairs.has(number) && free.has(number) && !contradicts(row, theirs[number])) {
      pairs.set(number, number);
      free.delete(number);
    }
  }
  return pairs;
}

// What changed since the server last said what it holds: as long as nothing is in doubt, only that is sent.
const ROSTERS = ["members", "debts"];
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const some = (found) => Object.keys(found).length > 0;

// Of one row; an answer that is gone is null.
function rowChanges(before, now) {
  const changed = {};
  for (const key of Object.keys({ ...before, ...now })) {
    if (!isSame(before[key], now[key])) changed[key] = now[key] ?? null;
  }
  return changed;
}

// Rows by their place; one that is new counts, even if nothing is in it yet.
function rosterChanges(before, now) {
  const rows = now.map((row, place) => [place, rowChanges(before[place] ?? {}, row)]);
  return Object.fromEntries(rows.filter(([place, changed]) => place >= before.length || some(changed)));
}

const isInDoubt = (base, now) => !base?.revision || base.revision !== now.revision || ROSTERS.some((rows) => base[rows].length > now[rows].length);

// `base` and `now` are contents with their revision; null when the whole form has to go.
export function changesSince(base, now) {
  if (isInDoubt(base, now)) return null;
  const parts = ["answers", "confirmed"].map((name) => [name, rowChanges(base[name], now[name])]);
  parts.push(...ROSTERS.map((rows) => [rows, rosterChanges(base[rows], now[rows])]));
  return { revision: now.revision, ...Object.fromEntries(parts.filter(([, changed]) => some(changed))) };
}

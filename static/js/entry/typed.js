// An answer as the conditions look at it: what cannot be read counts as blank, as on the server.
import { readDate, readYear } from "./dates.js";
import { readNumber } from "./numbers.js";

const NON_ANSWERS = ["refused", "unknown"];
const READERS = {
  integer: (value) => whole(readNumber(value)),
  money: (value) => whole(readNumber(value)),
  decimal: readNumber,
  coordinate: readNumber,
  date: (value) => (readDate(value) ? value : null),
  year: readYear,
};

const whole = (number) => (Number.isInteger(number) && Math.abs(number) <= 1e9 ? number : null);

export const isNonAnswer = (kind, value) => kind !== "choice" && kind !== "multi" && NON_ANSWERS.includes(value);

export function typed(question, value) {
  if (!question || value === undefined || value === null || value === "") return "";
  if (isNonAnswer(question.kind, value)) return value;
  if (question.codes) return [value].flat().every((code) => question.codes.includes(code)) ? value : "";
  const read = READERS[question.kind];
  return read ? (read(value) ?? "") : value;
}

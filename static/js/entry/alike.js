// When two answers say the same: 12,500 and 12500, ๒๑/๑๑/๒๕๖๙ and 2026-11-21, two choices in another order.
import { readDate, readYear } from "./dates.js";
import { arabic, readNumber } from "./numbers.js";

const ZERO_WIDTH = /[\u200b-\u200f\u2060\ufeff]/g;

const plainText = (text) => text.normalize("NFC").replace(ZERO_WIDTH, "").replaceAll("ํา", "ำ").replaceAll("เเ", "แ").trim().replace(/\s+/g, " ");
const digits = (text) => arabic(text).replace(/[\s.()\-–]/g, "");
const day = (value) => {
  const found = readDate(value);
  return found ? `${found.year}-${found.month}-${found.day}` : null;
};

const MEANT = {
  integer: readNumber, money: readNumber, decimal: readNumber, coordinate: readNumber, community: readNumber,
  date: day, year: readYear,
  digits, phone: digits, house_code: digits, citizen_id: digits,
};

const isBlank = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

// What is meant by an answer, as one text; blank for no answer.
export function meant(question, value) {
  if (isBlank(value)) return "";
  if (Array.isArray(value)) return [...value].sort().join(",");
  const read = MEANT[question?.kind]?.(typeof value === "number" && question.kind !== "year" ? String(value) : value);
  return String(read ?? plainText(String(value)));
}

export const isAlike = (question, one, other) => meant(question, one) === meant(question, other);

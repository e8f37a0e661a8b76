// A number of thirteen digits, checked while it is typed.
import { arabic } from "./numbers.js";

const LENGTH = 13;

// 1-1007-00123-45-1, ๑๑๐๐…, with or without spaces: only its digits.
export const digitsOf = (value) => arabic(String(value)).replace(/[\s.()\-–]/g, "");

const checkDigit = (digits) => (11 - ([...digits.slice(0, 12)].reduce((sum, digit, place) => sum + Number(digit) * (13 - place), 0) % 11)) % 10;

export const isCitizenId = (digits) => /^[0-8]\d{12}$/.test(digits) && checkDigit(digits) === Number(digits[12]);

// { kind, text name, n }: how far the number is, whether it is right, or what is wrong with it; null for nothing typed.
export function judge(value) {
  const digits = digitsOf(value);
  if (!digits) return null;
  if (!/^\d+$/.test(digits)) return { kind: "wrong", says: "id_not_digits", n: 0 };
  if (digits.length < LENGTH) return { kind: "", says: "id_so_far", n: digits.length };
  if (digits.length > LENGTH) return { kind: "wrong", says: "id_too_long", n: digits.length };
  return isCitizenId(digits) ? { kind: "right", says: "id_right", n: LENGTH } : { kind: "wrong", says: "id_wrong", n: LENGTH };
}

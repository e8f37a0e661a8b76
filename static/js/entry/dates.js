// Dates of the Buddhist era, read as the server reads them; the server has the last word.
import { arabic } from "./numbers.js";

const ERA = 543;
const MONTHS = [
  "มค มกราคม มกรา", "กพ กุมภาพันธ์ กุมภา", "มีค มีนาคม มีนา", "เมย เมษายน เมษา",
  "พค พฤษภาคม พฤษภา", "มิย มิถุนายน มิถุนา", "กค กรกฎาคม กรกฎา", "สค สิงหาคม สิงหา",
  "กย กันยายน กันยา", "ตค ตุลาคม ตุลา", "พย พฤศจิกายน พฤศจิกา", "ธค ธันวาคม ธันวา",
];
const ENGLISH_MONTHS = [
  "jan january", "feb february", "mar march", "apr april", "may", "jun june",
  "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december",
];
const numbered = (months) => months.flatMap((names, place) => names.split(" ").map((name) => [name, place + 1]));
const NUMBER_OF = new Map([...numbered(MONTHS), ...numbered(ENGLISH_MONTHS)]);
const HAS_THAI = /[ก-๎]/;
const EIGHT_DIGITS = /^(\d{2})(\d{2})(\d{4})$/;

// 21112569, as typed on a keypad of digits, becomes 21/11/2569.
export const withSlashes = (text) => {
  const found = EIGHT_DIGITS.exec(arabic(text).trim());
  return found ? `${found[1]}/${found[2]}/${found[3]}` : text;
};

// { year (C.E.), month, day }, or null when the text is no day of the calendar.
export function readDate(value) {
  const text = arabic(String(value).normalize("NFC")).replace(/[\s\u200b-\u200f\ufeff]/g, "").replaceAll("เเ", "แ");
  let found = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (found) return calendarDay(found[1], found[3], found[4]);
  found = /^(\d{1,2})([/.-])(\d{1,2})\2(\d+)$/.exec(text);
  if (found) return calendarDay(found[4], found[3], found[1]);
  found = /^(\d{1,2})([ก-๎.]+?|[A-Za-z.]+)(?:พ\.?ศ\.?)?(\d+)$/.exec(text);
  const month = found && NUMBER_OF.get(found[2].replaceAll(".", "").toLowerCase());
  if (!month) return null;
  const isShort = found[3].length === 2 && HAS_THAI.test(found[2]);
  return calendarDay(isShort ? `25${found[3]}` : found[3], month, found[1]);
}

// The year is converted first: 29/02/2567 is a day, 29/02/2568 is not.
function calendarDay(typedYear, typedMonth, typedDay) {
  const [typed, month, day] = [Number(typedYear), Number(typedMonth), Number(typedDay)];
  if (String(typedYear).length !== 4 || typed < 1800 || typed > 2942) return null;
  const year = typed >= 2400 ? typed - ERA : typed;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length && day >= 1 && day <= length ? { year, month, day } : null;
}

const two = (number) => String(number).padStart(2, "0");

export const inFigures = (date) => `${two(date.day)}/${two(date.month)}/${date.year + ERA}`;

export const inWords = (date, months) => `${date.day} ${months[date.month - 1]} ${date.year + ERA}`;

// Full years between two days.
export function yearsBetween(born, day) {
  const early = day.month < born.month || (day.month === born.month && day.day < born.day);
  return day.year - born.year - (early ? 1 : 0);
}

// The C.E. year of a typed year of either era, or null.
export function readYear(value) {
  const year = typeof value === "number" ? value : /^\d{4}$/.test(arabic(String(value)).trim()) ? Number(arabic(value).trim()) : NaN;
  const common = year >= 2400 ? year - ERA : year;
  return common >= 1840 && common < 2200 ? common : null;
}

export const beYear = (year) => year + ERA;

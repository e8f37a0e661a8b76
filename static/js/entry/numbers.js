// Numbers as people type them: commas and Thai digits in, thousands and groups out.
const PLAIN = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const GROUPS = { citizen_id: [1, 4, 5, 2, 1], house_code: [4, 6, 1], phone: [3, 3, 4] };

export const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

// The number of a text, or null when it is none.
export function readNumber(value) {
  if (typeof value === "number") return value;
  const text = arabic(String(value)).trim();
  return text.length <= 30 && PLAIN.test(text) ? Number(text.replaceAll(",", "")) : null;
}

// 12500 becomes 12,500; text that is no number stays as it was typed.
export function withThousands(value) {
  const number = readNumber(value);
  return number === null ? String(value) : number.toLocaleString("en-US", { maximumFractionDigits: 7 });
}

// 1100700123451 becomes 1-1007-00123-45-1 when it has all its digits.
export function inGroups(kind, value) {
  const text = String(value);
  const digits = arabic(text).replace(/[\s.()\-–]/g, "");
  const sizes = GROUPS[kind];
  if (!/^\d+$/.test(digits) || digits.length !== sizes.reduce((sum, size) => sum + size)) return text;
  let start = 0;
  return sizes.map((size) => digits.slice(start, (start += size))).join("-");
}

// Skip logic: the same conditions, read in the same way, as surveys/skipping.py.
export function holds(condition, answer) {
  if (!condition) return true;
  if (condition.all) return condition.all.every((part) => holds(part, answer));
  if (condition.any) return condition.any.some((part) => holds(part, answer));
  return compares(condition, answer(condition.question));
}

function compares(condition, value) {
  if ("over" in condition) return typeof value === "number" && value > condition.over;
  return condition.in ? isAmong(value, condition.in) : !isAmong(value, condition.not_in);
}

function isAmong(value, codes) {
  if (Array.isArray(value)) return value.length ? value.some((code) => codes.includes(code)) : codes.includes("");
  return codes.includes(value ?? "");
}

// The keys that are not shown. What is hidden counts as blank for the questions after it.
export function hiddenKeys(conditions, answer) {
  const hidden = new Set();
  const seen = (key) => (hidden.has(key) ? "" : answer(key));
  for (const [key, condition] of Object.entries(conditions)) {
    if (!holds(condition, seen)) hidden.add(key);
  }
  return hidden;
}

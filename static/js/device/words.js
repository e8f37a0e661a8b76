// The sentences of the device, in the language of the page.
const place = document.getElementById("device-texts");
const texts = place ? JSON.parse(place.textContent) : {};

export const words = (name, values = {}) => (texts[name] ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

export const hasWords = (name) => name in texts;

const UNITS = [["days", 86_400_000], ["hours", 3_600_000], ["minutes", 60_000]];

// "2 วัน", "3 ชั่วโมง", "ไม่ถึงนาที"; nothing when the age is not known.
export function ageSaid(age) {
  if (age === null || age === undefined) return "";
  const [unit, length] = UNITS.find(([, one]) => age >= one) ?? ["moments", 0];
  return words(unit, { n: length ? Math.floor(age / length) : 0 });
}

// A small element in one line: el("p", { className: "x" }, "text", child).
export function el(tag, properties, ...children) {
  const { dataset, ...own } = properties ?? {};
  const element = Object.assign(document.createElement(tag), own);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

// What the page brought along: the questionnaire, the sentences and the round; and who sits before it today.
import { person } from "../person.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);

export const setup = read("entry-setup");
export const here = {
  ...document.getElementById("entry-here").dataset,
  ...{ person: person.id, enumerator: person.name, district: person.district, today: person.today },
};
const texts = read("entry-texts");

// A count of one may have words of its own.
const sentence = (name, { n }) => (Number(n) === 1 && texts[`${name}_one`]) || texts[name];

export const say = (name, values = {}) => sentence(name, values).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

export const LEVELS = { "": "survey", members: "member", debts: "debt" };

// "members-2-first_name" is the question first_name in row 2 of members.
export function placeOf(name) {
  const found = /^(members|debts)-(\d+)-(\w+)$/.exec(name);
  return found ? { rows: found[1], number: Number(found[2]), key: found[3] } : { rows: "", number: -1, key: name };
}

export function questionOf(name) {
  const { rows, key } = placeOf(name);
  return setup.questions[LEVELS[rows]]?.[key];
}

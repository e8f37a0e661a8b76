// Says back what was understood: the day in words, an age, the sum of the roster.
import { inWords, readDate, readYear, yearsBetween } from "./dates.js";
import { controlsOf, fieldOf, h, write } from "./fields.js";
import { judge } from "./identity.js";
import { readNumber } from "./numbers.js";
import { get, record, set, watch } from "./record.js";
import { here, placeOf, questionOf, say, setup } from "./setup.js";
import { sumOfRows } from "./totals.js";

const today = () => readDate(here.today);
const surveyDay = () => readDate(get("survey_date")) ?? today();

export function ageOf(rows, number) {
  const born = readDate(get(`${rows}-${number}-birth_date`));
  if (born) return yearsBetween(born, surveyDay());
  const year = readYear(get(`${rows}-${number}-birth_year`));
  return year === null ? null : surveyDay().year - year;
}

function ageSaid(name, age) {
  if (age === null || age < 0 || age > 150) return "";
  if (age === 0) return say("age_under_one");
  return say(name.endsWith("birth_year") ? "about_age" : "age", { n: age });
}

function sentenceFor(name) {
  const question = questionOf(name);
  if (question?.kind !== "date" && !name.endsWith("birth_year")) return "";
  const day = question.kind === "date" ? readDate(get(name)) : null;
  const { rows, number } = placeOf(name);
  const age = /birth_(date|year)$/.test(name) && get(name) !== "" ? ageSaid(name, ageOf(rows, number)) : "";
  return [day && inWords(day, setup.months), age].filter(Boolean).join(" · ");
}

// The number of a person: how far it is, right, or what is wrong; the server's own words take its place.
function idSaid(name) {
  const found = judge(get(name));
  const isSaid = record.problems.some(({ field }) => field === name);
  return !found || (found.kind === "wrong" && isSaid) ? null : found;
}

export function echo(name) {
  const place = document.getElementById(`echo-${name}`);
  if (!place || offers[name]) return;
  const id = questionOf(name)?.kind === "citizen_id" ? idSaid(name) : null;
  const text = id ? say(id.says, { n: id.n }) : sentenceFor(name);
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
  place.classList.toggle("field__echo--right", id?.kind === "right");
  place.classList.toggle("field__echo--wrong", id?.kind === "wrong");
}

watch("document", () => document.querySelectorAll("[id^=echo-members-][id$=-citizen_id]").forEach(({ id }) => echo(id.slice("echo-".length))));

const offers = {
  income_total: () => offer("income_total", sumOfRows("members", "income_month"), "roster_income"),
  members_living: () => offer("members_living", record.members.length || null, "roster_people"),
};

// A figure of the roster beside the question that should agree with it, and a press to take it over.
function offer(name, amount, text) {
  const place = document.getElementById(`echo-${name}`);
  if (!place || !fieldOf(name)) return;
  const n = amount?.toLocaleString("en-US");
  const sentence = amount === null ? "" : say(text, { n });
  const agrees = readNumber(get(name)) === amount;
  if (place.dataset.said === `${sentence}${agrees}`) return;
  place.dataset.said = `${sentence}${agrees}`;
  place.replaceChildren(sentence);
  place.hidden = !sentence;
  if (sentence && !agrees) place.append(" ", h("button", { type: "button", className: "field__use", onclick: () => take(name, amount) }, say("use", { n })));
}

function take(name, amount) {
  set(name, amount);
  write(name);
  controlsOf(name)[0].focus();
}

export const offerAll = () => Object.values(offers).forEach((act) => act());

// Only what an offer is made of draws it anew.
watch("answer", (name) => (/income_(month|total)$/.test(name) || name === "members_living") && offerAll());
watch("rows", offerAll);

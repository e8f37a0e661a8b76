// Households of the own district that look like the one being filled in: a quiet notice that never waits or blocks.
import { h } from "./fields.js";
import { payload, record, watch } from "./record.js";
import { ask } from "./server.js";
import { say } from "./setup.js";

const TELLING = new Set(["house_no", "house_code", "phone", "citizen_id", "first_name", "last_name", "birth_date", "birth_year"]);
const QUIET = 2_500;
const notice = document.getElementById("entry-alike");
const title = notice.querySelector("[role=status]");
const list = notice.querySelector(".alike__list");
const dismissed = new Set();
let timer = 0;
let asked = 0;
let lastAsked = "";

const api = (action) => `/api/v1/surveys/${record.id}/${action}/`;
const digits = (text) => String(text ?? "").replace(/[^0-9๐-๙]/g, "");
const isKnown = (person) => digits(person.citizen_id).length === 13 || (person.first_name && (person.birth_date || person.birth_year));
const saysEnough = () => record.members.some(isKnown);
const told = () => JSON.stringify([record.answers.house_no, record.answers.house_code, record.answers.phone, record.answers.community, record.members]);

function draw(found) {
  const shown = found.filter((one) => !dismissed.has(one.household));
  if (shown.length) title.textContent = say("alike_title", { n: shown.length });
  list.replaceChildren(...shown.map(drawOne));
  notice.hidden = !shown.length;
}

const link = (label, href) => h("a", { href, target: "_blank", rel: "noopener" }, label);

function button(label, act) {
  const made = h("button", { type: "button", className: "button button--quiet" }, label);
  made.addEventListener("click", act);
  return made;
}

function drawOne(one) {
  const comparing = record.isNew
    ? link(say("alike_open"), `/surveys/${one.survey}/`)
    : link(say("alike_beside"), `/duplicates/${record.id}/${one.survey}/`);
  const ways = [comparing, button(say("alike_apart"), () => tellApart(one))];
  if (one.joinable) ways.push(button(say("alike_use"), () => use(one)));
  return h(
    "div", { className: "alike__one" },
    h("p", {}, say("alike_one", one)),
    h("p", { className: "alike__said" }, one.reasons.join(" · ")),
    h("div", { className: "alike__ways" }, ...ways),
  );
}

const sayOnly = (sentence) => {
  title.textContent = sentence;
  list.replaceChildren();
  notice.hidden = false;
};

// What cannot be told to the server now is at least not asked again on this page.
async function tellApart(one) {
  dismissed.add(one.household);
  notice.querySelectorAll("button").forEach((each) => (each.disabled = true));
  if (!record.isNew) await ask("POST", api("apart"), { survey: one.survey });
  lastAsked = "";
  seek();
}

async function use(one) {
  if (record.isNew) return sayOnly(say("alike_wait"));
  const answer = await ask("POST", api("join"), { household: one.household });
  if (answer.status !== 200) return sayOnly(answer.body?.sentence ?? say("alike_failed"));
  record.household = one.household;
  sayOnly(say("alike_used", one));
}

// An answer that comes after another question was asked is of no interest.
async function seek() {
  if (!navigator.onLine || !saysEnough() || told() === lastAsked) return;
  lastAsked = told();
  const turn = ++asked;
  const answer = await ask("POST", api("candidates"), payload());
  if (turn === asked && answer.status === 200) draw(answer.body.candidates);
}

watch("answer", (name) => {
  if (!TELLING.has(name?.replace(/^members-\d+-/, ""))) return;
  clearTimeout(timer);
  timer = setTimeout(seek, QUIET);
});

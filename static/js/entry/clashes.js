// Draws what differs between two versions of a form: under its section and its row, one choice each.
import { h, wordsOf } from "./fields.js";
import { LEVELS, say, setup } from "./setup.js";

const sectionTitle = ({ mark, title }) => `${mark}. ${title}`;

function nameOfCouple({ rows, mine, theirs }, versions) {
  const row = versions.theirs[rows][theirs] ?? versions.mine[rows][mine];
  return rowName(rows, row, (theirs >= 0 ? theirs : mine) + 1);
}

// "คนที่ 2 สมหญิง ใจดี", "หนี้ที่ 1 ธนาคาร".
function rowName(rows, row, n) {
  const name = rows === "members" ? [row.first_name, row.last_name].filter(Boolean).join(" ") || say("unnamed") : row.source ? wordsOf("debts-0-source", row.source) : say("unnamed_debt");
  return `${say(rows === "members" ? "member" : "debt", { n })} ${name}`;
}

function rowGroups({ code, rows }, comparison) {
  if (!rows) return [];
  return comparison.couples
    .filter((couple) => couple.rows === rows)
    .map((couple) => ({ section: code, row: nameOfCouple(couple, comparison), items: comparison.items.filter((item) => item.couple === couple) }));
}

// In the order of the questionnaire; what belongs to no question comes last.
export function groupsOf(comparison) {
  const own = comparison.items.filter(({ couple }) => !couple);
  const ordered = (keys) => keys.flatMap((key) => own.filter((item) => item.kind === "field" && item.key === key));
  const groups = setup.sections.flatMap((section) => [{ section: section.code, row: "", items: ordered(section.keys) }, ...rowGroups(section, comparison)]);
  const seen = new Set(groups.flatMap(({ items }) => items));
  groups.push({ section: "", row: "", items: comparison.items.filter((item) => !seen.has(item)) });
  return groups.filter(({ items }) => items.length);
}

const blank = (text) => (text === "" || text === undefined ? say("blank") : text);

function said(item, value) {
  if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return say("blank");
  return item.kind === "reason" ? String(value) : blank(wordsOf(fieldName(item), value));
}

// Codes have the same words in every row, so the first row's name will do.
const fieldName = ({ key, couple }) => (couple ? `${couple.rows}-0-${key}` : key);

function labelOf(item, comparison) {
  if (item.kind === "row") return item.other ? say("two_new_rows") : nameOfCouple(item.couple, comparison);
  if (item.kind === "reason") return reasonLabel(item.key, comparison);
  return (item.couple ? setup.questions[LEVELS[item.couple.rows]] : setup.questions.survey)[item.key]?.label ?? item.key;
}

function reasonLabel(key, comparison) {
  const field = key.split("@").at(-1);
  const found = /^(members|debts)-#(\d+)-(\w+)$/.exec(field);
  const label = found ? setup.questions[LEVELS[found[1]]][found[3]]?.label : setup.questions.survey[field]?.label;
  const row = found ? `${nameOfCouple(comparison.couples[found[2]], comparison)} · ` : "";
  return say("reason_for", { field: row + (label ?? field) });
}

function summaryOf(rows, row) {
  const keys = rows === "members" ? ["relation", "sex", "citizen_id", "birth_date", "birth_year", "work", "income_month"] : ["balance", "pay_month", "rate"];
  return keys.filter((key) => row[key] !== undefined && row[key] !== "").map((key) => wordsOf(`${rows}-0-${key}`, row[key])).join(" · ");
}

function rowSaid(couple, versions, side) {
  const row = versions[side][couple.rows][couple[side]];
  if (!row) return say("no_row");
  return [rowName(couple.rows, row, couple[side] + 1), summaryOf(couple.rows, row)].filter(Boolean).join(" — ");
}

// What each side holds, as [side, whose, words].
function sidesOf(item, comparison, who) {
  const [yours, theirs] = [say("yours"), say("stored_of", { who })];
  if (item.kind !== "row") return [["mine", yours, said(item, item.mine)], ["theirs", theirs, said(item, item.theirs)]];
  const couple = { mine: item.couple, theirs: item.couple, ...(item.other ? { [item.side]: item.couple, [item.side === "mine" ? "theirs" : "mine"]: item.other } : {}) };
  const sides = [["mine", yours, rowSaid(couple.mine, comparison, "mine")], ["theirs", theirs, rowSaid(couple.theirs, comparison, "theirs")]];
  return item.other ? [...sides, ["both", say("both"), say("keep_both")]] : sides;
}

function drawSide(item, number, [side, whose, words]) {
  const input = h("input", { type: "radio", name: `clash-${number}`, value: side, checked: item.chosen === side });
  return h("label", { className: "clash__side" }, input, h("span", { className: "clash__text" }, h("b", { className: "clash__whose" }, whose), h("span", { className: "clash__said" }, words)));
}

function noteOf(item, who) {
  if (item.chosen === "mine") return say("only_you");
  return item.chosen === "theirs" ? say("only_they", { who }) : say("both_changed");
}

function drawClash(item, comparison, who) {
  const number = comparison.items.indexOf(item);
  const before = item.before === undefined || item.before === "" ? [] : [`${say("was")} ${said(item, item.before)}`];
  const note = h("p", { className: "clash__note" }, [noteOf(item, who), ...before].join(" · "));
  const sides = sidesOf(item, comparison, who).map((side) => drawSide(item, number, side));
  return h("fieldset", { className: "clash", dataset: { clash: number } }, h("legend", {}, labelOf(item, comparison)), note, h("div", { className: "clash__sides" }, ...sides));
}

export function drawClashes(groups, comparison, { who }) {
  let section = null;
  return groups.flatMap((group) => {
    const found = setup.sections.find(({ code }) => code === group.section);
    const heads = group.section === section ? [] : [h("h3", { className: "conflict__section" }, found ? sectionTitle(found) : say("reasons"))];
    section = group.section;
    if (group.row && group.items.some(({ kind }) => kind === "field")) heads.push(h("h4", { className: "conflict__row" }, group.row));
    return [...heads, ...group.items.map((item) => drawClash(item, comparison, who))];
  });
}

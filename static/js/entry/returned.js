// What the head wrote when the form came back: on top, and at each field.
import { inWords, readDate } from "./dates.js";
import { form, h } from "./fields.js";
import { record, watch } from "./record.js";
import { labelOf } from "./problems.js";
import { replyBox } from "./replies.js";
import { jump } from "./sections.js";
import { timeOf } from "./savestate.js";
import { say, setup } from "./setup.js";

const banner = document.getElementById("entry-returned");
const bangkokDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Bangkok" });

// "21 พ.ย. 2569 14:02 น." of a moment the server wrote.
export function momentSaid(moment) {
  const date = inWords(readDate(bangkokDay.format(new Date(moment))), setup.months);
  return say("at_time", { date, time: timeOf(moment) });
}

const byline = (comment) => h("span", { className: "comment__by" }, say("comment_by", { who: comment.by, when: momentSaid(comment.at) }));

function linkTo(comment) {
  const label = labelOf(comment.field);
  const link = h("a", { href: "#survey-form" }, label || comment.text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    jump(comment.field);
  });
  return h("li", {}, link, label ? ` — ${comment.text}` : "");
}

const said = (reply) => h("p", { className: "comment__reply" }, `${reply.text} `, byline(reply));

// A remark with what was answered below it and room for one answer more.
function boxOf(comment) {
  const label = labelOf(comment.field) || comment.text;
  const replies = (comment.replies ?? []).map(said);
  return h("div", { className: "comment" }, h("p", {}, comment.text), byline(comment), ...replies, replyBox(comment, label));
}

// Beside its answer, once its row is open; a remark on the whole form stands in the banner.
function place(comment) {
  if (comment.field) document.getElementById(`said-${comment.field}`)?.prepend(boxOf(comment));
  else banner.append(boxOf(comment));
}

// A box in which somebody is typing is put back with the focus and the cursor it had.
function keepingFocus(draw) {
  const focused = document.activeElement?.closest?.(".reply") ? document.activeElement : null;
  draw();
  if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
}

export const drawReturned = () => keepingFocus(redraw);

function redraw() {
  for (const old of form.querySelectorAll(".comment")) old.remove();
  const comments = record.comments;
  banner.hidden = comments.length === 0;
  if (banner.hidden) return;
  const title = h("p", { className: "notice__title" }, say("returned_title", { n: comments.length }));
  const atFields = comments.filter((comment) => comment.field);
  banner.replaceChildren(title, h("ul", {}, ...atFields.map(linkTo)), ...(atFields.length ? [byline(atFields[0])] : []));
  comments.forEach(place);
  banner.append(h("a", { href: `/surveys/${record.id}/history/` }, say("returned_history")));
}

watch("document", drawReturned);
watch("rows", (rows, gone) => gone >= 0 && drawReturned());
watch("drawn", () => record.comments.length && drawReturned());
watch("comments", drawReturned);

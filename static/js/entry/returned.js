// What the head wrote when the form came back: on top, and at each field.
import { inWords, readDate } from "./dates.js";
import { form, h } from "./fields.js";
import { record, watch } from "./record.js";
import { labelOf } from "./problems.js";
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

export function drawReturned() {
  for (const old of form.querySelectorAll(".comment")) old.remove();
  const comments = record.comments;
  banner.hidden = comments.length === 0;
  if (banner.hidden) return;
  const title = h("p", { className: "notice__title" }, say("returned_title", { n: comments.length }));
  banner.replaceChildren(title, h("ul", {}, ...comments.map(linkTo)), byline(comments[0]));
  for (const comment of comments) {
    const place = document.getElementById(`said-${comment.field}`);
    place?.prepend(h("div", { className: "comment" }, h("p", {}, comment.text), byline(comment)));
  }
}

watch("document", drawReturned);
watch("rows", (rows, gone) => gone >= 0 && drawReturned());
watch("drawn", () => record.comments.length && drawReturned());

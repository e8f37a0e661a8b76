// Answering a remark inside the form: the words stay in their box until the server has them.
import { h } from "./fields.js";
import { record, tell } from "./record.js";
import { ask } from "./server.js";
import { say } from "./setup.js";

const LONGEST = 500;
const boxes = new Map(); // remark → its box, which outlives every redrawing of the form

// The box below a remark; the same one each time, with what was typed in it.
export function replyBox(comment, label) {
  if (!boxes.has(comment.id)) boxes.set(comment.id, makeBox(comment.id, label));
  return boxes.get(comment.id);
}

function makeBox(id, label) {
  const input = h("textarea", { className: "input", maxLength: LONGEST, rows: 2, autocomplete: "off" });
  input.setAttribute("aria-label", say("reply_to", { label }));
  const refusal = h("p", { className: "reply__refusal", hidden: true });
  refusal.setAttribute("role", "alert");
  const button = h("button", { type: "button", className: "button button--second" }, say("reply_send"));
  const box = h("details", { className: "reply" }, h("summary", {}, say("reply")), input, refusal, button);
  const parts = { id, box, input, refusal, button };
  button.addEventListener("click", () => send(parts));
  // What is typed here is no answer of the form: it is neither saved as one nor submitted with Enter.
  for (const event of ["input", "change", "keydown"]) box.addEventListener(event, (one) => one.stopPropagation());
  return box;
}

async function send(parts) {
  const text = parts.input.value.trim();
  if (!text || parts.button.getAttribute("aria-busy") === "true") return parts.input.focus();
  parts.button.setAttribute("aria-busy", "true");
  const answer = await ask("POST", `/api/v1/surveys/${record.id}/comments/`, { parent: parts.id, text });
  parts.button.setAttribute("aria-busy", "false");
  parts.refusal.hidden = answer.status === 200;
  if (answer.status !== 200) {
    parts.refusal.textContent = sentenceOf(answer);
    return;
  }
  parts.input.value = "";
  parts.box.open = false;
  record.comments = answer.body.comments.filter((comment) => !comment.settled);
  tell("comments");
}

function sentenceOf(answer) {
  if (answer.status === 0) return say("reply_no_signal");
  return answer.status === 401 || answer.status === 403 ? say("reply_signed_out") : answer.body?.sentence ?? say("reply_no_answer");
}

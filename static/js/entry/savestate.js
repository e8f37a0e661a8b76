// What the head of the form says about saving, and what to do when saving is refused.
import { h } from "./fields.js";
import { record } from "./record.js";
import { again } from "./saving.js";
import { say } from "./setup.js";

const place = document.getElementById("save-state");
const refusal = document.getElementById("entry-refusal");
const outbox = document.getElementById("outbox-count");
const CLASSES = { saved: "saved", no_signal: "kept", no_answer: "kept", signed_out: "failed", refused: "failed", in_conflict: "failed" };
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Bangkok" });

export const timeOf = (moment) => clock.format(new Date(moment));

export function showState(state, moment = Date.now()) {
  const text = say(state, { time: timeOf(moment) });
  if (place.textContent !== text) place.textContent = text;
  place.className = `save-state${CLASSES[state] ? ` save-state--${CLASSES[state]}` : ""}`;
  if (state === "saved") refusal.hidden = true;
  countUnsent(CLASSES[state] === "kept" || CLASSES[state] === "failed");
}

function countUnsent(isWaiting) {
  if (!outbox) return;
  outbox.hidden = !isWaiting;
  outbox.textContent = isWaiting ? outbox.dataset.sentence.replace("{n}", 1) : "";
}

// A refusal stays on the page until a save goes through; nothing typed is lost.
export function showRefusal(kind, body) {
  showState(kind);
  const isSignedOut = kind === "signed_out";
  const sentence = isSignedOut ? say("signed_out_sentence") : body.sentence || say("refused");
  const parts = [h("p", { className: "notice__title" }, say(kind)), h("p", {}, sentence)];
  const actions = h("p", { className: "row" });
  if (isSignedOut) actions.append(h("a", { href: "/accounts/login/", target: "_blank", className: "button" }, say("sign_in")));
  actions.append(h("button", { type: "button", className: "button button--second", onclick: again }, say("save_again")));
  refusal.replaceChildren(...parts, actions);
  refusal.hidden = false;
}

export const showStored = () => showState("saved", record.updatedAt);

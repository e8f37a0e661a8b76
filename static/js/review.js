// Review by keyboard: J and K walk the queue, A approves, R returns; a press on an answer opens its comment.
const page = document.getElementById("review");
const form = document.getElementById("review-form");
const count = document.getElementById("remark-count");

const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const remarks = () => [...form.querySelectorAll(".remark input")].filter((input) => input.value.trim());

const go = (address) => {
  if (address) location.assign(address);
};

const KEYS = {
  j: () => go(page.dataset.next),
  k: () => go(page.dataset.previous),
  a: () => document.getElementById("approve").click(),
  r: () => document.getElementById("return").click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

const say = () => {
  const number = remarks().length;
  count.textContent = number ? count.dataset.sentence.replace("{n}", number) : "";
};

form.addEventListener("input", say);
say();

// A press on the answer itself opens the comment; marking text or following a link does not.
form.addEventListener("click", ({ target }) => {
  const answer = target.closest(".answer");
  if (!answer || target.closest("a, summary, input, button, label") || String(getSelection())) return;
  const remark = answer.querySelector(".remark");
  remark.open = true;
  remark.querySelector("input").focus();
});

form.addEventListener("toggle", ({ target }) => {
  if (target.open && target.classList.contains("remark")) target.querySelector("input").focus();
}, true);

// Nothing said yet: the reason is asked for where it can be written, before anything is sent.
document.getElementById("return").addEventListener("click", (event) => {
  const reason = document.getElementById("reason");
  if (reason.value.trim() || remarks().length) return;
  event.preventDefault();
  reason.focus();
});

// Enter inside a comment finishes the comment; it does not send the survey back.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest(".remark") || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  event.target.blur();
});

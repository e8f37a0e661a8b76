// "ไม่ทราบ" and "ไม่ประสงค์ตอบ" for questions without codes: quiet, behind one button or Alt+↓.
import { fieldOf, form, h, write } from "./fields.js";
import { get, set, watch } from "./record.js";
import { questionOf, say } from "./setup.js";
import { isNonAnswer } from "./typed.js";

const WORDS = { unknown: "unknown_answer", refused: "refused_to_answer" };

const menuOf = (field) => field.querySelector(".answer__none");

// Show the answer box, or the chip of the non-answer in its place.
export function showNonAnswer(name) {
  const field = fieldOf(name);
  const box = field?.querySelector(".answer");
  if (!box) return;
  const value = get(name);
  const given = isNonAnswer(questionOf(name)?.kind, value);
  menuOf(field)?.remove();
  box.hidden = given;
  if (given) box.after(chip(name, value));
}

function chip(name, value) {
  const back = h("button", { type: "button", className: "button button--quiet" }, say("answer_after_all"));
  back.addEventListener("click", () => {
    set(name, "");
    write(name);
    fieldOf(name).querySelector("[name]").focus();
  });
  return h("p", { className: "answer__none answer__none--given" }, h("span", {}, say(WORDS[value])), back);
}

function open(name) {
  const field = fieldOf(name);
  const box = field.querySelector(".answer");
  const more = field.querySelector(".answer__more");
  if (menuOf(field)) return close(field);
  const menu = h("p", { className: "answer__none" });
  for (const [value, word] of Object.entries(WORDS)) {
    menu.append(h("button", { type: "button", className: "answer__word", onclick: () => give(name, value) }, say(word)));
  }
  more.setAttribute("aria-expanded", "true");
  box.after(menu);
  menu.firstChild.focus();
}

function close(field) {
  menuOf(field)?.remove();
  field.querySelector(".answer__more")?.setAttribute("aria-expanded", "false");
}

function give(name, value) {
  const field = fieldOf(name);
  close(field);
  set(name, value);
  menuOf(field)?.querySelector("button").focus();
}

watch("answer", (name) => name && showNonAnswer(name));

form.addEventListener("click", (event) => {
  const more = event.target.closest("[data-more]");
  if (more) open(more.dataset.more);
});

form.addEventListener("keydown", (event) => {
  const field = event.target.closest(".field");
  if (!field?.querySelector(".answer__more")) return;
  if (event.altKey && event.key === "ArrowDown") {
    event.preventDefault();
    open(field.dataset.field);
  } else if (event.key === "Escape" && menuOf(field) && !field.querySelector(".answer").hidden) {
    close(field);
    field.querySelector("[name]").focus();
  }
});

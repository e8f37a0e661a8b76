// Taking a chosen answer back: press it again, press "ล้างคำตอบ", or Delete.
import { controlsOf, fieldOf, form } from "./fields.js";
import { confirm, isPending } from "./former.js";
import { get, set, watch } from "./record.js";

function clear(name) {
  for (const control of controlsOf(name)) control.checked = false;
  set(name, "");
}

export function showClear(name) {
  const button = fieldOf(name)?.querySelector("[data-clear]");
  if (button) button.hidden = get(name) === "";
}

watch("answer", (name) => name && showClear(name));

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-clear]");
  if (button) {
    clear(button.dataset.clear);
    controlsOf(button.dataset.clear)[0].focus();
  }
  // The press comes before the change: what is kept already is being pressed again.
  if (target.type !== "radio" || get(target.name) !== target.value) return;
  if (isPending(target.name)) confirm([target.name]);
  else clear(target.name);
});

form.addEventListener("keydown", (event) => {
  if (event.target.type === "radio" && ["Delete", "Backspace"].includes(event.key)) {
    event.preventDefault();
    clear(event.target.name);
  }
});

// The keyboard: Ctrl+S saves, Enter goes on to the next question instead of sending the form.
import { form } from "./fields.js";
import { passedWithEnter } from "./formermarks.js";

const isField = (element) => element.matches("input, select, textarea, [data-add], summary") && element.checkVisibility() && element.type !== "hidden";

// The next control of another question.
function next(from) {
  const controls = [...form.querySelectorAll("[name], summary, [data-add]")];
  const rest = controls.slice(controls.indexOf(from) + 1);
  return rest.find((one) => isField(one) && (!one.name || one.name !== from.name));
}

form.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing || !target.matches("input, select")) return;
  event.preventDefault();
  if (!target.name) return;
  passedWithEnter(target.name);
  next(target)?.focus();
});

form.addEventListener("submit", (event) => event.preventDefault());

export function onSaveKey(act) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    act();
  });
}

// The keyboard: Ctrl+S saves, Alt+A adds a row, Enter goes on to the next question instead of sending the form.
// A letter is known by the place of its key: on a Thai keyboard S writes ห.
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

// Alt+A adds a row to the roster that the person is in or sees.
function addByKey(event) {
  if (event.code !== "KeyA" || !event.altKey || event.ctrlKey || event.metaKey) return;
  const near = document.activeElement?.closest(".entry__section")?.querySelector("[data-add]");
  const button = near ?? form.querySelector(".entry__section.is-current [data-add]");
  if (!button) return;
  event.preventDefault();
  button.click();
}
document.addEventListener("keydown", addByKey);

form.addEventListener("submit", (event) => event.preventDefault());

export function onSaveKey(act) {
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyS" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    act();
  });
}

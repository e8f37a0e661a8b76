// One form, several tabs: only one of them writes, and the others say so.
import { alwaysWriteAs } from "../device/asking.js";
import { holdForm, takeForm } from "../device/locks.js";
import { isAvailable } from "../device/vault.js";
import { words } from "../device/words.js";
import { giveUp } from "./keeping.js";
import { record } from "./record.js";
import { rest } from "./saving.js";
import { here } from "./setup.js";

const entry = document.getElementById("entry");
const box = document.getElementById("entry-elsewhere");

alwaysWriteAs(here.person);

function show(sentence) {
  entry.inert = true;
  box.querySelector("[data-said]").textContent = words(sentence);
  box.hidden = false;
}

// What this tab has goes onto the device first; a tab that was frozen has nothing that is not there already.
async function leave(isStolen) {
  show("moved_elsewhere");
  if (!isStolen) await rest();
  giveUp();
}

// True when this tab may write the form.
export async function hold() {
  if (!isAvailable() || (await holdForm(record.id, leave))) return true;
  giveUp();
  show("open_elsewhere_here");
  entry.hidden = true;
  return false;
}

box?.querySelector("[data-take]").addEventListener("click", async ({ target }) => {
  target.setAttribute("aria-busy", "true");
  await takeForm(record.id, () => {});
  location.reload();
});

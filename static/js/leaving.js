// Signing out: the key of what waits on this device goes first, then the session; without a network as soon as there is one.
import { ask } from "./device/asking.js";
import { forget, list, open, person } from "./device/vault.js";

const device = document.getElementById("device");
const dialog = document.getElementById("sign-out-dialog");
const LONGEST = 2000;
const WANTED = "leaving";
const SIGN_IN = "/accounts/login/";

function confirmed(unsent) {
  document.getElementById("sign-out-title").textContent = device.dataset.own.replace("{n}", unsent);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(false);
    dialog.querySelector("[data-stay]").onclick = () => dialog.close();
    dialog.querySelector("[data-leave]").onclick = () => resolve(true);
  });
}

// A device that cannot be opened holds nobody up.
const forgetAll = () =>
  Promise.race([Promise.allSettled([forget(), globalThis.caches?.delete("places")]), new Promise((resolve) => setTimeout(resolve, LONGEST))]);

// True once the server has ended the session, or says that there is none.
async function endSession() {
  const { status } = await ask("POST", "/accounts/logout/");
  if (status === 0 || status >= 500) return false;
  await forgetAll(); // a page that opened meanwhile may have brought the key back
  localStorage.removeItem(WANTED);
  return true;
}

async function unsent() {
  if (!person()) await open();
  return (await list()).length;
}

// Nobody can read the forms of this person here from now on, until they sign in again.
export async function leave() {
  const waiting = await unsent().catch(() => 0);
  if (waiting && !(await confirmed(waiting))) return;
  localStorage.setItem(WANTED, "yes");
  await forgetAll();
  location.assign((await endSession()) ? SIGN_IN : "/outbox/");
}

// Somebody left while there was no network: their session ends before anything else happens.
export async function finishLeaving() {
  await forgetAll();
  if (await endSession()) location.replace(SIGN_IN);
}

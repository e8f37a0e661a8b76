// The key of whoever wrote the form is gone from this device: nothing of the form stays in sight until they sign in again.
import { onNews } from "../device/channel.js";
import { signIn } from "../device/signin.js";
import { person } from "../device/vault.js";
import { isSafe, keepNow } from "./keeping.js";
import { again, rest } from "./saving.js";
import { here } from "./setup.js";

const entry = document.getElementById("entry");
const cover = document.getElementById("entry-covered");
const signingIn = document.getElementById("sign-in-dialog");

function leave() {
  rest();
  location.replace("/");
}

function hide() {
  entry.hidden = true;
  cover.hidden = false;
  cover.focus();
}

function show() {
  cover.hidden = true;
  entry.hidden = false;
  keepNow();
  again();
}

// A page is left for good where the device has everything; one that asks to sign in again, or holds more, stays, covered.
onNews("forgotten", ({ to }) => {
  if (to === here.person || !cover.hidden) return;
  if (signingIn.open || !(entry.hidden || isSafe())) hide();
  else leave();
});

signingIn.addEventListener("close", () => {
  if (cover.hidden) return;
  if (person()?.id === here.person) show();
  else cover.focus();
});
cover.querySelector("button").addEventListener("click", () => signIn({ id: here.person, name: here.enumerator }));

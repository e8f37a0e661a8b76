// Signing in again in place: the form stays where it is, and only its own author may go on with it.
import { ask, ME } from "./asking.js";
import { el, words } from "./words.js";
import { forget, open, person } from "./vault.js";

const dialog = document.getElementById("sign-in-dialog");
const form = dialog?.querySelector("form");
const said = dialog?.querySelector("[data-said]");
let asked = null; // { owner, resolve }

const token = (page) => new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

const door = () => fetch("/accounts/login/?next=/healthz/", { credentials: "same-origin", cache: "no-store" });

// The sign-in page; who sits in another tab under another name is signed out first.
async function pageFor(owner) {
  const page = await door();
  if (!page.redirected || !owner) return page;
  const { body } = await ask("GET", ME);
  if (body?.id === owner.id) return page;
  await ask("POST", "/accounts/logout/");
  return door();
}

// "in", "wrong" (name or password), or "no_signal".
async function knock(fields, owner) {
  try {
    const page = await pageFor(owner);
    if (page.redirected) return "in";
    const body = new URLSearchParams({ ...fields, next: "/healthz/", csrfmiddlewaretoken: token(await page.text()) });
    const answer = await fetch("/accounts/login/", { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    return answer.type === "opaqueredirect" ? "in" : "wrong";
  } catch {
    return "no_signal";
  }
}

function show(sentence) {
  said.replaceChildren(el("p", { className: "notice__title" }, sentence));
  said.hidden = false;
}

function close(isIn) {
  dialog.close();
  form.reset();
  asked.resolve(isIn);
  asked = null;
}

async function enter(event) {
  event.preventDefault();
  form.ariaBusy = "true";
  const outcome = await knock(Object.fromEntries(new FormData(form)), asked.owner);
  form.ariaBusy = "false";
  if (outcome !== "in") return show(words(outcome === "wrong" ? "wrong_password" : "sign_in_no_signal"));
  const found = await open();
  if (!asked.owner || found?.id === asked.owner.id) return close(true);
  await forget();
  show(words("someone_elses_form", { owner: asked.owner.name, name: found?.name ?? "" }));
}

// Resolves to true once the owner of what is open here (or anyone, if there is none) has signed in.
export function signIn(owner = person()) {
  if (asked) return Promise.resolve(false);
  said.hidden = true;
  dialog.querySelector("[data-owner]").textContent = owner ? words("sign_in_as", { name: owner.name }) : "";
  dialog.showModal();
  return new Promise((resolve) => (asked = { owner, resolve }));
}

form?.addEventListener("submit", enter);
dialog?.addEventListener("click", ({ target }) => target.closest("[data-cancel]") && close(false));
dialog?.addEventListener("cancel", (event) => {
  event.preventDefault();
  close(false);
});

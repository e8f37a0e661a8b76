// Signing in again in place: the form stays where it is, and only its own author may go on with it.
import { ask, ME } from "./asking.js";
import { el, words } from "./words.js";
import { forget, open, person } from "./vault.js";

const dialog = document.getElementById("sign-in-dialog");
const form = dialog?.querySelector("form");
const said = dialog?.querySelector("[data-said]");
let asked = null; // { owner, resolve }

const CODE = "/accounts/second-factor/";
const codeField = dialog?.querySelector("[data-code]");

const read = (page) => new DOMParser().parseFromString(page, "text/html");
const token = (page) => read(page).querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

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

const send = (address, page, fields) =>
  fetch(address, {
    method: "POST", credentials: "same-origin", redirect: "manual",
    body: new URLSearchParams({ ...fields, csrfmiddlewaretoken: token(page) }),
  });

const secondStep = () => fetch(CODE, { credentials: "same-origin", cache: "no-store", redirect: "manual" });

// "in"; "code" when the second factor is still to come; or why not, in the words of the page where it has its own.
async function outcomeOf(answer, otherwise) {
  if (answer.type !== "opaqueredirect") return read(await answer.text()).querySelector("[data-problem=resting]")?.textContent ?? otherwise;
  return (await secondStep()).type === "opaqueredirect" ? "in" : "code";
}

async function password(fields, owner) {
  const page = await pageFor(owner);
  return page.redirected ? "in" : outcomeOf(await send("/accounts/login/", await page.text(), { ...fields, next: "/healthz/" }), words("wrong_password"));
}

// Who waited too long at the second step begins again with the password.
async function code(fields) {
  const page = await secondStep();
  return page.type === "opaqueredirect" ? words("code_late") : outcomeOf(await send(CODE, await page.text(), fields), words("wrong_code"));
}

async function knock({ code: typed, ...fields }, owner) {
  try {
    return codeField.hidden ? await password(fields, owner) : await code({ code: typed });
  } catch {
    return words("sign_in_no_signal");
  }
}

function askCode(isAsked) {
  codeField.hidden = !isAsked;
  codeField.querySelector("input").required = isAsked;
  for (const field of form.querySelectorAll("[data-password]")) field.hidden = isAsked;
  if (isAsked) codeField.querySelector("input").focus();
}

function show(sentence) {
  said.replaceChildren(el("p", { className: "notice__title" }, sentence));
  said.hidden = false;
}

function close(isIn) {
  dialog.close();
  form.reset();
  askCode(false);
  asked.resolve(isIn);
  asked = null;
}

async function enter(event) {
  event.preventDefault();
  form.ariaBusy = "true";
  const outcome = await knock(Object.fromEntries(new FormData(form)), asked.owner);
  form.ariaBusy = "false";
  if (outcome === "code") said.hidden = true;
  if (outcome === words("code_late")) askCode(false);
  if (outcome !== "in") return outcome === "code" ? askCode(true) : show(outcome);
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

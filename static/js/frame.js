// The frame: "/" goes to the search, the menu closes when one looks elsewhere, a busy form is sent once;
// and what this device keeps, for those who enter forms.
const search = document.querySelector("[data-shortcut]");
const menu = document.querySelector(".menu");

const device = document.getElementById("device");
const isShell = device?.dataset.person === "";

const typing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

document.addEventListener("keydown", (event) => {
  const asked = event.key === "/" || (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey));
  if (asked && search?.checkVisibility() && (event.key !== "/" || !typing(event.target))) {
    event.preventDefault();
    search.select();
  }
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// <input type="checkbox" data-reveals="id_password"> shows what is typed.
document.addEventListener("change", ({ target }) => {
  const field = target.dataset.reveals && document.getElementById(target.dataset.reveals);
  if (field) field.type = target.checked ? "text" : "password";
});

// <form data-once> cannot be sent twice by a double press.
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!("once" in form.dataset)) return;
  if (form.ariaBusy === "true") return event.preventDefault();
  form.ariaBusy = "true";
  submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const busy of document.querySelectorAll("form[data-once], [data-once] [aria-busy]")) busy.removeAttribute("aria-busy");
});

// A page drawn for nobody has no token and no way back in its forms: both are known here.
function complete(form) {
  const token = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (form.elements.next?.value === "") form.elements.next.value = location.pathname + location.search;
  if (form.method !== "post" || form.elements.csrfmiddlewaretoken || !token) return;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken", value: token }));
}
document.addEventListener("submit", ({ target }) => complete(target));

// Signing out takes the key of what waits on this device along.
document.addEventListener("submit", async (event) => {
  if (!device || !("signOut" in event.target.dataset)) return;
  event.preventDefault();
  const { leave } = await import("./leaving.js");
  await leave();
});

// A page drawn for nobody that the browser took out of its memory may belong to someone who has signed out since.
window.addEventListener("pageshow", ({ persisted }) => persisted && isShell && location.reload());

async function settle() {
  if (localStorage.getItem("leaving")) return (await import("./leaving.js")).finishLeaving();
  if (isShell) await import("./person.js");
  await (await import("./unsent.js")).begin();
}

if (device) {
  settle();
  window.addEventListener("load", async () => navigator.serviceWorker && (await import("./installed.js")).install());
}

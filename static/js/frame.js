// The frame: "/" goes to the search, the menu closes when one looks elsewhere, a busy form is sent once.
const search = document.querySelector("[data-shortcut]");
const menu = document.querySelector(".menu");

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

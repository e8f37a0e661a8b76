// Going from section to section: one at a time on a phone, a long page with a following list at a desk.
import { form, reach } from "./fields.js";
import { sectionOf } from "./problems.js";
import { saveNow } from "./saving.js";
import { say, setup } from "./setup.js";
import { isSkipped } from "./shown.js";

const entry = document.getElementById("entry");
const dialog = document.getElementById("sections-dialog");
const phone = window.matchMedia("(max-width: 59.99rem)");
const codes = setup.sections.map(({ code }) => code);
const elements = new Map(codes.map((code) => [code, form.querySelector(`[data-section="${code}"]`)]));
const sectionElement = (code) => elements.get(code);
let current = codes[0];

function mark(code) {
  current = code;
  for (const one of codes) sectionElement(one).classList.toggle("is-current", one === code);
  for (const link of document.querySelectorAll("[data-go]")) {
    if (link.dataset.go === code) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  const place = codes.indexOf(code);
  document.getElementById("section-now").textContent = `${setup.sections[place].mark}. ${setup.sections[place].title}`;
  document.getElementById("section-place").textContent = say("place", { n: place + 1, all: codes.length });
  entry.classList.toggle("is-first", neighbour(-1) === null);
  entry.classList.toggle("is-last", neighbour(1) === null);
}

// The next section that is not skipped, in one direction or the other.
function neighbour(step) {
  for (let place = codes.indexOf(current) + step; place >= 0 && place < codes.length; place += step) {
    if (!isSkipped(codes[place])) return codes[place];
  }
  return null;
}

export function go(code, { focus = true } = {}) {
  if (!code) return;
  saveNow();
  mark(code);
  if (phone.matches) window.scrollTo({ top: 0 });
  else sectionElement(code).scrollIntoView({ block: "start" });
  if (focus) sectionElement(code).focus({ preventScroll: true });
}

// Bring a field into sight, whichever section it is in.
export function jump(field) {
  mark(sectionOf(field));
  reach(field);
}

export const refreshSections = () => mark(current);

function follow() {
  if (phone.matches) return;
  const line = window.innerHeight / 3;
  const reached = codes.filter((code) => !isSkipped(code) && sectionElement(code).getBoundingClientRect().top < line);
  const code = reached.at(-1) ?? codes[0];
  if (code !== current) mark(code);
}

let waiting = false;
window.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}, { passive: true });

document.addEventListener("click", ({ target }) => {
  const step = target.closest("[data-step]");
  if (step) go(neighbour(Number(step.dataset.step)));
  if (target.closest("[data-sections]")) openList();
  if (target.closest("[data-close-sections]")) dialog.close();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (!link) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  go(link.dataset.go);
});

function openList() {
  const copy = document.querySelector(".entry__sections .section-list").cloneNode(true);
  document.getElementById("sections-copy").replaceChildren(copy);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!event.altKey || !step || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(neighbour(step));
});

// Sheets for the printer: the form is laid out on pages once, and copied with its own code for every household.
const sheets = document.getElementById("paper-sheets");
const forms = JSON.parse(document.getElementById("paper-forms").textContent);
const ROWS = 6;

const copyOf = (id) => document.getElementById(id).content.cloneNode(true);
const bodyOf = (page) => page.querySelector(".sheet-page__body");
const newPage = () => copyOf("paper-sheet").firstElementChild;
const isFull = (body) => body.scrollHeight > body.clientHeight;

function shownPage() {
  const page = newPage();
  sheets.append(page);
  return page;
}

// Headings go along with what they stand over.
function withHeadings(blocks, from) {
  let first = from;
  while (first > 0 && "keep" in blocks[first - 1].dataset) first -= 1;
  return first;
}

// Where each page of a template begins: no block is torn, and no heading stands alone at the foot.
function breaksOf(id) {
  const blocks = [...copyOf(id).querySelectorAll("[data-block]")];
  const starts = [0];
  let body = bodyOf(shownPage());
  for (let at = 0; at < blocks.length; at += 1) {
    body.append(blocks[at]);
    if (!isFull(body) || at === starts.at(-1)) continue;
    const first = withHeadings(blocks, at);
    starts.push(first);
    body = bodyOf(shownPage());
    body.append(...blocks.slice(first, at + 1));
  }
  sheets.replaceChildren();
  return starts;
}

function laidOut(id, starts, prepare) {
  const content = copyOf(id);
  prepare(content);
  const blocks = [...content.querySelectorAll("[data-block]")];
  return starts.map((start, number) => {
    const page = newPage();
    bodyOf(page).append(...blocks.slice(start, starts[number + 1]));
    return page;
  });
}

const each = (content, selector, act) => [...content.querySelectorAll(selector)].forEach(act);

function fillPeople(content, members, first) {
  each(content, "[data-member]", (cell, place) => (cell.textContent = members[first + place] ?? ""));
}

function fill(content, form) {
  each(content, "[data-fill]", (place) => (place.textContent = form.answers[place.dataset.fill] ?? ""));
  each(content, "[data-square]", (image) => (image.src = form.square));
  fillPeople(content, form.members, 0);
}

function continuation(form, number, starts) {
  return laidOut("paper-continuation", starts, (content) => {
    fillPeople(content, form.members, number * ROWS);
    each(content, "[data-row]", (place) => (place.textContent = Number(place.textContent) + number * ROWS));
  });
}

const isWanted = sheets.dataset.continuation === "yes";
const continuations = ({ members }) => Math.max(isWanted ? 1 : 0, Math.ceil(members.length / ROWS) - 1);

function notes() {
  const page = newPage();
  bodyOf(page).append(copyOf("paper-notes"));
  return page;
}

// An even number of pages, so that printed on both sides every form begins on a sheet of its own.
function pagesOf(form, breaks) {
  const more = Array.from({ length: continuations(form) }, (_none, at) => continuation(form, at + 1, breaks.more));
  const pages = [...laidOut("paper-form", breaks.form, (content) => fill(content, form)), ...more.flat()];
  if (pages.length % 2) pages.push(notes());
  pages.forEach((page, at) => number(page, form, at + 1, pages.length));
  return pages;
}

function number(page, form, at, all) {
  each(page, "[data-code]", (place) => (place.textContent = form.code));
  page.querySelector("[data-page]").textContent = at;
  page.querySelector("[data-pages]").textContent = all;
}

function done() {
  const state = document.getElementById("paper-state");
  const facts = { forms: forms.length, pages: sheets.childElementCount };
  state.textContent = state.dataset.ready.replace(/\{(\w+)\}/g, (_whole, name) => facts[name]);
  sheets.removeAttribute("aria-busy");
  const button = document.getElementById("paper-print");
  button.disabled = false;
  button.addEventListener("click", () => window.print());
}

async function layOut() {
  await Promise.all(["400", "600", "700"].map((weight) => document.fonts.load(`${weight} 10pt Sarabun`, "ก้ำ")));
  await document.fonts.ready;
  const breaks = { form: breaksOf("paper-form"), more: breaksOf("paper-continuation") };
  sheets.classList.add("sheets--ready");
  sheets.append(...forms.flatMap((form) => pagesOf(form, breaks)));
  await Promise.all([...sheets.querySelectorAll("img")].slice(0, 1).map((image) => image.decode().catch(() => {})));
  done();
}

layOut();

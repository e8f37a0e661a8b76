/* Draws the charts of the dashboard, saves them as pictures and tables, and lights place and tile together. */

const words = document.getElementById("dashboard");
const drawings = JSON.parse(document.getElementById("drawings").textContent);
const phone = window.matchMedia("(max-width: 37.49rem)");
const OPTIONS = { ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: false };
const PICTURE_WIDTH = 520;

let vega;

function figureOf(key) {
  return document.querySelector(`[data-figure="${key}"]`);
}

async function draw(key) {
  const figure = figureOf(key);
  const place = figure.querySelector(".figure__chart");
  const drawing = drawings[key];
  place.hidden = false;
  place.setAttribute("aria-busy", "true");
  drawing.result?.finalize();
  drawing.result = await vega.embed(place, phone.matches ? drawing.phone : drawing.desk, OPTIONS);
  place.removeAttribute("aria-busy");
  figure.querySelector(".figure__takes").hidden = false;
}

function giveUp(figure) {
  const place = figure.querySelector(".figure__chart");
  place.hidden = true;
  figure.querySelector(".figure__table").open = true;
  figure.querySelector(".figure__unit").textContent += ` · ${words.dataset.failed}`;
}

async function drawAll() {
  for (const key of Object.keys(drawings)) {
    try {
      await draw(key);
    } catch {
      giveUp(figureOf(key));
    }
  }
}

function save(name, url) {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}

function fileName(key, suffix) {
  return `bkkhousing_${words.dataset.round}_${words.dataset.place}_${key}.${suffix}`;
}

/* A picture stands alone: the sentence above, the source below. */
function pictureOf(drawing) {
  const title = {
    text: drawing.title,
    subtitle: [drawing.unit, words.dataset.source],
    subtitlePadding: 6,
    anchor: "start",
    frame: "bounds",
    offset: 16,
    ...drawing.title_style,
  };
  return { ...drawing.desk, width: PICTURE_WIDTH, padding: 24, background: "white", autosize: { type: "pad" }, title };
}

async function savePicture(key, kind) {
  const { view, finalize } = await vega.embed(document.createElement("div"), pictureOf(drawings[key]), OPTIONS);
  save(fileName(key, kind), await view.toImageURL(kind, kind === "png" ? 2 : 1));
  finalize();
}

/* Numbers lose their commas and signs of per cent; a cell that a spreadsheet would take for a formula begins with an apostrophe. */
function cell(text) {
  const plain = /^[\d,]+(\.\d+)?%?$/.test(text.trim()) ? text.trim().replace(/[,%]/g, "") : text.trim();
  const safe = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

function saveTable(key) {
  const rows = [...figureOf(key).querySelectorAll("tr")];
  const lines = rows.map((row) => [...row.cells].map((each) => cell(each.textContent)).join(","));
  const file = new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
  const url = URL.createObjectURL(file);
  save(fileName(key, "csv"), url);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function light(event) {
  const code = event.target.closest?.("[data-place]")?.dataset.place;
  for (const lit of document.querySelectorAll(".is-lit[data-place]")) lit.classList.remove("is-lit");
  if (!code || event.type === "pointerout" || event.type === "focusout") return;
  for (const one of document.querySelectorAll(`[data-place="${code}"]`)) one.classList.add("is-lit");
}

for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) {
  document.querySelector(".map-and-rank")?.addEventListener(kind, light);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const key = button.closest("[data-figure]").dataset.figure;
  if (button.dataset.take === "csv") saveTable(key);
  else savePicture(key, button.dataset.take);
});

document.querySelector(".page-tabs__link[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

for (const takes of document.querySelectorAll("[data-table-only]")) takes.hidden = false;

if (words) {
  try {
    vega = await import(words.dataset.vega);
    await document.fonts.load('15px "Sarabun"');
    await drawAll();
    phone.addEventListener("change", drawAll);
  } catch {
    for (const key of Object.keys(drawings)) giveUp(figureOf(key));
  }
}

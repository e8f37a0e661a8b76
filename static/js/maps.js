/* Saves the map of a page as a picture that stands alone: sentence, unit and classes above, source below. */

const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "vector-effect", "font-size", "font-weight", "text-anchor", "paint-order"];
const SPACE = "http://www.w3.org/2000/svg";
const MARGIN = 24;
const LINE = 26;
const ENOUGH = 2;

const figure = document.querySelector('[data-figure="map"]');
const picture = figure?.querySelector(".map-picture");
const words = document.getElementById("dashboard");

function element(name, attributes, text = "") {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/* What the style sheets say of each shape is written on it, for no sheet goes along. */
function drawnOut(original) {
  const copy = original.cloneNode(true);
  const copies = copy.querySelectorAll("path, rect, circle, text, line");
  original.querySelectorAll("path, rect, circle, text, line").forEach((shape, place) => {
    const style = getComputedStyle(shape);
    for (const name of DRAWN) copies[place].setAttribute(name, style.getPropertyValue(name).replaceAll('"', ""));
    if (style.display === "none") copies[place].setAttribute("display", "none");
    copies[place].removeAttribute("class");
  });
  return copy;
}

function unlinked(copy) {
  for (const link of copy.querySelectorAll("a")) {
    const group = element("g", {});
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  return copy;
}

function textOf(selector) {
  return figure.querySelector(selector)?.textContent.trim() ?? "";
}

function line(text, y, size, weight, colour) {
  return element("text", { x: MARGIN, y, "font-size": size, "font-weight": weight, fill: colour }, text);
}

function legend(top) {
  const group = element("g", { "font-size": 16 });
  let left = MARGIN;
  for (const step of figure.querySelectorAll(".legend__step")) {
    const isUnknown = step.querySelector(".legend__swatch--unknown") !== null;
    const fill = isUnknown ? "url(#no-data)" : getComputedStyle(step.querySelector(".legend__swatch")).backgroundColor;
    const label = step.textContent.trim();
    group.append(element("rect", { x: left, y: top - 13, width: 24, height: 15, fill, stroke: "#7f8c85" }));
    group.append(element("text", { x: left + 32, y: top }, label));
    left += 56 + 9 * label.length;
  }
  return group;
}

/* Words of a picture keep their letters only where the font goes along. */
async function fonts() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule);
  return (await Promise.all(faces.map(carried))).join("");
}

async function carried(rule) {
  const address = rule.style.src.match(/url\("?([^")]+)"?\)/)?.[1];
  const file = await (await fetch(new URL(address, rule.parentStyleSheet.href))).blob();
  const data = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.readAsDataURL(file);
  });
  return `@font-face{font-family:Sarabun;font-weight:${rule.style.fontWeight};src:url(${data})}`;
}

async function standingAlone() {
  const [left, top, width, height] = picture.getAttribute("viewBox").split(" ").map(Number);
  const head = MARGIN + LINE * 3 + 20;
  const full = { width: width + 2 * MARGIN, height: head + height + LINE + MARGIN };
  const whole = element("svg", { xmlns: SPACE, ...full, viewBox: `0 0 ${full.width} ${full.height}`, "font-family": "Sarabun, sans-serif" });
  const defs = figure.querySelector(".hatch defs");
  whole.append(element("style", {}, await fonts()), element("rect", { ...full, fill: "white" }));
  if (defs) whole.append(unlinked(drawnOut(defs.parentNode)).querySelector("defs"));
  whole.append(line(textOf(".figure__title"), MARGIN + 22, 22, 600, "#17211c"), line(textOf(".figure__unit"), MARGIN + 22 + LINE, 16, 400, "#57645d"), legend(MARGIN + 22 + 2 * LINE));
  const inner = unlinked(drawnOut(picture));
  for (const [name, value] of Object.entries({ x: MARGIN, y: head, width, height, viewBox: `${left} ${top} ${width} ${height}` })) inner.setAttribute(name, value);
  whole.append(inner, line(textOf(".figure__foot > span"), full.height - MARGIN + 6, 14, 400, "#57645d"));
  return { text: new XMLSerializer().serializeToString(whole), ...full };
}

function save(file, suffix) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `bkkhousing_${words.dataset.round}_${words.dataset.place}_map.${suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function asPixels({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * ENOUGH, height: height * ENOUGH });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function take(event) {
  const kind = event.target.closest("[data-map-take]")?.dataset.mapTake;
  if (!kind) return;
  const made = await standingAlone();
  if (kind === "svg") save(new Blob([made.text], { type: "image/svg+xml" }), "svg");
  else save(await asPixels(made), "png");
}

const takes = figure?.querySelector("[data-map-takes]");
if (takes && picture && words) {
  takes.hidden = false;
  takes.addEventListener("click", take);
}

// Where the house is: the communities and subdistricts of the district, and what follows from the chosen one.
import { fieldOf, h, write } from "./fields.js";
import { get, record, set, watch } from "./record.js";
import { askAll } from "./server.js";
import { here, say, setup } from "./setup.js";

const communitySelect = document.getElementById("f-community");
const filter = document.getElementById("community-filter");
const subdistrictSelect = document.getElementById("f-subdistrict");
const subdistricts = setup.subdistricts[here.district] ?? [];
const found = document.getElementById("community-found");
const FEW = 8;
const MOST_FOUND = 8;
let communities = [];

const searchable = (text) => text.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/\s|ชุมชน/g, "");

export const communityName = () => communities.find(({ id }) => id === Number(get("community")))?.name ?? record.communityName;

const matching = () => communities.filter((one) => searchable(one.name).includes(searchable(filter.value)));

function options() {
  const chosen = Number(get("community"));
  const rows = communities.map((one) => h("option", { value: one.id }, one.name));
  if (chosen && !communities.some(({ id }) => id === chosen)) rows.push(h("option", { value: chosen }, record.communityName || String(chosen)));
  communitySelect.replaceChildren(h("option", { value: "" }, say("choose")), ...rows);
  communitySelect.value = chosen ? String(chosen) : "";
}

export const drawCommunity = () => communitySelect && options();

function choose({ id }) {
  set("community", id);
  filter.value = "";
  drawFound();
  communitySelect.value = String(id);
  communitySelect.focus();
}

// While a part of a name is typed, the names that hold it stand below as buttons.
function drawFound() {
  const isAsked = filter.value.trim() !== "";
  const some = isAsked ? matching() : [];
  const offered = some.length ? some.slice(0, MOST_FOUND) : communities.filter((one) => isAsked && one.is_outside);
  const buttons = offered.map((one) => h("button", { type: "button", className: "found__one", onclick: () => choose(one) }, one.name));
  const note = !isAsked || (some.length && some.length <= MOST_FOUND) ? [] : [h("p", { className: "small muted" }, some.length ? say("more_found", { n: some.length - MOST_FOUND }) : say("none_found"))];
  found.replaceChildren(...buttons, ...note);
  found.hidden = !isAsked;
}

export async function loadPlaces() {
  if (subdistrictSelect) subdistrictSelect.append(...subdistricts.map(([code, name]) => h("option", { value: code }, name)));
  const rows = await askAll(`/api/v1/communities/?district=${encodeURIComponent(here.district)}`);
  communities = rows.map((one) => (one.is_outside ? { ...one, name: say("outside") } : one));
  filter.hidden = communities.length <= FEW;
  options();
  followCommunity();
}

// A community lies in one subdistrict; a subdistrict has one postcode.
function followCommunity() {
  const found = communities.find(({ id }) => id === Number(get("community")));
  const only = subdistricts.length === 1 ? subdistricts[0][0] : "";
  if (found) fill("subdistrict", found.subdistrict || only);
}

// What a person typed is never touched: only blanks are filled, and what was filled here before.
const filled = new Map();

function fill(name, value) {
  if (!value || !fieldOf(name) || ![undefined, "", filled.get(name)].includes(get(name))) return;
  filled.set(name, value);
  set(name, value);
  write(name);
}

watch("answer", (name) => {
  if (name === "community") followCommunity();
  const postcode = name === "subdistrict" && subdistricts.find(([code]) => code === get("subdistrict"))?.[2];
  if (postcode) fill("postcode", postcode);
});

filter?.addEventListener("input", drawFound);
filter?.addEventListener("keydown", (event) => {
  const some = matching();
  if (event.key === "Enter" && filter.value.trim() && some.length) choose(some[0]);
});

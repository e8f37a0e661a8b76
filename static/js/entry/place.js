// Where the house is: the communities and subdistricts of the district, and the point of the device.
import { fieldOf, h, write } from "./fields.js";
import { get, record, set, watch } from "./record.js";
import { askAll } from "./server.js";
import { here, say, setup } from "./setup.js";

const communitySelect = document.getElementById("f-community");
const filter = document.getElementById("community-filter");
const subdistrictSelect = document.getElementById("f-subdistrict");
const subdistricts = setup.subdistricts[here.district] ?? [];
const FEW = 8;
let communities = [];

const searchable = (text) => text.normalize("NFC").toLowerCase().replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/\s|ชุมชน/g, "");

export const communityName = () => communities.find(({ id }) => id === Number(get("community")))?.name ?? record.communityName;

function options() {
  const wanted = searchable(filter.value);
  const chosen = Number(get("community"));
  const found = communities.filter((one) => one.id === chosen || searchable(one.name).includes(wanted));
  const rows = found.map((one) => h("option", { value: one.id }, one.name));
  if (chosen && !communities.some(({ id }) => id === chosen)) rows.push(h("option", { value: chosen }, record.communityName || String(chosen)));
  communitySelect.replaceChildren(h("option", { value: "" }, say("choose")), ...rows);
  communitySelect.value = chosen ? String(chosen) : "";
}

export const drawCommunity = () => communitySelect && options();

// The one that is left is the one that was meant.
function chooseOnly() {
  const left = communities.filter((one) => searchable(one.name).includes(searchable(filter.value)));
  if (left.length !== 1) return communitySelect.focus();
  set("community", left[0].id);
  filter.value = "";
  options();
  communitySelect.focus();
}

export async function loadPlaces() {
  if (subdistrictSelect) subdistrictSelect.append(...subdistricts.map(([code, name]) => h("option", { value: code }, name)));
  communities = await askAll(`/api/v1/communities/?district=${encodeURIComponent(here.district)}`);
  filter.hidden = communities.length <= FEW;
  options();
  followCommunity();
}

// A community lies in one subdistrict; a subdistrict has one postcode.  Only blanks are filled.
function followCommunity() {
  const found = communities.find(({ id }) => id === Number(get("community")));
  if (found?.subdistrict && get("subdistrict") === "") fill("subdistrict", found.subdistrict);
}

function fill(name, value) {
  if (!fieldOf(name) || get(name) !== "") return;
  set(name, value);
  write(name);
}

watch("answer", (name) => {
  if (name === "community") followCommunity();
  const postcode = name === "subdistrict" && subdistricts.find(([code]) => code === get("subdistrict"))?.[2];
  if (postcode) fill("postcode", postcode);
});

filter?.addEventListener("input", options);
filter?.addEventListener("keydown", (event) => {
  if (event.key === "Enter") chooseOnly();
});

function located({ coords }) {
  const point = { lat: coords.latitude.toFixed(6), lng: coords.longitude.toFixed(6), accuracy: Math.round(coords.accuracy), point_source: "gps" };
  for (const [name, value] of Object.entries(point)) {
    if (!fieldOf(name)) continue;
    set(name, typeof value === "string" && name !== "point_source" ? Number(value) : value);
    write(name);
  }
  said(say("located", { n: point.accuracy }));
}

const said = (text) => {
  document.getElementById("locate-state").textContent = text;
};

document.querySelector("[data-locate]")?.addEventListener("click", () => {
  said(say("locating"));
  const failed = (error) => said(say(error.code === 1 ? "locating_denied" : "locating_failed"));
  if (!navigator.geolocation) return failed({ code: 1 });
  navigator.geolocation.getCurrentPosition(located, failed, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 });
});

// The point of the house from the device: waits for a better fix, says how exact it is and whether it can be right.
import { fieldOf, h, write } from "./fields.js";
import { readNumber } from "./numbers.js";
import { whereIs } from "./point.js";
import { swapPoint } from "./problems.js";
import { get, record, set, watch } from "./record.js";
import { here, say, setup } from "./setup.js";

const GOOD = 15; // metres; better than this is not waited for
const LONGEST = 25_000;
const button = document.querySelector("[data-locate]");
const state = document.getElementById("locate-state");
const place = document.getElementById("point-state");
let watching = null;
let timer = 0;
let best = null;

const said = (text) => {
  state.textContent = text;
};

function keep({ latitude, longitude, accuracy }) {
  const point = { lat: Number(latitude.toFixed(6)), lng: Number(longitude.toFixed(6)), accuracy: Math.round(accuracy), point_source: "gps" };
  for (const [name, value] of Object.entries(point)) {
    if (!fieldOf(name)) continue;
    set(name, value);
    write(name);
  }
}

function better({ coords }) {
  if (best && coords.accuracy >= best.accuracy) return;
  best = coords;
  keep(coords);
  if (coords.accuracy <= GOOD) stop();
  else said(say("locating_better", { n: Math.round(coords.accuracy) }));
}

function start() {
  best = null;
  if (!window.isSecureContext || !navigator.geolocation) return said(say("locating_insecure"));
  said(say("locating"));
  button.textContent = say("locate_enough");
  watching = navigator.geolocation.watchPosition(better, failed, { enableHighAccuracy: true, timeout: LONGEST, maximumAge: 0 });
  timer = setTimeout(stop, LONGEST);
}

function rest() {
  navigator.geolocation.clearWatch(watching);
  clearTimeout(timer);
  watching = null;
  button.textContent = say("locate");
}

function stop() {
  rest();
  if (!best) return said(say("locating_failed"));
  const n = Math.round(best.accuracy);
  said(say(n > setup.point.accurate ? "located_roughly" : "located", { n }));
}

const REFUSALS = { 1: "locating_denied", 2: "locating_unavailable", 3: "locating_failed" };

// A fix that is lost for a moment often comes back; without any, the person is told at once.
function failed({ code }) {
  if (best) return;
  rest();
  said(say(REFUSALS[code] ?? "locating_failed"));
}

button?.addEventListener("click", () => (watching === null ? start() : stop()));

// What the rules will say about the point, at once; the server's own words take its place.
function drawPoint() {
  const [lat, lng] = [readNumber(get("lat")), readNumber(get("lng"))];
  const isSaid = record.problems.some(({ field }) => field === "lat");
  const where = lat === null || lng === null || isSaid ? "" : whereIs({ lat, lng }, setup.point.bangkok, setup.point.frames[here.district]);
  const parts = where && where !== "unknown" ? [h("span", {}, say(`point_${where}`))] : [];
  if (where === "swapped") parts.push(h("button", { type: "button", className: "button button--second", onclick: swapPoint }, say("swap")));
  place.className = `entry__where${where === "inside" ? " entry__where--right" : " entry__where--wrong"}`;
  place.replaceChildren(...parts);
}

if (place) {
  watch("answer", (name) => ["lat", "lng"].includes(name) && drawPoint());
  watch("document", drawPoint);
}

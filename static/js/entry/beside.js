// What the system computes from the answers, as the server last said it.
import { h } from "./fields.js";
import { record, watch } from "./record.js";
import { say, setup } from "./setup.js";

const place = document.getElementById("computed");
const baht = (amount) => say("baht_month", { n: amount.toLocaleString("en-US") });
const SAID = {
  household_income: (amount) => baht(amount),
  debt_payment: (amount) => baht(amount),
  affordability_gap: (amount) => amount.toLocaleString("en-US"),
  target_groups: (groups) => groups.map((code) => setup.target_groups[code] ?? code).join(", "),
};
const isKnown = (value) => value !== null && value !== undefined && value !== false && value.length !== 0;

function parts() {
  const rows = (record.computed.vulnerability_parts ?? []).map(([part, points]) => h("li", {}, h("span", {}, setup.parts[part] ?? part), h("span", {}, String(points))));
  return rows.length ? [h("ul", { className: "computed__parts" }, ...rows)] : [];
}

function valueSaid(name, value) {
  if (name === "vulnerability") return [say("points", { n: value }), ...parts()];
  return [value === true ? say("yes") : SAID[name](value)];
}

function draw() {
  let shown = 0;
  for (const row of place.querySelectorAll("[data-computed]")) {
    const name = row.dataset.computed;
    const value = record.computed[name];
    row.hidden = !isKnown(value) || (name === "vulnerability" && !value);
    if (row.hidden) continue;
    shown += 1;
    row.querySelector("dd").replaceChildren(...valueSaid(name, value));
  }
  document.getElementById("computed-none").hidden = shown > 0;
}

watch("document", draw);

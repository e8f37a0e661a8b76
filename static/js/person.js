// Who sits before a page that was drawn for nobody: the server says it, or the device remembers.
import { now } from "./device/clock.js";
import { open } from "./device/vault.js";

const BANGKOK = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" });
const NOBODY = { id: "", name: "", district: "", place: "", role: "officer" };

const known = await open().catch(() => null);

// { id, name, district, place, role, today }; empty words when neither the server nor the device knows.
export const person = { ...NOBODY, ...known, today: BANGKOK.format(now() ?? Date.now()) };

const shown = { ...person, person: [person.name, person.place].filter(Boolean).join(" · ") };

for (const place of document.querySelectorAll("[data-me]")) place.textContent = shown[place.dataset.me];
for (const place of document.querySelectorAll("[data-for-role]")) place.hidden = place.dataset.forRole !== person.role;

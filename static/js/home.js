// How many forms of this person wait on this device; their number and state lie in the clear, nothing is opened.
import { onNews } from "./device/channel.js";
import { done, isThere, run } from "./device/database.js";

const section = document.getElementById("outbox");
const person = document.getElementById("device")?.dataset.person;

const own = () => run(["items"], "readonly", (items) => done(items.index("owner").getAll(person)));

async function show() {
  const rows = await own();
  const refused = rows.filter(({ state }) => state === "refused").length;
  const numbers = { all: rows.length, refused, waiting: rows.length - refused };
  section.hidden = !rows.length;
  for (const place of section.querySelectorAll("[data-unsent]")) place.textContent = numbers[place.dataset.unsent];
  for (const row of section.querySelectorAll("[data-unsent-row]")) row.hidden = !numbers[row.dataset.unsentRow];
}

if (section && person && isThere()) {
  await show().catch(() => {}); // a private window may offer a database and then refuse it
  onNews("changed", () => show().catch(() => {}));
}

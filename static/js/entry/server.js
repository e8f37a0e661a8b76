// Asking the server, as the whole device does.
import { ask } from "../device/asking.js";

export { ask, isDocument } from "../device/asking.js";

// All pages of a list.
export async function askAll(address) {
  const found = [];
  for (let next = ""; next !== null; ) {
    const answer = await ask("GET", `${address}${next ? `&cursor=${encodeURIComponent(next)}` : ""}`);
    if (answer.status !== 200) return found;
    found.push(...answer.body.results);
    next = answer.body.next ?? null;
  }
  return found;
}

// What a form is called, of what is known so far: "12/3 · สมชาย ใจดี · ชุมชนร่วมใจพัฒนา".
import { communityName } from "./place.js";
import { get, record } from "./record.js";
import { say } from "./setup.js";

const title = document.getElementById("entry-household");

export function household() {
  const head = record.members.find((row) => row.relation === "head");
  const person = head ? [head.first_name, head.last_name].filter(Boolean).join(" ") : "";
  const own = [get("house_no"), person].filter(Boolean);
  return [...(own.length ? own : [say("new_household")]), communityName() || say("no_community")].join(" · ");
}

export function drawTitle() {
  title.textContent = household();
}

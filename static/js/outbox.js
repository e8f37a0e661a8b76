// The outbox page: what waits on this device, why, and what can be done about each.
import { load, saved, SHORTEST } from "./device/backup.js";
import { onNews } from "./device/channel.js";
import { ageOf } from "./device/clock.js";
import { sendAll, sendNow, start, watchOutbox } from "./device/outbox.js";
import { dropPhotos } from "./device/photos.js";
import { signIn } from "./device/signin.js";
import { askToPersist, freeRoom } from "./device/storage.js";
import { get, isAvailable, list, open, others, person, photos, put, putPhoto, remove } from "./device/vault.js";
import { ageSaid, el, hasWords, words } from "./device/words.js";

const $ = (id) => document.getElementById(id);
const place = $("outbox-list");
const deletion = $("delete-dialog");
const saying = $("backup-save");
const loading = $("backup-load");
const NEVER_NEW = new Set(["has_problems", "conflict", "unreadable", "household_surveyed"]);
const MOST_PROBLEMS = 5;
let timer = 0;
let turns = 0;
let wanted = null; // ids that the next file is made of; all when null

// --- one form ------------------------------------------------------------------------------
const button = (name, act, kind = "second") => el("button", { type: "button", className: `button button--${kind}`, onclick: act }, words(name));

const addressOf = ({ id, payload }) => (payload.revision ? `/surveys/${id}/` : `/surveys/new/?form=${id}`);

function reason({ refusal, said }) {
  const name = hasWords(`why_${refusal}`) ? refusal : "other";
  const n = said?.problems?.length ?? 0;
  const why = (name === "other" && said?.sentence) || words(`why_${name}`, { n });
  const problems = (said?.problems ?? []).slice(0, MOST_PROBLEMS).map(({ sentence }) => el("li", {}, sentence));
  const list = problems.length ? [el("ul", { className: "outbox__problems" }, ...problems)] : [];
  return el("div", { className: "outbox__why" }, el("p", {}, why), ...list, el("p", { className: "small muted" }, words(`do_${name}`)));
}

function actions(item) {
  const isNew = item.state === "refused" && !NEVER_NEW.has(item.refusal);
  return el(
    "p", { className: "row outbox__actions" },
    ...(item.payload ? [el("a", { className: "button button--second", href: addressOf(item) }, words("open"))] : []),
    ...(item.payload && item.refusal !== "deleted" ? [button(item.refusal ? "send_again" : "send", (event) => sendOne(item, event.target))] : []),
    ...(isNew && ["deleted", "not_found", "other_district"].includes(item.refusal) ? [button("as_new", () => beginAnew(item))] : []),
    ...(item.payload ? [button("save_file", () => chooseFor(item))] : []),
    button("delete", () => askToDelete(item), "quiet"),
  );
}

function drawn(item) {
  const age = ageSaid(ageOf(item.since));
  const state = [words(item.state), ...(age ? [words("waited", { age })] : [])].join(" · ");
  const parts = [el("p", { className: "outbox__label" }, item.label || words("unnamed")), el("p", { className: "outbox__state" }, state)];
  return el("li", { className: "outbox__form", dataset: { form: item.id } }, ...parts, ...(item.state === "refused" ? [reason(item)] : []), actions(item));
}

async function sendOne({ id }, pressed) {
  pressed.setAttribute("aria-busy", "true");
  const came = await sendNow(id);
  await draw();
  if (came === undefined) tellState(words("open_elsewhere"));
}

// A form that was deleted, or whose district is another now, can begin anew under a name of its own.
async function beginAnew({ id, payload, label, version }) {
  const fresh = crypto.randomUUID();
  const { household, ...rest } = payload;
  for (const { blob } of await photos(id)) await putPhoto(fresh, crypto.randomUUID(), blob);
  await put({ id: fresh, payload: { ...rest, revision: 0 }, label });
  if (await remove(id, version)) await dropPhotos(id);
  location.assign(`/surveys/new/?form=${fresh}`);
}

function askToDelete(item) {
  $("delete-title").textContent = words("delete_ask", { label: item.label || words("unnamed") });
  deletion.showModal();
  deletion.onclick = async ({ target }) => {
    if (target.closest("[data-yes]") && (await remove(item.id, item.version))) await dropPhotos(item.id);
    if (target.closest("[data-yes], [data-no]")) deletion.close();
    draw();
  };
}

// --- the page ------------------------------------------------------------------------------
const tellState = (text) => ($("outbox-state").textContent = text);

function drawProblem(problem) {
  const box = $("outbox-problem");
  const isOut = problem === "signed_out" || problem === "other_person" || !person();
  box.hidden = !problem && Boolean(person());
  box.replaceChildren(el("p", {}, words(person() ? problem : "nobody")), ...(isOut ? [el("p", { className: "row" }, button("sign_in", enter, "second"))] : []));
}

async function enter() {
  if (!(await signIn())) return;
  await draw();
  sendAll();
}

// Many forms leave within a second; they are drawn together, and only as they are last.
function drawSoon() {
  clearTimeout(timer);
  timer = setTimeout(draw, 200);
}

async function draw() {
  const turn = (turns += 1);
  const rows = await list();
  const items = (await Promise.all(rows.map(({ id }) => get(id)))).filter(Boolean);
  if (turn !== turns) return;
  place.replaceChildren(...items.map(drawn));
  place.removeAttribute("aria-busy");
  tellState(!person() ? "" : items.length ? words("waiting", { n: items.length }) : `${words("nothing")} — ${words("nothing_because")}`);
  $("outbox-all").hidden = items.length === 0;
  const strangers = await others();
  $("outbox-others").hidden = strangers === 0;
  $("outbox-others").textContent = words("others_here", { n: strangers });
}

function drawWaiting({ count, oldest, problem }) {
  const age = ageSaid(oldest);
  $("outbox-oldest").textContent = count && age ? words("oldest", { age }) : "";
  drawProblem(problem);
}

async function drawRoom() {
  $("outbox-persisted").textContent = words((await askToPersist()) ? "kept_forever" : "kept_for_now");
  const room = await freeRoom();
  $("outbox-room").textContent = room === null ? "" : words("free_room", { n: Math.floor(room / 1e6).toLocaleString("en") });
}

// --- files ---------------------------------------------------------------------------------
function said(text, isProblem = false) {
  const box = $("backup-said");
  box.className = `notice notice--${isProblem ? "error" : "success"}`;
  box.textContent = text;
  box.hidden = false;
}

function chooseFor(item) {
  wanted = [item.id];
  $("backup-which").textContent = item.label || words("unnamed");
  $("backup-which").hidden = false;
  saying.words.focus();
  $("backup").scrollIntoView({ block: "center" });
}

function hand(blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: "bkkhousing-backup.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function saveFile(event) {
  event.preventDefault();
  if (saying.words.value.length < SHORTEST) return said(words("too_short", { n: SHORTEST }), true);
  const { count, blob } = await saved(saying.words.value, wanted);
  hand(blob);
  wanted = null;
  $("backup-which").hidden = true;
  saying.reset();
  said(words("saved_file", { n: count }));
}

async function loadFile(event) {
  event.preventDefault();
  const [file] = loading.file.files;
  if (!file) return said(words("no_file"), true);
  const found = await load(await file.text(), loading.words.value);
  if (found.problem) return said(words(found.problem, { name: found.name }), true);
  loading.reset();
  said(words(found.kept ? "loaded_some" : "loaded", { n: found.added, kept: found.kept }));
  await draw();
}

async function begin() {
  $("outbox-instead").hidden = !new URLSearchParams(location.search).has("instead");
  await open();
  $("outbox-none").hidden = isAvailable();
  $("backup").hidden = !isAvailable();
  await draw();
  watchOutbox(drawWaiting);
  onNews("changed", drawSoon);
  onNews("forgotten", draw);
  $("outbox-all").querySelector("button").addEventListener("click", () => sendAll({ refused: true }));
  saying.addEventListener("submit", saveFile);
  loading.addEventListener("submit", loadFile);
  start();
  if (isAvailable()) await drawRoom();
}

begin();

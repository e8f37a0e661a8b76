// Photos of the house: taken or chosen, shown with what became of each, removed after asking.
import { ask } from "../device/asking.js";
import { onNews } from "../device/channel.js";
import { addressOf, dropPhoto, keepPhoto, sendPhotos, waitingPhotos } from "../device/photos.js";
import { h } from "./fields.js";
import { uuid } from "./ids.js";
import { form } from "./keeping.js";
import { record, watch } from "./record.js";
import { isCutOff, isDirty, saveNow, typedSomething } from "./saving.js";
import { say } from "./setup.js";
import { shrunk } from "./shrinking.js";

const box = document.getElementById("photos");
const list = box.querySelector(".photos__list");
const state = box.querySelector(".photos__state");
const trouble = box.querySelector(".photos__trouble");
const inputs = box.querySelectorAll("input[type=file]");
const dialog = document.getElementById("photo-dialog");
const MOST = Number(box.dataset.most);
// What is shown, in order: { id, address, size, isSent, refusal }.
let shown = [];
let asked = null;
const AGAIN = 2000;
const LONGEST_WAIT = 60_000;
let pause = AGAIN;
let timer = 0;

const complain = (text) => {
  trouble.textContent = text;
  trouble.hidden = !text;
};

const sizeSaid = (bytes) => say("photo_size", { n: Math.max(1, Math.round(bytes / 1024)) });

function said({ size, isSent, refusal }) {
  const word = refusal || say(isSent ? "photo_sent" : "photo_waiting");
  return size ? `${sizeSaid(size)} · ${word}` : word;
}

// Made once: a picture from the server is not fetched again, and not looked at once more, with every drawing.
function pictureOf(photo) {
  const image = h("img", { className: "photo__picture", loading: photo.address.startsWith("blob:") ? "eager" : "lazy", decoding: "async", src: photo.address });
  image.onerror = () => {
    photo.picture = h("p", { className: "photo__picture photo__picture--none" }, say("photo_not_here"));
    image.replaceWith(photo.picture);
  };
  return image;
}

function card(photo, place) {
  const name = say("photo_number", { n: place + 1 });
  photo.picture ??= pictureOf(photo);
  photo.picture.alt = name;
  const remove = h("button", { type: "button", className: "button button--quiet photo__remove", onclick: () => askToRemove(photo, name) }, say("photo_remove"));
  remove.setAttribute("aria-label", say("photo_remove_named", { name }));
  const isWrong = photo.refusal ? " photo--refused" : photo.isSent ? "" : " photo--waiting";
  return h("li", { className: `photo${isWrong}`, dataset: { photo: photo.id } }, photo.picture, h("p", { className: "photo__said" }, h("b", {}, name), ` ${said(photo)}`), remove);
}

function summary() {
  const [all, sent] = [shown.length, shown.filter(({ isSent }) => isSent).length];
  if (!all) return say("photos_none");
  return sent === all ? say("photos_all_sent", { n: all }) : say("photos_not_all", { n: sent, all });
}

function draw() {
  list.replaceChildren(...shown.map(card));
  state.textContent = summary();
  state.classList.toggle("photos__state--waiting", shown.some(({ isSent }) => !isSent));
  for (const input of inputs) input.disabled = shown.length >= MOST;
  if (shown.some(isWaiting)) tryLater();
}

const isWaiting = ({ isSent, refusal }) => !isSent && !refusal;

function tryLater() {
  if (timer) return;
  timer = setTimeout(tryAgain, pause);
  pause = Math.min(LONGEST_WAIT, pause * 2);
}

// Photos whose sending was cut off go again by themselves; the last one lets the form leave the device.
async function tryAgain() {
  clearTimeout(timer);
  timer = 0;
  if (!shown.some(isWaiting)) return;
  const left = shown.filter(isWaiting).length;
  const outcome = record.isNew || isCutOff() ? "later" : await sendPhotos(form());
  if (shown.filter(isWaiting).length < left) pause = AGAIN;
  if (outcome === "later") return tryLater();
  pause = AGAIN;
  if (!isDirty()) saveNow({ force: true });
}

const find = (id) => shown.find((one) => one.id === id);

// The server's list and the device's own photos; the pictures of this page stay as they are.
export async function drawPhotos() {
  const here = await waitingPhotos(record.id);
  const kept = record.photos.map(({ id }) => Object.assign(find(id) ?? { id, address: addressOf(record.id, id) }, { isSent: true, refusal: "" }));
  const waiting = here
    .filter(({ id }) => !kept.some((one) => one.id === id))
    .map(({ id, blob }) => find(id) ?? { id, address: URL.createObjectURL(blob), size: blob.size, isSent: false, refusal: "" });
  const before = shown;
  const place = (photo) => (before.includes(photo) ? before.indexOf(photo) : before.length);
  shown = [...kept, ...waiting].sort((one, other) => place(one) - place(other));
  draw();
}

async function add(file) {
  const blob = await shrunk(file).catch(() => null);
  if (!blob) return complain(say("photo_unreadable"));
  const id = uuid();
  try {
    await keepPhoto(record.id, id, blob);
  } catch {
    return complain(say("photo_not_kept"));
  }
  shown.push({ id, address: URL.createObjectURL(blob), size: blob.size, isSent: false, refusal: "" });
  return draw();
}

async function addAll(files) {
  const room = MOST - shown.length;
  complain(files.length > room ? say("photos_too_many", { most: MOST, n: files.length - room }) : "");
  for (const file of files.slice(0, room)) {
    await add(file);
  }
  typedSomething(0);
}

function askToRemove(photo, name) {
  asked = photo;
  document.getElementById("photo-dialog-title").textContent = say("photo_remove_sure", { name });
  dialog.showModal();
}

const isGone = ({ status }) => status === 204 || status === 404;

async function remove(photo) {
  await dropPhoto(record.id, photo.id);
  const answer = photo.isSent ? await ask("DELETE", addressOf(record.id, photo.id), undefined, form()) : { status: 204 };
  if (!isGone(answer)) return complain(answer.body?.sentence ?? say("photo_remove_later"));
  record.photos = record.photos.filter(({ id }) => id !== photo.id);
  shown = shown.filter(({ id }) => id !== photo.id);
  complain("");
  draw();
  return inputs[inputs.length - 1].focus();
}

dialog.addEventListener("click", ({ target }) => {
  if (!target.matches("button")) return;
  dialog.close();
  if ("yes" in target.dataset) remove(asked);
});

for (const input of inputs) {
  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    await addAll(files);
  });
}

onNews("photo", ({ survey, id, sent, refusal }) => {
  const photo = find(id);
  if (survey !== record.id || !photo) return;
  photo.isSent = Boolean(sent);
  photo.refusal = refusal?.sentence ?? "";
  if (sent && !record.photos.some((one) => one.id === id)) record.photos.push(sent);
  if (!sent && !refusal) shown = shown.filter((one) => one !== photo);
  draw();
});

watch("document", drawPhotos);
window.addEventListener("online", tryAgain);

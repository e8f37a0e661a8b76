// Keeps the pages that must open without a network.  The server writes SHELL before this: { version, files, pages, isHashed }.
// It answers GET alone, and of the API only the lists of places and rounds: never a survey, a household or a person.
const OURS = "shell-";
const CACHE = `${OURS}${SHELL.version}`;
const PLACES = "places";
const PATIENCE = 3000;
const FORM = /^\/surveys\/(new|[0-9a-f-]{36})\/$/;
const LISTS = /^\/api\/v1\/(communities|districts|rounds)\/$/;
const ASIDE = /^\/(accounts|admin|api|exports|static)\//;
const FORM_PAGE = "/surveys/new/";
const OUTBOX = "/outbox/";
let asked = null;
const isOfThisVersion = (answer) => answer.ok && !answer.redirected && answer.headers.get("Shell-Version") === SHELL.version;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(clearOld()));
self.addEventListener("message", ({ data }) => {
  if (data === "take-over") self.skipWaiting();
  if (data === "take-over-if-idle") takeOverIfIdle();
});
self.addEventListener("fetch", (event) => {
  if (!asked) event.waitUntil((asked = leaveIfUnwanted()));
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(SHELL.files);
  await Promise.all(SHELL.pages.map((page) => keepPage(cache, page)));
}

// A page that this person may not open now, or that belongs to another version, is not kept.
async function keepPage(cache, page) {
  const answer = await fetch(page, { credentials: "same-origin" }).catch(() => null);
  if (answer && isOfThisVersion(answer)) await cache.put(page, answer);
}

async function clearOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// The way back: where the server has no worker any more, this one and what it keeps go with the next page.
async function leaveIfUnwanted() {
  const answer = await fetch("/sw.js", { cache: "no-cache" }).catch(() => null);
  if (answer?.status !== 404 && answer?.status !== 410) return;
  for (const name of await caches.keys()) if (name === PLACES || name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
}

// A newer version waits while a form is open anywhere; the person says when.
async function takeOverIfIdle() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!pages.some(({ url }) => FORM.test(new URL(url).pathname))) self.skipWaiting();
}

function answerTo(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (request.mode === "navigate") return navigation(request, pathname);
  if (SHELL.files.includes(pathname)) return SHELL.isHashed ? kept(request) : firstFromNetwork(request, CACHE);
  return LISTS.test(pathname) ? list(request) : null;
}

function navigation(request, pathname) {
  if (FORM.test(pathname)) return shell(request, FORM_PAGE);
  if (pathname === OUTBOX) return shell(request, OUTBOX);
  return ASIDE.test(pathname) ? null : fetch(request).catch(() => instead(pathname));
}

// Without a network every other page gives way to the forms on this device.
async function instead(pathname) {
  const outbox = await caches.match(OUTBOX, { cacheName: CACHE });
  return outbox ? Response.redirect(`${OUTBOX}?instead=${encodeURIComponent(pathname)}`) : Response.error();
}

// The network if it answers in time; a page kept here if it does not, or answers with a fault of its own.
async function shell(request, page) {
  const fromNetwork = fetch(request).then(async (answer) => {
    if (new URL(request.url).pathname === page && isOfThisVersion(answer)) (await caches.open(CACHE)).put(page, answer.clone());
    return answer;
  });
  const keptHere = await caches.match(page, { cacheName: CACHE });
  if (!keptHere) return fromNetwork;
  const answer = await inTime(fromNetwork);
  return answer && answer.status < 500 ? answer : keptHere;
}

const kept = async (request) => (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);

async function list(request) {
  const keptHere = await caches.match(request, { cacheName: PLACES });
  const fromNetwork = firstFromNetwork(request, PLACES);
  return keptHere ? ((await inTime(fromNetwork)) ?? keptHere) : fromNetwork;
}

async function firstFromNetwork(request, name) {
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(name)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const keptHere = await caches.match(request, { cacheName: name });
    if (keptHere) return keptHere;
    throw error;
  }
}

// What was promised, or null when it fails or takes too long.
const inTime = (promised) =>
  Promise.race([promised.catch(() => null), new Promise((resolve) => setTimeout(resolve, PATIENCE, null))]);

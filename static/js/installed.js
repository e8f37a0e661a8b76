// The product on this device: pages that open without a network, and a newer version that waits until it is wanted.
const line = document.getElementById("device-newer");
const LISTS = /^\/api\/v1\/(communities|districts|rounds)\/$/;
const isForm = Boolean(document.getElementById("entry-here"));

function offer(worker) {
  if (!isForm) return worker.postMessage("take-over-if-idle");
  line.hidden = false;
  line.querySelector("[data-newer]").onclick = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    worker.postMessage("take-over");
  };
}

// A worker that has just installed itself is newer than this page only when another one serves the page.
function watch(worker) {
  worker.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
  });
}

// An answer whose body nobody reads would keep its connection to the server for itself.
const readThrough = (address) => fetch(address, { credentials: "same-origin" }).then((answer) => answer.arrayBuffer()).catch(() => {});

// What this page asked for before the worker came is asked for again, so that the next visit needs no network.
function fetchAgain() {
  const asked = new Set(performance.getEntriesByType("resource").map(({ name }) => name));
  for (const address of asked) if (LISTS.test(new URL(address).pathname)) readThrough(address);
}

export async function install() {
  const isFirst = !navigator.serviceWorker.controller;
  if (isFirst) navigator.serviceWorker.addEventListener("controllerchange", fetchAgain, { once: true });
  const registration = await navigator.serviceWorker.register("/sw.js").catch(() => null);
  if (!registration) return;
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  if (registration.installing) watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
}

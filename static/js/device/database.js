// The database of this device: opened once, upgraded step by step, opened again when the browser closed it.
const NAME = "bkkhousing";
const byOwner = (store) => store.createIndex("owner", "owner");

// Each step takes a device from one version to the next and keeps what is there; steps are added, never changed.
const STEPS = [
  (db) => {
    byOwner(db.createObjectStore("items", { keyPath: ["owner", "id"] }));
    db.createObjectStore("keys", { keyPath: "id" });
    db.createObjectStore("facts", { keyPath: "name" });
  },
  (db) => byOwner(db.createObjectStore("photos", { keyPath: ["owner", "survey", "id"] })),
];

let opening = null;

export const isThere = () => Boolean(globalThis.isSecureContext && globalThis.indexedDB && globalThis.crypto?.subtle && navigator.locks);

export const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function upgrade(request, from) {
  for (const step of STEPS.slice(from)) step(request.result, request.transaction);
}

// A device that a newer version of the product has upgraded is opened as it is: steps only ever add.
async function opened(version = STEPS.length) {
  const request = indexedDB.open(NAME, version);
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request, oldVersion);
  try {
    return await done(request);
  } catch (error) {
    if (error.name === "VersionError") return done(indexedDB.open(NAME));
    throw error;
  }
}

async function open() {
  const db = await opened();
  const forget = () => (opening = null);
  db.onclose = forget;
  db.onversionchange = () => {
    forget();
    db.close();
  };
  return db;
}

function database() {
  opening ??= open().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function transaction(stores, mode) {
  try {
    return (await database()).transaction(stores, mode, { durability: "strict" });
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error;
    opening = null;
    return (await database()).transaction(stores, mode, { durability: "strict" });
  }
}

// Runs `act(stores)` in one transaction; resolves with its answer once everything is on the disk.
export async function run(stores, mode, act) {
  const transacted = await transaction(stores, mode);
  const finished = new Promise((resolve, reject) => {
    transacted.oncomplete = resolve;
    transacted.onabort = () => reject(transacted.error ?? new DOMException("", "AbortError"));
  });
  try {
    const answer = await act(...stores.map((name) => transacted.objectStore(name)));
    await finished;
    return answer;
  } catch (error) {
    finished.catch(() => {});
    throw error;
  }
}

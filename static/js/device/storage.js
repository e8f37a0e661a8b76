// Whether the browser promises to keep what is on this device, and how much room is left.
export async function askToPersist() {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}

// Free bytes for this site, or null when the browser does not say.
export async function freeRoom() {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota - usage;
  } catch {
    return null;
  }
}

// Keys of this device: made from the person's secret, usable here and never to be read out again.
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const AES = { name: "AES-GCM", length: 256 };

const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

// The key of a person's forms on any of their devices; `secret` is base64 from the server.
export async function keyOf(person, secret) {
  const base = await crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveKey"]);
  const recipe = { name: "HKDF", hash: "SHA-256", salt: encoder.encode("bkkhousing device"), info: encoder.encode(person) };
  return crypto.subtle.deriveKey(recipe, base, AES, false, ["encrypt", "decrypt"]);
}

export async function sealBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

export const unsealBytes = (key, { iv, bytes }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);

export const seal = (key, value) => sealBytes(key, encoder.encode(JSON.stringify(value)));

export const unseal = async (key, sealed) => JSON.parse(decoder.decode(await unsealBytes(key, sealed)));

// SHA-256 in hexadecimal, as the server says it.
export async function fingerprint(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

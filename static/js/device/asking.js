// Asking the server; every answer becomes { status, body }, and status 0 means that no whole answer came.
import { heardDate } from "./clock.js";

export const ME = "/api/v1/people/me/";
const LONGEST = 60_000;
let author = "";

let isFixed = false;

// Every write names the person who wrote it; the server refuses it under another sign-in.
export const writeAs = (id) => (author = isFixed ? author : id);

// A page with one form in it writes in the name of the person who opened it, whoever signs in later.
export function alwaysWriteAs(id) {
  writeAs(id);
  isFixed = Boolean(id);
}

const token = () =>
  /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// In whose name, and in which district a form was begun.
const origin = (district) => ({ ...(author ? { "X-Written-By": author } : {}), ...(district ? { "X-Written-In": district } : {}) });

function written(body, raw, district) {
  const headers = { "X-CSRFToken": token(), ...origin(district) };
  if (raw) return { headers: { ...headers, "Content-Type": raw.type || "application/json" }, body: raw };
  if (body === undefined) return { headers };
  return { headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

// An answer that leaves out what was sent (RFC 7240).
const BRIEF = { Prefer: "return=minimal" };

function options(method, body, { keepalive = false, raw = null, district = null, isBrief = false }) {
  const own = method === "GET" ? { headers: {} } : written(body, raw, district);
  // A browser sends at most 64 KB after the page is gone.
  const outlives = keepalive && (own.body?.length ?? own.body?.size ?? 0) < 30_000;
  return {
    ...own, method, credentials: "same-origin", cache: "no-store", keepalive: outlives,
    headers: { Accept: "application/json", ...(isBrief ? BRIEF : {}), ...own.headers },
    ...(outlives ? {} : { signal: AbortSignal.timeout?.(LONGEST) }),
  };
}

// A list may come from the cache of the service worker, with the date of an older day.
const isFresh = (method, address) => method !== "GET" || address === ME;

async function askOnce(method, address, body, how) {
  try {
    const response = await fetch(address, options(method, body, how));
    const isJson = response.headers.get("Content-Type")?.includes("json");
    const answer = { status: response.status, body: isJson ? await response.json() : null };
    if (isFresh(method, address)) heardDate(response.headers.get("Date"));
    return answer;
  } catch {
    return { status: 0, body: null };
  }
}

// A token that went stale, as after signing in elsewhere, is fetched anew once.
export async function ask(method, address, body, how = {}) {
  const before = token();
  const answer = await askOnce(method, address, body, how);
  if (answer.status !== 403 || method === "GET") return answer;
  await askOnce("GET", ME, undefined, {});
  return token() === before ? answer : askOnce(method, address, body, how);
}

// A form as the server holds it, or its receipt for one that it was sent.
export const isDocument = ({ body }) => Boolean(body && "revision" in body && ("answers" in body || "received" in body));

// Asking the server; every answer becomes { status, body }, and status 0 means that none came.
const token = () =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export async function ask(method, address, body, { keepalive = false } = {}) {
  const options = { method, headers: { Accept: "application/json" }, credentials: "same-origin" };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
    options.headers["X-CSRFToken"] = token();
    // A browser sends at most 64 KB after the page is gone.
    options.keepalive = keepalive && options.body.length < 30_000;
  }
  try {
    const response = await fetch(address, options);
    const isJson = response.headers.get("Content-Type")?.includes("json");
    return { status: response.status, body: isJson ? await response.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

export const isDocument = (answer) => Boolean(answer.body && "revision" in answer.body && "answers" in answer.body);

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

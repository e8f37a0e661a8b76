// Passkeys: the server says what it needs, the browser makes or shows a passkey, the server judges the answer.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const DEEDS = {
  add: (asked) =>
    navigator.credentials.create({
      publicKey: {
        ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
      },
    }),
  show: (asked) =>
    navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
    }),
};

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

// A credential as JSON, its bytes as base64 for addresses.
function written({ id, rawId, type, response }) {
  const parts = PARTS.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, rawId: text(rawId), type, response: Object.fromEntries(parts), clientExtensionResults: {} };
}

async function ask(form, body) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const headers = { "X-CSRFToken": token, Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}) };
  const answer = await fetch(form.action, { method: "POST", headers, body, credentials: "same-origin", cache: "no-store" });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.sentence ?? "");
  return said;
}

async function go(form) {
  const problem = form.querySelector("[role=alert]");
  problem.hidden = true;
  form.ariaBusy = "true";
  try {
    const credential = await DEEDS[form.dataset.passkey](await ask(form));
    const { to } = await ask(form, JSON.stringify(written(credential)));
    location.assign(to);
  } catch (error) {
    // The browser's own words are in its own language and for programmers; ours and the server's are sentences.
    problem.textContent = error.constructor === Error && error.message ? error.message : form.dataset.failed;
    problem.hidden = false;
  } finally {
    form.ariaBusy = "false";
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !globalThis.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.ariaBusy !== "true") go(form);
  });
}

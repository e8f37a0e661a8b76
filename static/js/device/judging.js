// What an answer to a save means for the form that was sent.
import { isDocument } from "./asking.js";

const isLater = ({ status }) => status >= 500 || status === 429 || status === 408 || status === 425;

const stayed = ({ status, body }) => ({ kind: "refused", code: body?.code ?? `status_${status}`, sentence: body?.sentence ?? "" });

// `hash` is the fingerprint of what was sent; without one (no TLS) the form's own name must do.
function isReceipt({ body }, { id, hash }) {
  return body.id === id && (!hash || body.received === hash);
}

// kind: arrived, no_signal, no_answer, signed_out, other_person, conflict, refused.
export function judge(answer, sent) {
  if (answer.status === 0) return { kind: "no_signal" };
  if (answer.status === 401) return { kind: "signed_out" };
  if (isDocument(answer)) return isReceipt(answer, sent) ? { kind: "arrived", document: answer.body } : { kind: "no_answer" };
  if (answer.status === 409 && answer.body?.code === "other_person") return { ...stayed(answer), kind: "other_person" };
  if (answer.status === 409 && answer.body?.code === "conflict") return { ...stayed(answer), kind: "conflict", stored: answer.body.stored };
  // A page of words instead of JSON comes from something between here and the server.
  return isLater(answer) || !answer.body ? { kind: "no_answer" } : stayed(answer);
}

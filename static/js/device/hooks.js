// What else belongs to a form and must be on the server before it is handed in, such as its photos.
const hooks = [];

// `hook({ id, district })` runs after the answers of a form have arrived: "done", "later" or a refusal { code, sentence }.
export const afterSaving = (hook) => hooks.push(hook);

export async function runHooks(item) {
  for (const hook of hooks) {
    const outcome = await hook(item).catch(() => "later");
    if (outcome !== "done") return outcome;
  }
  return "done";
}

// The export page: another round, place or state counts anew, and a reason is asked for only with personal data.
const form = document.querySelector("#export");
const NOT_IN_ADDRESS = new Set(["csrfmiddlewaretoken", "full", "reason", "name", "shared"]);

document.querySelector("#choices")?.addEventListener("change", () => {
  const chosen = [...new FormData(form)].filter(([name]) => !NOT_IN_ADDRESS.has(name));
  location.assign(`${form.getAttribute("action")}?${new URLSearchParams(chosen)}`);
});

const full = document.querySelector("#id_full");
const reason = document.querySelector("#reason");
const follow = () => { if (reason) reason.hidden = !full.checked; };
full?.addEventListener("change", follow);
follow();

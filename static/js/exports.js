// The export page: a choice counts at once, a reason is asked for only with personal data, a wait is said.
const choices = document.querySelector("#choices form");
choices?.addEventListener("change", () => choices.requestSubmit());

const full = document.querySelector("#id_full");
const reason = document.querySelector("#reason");
const follow = () => { if (reason) reason.hidden = !full.checked; };
full?.addEventListener("change", follow);
follow();

const QUIET = 5000; // a second press within this time would build the same file twice
const form = document.querySelector("#download");
form?.addEventListener("submit", (event) => {
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  const state = document.querySelector("#download-state");
  state.textContent = state.dataset.busy;
  setTimeout(() => { delete form.dataset.sent; }, QUIET);
});

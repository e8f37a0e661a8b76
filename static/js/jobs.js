// Progress of jobs, asked for politely: each second while something moves, less often while nothing does.
const SOON = 1000;
const LATEST = 10_000;
const SLOWER = 1.5;

const shown = (place, name) => place.querySelector(`[data-job-part="${name}"]`);

function write(place, name, text) {
  const part = shown(place, name);
  if (part.textContent === text) return false;
  part.textContent = text;
  return true;
}

// Whether anything was new.
function show(place, job) {
  const bar = place.querySelector("[data-job-bar]");
  if (job.percent === null) bar.removeAttribute("value");
  else bar.value = job.percent;
  return [write(place, "stage", job.stage), write(place, "said", job.said)].some(Boolean);
}

async function ask(place) {
  const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

const visible = () => new Promise((go) => {
  if (!document.hidden) return go();
  document.addEventListener("visibilitychange", go, { once: true });
});

const pause = (time) => new Promise((go) => { setTimeout(go, time); });

// What a job is when it changes its state (its files, its buttons), the server draws.
async function follow(place) {
  const trouble = place.querySelector("[data-job-trouble]");
  let wait = SOON;
  for (;;) {
    await pause(wait);
    await visible();
    try {
      const job = await ask(place);
      trouble.hidden = true;
      if (job.state !== place.dataset.state) return location.reload();
      wait = show(place, job) ? SOON : Math.min(wait * SLOWER, LATEST);
    } catch {
      trouble.hidden = false;
      wait = Math.min(wait * 2, LATEST);
    }
  }
}

for (const place of document.querySelectorAll("[data-job]")) follow(place);

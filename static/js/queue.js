// The queue: ticking a whole page, or only what nothing speaks against; how many are ticked is always said.
const form = document.getElementById("queue-form");
const page = document.getElementById("choose-page");
const plain = document.getElementById("choose-plain");
const count = document.getElementById("chosen-count");
const approve = document.getElementById("approve-many");

const boxes = () => [...form.querySelectorAll("[name=chosen]")];

function say() {
  const chosen = boxes().filter((box) => box.checked).length;
  count.textContent = chosen ? count.dataset.sentence.replace("{n}", chosen) : "";
  approve.disabled = chosen === 0;
  page.checked = chosen > 0 && chosen === boxes().length;
  page.indeterminate = chosen > 0 && !page.checked;
}

function choose(which) {
  for (const box of boxes()) box.checked = which(box);
  say();
}

if (form) {
  for (const tool of form.querySelectorAll(".only-script")) tool.hidden = false;
  page.addEventListener("change", () => choose(() => page.checked));
  plain.addEventListener("click", () => choose((box) => "plain" in box.dataset));
  form.addEventListener("change", say);
  window.addEventListener("pageshow", say);
  say();
}

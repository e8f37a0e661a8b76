// Bringing files in: a file may be dropped on the form, and one that is too large is told of before it is sent.
const form = document.querySelector("#upload");
const input = form.querySelector("input[type=file]");
const tooLarge = document.querySelector("#too-large");
const send = document.querySelector("#send");

function look() {
  const [file] = input.files;
  tooLarge.hidden = !file || file.size <= Number(form.dataset.most);
  send.disabled = !tooLarge.hidden;
}

input.addEventListener("change", look);
for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
}
for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("is-over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  look();
});
look();

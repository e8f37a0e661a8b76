// Choosing districts to remind: one tick for all of them, which follows what is chosen.

const all = document.querySelector("[data-choose-all] input");
const boxes = [...document.querySelectorAll("input[name=district]")];

function follow() {
  const chosen = boxes.filter((box) => box.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

if (all) {
  all.closest("[data-choose-all]").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", follow);
  follow();
}

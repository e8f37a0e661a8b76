/* Prints a page: what cannot be opened on paper is opened before, and closed again afterwards. */

const opened = [];

/* A chart that could not be drawn is told by its table; a drawn one has its numbers at its bars. */
function isDrawn(figure) {
  return !figure || figure.querySelector(".figure__chart svg, svg.tile-map, .figure__chart canvas") !== null;
}

function open() {
  for (const each of document.querySelectorAll("main details:not([open])")) {
    if (each.matches(".figure__table") && isDrawn(each.closest(".figure"))) continue;
    each.open = true;
    opened.push(each);
  }
}

function close() {
  for (const each of opened.splice(0)) each.open = false;
}

window.addEventListener("beforeprint", open);
window.addEventListener("afterprint", close);
document.getElementById("print-page")?.addEventListener("click", () => window.print());

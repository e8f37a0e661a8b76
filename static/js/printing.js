/* Prints a page: what cannot be opened on paper is opened before, and closed again afterwards. */

const opened = [];

/* A drawn chart has its numbers at its bars; the table tells those of a chart that could not be drawn. */
function isWanted(details) {
  const chart = details.closest(".figure")?.querySelector(".figure__chart");
  return details.matches(".definitions") || (chart && !chart.querySelector("svg"));
}

function open() {
  for (const details of document.querySelectorAll("main .definitions:not([open]), main .figure__table:not([open])")) {
    if (!isWanted(details)) continue;
    details.open = true;
    opened.push(details);
  }
}

function close() {
  for (const each of opened.splice(0)) each.open = false;
}

window.addEventListener("beforeprint", open);
window.addEventListener("afterprint", close);
document.getElementById("print-page")?.addEventListener("click", () => window.print());

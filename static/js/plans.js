// Choosing communities for a plan: finds as one types, and counts what is chosen. Without this the buttons do it.
const table = document.getElementById("communities");
const find = document.getElementById("find");

// As the server makes search keys: no spaces, Arabic digits, small letters.
const key = (text) => text.normalize("NFC").replace(/\s/g, "").replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).toLowerCase();

function show() {
  const wanted = key(find.value);
  for (const row of table.tBodies[0].rows) row.hidden = !row.dataset.search.includes(wanted);
}

function count() {
  const place = document.getElementById("chosen-count");
  const rows = [...table.tBodies[0].rows].filter((row) => row.querySelector("input[type=checkbox]").checked);
  const number = (row) => Number(key(row.querySelector("input[name$=households]").value).replaceAll(",", "")) || 0;
  const households = rows.reduce((sum, row) => sum + number(row), 0);
  place.textContent = place.dataset.said.replace("{n}", rows.length).replace("{households}", households.toLocaleString("en"));
}

if (table && find) {
  document.getElementById("find-now").hidden = true;
  find.addEventListener("input", show);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  table.addEventListener("input", count);
  show();
  count();
}

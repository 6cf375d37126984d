"use strict";

// The page holds every row as text. This reads the rows, hides those that a filter leaves out, and sorts them.

const form = document.getElementById("filter");
const words = document.getElementById("words");
const packageOf = document.getElementById("package");
const tableOf = document.getElementById("table");
const order = new Intl.Collator("en", { numeric: true });

const tables = [...document.querySelectorAll("section.rows")].map((section) => ({
  section,
  link: document.querySelector(`nav [data-for="${section.id}"]`),
  counts: document.querySelectorAll(`#${section.id} .count, nav [data-for="${section.id}"] .count`),
  rows: [...section.querySelectorAll("tbody tr")].map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    packages: row.dataset.packages.split(" "),
  })),
}));
const total = tables.reduce((sum, table) => sum + table.rows.length, 0);

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const table of tables) {
    const here = !tableOf.value || tableOf.value === table.section.id;
    let found = 0;
    for (const { row, text, packages } of table.rows) {
      const keep = here && (!packageOf.value || packages.includes(packageOf.value)) && wanted.every((word) => text.includes(word));
      if (row.hidden === keep) row.hidden = !keep;
      if (keep) found += 1;
    }
    table.section.hidden = found === 0;
    table.link.hidden = found === 0;
    const all = table.rows.length;
    for (const count of table.counts) count.textContent = found === all ? `${all}` : `${found} of ${all}`;
    shown += found;
  }
  say(shown);
}

function say(shown) {
  const by = [];
  if (words.value.trim()) by.push(`with "${words.value.trim()}"`);
  if (packageOf.value) by.push(`of package ${packageOf.value}`);
  if (tableOf.value) by.push(`in table ${tableOf.selectedOptions[0].text}`);
  document.getElementById("state").textContent = `${shown} of ${total} rows`;
  document.getElementById("printed").textContent = by.length
    ? `Filtered: ${shown} of ${total} rows, those ${by.join(", ")}. The other rows are not printed.`
    : `All ${total} rows.`;
}

function sort(table, head, column) {
  const now = head.getAttribute("aria-sort");
  const next = now === "ascending" ? "descending" : now === "descending" ? null : "ascending";
  for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
  const rows = table.rows.map(({ row }) => row);
  if (next) {
    const sign = next === "ascending" ? 1 : -1;
    head.setAttribute("aria-sort", next);
    const keys = new Map(rows.map((row) => [row, row.cells[column].textContent]));
    rows.sort((a, b) => sign * order.compare(keys.get(a), keys.get(b)));
  }
  table.section.querySelector("tbody").append(...rows);
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("[hidden]")) {
    form.reset();
    filter();
    target.scrollIntoView();
  }
}

for (const table of tables) {
  [...table.section.querySelectorAll("thead th")].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = `Sort by ${head.textContent}`;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => sort(table, head, column));
    head.append(button);
  });
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", filter);
form.addEventListener("reset", () => setTimeout(filter));
window.addEventListener("hashchange", reveal);
filter();

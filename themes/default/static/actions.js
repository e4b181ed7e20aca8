// Filters the action items of the page. What is chosen stands in the address, so that it can be shared, and how many are shown is
// announced. Without this file the page has everything that it has with it.
"use strict";

(() => {
  const filters = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const sections = [...document.querySelectorAll("section[data-state]")];
  const rows = [...document.querySelectorAll("section[data-state] tbody tr")];
  const selects = [...filters.querySelectorAll("select")];
  const NONE = "none";

  // What a row has of a kind: several services, or nothing.
  const values = (row, name) => {
    const text = name === "state" ? row.closest("section").dataset.state : row.dataset[name];
    return text ? text.split("|") : [NONE];
  };

  const add = (select, value) =>
    select.add(new Option(value === NONE ? select.dataset.none : value, value));

  const fill = (select) => {
    const found = [...new Set(rows.flatMap((row) => values(row, select.name)))];
    if (select.name !== "state") {
      found.sort((one, other) => (one === NONE) - (other === NONE) || one.localeCompare(other));
    }
    found.forEach((value) => add(select, value));
  };

  // A choice of the address that nothing here has is kept: it says that nothing is left of it.
  const read = () => {
    const chosen = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = chosen.get(select.name) ?? "";
      if (value && ![...select.options].some((option) => option.value === value)) add(select, value);
      select.value = value;
    }
  };

  const write = () => {
    const chosen = new URLSearchParams(selects.filter((select) => select.value).map((select) => [select.name, select.value]));
    const query = chosen.toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  };

  const apply = () => {
    const chosen = selects.filter((select) => select.value);
    for (const row of rows) {
      row.hidden = !chosen.every((select) => values(row, select.name).includes(select.value));
    }
    for (const section of sections) {
      section.hidden = chosen.length > 0 && !section.querySelector("tbody tr:not([hidden])");
    }
    const count = rows.filter((row) => !row.hidden).length;
    shown.textContent = pirText("showing_actions", { shown: count, total: rows.length });
  };

  selects.forEach(fill);
  read();
  apply();
  filters.hidden = rows.length === 0;
  filters.addEventListener("input", () => { write(); apply(); });
  filters.querySelector("button").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    write();
    apply();
  });
  addEventListener("popstate", () => { read(); apply(); });
})();

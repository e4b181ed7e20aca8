// Sorts and filters a list of incidents, on all its pages: their rows are loaded when a filter is first used. What is chosen stands in
// the address, so that it can be shared. Without this file the list is complete, page by page.
"use strict";

(() => {
  const filters = document.getElementById("list-filters");
  const shown = filters.querySelector("[role=status]");
  const body = document.querySelector(".incidents tbody");
  const pager = document.querySelector(".pager");
  const fields = [...filters.querySelectorAll("[name]")];
  const elements = Object.fromEntries(fields.map((field) => [field.name, field]));
  const own = [...body.rows];
  let all; // the rows of every page, once they are asked for

  // The addresses of a row of another page count from there.
  const rowsOf = async (number) => {
    const url = new URL(number === 1 ? filters.dataset.first : `${filters.dataset.first}page/${number}/`, location);
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    return [...page.querySelectorAll(".incidents tbody tr")].map((row) => {
      for (const link of row.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), url);
      return document.adoptNode(row);
    });
  };
  const load = async () => {
    const pages = Number(filters.dataset.pages);
    if (pages === 1) return own;
    return (await Promise.all(Array.from({ length: pages }, (_, index) => rowsOf(index + 1)))).flat();
  };

  const text = (row, part) => row.querySelector(part)?.textContent.trim() ?? "";
  const services = (row) => text(row, ".of").split(pirText("list_gap")).filter(Boolean);
  const seconds = (row) => Number(row.querySelector(".long time")?.dateTime.slice(2, -1) ?? -1);
  const openActions = (row) => Number(row.querySelector(".todo")?.dataset.open ?? 0);
  // The rows stand newest first.
  const ORDERS = {
    oldest: (rows) => rows.toReversed(),
    longest: (rows) => rows.toSorted((one, other) => seconds(other) - seconds(one)),
    actions: (rows) => rows.toSorted((one, other) => openActions(other) - openActions(one)),
  };

  const fill = (select, values) => {
    const wanted = select.value || new URLSearchParams(location.search).get(select.name) || "";
    const options = [...new Set([...values, wanted].filter(Boolean))].sort((one, other) => one.localeCompare(other));
    select.replaceChildren(select.options[0], ...options.map((value) => new Option(value, value)));
    select.value = wanted;
  };
  const chosen = () => fields.filter((field) => field.value).map((field) => [field.name, field.value]);

  const apply = async () => {
    const choice = Object.fromEntries(chosen());
    const isUsed = Object.keys(choice).length > 0;
    if (isUsed && !all) {
      all = await load().catch(() => own);
      fill(elements.severity, all.map((row) => text(row, ".how")));
      fill(elements.service, all.flatMap(services));
    }
    const words = (choice.q ?? "").toLowerCase().split(/\s+/);
    let rows = isUsed ? all : own;
    rows = rows.filter((row) => {
      const title = text(row, "th").toLowerCase();
      return (!choice.severity || text(row, ".how") === choice.severity) && (!choice.service || services(row).includes(choice.service)) && words.every((word) => title.includes(word));
    });
    rows = ORDERS[choice.sort]?.(rows) ?? rows;
    body.replaceChildren(...rows);
    if (pager) pager.hidden = isUsed;
    shown.textContent = isUsed ? pirText("showing", { shown: rows.length, total: all.length }) : "";
  };

  elements.q.value = new URLSearchParams(location.search).get("q") ?? "";
  fill(elements.severity, own.map((row) => text(row, ".how")));
  fill(elements.service, own.flatMap(services));
  elements.sort.value = new URLSearchParams(location.search).get("sort") ?? "";
  filters.addEventListener("input", () => {
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    apply();
  });
  filters.querySelector("button").addEventListener("click", () => {
    for (const field of fields) field.value = "";
    filters.dispatchEvent(new Event("input"));
  });
  apply();
})();

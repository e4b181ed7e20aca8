// Filters all action items of the archive, which are loaded when a filter is first used. What is chosen stands in the address, so that
// it can be shared. Without this file the page and the lists that it leads to are complete.
"use strict";

(() => {
  const STEP = 100; // how many rows are shown at once
  const filters = document.getElementById("filters");
  const found = document.getElementById("found");
  const usual = document.getElementById("unfiltered");
  const status = filters.querySelector("[role=status]");
  const [clear, download] = ["clear", "download"].map((name) => filters.querySelector(`[name=${name}]`));
  const more = found.querySelector("button");
  const selects = [...filters.querySelectorAll("select")];
  const chips = [...filters.querySelectorAll("[aria-pressed]")];
  const { root, soon } = filters.dataset;
  const NONE = "none";
  const STATES = ["overdue", "open", "in-progress", "done", "wont-do"];

  const isOpen = (item) => STATES.indexOf(item.state) < 3;
  const CHIPS = {
    overdue: (item) => item.state === "overdue",
    soon: (item) => isOpen(item) && item.state !== "overdue" && item.due && item.due <= soon,
    unassigned: (item) => isOpen(item) && !item.owner,
    urgent: (item) => isOpen(item) && ["p0", "p1"].includes(item.priority),
  };

  // What is open comes first, by due day; what is closed after it, the latest first; what has no day last.
  const day = (item) => (isOpen(item) ? item.due : item.closed) ?? "";
  const order = (one, other) => {
    const byState = STATES.indexOf(one.state) - STATES.indexOf(other.state);
    const byDay = day(one).localeCompare(day(other)) * (isOpen(one) ? 1 : -1);
    return byState || (day(one) === "") - (day(other) === "") || byDay;
  };
  let loading;
  const load = () => (loading ??= fetch(`${root}actions.json`).then(async (answer) => {
    const items = (await answer.json()).actions.filter((item) => item.counts);
    for (const item of items) {
      item.state = item.overdue ? "overdue" : item.status;
      item.owner = item.owner?.trim();
    }
    return items.sort(order);
  }));

  const values = (item, name) => {
    const all = [(name === "service" ? item.services : item[name]) ?? []].flat();
    return all.length ? all : [NONE];
  };
  const option = (name, value) => [...filters.querySelector(`select[name=${name}]`).options].find((one) => one.value === value);
  const label = (name, value) => option(name, value)?.textContent ?? value;

  // The id of an item on the page of its incident.
  const anchor = ({ id }) => (id ? `action-${id}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/-$/, "") : "actions");

  const written = (date) => {
    const [year, month, day] = date.split("-");
    return pirText("date", { year, month, day });
  };
  const row = (item) => {
    const made = document.getElementById("action-row").content.cloneNode(true);
    const set = (part, text) => (made.querySelector(part).textContent = text ?? "");
    const link = made.querySelector("th a");
    link.dir = "auto";
    link.textContent = item.title;
    link.href = `${root}${item.incident_url}#${anchor(item)}`;
    const severity = made.querySelector(".sev");
    severity.textContent = label("severity", item.severity);
    severity.classList.add(`sev-${option("severity", item.severity)?.dataset.color ?? "gray"}`);
    set(".id", item.incident);
    set("[data-incident]", item.incident_title);
    if (item.owner) set("[data-owner]", label("owner", item.owner));
    set("[data-team]", item.team ? label("team", item.team) : "");
    set(".prio", item.priority ? label("priority", item.priority) : "");
    const date = day(item);
    if (date) Object.assign(made.querySelector("time"), { textContent: written(date), dateTime: date });
    set("[data-state]", label("state", item.state));
    if (item.state === "overdue") made.querySelector("[data-state]").classList.add("late");
    return made;
  };

  const chosen = () => {
    const pressed = chips.filter((chip) => chip.ariaPressed === "true").map((chip) => ["only", chip.name]);
    return [...selects.filter((select) => select.value).map((select) => [select.name, select.value]), ...pressed];
  };
  const read = () => {
    const address = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = address.get(select.name) ?? "";
      // A choice that nothing here has is kept: it says that nothing is left of it.
      if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
      select.value = value;
    }
    for (const chip of chips) chip.ariaPressed = String(address.getAll("only").includes(chip.name));
  };
  const write = () => {
    const query = new URLSearchParams(chosen()).toString();
    history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
  };

  let kept = [];
  let shown = 0;
  const show = () => {
    found.querySelector("tbody").append(...kept.slice(shown, shown + STEP).map(row));
    shown = Math.min(shown + STEP, kept.length);
    more.hidden = shown === kept.length;
  };
  const apply = async () => {
    const choice = chosen();
    const isUsed = choice.length > 0;
    clear.hidden = download.hidden = !isUsed;
    if (isUsed) {
      const items = await load().catch(() => null);
      if (!items) return void (status.textContent = pirText("actions_not_loaded"));
      const fits = (item) => choice.every(([name, value]) => (name === "only" ? CHIPS[value]?.(item) ?? true : values(item, name).includes(value)));
      kept = items.filter(fits);
      shown = 0;
      found.querySelector("tbody").replaceChildren();
      show();
      status.textContent = pirText("showing_actions", { shown: kept.length, total: items.length });
    } else {
      status.textContent = "";
    }
    found.hidden = !isUsed || kept.length === 0;
    usual.hidden = isUsed;
  };

  // A table as /actions.csv is: no cell runs as a formula in a spreadsheet.
  const cell = (value) => {
    const text = [value ?? ""].flat().join("; ");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const save = () => {
    const columns = Object.keys(kept[0] ?? {}).filter((column) => column !== "state");
    const lines = [columns, ...kept.map((item) => columns.map((column) => item[column]))].map((line) => line.map(cell).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = "actions.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  read();
  const change = () => { write(); apply(); };
  filters.addEventListener("input", change);
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.ariaPressed = String(chip.ariaPressed !== "true");
      change();
    });
  }
  clear.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    for (const chip of chips) chip.ariaPressed = "false";
    change();
  });
  download.addEventListener("click", save);
  more.addEventListener("click", show);
  addEventListener("popstate", () => { read(); apply(); });
  apply();
})();

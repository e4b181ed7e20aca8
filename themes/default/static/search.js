// What people see of search: the dialog, which `site.js` opens on every page, and the search page. `search-engine.js` finds, and is
// published in one file with this script, which asks it and shows. Whatever an author or a reader wrote is put on the page as text, never
// as markup.
"use strict";

(() => {
  const PAUSE = 50; // milliseconds without a key before a search begins
  const FRAMES = 40; // milliseconds in which the first result is drawn, before the others are loaded
  const REST = 200; // milliseconds for which results stand before what only enriches them is loaded
  const LATE = 500; // milliseconds without an answer after which the page says that it searches
  const STEP = 10; // results that are shown at a time
  const SERVICES = 12; // that are offered where nothing was found
  const LATEST = 3; // incidents that are offered there

  const root = new URL("../", document.currentScript.src);
  const isOnDisk = root.protocol === "file:";

  /** The address of a page of the site: on a disk, a folder does not stand for the page in it. */
  const page = (path, rest = "") => new URL(path + (isOnDisk ? "index.html" : "") + rest, root).href;

  /** Runs a script of the site. */
  const run = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, root).href;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${script.src} could not be loaded`)));
      document.head.append(script);
    });

  /** How the index loads its files. The head has no mark of its content in its name: a fresh one comes past the browser's cache. */
  const loader = (mark) => (name) => run(`search/${name}.js${name === "index" ? mark : ""}`);

  let index = new pirSearch.Index(loader(""));
  // Whoever opens search is about to need the head. If it cannot be had, the first search says so.
  index.head().catch(() => {});

  /** Works with the index. Its files have other names once the site was published anew: then all begins again with a fresh head. */
  async function withIndex(work) {
    try {
      return await work(index);
    } catch {
      index = new pirSearch.Index(loader(`?${Date.now()}`));
      return work(index);
    }
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Excerpts

  const reviews = new Map();
  let excerpts; // the script that cuts them, once it is needed

  /** The review of an incident as Markdown; nothing where it cannot be had. */
  function review(id) {
    if (!reviews.has(id)) {
      const address = new URL(`incidents/${id.toLowerCase()}/incident.md`, root);
      const text = fetch(address).then((response) => (response.ok ? response.text() : null));
      reviews.set(id, text.catch(() => null));
    }
    return reviews.get(id);
  }

  // Results

  /** One result, as it is before its excerpt is there. */
  function item([id, title, severity, color, day, duration, services, fixed, summary, phases]) {
    const facts = [id, day, duration, services.join(", ")].filter(Boolean).join(" · ");
    return element(
      "li",
      {},
      element(
        "h2",
        {},
        element("span", { className: `sev sev-${color}` }, severity),
        " ",
        element("a", { href: page(`incidents/${id.toLowerCase()}/`), dir: "auto" }, title),
      ),
      element("p", { className: "count" }, ...picture(phases), facts),
      ...(fixed ? [element("p", { className: "fixed" }, element("b", {}, pirText("fixed_by")), ` ${fixed}`)] : []),
      element("p", { className: "excerpt" }, summary),
    );
  }

  /** The phases of an incident: undetected, responding, monitoring. The duration beside it says the same to those who do not see it. */
  function picture(phases) {
    if (phases.length === 0) return [];
    const [detected, mitigated] = phases;
    const drawn = element("span", { className: "phases", ariaHidden: "true" });
    for (const share of [detected, mitigated - detected, 100 - mitigated]) {
      const phase = element("i");
      phase.style.flexGrow = share;
      drawn.append(phase);
    }
    return [drawn];
  }

  const incidents = (count) => pirText("incident_count", { count });

  /** What is said of the results, in sentences. */
  function summary({ hits, isPartial, corrections }, isNarrowed) {
    const corrected = corrections.map(([word, words]) => pirText("corrected", { word, words: words.join(pirText("list_gap")) }));
    if (hits.length === 0) return [...corrected, isNarrowed ? pirText("nothing_found_filtered") : pirText("nothing_found")].join(" ");
    return [...corrected, ...(isPartial ? [pirText("partial_matches")] : []), incidents(hits.length) + pirText("stop")].join(" ");
  }

  /** A form that asks, and the place below it where results are shown. */
  class Search {
    #latest = 0; // the number of the latest search: an older one that comes late shows nothing
    #waiting;
    #status = element("p", { className: "unseen", role: "status" });

    constructor(form, place) {
      this.form = form;
      this.box = form.elements.q;
      this.selects = [...form.querySelectorAll("select")];
      this.place = place;
      place.replaceChildren(this.#status);
      form.addEventListener("input", () => {
        clearTimeout(this.#waiting);
        this.#waiting = setTimeout(() => this.changed(), PAUSE);
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        clearTimeout(this.#waiting);
        this.submitted();
      });
      form.parentElement.addEventListener("keydown", (event) => this.#move(event));
    }

    /** What is asked: words, and the filters that are set, as pairs. */
    get question() {
      const filters = this.selects.filter((select) => select.value).map((select) => [select.name, select.value]);
      return { words: this.box.value, filters };
    }

    get isAsked() {
      return this.question.words.trim() !== "" || this.question.filters.length > 0;
    }

    /** Searches for what is asked, and shows the first results. */
    async search(count = STEP) {
      const number = ++this.#latest;
      const isLatest = () => number === this.#latest;
      if (!this.isAsked) return this.#show("", this.hint());
      const late = setTimeout(() => isLatest() && this.#late(), LATE);
      try {
        await withIndex((index) => this.#run(index, count, isLatest, () => clearTimeout(late)));
      } catch (error) {
        if (isLatest()) this.#failed(error);
      } finally {
        clearTimeout(late);
      }
    }

    /** Results that stand stay until others come: somebody may be among them. */
    #late() {
      const text = pirText("searching");
      if (this.place.querySelector(".results")) this.#say(text);
      else this.#show(text, element("p", { className: "count" }, text));
    }

    async #run(index, count, isLatest, answered) {
      const { words, filters } = this.question;
      const result = await index.search(words, filters);
      if (!isLatest()) return;
      if (result.hits.length === 0) return this.#nothing(index, result, isLatest);
      const list = element("ol", { className: "results" });
      const notice = summary(result);
      const show = () => {
        answered();
        this.#show(notice, element("p", { className: "count" }, notice), list);
      };
      await this.#add(list, { index, result, isLatest }, count, show);
      await pause(REST);
      if (isLatest()) await this.enrich(index, result, isLatest);
    }

    /** Adds results to a list: the first one as soon as it is there. */
    async #add(list, found, count, show) {
      const { index, result, isLatest } = found;
      const hits = result.hits.slice(list.children.length, list.children.length + count);
      const row = ({ document }) => index.row(document);
      const items = [];
      const add = (rows) => {
        const added = rows.map(item);
        list.append(...added);
        items.push(...added.map((item, at) => [item, rows[at][0]]));
      };
      add([await row(hits[0])]);
      if (!isLatest()) return;
      show();
      await pause(FRAMES);
      if (!isLatest()) return;
      const rest = await Promise.all(hits.slice(1).map(row));
      if (!isLatest()) return;
      add(rest);
      const left = result.hits.length - list.children.length;
      const addMore = (show) => this.#add(list, found, STEP, show).catch((error) => this.#failed(error));
      if (left > 0) list.after(this.more(result, addMore));
      this.#excerpts(items, result.marks, isLatest).catch((error) => console.warn(error));
    }

    /** Puts excerpts in place of the summaries. On a disk, no file may read another. */
    async #excerpts(items, marks, isLatest) {
      if (isOnDisk || marks.length === 0) return;
      await pause(REST);
      if (!isLatest()) return;
      await (excerpts ??= run(this.form.dataset.excerpts));
      for (const [item, id] of items) {
        review(id).then((markdown) => {
          const found = markdown && isLatest() && pirSearch.excerpt(markdown, marks);
          if (!found) return;
          const link = element("a", { href: page(`incidents/${id.toLowerCase()}/`, found.anchor && `#${found.anchor}`) }, found.label);
          const pieces = found.pieces.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));
          item.querySelector(".excerpt").replaceChildren(link, ": ", ...pieces);
        });
      }
    }

    /** What helps where nothing was found: similar words, services, the latest incidents. */
    async #nothing(index, result, isLatest) {
      const { documents } = await index.head();
      const latest = Array.from({ length: Math.min(documents, 50) }, (_, back) => documents - 1 - back);
      const rows = await Promise.all(latest.map((document) => index.row(document)));
      if (!isLatest()) return;
      const counts = new Map();
      for (const service of rows.flatMap((row) => row[6])) counts.set(service, (counts.get(service) ?? 0) + 1);
      const services = [...counts].sort(([, one], [, other]) => other - one).slice(0, SERVICES);
      const notice = summary(result, this.question.filters.length > 0);
      const words = result.suggestions.map((word) => [word, this.box.value.replace(result.missing[0], word)]);
      this.#show(
        notice,
        element("p", { className: "count" }, notice),
        ...this.#offer(pirText("similar_words"), words),
        ...this.#offer(pirText("services"), services.map(([label]) => [label, `service:"${label}"`])),
        element("h2", {}, pirText("latest_incidents")),
        element("ol", { className: "results" }, ...rows.slice(0, LATEST).map(item)),
      );
    }

    /** Other searches, each a link of a name and a query. */
    #offer(heading, queries) {
      const link = ([name, query]) => {
        const made = element("a", { href: page("search/", `?${new URLSearchParams({ q: query })}`) }, name);
        made.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this.form.reset();
          this.box.value = query;
          this.box.focus();
          this.changed();
        });
        return element("li", {}, made);
      };
      return queries.length > 0 ? [element("h2", {}, heading), element("ul", { className: "ways" }, ...queries.map(link))] : [];
    }

    /** Shows something in place of what was shown. Whoever stood on a result still does, if it is there again. */
    #show(said, ...shown) {
      const held = this.place.contains(document.activeElement) ? document.activeElement.href : null;
      this.place.replaceChildren(this.#status, ...shown);
      this.place.scrollTop = 0;
      this.#say(said);
      if (held) (this.#stops().find((stop) => stop.href === held) ?? this.box).focus({ preventScroll: true });
    }

    #say(text) {
      if (this.#status.textContent !== text) this.#status.textContent = text;
    }

    #failed(error) {
      console.warn(error);
      const text = pirText("index_not_loaded");
      const reload = element("button", { type: "button" }, pirText("reload"));
      reload.addEventListener("click", () => location.reload());
      this.#show(text, element("p", { className: "notice" }, text, " ", reload));
    }

    #stops() {
      return [this.box, ...this.place.querySelectorAll("h2 a, .ways a, .more :is(a, button)")];
    }

    /** Arrow keys go from the field to the results and back; who types on a result types into the field. */
    #move(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const stops = this.#stops();
      const at = stops.indexOf(document.activeElement);
      const next = stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)];
      if (at >= 0 && next) {
        event.preventDefault();
        next.focus();
        if (next !== this.box) (next.closest("li") ?? next).scrollIntoView({ block: "nearest" });
      } else if (at > 0 && event.key.length === 1 && event.key !== " ") {
        this.box.focus();
      }
    }

    /** The page of the incident whose whole id is asked for; nothing where there is none. Rows are loaded one after the other: those
        that are shown are there already. */
    async incident() {
      const id = this.box.value.trim().toLowerCase();
      if (/\s/u.test(id)) return null;
      return withIndex(async (index) => {
        const { hits } = await index.search(id);
        for (const { document } of hits.slice(0, STEP)) {
          const [own] = await index.row(document);
          if (own.toLowerCase() === id) return page(`incidents/${id}/`);
        }
        return null;
      });
    }
  }

  const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

  class DialogSearch extends Search {
    hint() {
      return element("p", { className: "count" }, pirText("search_hint"));
    }

    changed() {
      return this.search();
    }

    async submitted() {
      const target = await this.incident().catch(() => null);
      location.assign(target ?? page("search/", `?${new URLSearchParams({ q: this.box.value })}`));
    }

    more({ hits }) {
      const all = page("search/", `?${new URLSearchParams({ q: this.box.value })}`);
      return element("p", { className: "more" }, element("a", { href: all }, pirText("all_of", { count: hits.length })));
    }

    enrich() {}
  }

  /** The search page: all results, in steps, with filters, and what is asked in the address. */
  class PageSearch extends Search {
    #isKept = true; // whether the search in the address is one to come back to

    constructor(form, place) {
      super(form, place);
      for (const select of this.selects) {
        select.addEventListener("change", (event) => {
          event.stopPropagation();
          this.#remember(true);
        });
      }
      form.addEventListener("reset", () => setTimeout(() => this.submitted()));
      addEventListener("popstate", () => this.recall());
    }

    hint() {
      this.#label(() => null);
      return "";
    }

    changed() {
      this.#remember(this.#isKept);
      this.#isKept = false;
      return this.search();
    }

    async submitted() {
      this.#remember(this.#isKept);
      this.#isKept = true;
      const target = await this.incident().catch(() => null);
      if (target) location.assign(target);
      else this.search();
    }

    /** Keeps the address in step, so that a search can be sent to somebody and found again. */
    #remember(isNew) {
      const { words, filters } = this.question;
      const query = new URLSearchParams([...(words.trim() ? [["q", words]] : []), ...filters]).toString();
      const address = query ? `?${query}` : location.pathname;
      if (query === location.search.slice(1)) return;
      if (isNew) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }

    /** Takes the search from the address. */
    recall() {
      const query = new URLSearchParams(location.search);
      this.box.value = query.get("q") ?? "";
      for (const select of this.selects) select.value = query.get(select.name) ?? "";
      this.#isKept = true;
      return this.search(history.state?.shown);
    }

    more({ hits }, add) {
      const button = element("button", { type: "button" }, pirText("more_results"));
      const made = element("p", { className: "more" }, button, ` ${pirText("more_of", { count: hits.length })}`);
      const more = async () => {
        const list = made.previousElementSibling;
        const first = list.children.length;
        await add(() => {
          list.children[first].querySelector("a").focus();
          made.remove();
        });
        history.replaceState({ shown: list.children.length }, "");
      };
      button.addEventListener("click", more, { once: true });
      return made;
    }

    /** Counts the results that each choice of a filter would leave. */
    async enrich(index, result, isLatest) {
      const { words, filters } = this.question;
      const counts = new Map();
      for (const select of this.selects) {
        const others = filters.filter(([key]) => key !== select.name);
        const { hits } = select.value ? await index.search(words, others) : result;
        const choices = [...select.options].filter((option) => option.value);
        const documents = new Set(hits.map(({ document }) => document));
        const found = await index.counts(choices.map((option) => [select.name, option.value]), documents);
        choices.forEach((option, at) => counts.set(option, found[at]));
      }
      if (isLatest()) this.#label((option) => counts.get(option));
    }

    /** Writes a count beside each choice: of all incidents where nothing is asked. */
    #label(count) {
      for (const option of this.selects.flatMap((select) => [...select.options]).filter((option) => option.value)) {
        const found = count(option) ?? option.dataset.count;
        option.textContent = `${option.dataset.label} (${pirNumber(Number(found))})`;
        option.disabled = Number(found) === 0 && !option.selected;
      }
    }
  }

  const dialog = document.querySelector("dialog.finder");
  if (dialog) new DialogSearch(dialog.querySelector("form"), dialog.querySelector(".found")).search();

  const form = document.querySelector("#search-form");
  if (form) {
    const search = new PageSearch(form, document.querySelector("#search-found"));
    form.hidden = false;
    document.querySelector("#search-without").hidden = true;
    const filters = form.querySelector("details");
    if (filters) filters.open = matchMedia("(min-width: 48rem)").matches;
    const isReturn = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    search.recall();
    if (search.question.filters.length > 0) filters.open = true;
    if (!location.search) search.box.focus();
    // Who comes back from an incident does not want to be sent there again.
    if (search.isAsked && !isReturn) search.incident().then((target) => target && location.replace(target), () => {});
  }
})();

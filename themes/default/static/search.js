// The search page. Pagefind, which lies beside each shard of the index, finds; this script loads the shards, the newest first, asks,
// and shows. Whatever an author wrote is put on the page as text, never as markup.

const SHOWN = 10;
const AROUND = 14; // words of an excerpt on each side of what was found
const EXCERPTS = 3; // of one result
const PAUSE = 120; // milliseconds without a key before a search begins
const AT_ONCE = 6; // shards that are loaded at the same time: as many as a browser opens connections to one host

// Where a word is found decides what it is worth beside a word of the text, which is worth 1.
const RANKING = { metaWeights: { title: 10, id: 12, services: 8, tags: 4, severity: 2, status: 1, day: 2, color: 0 } };

const form = document.querySelector("#search-form");
const box = form.elements.q;
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const more = document.querySelector("#search-more");
const root = new URL("../", import.meta.url);
const shards = form.dataset.shards.split(" ").filter(Boolean).map((folder) => new URL(`${folder}/`, root).pathname);
const parts = new Map(JSON.parse(form.dataset.parts).map((part) => [part.id, part.label]));

let pagefind; // the index, as far as it is loaded
let complete = shards.length === 0; // whether all of it is
let latest = 0; // the number of the latest search: an older one that comes late shows nothing
let waiting;

/** Loads the newest shard: a first answer needs no more. */
async function loadNewest() {
  const [first] = shards;
  const { createInstance } = await import(`${first}pagefind.js`);
  const instance = createInstance({ basePath: first, baseUrl: root.pathname, ranking: RANKING, noWorker: true });
  await instance.init();
  complete = shards.length === 1;
  pagefind = instance;
}

/** Loads the other shards, and repeats the search that stands when all are there. */
async function loadOthers() {
  const others = shards.slice(1).values();
  const merge = async () => {
    for (const shard of others) await pagefind.mergeIndex(shard, { baseUrl: root.pathname, ranking: RANKING });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, merge));
  complete = true;
  if (isAsked()) await search();
}

let newest, rest;
const ready = () => (newest ??= loadNewest());

/** The words as the index has them. It has ids and dates as a whole and in their parts: a piece of one is found by the parts. */
const terms = (words) => words.replace(/\S*\d\S*/g, (word) => word.replaceAll("-", " "));

/** What is asked: the words, and the filters that are set. */
function question() {
  const selects = [...form.querySelectorAll("select")].filter((select) => select.value);
  return { words: box.value.trim(), filters: Object.fromEntries(selects.map((select) => [select.name, select.value])) };
}

const isAsked = () => question().words !== "" || Object.keys(question().filters).length > 0;

/** Searches for what is asked and shows the first results. */
async function search() {
  const number = ++latest;
  if (!isAsked()) return clear();
  list.ariaBusy = "true";
  if (!pagefind) say("Loading the index…");
  ready().catch(failed);
  while (!pagefind) {
    await new Promise((resume) => setTimeout(resume, 20));
    if (number !== latest) return;
  }
  const { words, filters } = question();
  const { results } = await pagefind.search(terms(words) || null, { filters });
  if (number !== latest) return;
  await show(results, number);
  if (!complete) await (rest ??= loadOthers());
}

/** Shows results in pieces of SHOWN. */
async function show(results, number) {
  let shown = 0;
  const next = async () => {
    const found = await Promise.all(results.slice(shown, shown + SHOWN).map((result) => result.data()));
    if (number !== latest) return;
    const items = found.map(item);
    if (shown === 0) replace(items);
    else list.append(...items);
    shown += found.length;
    more.hidden = shown >= results.length;
    return items[0];
  };
  more.onclick = async () => (await next())?.querySelector("a").focus();
  await next();
  if (number !== latest) return;
  list.ariaBusy = "false";
  const count = results.length === 1 ? "1 incident" : `${results.length.toLocaleString("en")} incidents`;
  say(results.length === 0 ? `Nothing found${complete ? "" : " so far"}.` : `${count}${complete ? "" : " so far"}.`);
}

/** Puts other results in place of those that are shown. Whoever stands on one of them still does, if it is there again. */
function replace(items) {
  const held = list.contains(document.activeElement) ? document.activeElement.href : null;
  list.replaceChildren(...items);
  if (held) [...list.querySelectorAll("a")].find((link) => link.href === held)?.focus({ preventScroll: true });
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** One result: its head, and where in the review the words are. */
function item(found) {
  const { title, id, severity, color, day, services } = found.meta;
  const address = new URL(found.raw_url, root).href;
  const facts = [id, day, services].filter(Boolean).join(" · ");
  const head = element(
    "h2",
    {},
    element("span", { className: `sev sev-${color}` }, severity),
    " ",
    element("a", { href: address }, title),
  );
  const places = excerpts(found).map(({ anchor, label, words }) =>
    element("li", {}, element("a", { href: anchor ? `${address}#${anchor}` : address }, label), ": ", ...words),
  );
  return element("li", {}, head, element("p", { className: "count" }, facts), element("ul", {}, ...places));
}

/** The places of a review where the words are, at most one for each part, those with the most first. */
function excerpts(found) {
  const segmented = found.raw_content.includes("\u200B");
  const words = plain(found.raw_content).split(segmented ? "\u200B" : /[^\S\uFEFF]+/);
  const anchors = found.anchors.toSorted((one, other) => one.location - other.location);
  const matches = new Set(found.locations);
  const bounds = anchors.map((anchor, index) => [anchor, anchors[index + 1]?.location ?? words.length]);
  const places = bounds.map(([anchor, end]) => {
    const inside = found.locations.filter((at) => at >= anchor.location && at < end).sort((one, other) => one - other);
    return { anchor, end, inside };
  });
  const hit = places.filter((place) => place.inside.length > 0);
  const best = hit.toSorted((one, other) => other.inside.length - one.inside.length).slice(0, EXCERPTS);
  // A word that only the head has leads to the beginning of the review.
  const chosen = best.length > 0 ? hit.filter((place) => best.includes(place)) : places.slice(0, 1);
  return chosen.map(({ anchor, end, inside }) => {
    const near = (at) => inside.filter((other) => other >= at && other < at + 2 * AROUND).length;
    const middle = inside.toSorted((one, other) => near(other) - near(one))[0] ?? anchor.location;
    const [from, to] = [Math.max(anchor.location, middle - AROUND), Math.min(end, middle + AROUND + 10)];
    const shown = words.slice(from, to).map((word, index) => (matches.has(from + index) ? element("mark", {}, word) : word));
    const spaced = shown.flatMap((word, index) => (index > 0 && !segmented ? [" ", word] : [word]));
    const ends = [from > anchor.location ? "… " : "", to < end ? " …" : ""];
    const label = parts.get(anchor.id) ?? anchor.id;
    const linked = anchor.id === "sections" ? "" : anchor.id;
    return { anchor: linked, label, words: [ends[0], ...spaced, ends[1]] };
  });
}

/** The library escapes two signs of the text. */
const plain = (escaped) => escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

function say(text) {
  status.textContent = text;
}

function clear() {
  list.ariaBusy = "false";
  list.replaceChildren();
  more.hidden = true;
  say("");
}

function failed(error) {
  list.ariaBusy = "false";
  console.error(error);
  say("The search index could not be loaded. Reload the page: the site may have been published anew.");
}

/** Keeps the address in step, so that a search can be sent to somebody and found again. */
function remember() {
  const { words, filters } = question();
  const query = new URLSearchParams({ ...(words && { q: words }), ...filters }).toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}

/** Takes the search from the address. */
function recall() {
  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  for (const select of form.querySelectorAll("select")) select.value = query.get(select.name) ?? "";
}

/** Goes straight to the incident whose whole id was typed, if there is one. */
async function jump() {
  const id = box.value.trim().toLowerCase();
  if (!/^[a-z0-9._-]+$/.test(id) || !/[0-9]/.test(id)) return false;
  const page = new URL(`incidents/${id}/`, root);
  const answer = await fetch(new URL("incident.json", page), { method: "HEAD" }).catch(() => null);
  if (answer?.ok) location.assign(page);
  return answer?.ok ?? false;
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember();
    search().catch(failed);
  }, PAUSE);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  remember();
  if (!(await jump())) await search().catch(failed);
});
form.addEventListener("reset", () => setTimeout(() => (remember(), clear())));
box.addEventListener("focus", () => ready().catch(failed), { once: true });
addEventListener("popstate", () => (recall(), search().catch(failed)));
addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [box, ...list.querySelectorAll("h2 a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (!step || at < 0 || !next) return;
  event.preventDefault();
  next.focus();
});

recall();
form.hidden = false;
document.querySelector("#search-without").hidden = true;
if (isAsked() && !(await jump())) search().catch(failed);
if (!location.search) box.focus();

// The search engine of the browser, run by Node on the sample archive as it is published: it finds what `pir-site find` finds, in
// the same order. PIR_SITE names the folder of the site, PIR_SITE_BINARY the command.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import vm from "node:vm";
import { ODD, random } from "./queries.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const BINARY = process.env.PIR_SITE_BINARY ?? join(ROOT, "target/debug/pir-site");
const AT_ONCE = 4;

/** Queries of the shared file: each text is a basic or a literal string of TOML. */
async function shared() {
  const text = await readFile(join(ROOT, "tests/data/search/queries.toml"), "utf8").catch(() => "");
  return [...text.matchAll(/^text = (?:'(.*)'|(".*"))$/gm)].map(([, literal, basic]) => literal ?? JSON.parse(basic));
}

async function open(folder) {
  const run = async (path) => vm.runInThisContext(await readFile(join(folder, path), "utf8"), path);
  vm.runInThisContext(await readFile(join(ROOT, "themes/default/static/search-engine.js"), "utf8")); // published as a part of search.js
  vm.runInThisContext("globalThis.pirText = (name) => pirTexts[name]"); // as static/site.js has it for texts without variables
  await run("static/search-excerpts.js");
  const engine = vm.runInThisContext("pirSearch");
  return { chunks: engine.chunks, excerpt: engine.excerpt, index: new engine.Index((name) => run(`search/${name}.js`)) };
}

const { index, chunks, excerpt } = await open(process.env.PIR_SITE);

test("the browser finds what the terminal finds, in the same order, with the same scores", async () => {
  const text = await readFile(join(process.env.PIR_SITE, "incidents/inc-2024-0315-001/incident.md"), "utf8");
  const words = chunks(text).map(({ start, end }) => text.slice(start, end));
  // A NUL is no argument of a command.
  const queries = [...(await shared()), ...ODD, ...random(30, words)].filter((query) => !query.includes("\0")).map((query) => query.toWellFormed());
  assert.ok(queries.length > 150);
  const waiting = queries.values();
  const differences = [];
  const compare = async () => {
    for (const query of waiting) {
      const wanted = await find(query);
      const { hits, isPartial, corrections, suggestions } = await index.search(query);
      const rows = await Promise.all(hits.map(({ document }) => index.row(document)));
      const found = { ids: rows.map(([id], at) => [id, hits[at].score]), isPartial, corrections, suggestions };
      if (JSON.stringify(found) !== JSON.stringify(wanted)) differences.push({ query, found, wanted });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compare));
  assert.deepEqual(differences, []);
});

async function find(query) {
  const { stdout } = await promisify(execFile)(BINARY, ["--root", ROOT, "find", "--quiet", "--format", "json", "--limit", "1000", "--", query]);
  const { results, is_partial: isPartial, corrections, suggestions } = JSON.parse(stdout);
  return { ids: results.map(({ id, score }) => [id, score]), isPartial, corrections: corrections.map(({ word, instead }) => [word, instead]), suggestions };
}

/** A fresh index, and the names of the files that it loads. */
function watched() {
  const loaded = [];
  const load = async (name) => {
    loaded.push(name);
    vm.runInThisContext(await readFile(join(process.env.PIR_SITE, `search/${name}.js`), "utf8"));
  };
  return { loaded, fresh: new (vm.runInThisContext("pirSearch").Index)(load) };
}

test("every query is answered, and only files that it needs are loaded, each once", async () => {
  const { loaded, fresh } = watched();
  await Promise.all(ODD.map((query) => fresh.search(query)));
  await fresh.search("pool");
  assert.equal(new Set(loaded).size, loaded.length, loaded.join(" "));
});

test("the file of all words is loaded only where one of them can be similar", async () => {
  for (const [query, isNeeded] of [["PAY-99999", false], ["10.0.3.77", false], ["pool", false], ["norvik", true], ["v2x", true]]) {
    const { loaded, fresh } = watched();
    await fresh.search(query);
    assert.equal(loaded.some((name) => name.startsWith("w-")), isNeeded, `${query}: ${loaded.join(" ")}`);
  }
});

test("a file that is missing, of another name or of another version is an error, and is requested again", async () => {
  const engine = vm.runInThisContext("pirSearch");
  let asked = 0;
  const gone = new engine.Index(async () => {
    asked += 1;
    throw new Error("404");
  });
  await assert.rejects(gone.search("pool"), /404/);
  await assert.rejects(gone.search("pool"), /404/);
  assert.equal(asked, 2);
  await assert.rejects(new engine.Index(async () => engine("other", {})).search("pool"), /has other content/);
});

/** Whether a chunk has a term: as an atom, or as a compound such as that of `PagerDuty`. */
const hasTerm = ({ atoms, compounds }, term) => atoms.some((atom) => atom.term === term) || compounds.includes(term);

test("an excerpt has the word of the query, and its part is on the page", async () => {
  const folder = join(process.env.PIR_SITE, "incidents");
  const parts = new Set();
  let [asked, without] = [0, 0];
  for (const { name } of (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    const read = (file) => readFile(join(folder, name, file), "utf8").catch(() => "");
    const [markdown, page] = await Promise.all([read("incident.md"), read("index.html")]);
    const text = markdown.slice(markdown.indexOf("\n## ")).replace(/\n## Similar Incidents[^]*?(?=\n## |$)/, "");
    const terms = chunks(text).flatMap(({ atoms }) => atoms.map((atom) => atom.term));
    for (const term of new Set(terms.filter((_, number) => number % 9 === 0))) {
      const found = excerpt(markdown, [new Set([term])]);
      asked += 1;
      // A word of a heading, of an address or of a mark of Markdown is not in the text.
      if (!found) {
        without += 1;
        continue;
      }
      const marked = found.pieces.filter(([, isMarked]) => isMarked).map(([text]) => text);
      assert.ok(marked.length > 0 && marked.every((text) => hasTerm(chunks(text)[0], term)), `${name}: ${term}: ${marked}`);
      assert.ok(found.pieces.map(([text]) => text).join("").length < 400, `${name}: ${term}`);
      if (found.anchor) assert.ok(page.includes(`id="${found.anchor}"`), `${name} has no part ${found.anchor}`);
      parts.add(found.label);
    }
  }
  assert.ok(asked > 500 && without < asked / 20, `${without} of ${asked}`);
  assert.ok(parts.size > 12, [...parts].join(", "));
});

test("an excerpt is text without Markdown syntax, from the part that it belongs to", () => {
  const markdown = [
    "# The needle in the title",
    "## Executive Summary\n\nA **needle1** in `max_slot_wal` and [a link](<https://a.example/needle2>), 10\\_000 <b>times</b>.",
    "## Timeline\n\n- **2026-01-21 04:52 UTC** [Alert]: ```text\n  ## needle3 in code\n  ```\n- **2026-01-21 05:00 UTC**: needle4\n  - Source: ```not closed",
    "## Root Cause Analysis\n\n### Causes\n\n- **Root cause:** needle5\n\n### 5 Whys Analysis\n\n**Why 1:** needle6",
    "## Our own *part*\n\n~~~\n## needle7\n~~~\n\n> needle8 said somebody",
    "## Similar Incidents\n\n- needle9 was another one",
  ].join("\n\n");
  const text = (found) => found && [found.label, found.anchor, found.pieces.map(([text, isMarked]) => (isMarked ? `[${text}]` : text)).join("")];
  const of = (term) => text(excerpt(markdown, [new Set([term])]));
  assert.deepEqual(of("needle1"), ["Summary", "summary", "A [needle1] in max_slot_wal and a link, 10_000 <b>times</b>."]);
  assert.equal(of("needle2"), undefined);
  assert.match(of("needle3").join(), /^Timeline,timeline,2026-01-21 04:52 UTC \[Alert\]: ## \[needle3\] in code · 2026/);
  assert.match(of("needle4").join(), /^Timeline,timeline,/);
  assert.match(of("needle5").join(), /^Causes,causes,Root cause: \[needle5\]/);
  assert.match(of("needle6").join(), /^Why it happened,analysis,5 Whys Analysis Why 1: /);
  assert.deepEqual(of("needle7"), ["Our own part", "", "## [needle7] needle8 said somebody"]);
  assert.deepEqual(of("needle8"), ["Our own part", "", "## needle7 [needle8] said somebody"]);
  assert.equal(of("needle9"), undefined);
  const two = text(excerpt(markdown, [new Set(["needle7"]), new Set(["needle8"])]));
  assert.deepEqual(two, ["Our own part", "", "## [needle7] [needle8] said somebody"]);
});

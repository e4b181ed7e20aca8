// The search engine of the browser, run by Node on the sample archive as it is published: it finds what `pir-site find` finds, in
// the same order. PIR_SITE names the folder of the site, PIR_SITE_BINARY the command.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
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
  await run("static/search-engine.js");
  const engine = vm.runInThisContext("pirSearch");
  return { chunks: engine.chunks, index: new engine.Index((name) => run(`search/${name}.js`)) };
}

const { index, chunks } = await open(process.env.PIR_SITE);

test("the browser finds what the terminal finds, in the same order", async () => {
  const text = await readFile(join(process.env.PIR_SITE, "incidents/inc-2024-0315-001/incident.md"), "utf8");
  const words = chunks(text).map(({ start, end }) => text.slice(start, end));
  // A NUL is no argument of a command.
  const queries = [...(await shared()), ...ODD, ...random(60, words)].filter((query) => !query.includes("\0")).map((query) => query.toWellFormed());
  assert.ok(queries.length > 150);
  const waiting = queries.values();
  const differences = [];
  const compare = async () => {
    for (const query of waiting) {
      const wanted = await find(query);
      const { hits, isPartial, corrections, suggestions } = await index.search(query);
      const rows = await Promise.all(hits.map(({ document }) => index.row(document)));
      const found = { ids: rows.map(([id]) => id), isPartial, corrections, suggestions };
      if (JSON.stringify(found) !== JSON.stringify(wanted)) differences.push({ query, found, wanted });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, compare));
  assert.deepEqual(differences, []);
});

async function find(query) {
  const { stdout } = await promisify(execFile)(BINARY, ["--root", ROOT, "find", "--quiet", "--format", "json", "--limit", "1000", "--", query]);
  const { results, is_partial: isPartial, corrections, suggestions } = JSON.parse(stdout);
  return { ids: results.map(({ id }) => id), isPartial, corrections: corrections.map(({ word, instead }) => [word, instead]), suggestions };
}

test("every query is answered, and only files that it needs are loaded, each once", async () => {
  const loaded = [];
  const engine = vm.runInThisContext("pirSearch");
  const fresh = new engine.Index(async (name) => {
    loaded.push(name);
    vm.runInThisContext(await readFile(join(process.env.PIR_SITE, `search/${name}.js`), "utf8"));
  });
  await Promise.all(ODD.map((query) => fresh.search(query)));
  await fresh.search("pool");
  assert.equal(new Set(loaded).size, loaded.length, loaded.join(" "));
});

test("a file that is not there, of another name or of another version is an error, and is asked for again", async () => {
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

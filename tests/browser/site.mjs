// The built site of the sample archive, as any web server would serve it below a path of its own, and a browser that looks at it.
// PIR_SITE names the folder of the site, CHROMIUM the browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { after, afterEach, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const BASE = "/team/reviews/";
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };

let browser, server, origin;
let complaints = []; // what the pages of a test did that no page may

async function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = join(process.env.PIR_SITE, normalize(path.slice(BASE.length - 1)), path.endsWith("/") ? "index.html" : "");
  try {
    const bytes = path.startsWith(BASE) ? await readFile(file) : null;
    response.writeHead(bytes ? 200 : 404, { "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

before(async () => {
  server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  origin = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

afterEach(() => {
  const found = complaints;
  complaints = [];
  assert.deepEqual(found, [], "a page asked another host, broke its own policy or reported an error");
});

/** Opens a page of the site. The test fails at its end when the page has asked another host, broken its own policy or reported an error. */
export async function open(path, { prepare = async () => {}, ...options } = {}) {
  const page = await watched(path, origin, options);
  await prepare(page);
  const response = await page.goto(`${origin}${BASE}${path}`);
  assert.equal(response.status(), 200, path);
  return page;
}

/** Keeps in `window.shifts` what moves on a page: how far, when, and which elements. */
export const recordShifts = (page) =>
  page.addInitScript(() => {
    window.shifts = [];
    const shift = ({ value, startTime, sources }) => ({ value, startTime, nodes: sources.map(({ node }) => (node?.outerHTML ?? node?.nodeValue)?.slice(0, 80)) });
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(shift))).observe({ type: "layout-shift", buffered: true });
  });

/** Opens a file of the site from the disk, under the same conditions. */
export async function openFile(path) {
  const folder = pathToFileURL(join(process.env.PIR_SITE, "/")).href;
  const page = await watched(path, folder, {});
  await page.goto(folder + path);
  return page;
}

async function watched(path, site, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complain = (words) => complaints.push(`${path || "the front page"}: ${words}`);
  page.on("request", (request) => request.url().startsWith(site) || complain(`asks ${request.url()}`));
  page.on("pageerror", (error) => complain(error.message));
  // A broken policy is such an error too: the browser says which directive forbids what.
  page.on("console", (message) => message.type() === "error" && complain(message.text()));
  return page;
}

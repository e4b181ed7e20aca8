// The built site of the sample archive, as any web server would serve it below a path of its own, and a browser that looks at it.
// PIR_SITE names the folder of the site, CHROMIUM the browser.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const BASE = "/team/reviews/";
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };

let browser, server, origin;

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

/** Opens a page of the site, and fails the test when it asks another host, breaks its own policy or reports an error. */
export async function open(path, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => assert.ok(request.url().startsWith(origin), `${path} asks ${request.url()}`));
  page.on("pageerror", (error) => assert.fail(`${path}: ${error.message}`));
  page.on("console", (message) => assert.notEqual(message.type(), "error", `${path}: ${message.text()}`));
  const response = await page.goto(`${origin}${BASE}${path}`);
  assert.equal(response.status(), 200, path);
  return page;
}

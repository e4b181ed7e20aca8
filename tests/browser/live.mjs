// Live reload in a real browser: `node live.mjs PIR_SITE`. It edits a copy of the sample archive and looks at what is shown.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const command = process.argv[2];
const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");
const project = await mkdtemp(join(tmpdir(), "pir-site-live-"));
for (const part of ["pir-site.toml", "content"]) await cp(join(repository, part), join(project, part), { recursive: true });

const start = async (port) => {
  const child = spawn(command, ["--root", project, "serve", "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  for await (const line of createInterface({ input: child.stderr })) {
    const found = line.match(/Serving at http:\/\/localhost:(\d+)\//);
    if (found) return { port: Number(found[1]), stop: () => new Promise((done) => (child.once("exit", done), child.kill("SIGINT"))) };
  }
  throw new Error("the server did not start");
};

const file = join(project, "content/2024/INC-2024-0315-001/incident.toml");
const original = await readFile(file, "utf8");
const edit = (change) => writeFile(file, change(original));
const titled = (title) => (text) => text.replace(/^title = .*$/m, `title = "${title}"`);

let server = await start(0);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const context = await browser.newContext({ viewport: { width: 900, height: 500 } });
  const complaints = [];
  const tab = async (path) => {
    const page = await context.newPage();
    page.on("console", (message) => {
      // A page without an icon of its own makes the browser ask for one.
      const isIcon = message.location().url.endsWith("/favicon.ico");
      if (message.type() === "error" && !isIcon) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`http://localhost:${server.port}${path}`);
    return page;
  };
  const incident = await tab("/incidents/inc-2024-0315-001/");
  const other = await tab("/incidents/inc-2023-0517-001/");
  const overlay = incident.locator("pir-site-live [role=alertdialog]");
  const mark = (page) => page.evaluate(() => (window.unloaded = false));
  const kept = (page) => page.evaluate(() => window.unloaded === false);

  console.log("a save changes the page without a touch, and keeps the scroll position");
  await mark(other);
  await incident.evaluate(() => scrollTo({ top: 400, behavior: "instant" }));
  await edit(titled("Changed while you looked"));
  await incident.locator("main h1").filter({ hasText: "Changed while you looked" }).waitFor();
  await incident.waitForFunction(() => scrollY === 400);
  assert.ok(await kept(other), "a page that did not change was reloaded");

  console.log("a style is swapped without a reload");
  await mark(incident);
  await mkdir(join(project, "themes/default/static"), { recursive: true });
  await writeFile(join(project, "themes/default/static/style.css"), "body { background: rgb(1, 2, 3) }");
  const painted = () => getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)";
  await incident.waitForFunction(painted);
  await other.waitForFunction(painted);
  assert.ok((await kept(incident)) && (await kept(other)), "a page was reloaded for a style");
  await rm(join(project, "themes"), { recursive: true });
  await incident.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== "rgb(1, 2, 3)");

  console.log("an error lies over the last good page as text, and goes when it is mended");
  await edit((text) => text.replace(/^title = /m, 'titel = "<img src=x onerror=alert(1)>"\ntitle = '));
  await overlay.waitFor();
  const text = await overlay.innerText();
  for (const part of ["titel", "content/2024/INC-2024-0315-001/incident.toml:", "<img src=x onerror=alert(1)>", "did you mean"]) {
    assert.ok(text.includes(part), `${part} is not in the overlay:\n${text}`);
  }
  assert.equal(await overlay.locator("img").count(), 0);
  assert.ok(await incident.locator("main h1").isVisible());
  if (process.env.SCREENSHOT) await incident.screenshot({ path: process.env.SCREENSHOT });
  await other.locator("pir-site-live [role=alertdialog]").waitFor();
  await edit(titled("Mended"));
  await incident.locator("main h1").filter({ hasText: "Mended" }).waitFor();
  await overlay.waitFor({ state: "detached" });
  await other.locator("pir-site-live [role=alertdialog]").waitFor({ state: "detached" });

  console.log("details that were open stay open");
  await mkdir(join(project, "themes/default/templates"), { recursive: true });
  const template = (words) => `<!DOCTYPE html><title>t</title><body>${words}<details><summary>More</summary>Text</details></body>`;
  await writeFile(join(project, "themes/default/templates/incident.html"), template("Version one"));
  await incident.getByText("Version one").waitFor();
  await incident.locator("summary").click();
  await writeFile(join(project, "themes/default/templates/incident.html"), template("Version two"));
  await incident.getByText("Version two").waitFor();
  await incident.waitForFunction(() => document.querySelector("details").open);
  await rm(join(project, "themes"), { recursive: true });
  await incident.locator("main h1").waitFor();

  console.log("a page that lost its server is loaded again from the next one");
  await mark(incident);
  const { port } = server;
  await server.stop();
  server = await start(port);
  await incident.waitForFunction(() => window.unloaded === undefined);

  const unexpected = complaints.filter((complaint) => !complaint.includes("net::ERR_"));
  assert.deepEqual(unexpected, [], "the browser complained");
} finally {
  await browser.close();
  await server.stop();
  await rm(project, { recursive: true, force: true });
}

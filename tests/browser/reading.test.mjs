// Reading an incident in a browser: links of its sections, the place in the contents, movement, colours, times, and paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./site.mjs";

const INCIDENT = "incidents/inc-2024-0315-001/";
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
const announced = (page, words) => page.getByRole("status").filter({ hasText: words }).waitFor({ state: "attached" });
const sign = (link) => link.evaluate((element) => getComputedStyle(element, "::before").opacity);
const current = (page) => page.locator(".toc [aria-current=location]").allTextContents();

/** The red, green and blue of the upper left corner of what a page shows. */
async function corner(page) {
  const picture = (await page.screenshot()).toString("base64");
  const other = await page.context().newPage();
  const color = await other.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  }, picture);
  await other.close();
  return color;
}

test("the name of a section copies its address, by mouse and by keyboard", async () => {
  const page = await open(INCIDENT, CLIPBOARD);
  const links = page.locator("main :is(h2, h3)[id] > a");
  assert.ok((await links.count()) > 8);
  for (const link of await links.all()) {
    assert.equal(await link.getAttribute("href"), `#${await link.evaluate((element) => element.parentElement.id)}`);
  }
  const [impact, timeline] = ["Impact", "Timeline"].map((name) => page.getByRole("heading", { name, exact: true }).getByRole("link"));
  assert.equal(await sign(impact), "0");
  await impact.hover();
  assert.equal(await sign(impact), "1");
  await impact.click();
  await announced(page, "Link copied");
  assert.match(await copied(page), /\/incidents\/inc-2024-0315-001\/#impact$/);
  assert.equal(await copied(page), page.url());

  await page.keyboard.press("Tab");
  while (!(await timeline.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  assert.equal(await sign(timeline), "1");
  await page.keyboard.press("Enter");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("#timeline"));
  await announced(page, "Link copied");
  await page.context().close();
});

test("without a clipboard, the name of a section is a plain link to it", async () => {
  for (const options of [{ javaScriptEnabled: false }, { permissions: [] }]) {
    options.reducedMotion = "reduce";
    const page = await open(INCIDENT, options);
    await page.getByRole("heading", { name: "Impact", exact: true }).getByRole("link").click();
    await page.waitForURL("**/#impact");
    assert.ok((await page.locator("#impact").boundingBox()).y < 100);
    await page.context().close();
  }
});

for (const [name, viewport] of [["beside the text", { width: 1440, height: 900 }]]) {
  test(`the contents stay visible ${name}, and mark the current section`, async () => {
    const page = await open(INCIDENT, { viewport, reducedMotion: "reduce" });
    // A picture that comes late moves what is below it: all of them are there before anything is measured.
    await page.evaluate(() => Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode()))));
    const links = page.locator(".toc a");
    const names = await links.allTextContents();
    assert.deepEqual(await current(page), [], "nothing is read before the first section");
    for (const [index, link] of (await links.all()).entries()) {
      await link.press("Enter");
      await page.waitForFunction((name) => document.querySelector(".toc [aria-current]")?.textContent === name, names[index], { timeout: 5000 }).catch(() => {});
      assert.deepEqual(await current(page), [names[index]], page.url());
      const box = await link.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= viewport.width && box.y >= 0 && box.y < viewport.height, `${names[index]} is out of sight`);
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => !document.querySelector(".toc [aria-current]"));
    await page.mouse.move(viewport.width / 3, 500);
    await page.mouse.wheel(0, (await page.locator("#timeline").boundingBox()).y + 200);
    await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.textContent.startsWith("Timeline"));
    await page.context().close();
  });
}

test("nothing is animated where reduced motion is preferred", async () => {
  const moving = () => {
    const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
    const moves = (style) => seconds(style.transitionDuration) > 0 || seconds(style.animationDuration) > 0;
    const found = [...document.querySelectorAll("*")].filter((element) => moves(getComputedStyle(element))).map((element) => element.tagName);
    return { found, scroll: getComputedStyle(document.documentElement).scrollBehavior };
  };
  for (const [reducedMotion, scroll] of [["reduce", "auto"], ["no-preference", "smooth"]]) {
    for (const path of ["", INCIDENT, "metrics/", "actions/", "search/?q=database"]) {
      const page = await open(path, { reducedMotion });
      const { found, ...rest } = await page.evaluate(moving);
      assert.deepEqual(rest, { scroll }, path);
      if (reducedMotion === "reduce") assert.deepEqual(found, [], path);
      await page.context().close();
    }
  }
});

test("a page is dark before its style sheet loads, without a script", async () => {
  const page = await open("", { colorScheme: "dark", javaScriptEnabled: false });
  const style = await page.locator("link[rel=stylesheet]").getAttribute("href");
  const dark = await corner(page);
  assert.ok(Math.max(...dark) < 64, `with its style: ${dark}`);
  await page.route(new RegExp(style.split("?")[0].split("/").pop()), (route) => route.fulfill({ contentType: "text/css", body: "" }));
  await page.reload();
  const before = await corner(page);
  assert.ok(Math.max(...before) < 64, `without its style: ${before}`);
  await page.context().close();
});

test("every time is in the site's zone, with UTC beside it", async () => {
  const page = await open(INCIDENT);
  const moments = await page.locator("main time[datetime*=T]").evaluateAll((times) =>
    times.filter((time) => !time.dateTime.startsWith("P")).map((time) => {
      const beside = time.closest("tr, dd, li, p").textContent;
      return { utc: time.dateTime, shown: time.textContent, beside };
    }),
  );
  assert.ok(moments.length > 20);
  const local = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  for (const { utc, shown, beside } of moments) {
    assert.match(utc, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/);
    assert.ok(shown.includes(local.format(new Date(utc))), `${shown} is not ${utc} in Berlin`);
    assert.ok(beside.includes(utc.slice(11, 16)), `${utc} is not beside ${shown}: ${beside}`);
  }
  await page.context().close();
});

test("a printed incident has its text, strip, address and link targets, on ten pages at most", async () => {
  const page = await open("incidents/inc-2024-1129-001/", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  for (const part of [".top nav", ".toc", ".box", ".skip", ".near", ".foot", ".tools", ".kinds"]) {
    for (const element of await page.locator(part).all()) assert.equal(await element.isVisible(), false, `${part} is on paper`);
  }
  assert.equal(await page.locator("main svg.strip:visible").count(), 1, "the strip is there once");
  const targets = await page.locator("main a[href^=http]").evaluateAll((links) =>
    links.map((link) => ({ href: link.getAttribute("href"), text: link.textContent, after: getComputedStyle(link, "::after").content })),
  );
  assert.ok(targets.length > 0);
  for (const { href, text, after } of targets) assert.ok(after.includes(href) || text.includes(href), `${text} leads nowhere on paper: ${after}`);
  const colors = await page.evaluate(() => [document.body, document.querySelector("h1")].map((element) => getComputedStyle(element)).map((style) => [style.color, style.backgroundColor]));
  assert.deepEqual(colors, [["rgb(0, 0, 0)", "rgb(255, 255, 255)"], ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]], "ink on paper, whatever the screen has");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0);
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type \/Page\b/g).length;
  assert.ok(pages <= 10, `${pages} pages`);
  const address = await page.evaluate(() => {
    const link = document.querySelector("[rel=canonical]");
    return { content: getComputedStyle(link, "::after").content, height: link.getBoundingClientRect().height };
  });
  assert.ok(address.content.includes("https://") && address.height > 0, "no address on paper");
  await page.context().close();
});

test("the first screen says what happened, what it did, why, how it was fixed and how to recognise it", async () => {
  const page = await open("incidents/inc-2024-1129-001/", { viewport: { width: 1440, height: 900 } });
  const inView = async (locator, what) => {
    const box = await locator.first().boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 900, `${what} is not on the first screen: ${JSON.stringify(box)}`);
  };
  await inView(page.locator("h1"), "the title");
  await inView(page.locator(".meta .sev"), "the severity");
  await inView(page.locator("svg.strip:visible text", { hasText: "3\u00a0h 3\u00a0min" }), "the duration");
  for (const name of ["Impact", "Why", "How it was fixed", "How to recognise it"]) {
    await inView(page.locator(".brief div", { has: page.locator("dt", { hasText: name }) }), name);
  }
  await inView(page.locator(".side dd", { hasText: "1 open" }), "the open actions");
  await inView(page.locator("#summary + p"), "the summary");
  await page.context().close();
});

test("a rich incident is no longer than 6,000 pixels on a desktop and 9,000 on a phone", async () => {
  for (const [width, height, most] of [[1440, 900, 6000], [390, 844, 9000]]) {
    const page = await open("incidents/inc-2024-1129-001/", { viewport: { width, height } });
    const length = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(length <= most, `${length} pixels at ${width}`);
    await page.context().close();
  }
});

test("a long timeline shows milestones and decisions first, all of it on demand, and any entry that a link names", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open("incidents/inc-2024-1129-001/", { javaScriptEnabled });
    const rows = page.locator(".timeline .log tbody tr:visible:not(.date)");
    const key = await rows.count();
    await page.locator(".kinds label", { hasText: "All" }).click();
    const all = await page.locator(".timeline .log tbody tr:not(.date)").count();
    assert.equal(await rows.count(), all);
    assert.ok(key < all && key > 5);
    await page.locator(".kinds label", { hasText: "Escalation" }).click();
    assert.equal(await rows.count(), 3);
    const id = await page.locator(".timeline tr.k-observation").first().getAttribute("id");
    await page.goto(`${page.url().split("#")[0]}#${id}`);
    assert.ok(await page.locator(`[id="${id}"]`).isVisible());
    await page.context().close();
  }
});

test("keys open the newer and the older incident, move along a list, and show the shortcuts", async () => {
  const page = await open("incidents/inc-2024-1129-001/");
  const older = await page.locator(".near [rel=next]").evaluate((link) => link.href);
  await page.keyboard.press("]");
  await page.waitForURL(older);
  await page.keyboard.press("[");
  await page.waitForURL("**/inc-2024-1129-001/");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.context().close();
  const list = await open("incidents/");
  for (const key of ["j", "j", "k", "j"]) await list.keyboard.press(key);
  const focused = await list.evaluate(() => document.activeElement.textContent);
  assert.equal(focused, await list.locator(".incidents tbody th > a").nth(1).textContent());
  await list.context().close();
});

test("the Markdown and the address of a review can be copied, and code too", async () => {
  const page = await open("incidents/inc-2024-1129-001/", CLIPBOARD);
  await page.getByRole("button", { name: "Copy Markdown" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("# Black Friday"));
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("/incidents/inc-2024-1129-001/"));
  await page.context().close();
});

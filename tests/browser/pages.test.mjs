// Every kind of page in a browser: accessible in light and dark, usable by keyboard and without JavaScript, and light to load.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { BASE, open, recordShifts } from "./site.mjs";

/** One page of each kind; of incidents one that has everything, one with a bow tie, a thin one, one with long code and one that is not over. */
const PAGES = [
  "",
  "incidents/",
  "incidents/inc-2024-0315-001/",
  "incidents/inc-2024-1129-001/",
  "incidents/inc-2023-0905-001/",
  "incidents/inc-2025-0714-001/",
  "incidents/inc-2026-1123-001/",
  "severities/",
  "severities/sev2/",
  "services/",
  "services/payment-api/",
  "tags/",
  "years/2024/",
  "metrics/",
  "metrics/2026-q3/",
  "metrics/teams/payments/",
  "actions/",
  "actions/overdue/",
  "actions/owners/",
  "actions/?only=overdue",
  "how-we-review/",
  "search/?q=database",
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const HEAVIEST = 60_000; // bytes of a page with its style, compressed; search aside

for (const [colorScheme, width] of [["light", 1440], ["dark", 1440], ["light", 390], ["dark", 390]]) {
  test(`axe finds nothing on any page, ${colorScheme}, ${width} pixels wide`, async () => {
    for (const path of PAGES) {
      const page = await open(path, { colorScheme, viewport: { width, height: 844 } });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join("; ")}`);
      assert.deepEqual(found, [], path);
      await page.context().close();
    }
  });
}

test("no page is wider than its window, and no picture or table than its parent", async () => {
  for (const width of [390, 800, 1024]) {
    for (const path of PAGES) {
      const page = await open(path, { viewport: { width, height: 844 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path || "the front page"} is ${wide} pixels too wide at ${width}`);
      const out = await page.evaluate(() => {
        const right = (element) => element.getBoundingClientRect().right;
        const shown = [...document.querySelectorAll("main :is(svg, img, table)")].filter((element) => element.checkVisibility() && !element.closest(".table"));
        return shown.filter((element) => right(element) > right(element.parentElement) + 1).map((element) => element.outerHTML.slice(0, 80));
      });
      assert.deepEqual(out, [], `${path || "the front page"} at ${width}`);
      await page.context().close();
    }
  }
});

test("no page weighs more than 60 kB with its style", async () => {
  for (const path of PAGES.filter((path) => !path.startsWith("search/"))) {
    const page = await open(path);
    const address = page.url();
    const style = await page.locator("link[rel=stylesheet]").getAttribute("href");
    const bytes = async (url) => gzipSync(await (await page.request.get(new URL(url, address).href)).body()).length;
    const weight = (await bytes(address)) + (await bytes(style));
    assert.ok(weight <= HEAVIEST, `${path} weighs ${weight} bytes`);
    await page.context().close();
  }
});

test("the front page weighs at most 25 kB with its style and script", async () => {
  const page = await open("");
  const bytes = async (url) => gzipSync(await (await page.request.get(new URL(url, page.url()).href)).body()).length;
  const [style, script] = [await page.locator("link[rel=stylesheet]").getAttribute("href"), await page.locator("script[src*='site.js']").getAttribute("src")];
  const weight = (await bytes("")) + (await bytes(style)) + (await bytes(script));
  assert.ok(weight <= 25_000, `${weight} bytes`);
  await page.context().close();
});

test("at most eight stops of the Tab key come before the content", async () => {
  for (const path of PAGES) {
    const page = await open(path);
    const before = await page.evaluate(() => {
      const stops = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
      return stops.filter((element) => !element.closest("main") && element.compareDocumentPosition(document.querySelector("main")) & Node.DOCUMENT_POSITION_FOLLOWING && element.checkVisibility()).length;
    });
    assert.ok(before <= 8, `${path} has ${before}`);
    await page.context().close();
  }
});

test("a saved picture is complete without the page", async () => {
  const page = await open("metrics/", { viewport: { width: 1440, height: 900 } });
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".card:has(.band) .save").first().click()]);
  assert.match(download.suggestedFilename(), /^band-.*\.svg$/);
  const text = await readFile(await download.path(), "utf8");
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(text, / href=| style=/);
  const shapes = text.match(/<(path|rect|circle|text)\b[^>]*>/g);
  assert.ok(shapes.length > 20);
  for (const shape of shapes) assert.match(shape, / fill="/, shape);
  await page.context().close();
});

test("the keyboard alone reaches the content, and an incident from the front page", async () => {
  const page = await open("");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  await page.keyboard.press("Enter");
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => /incidents\/inc-/.test(document.activeElement.getAttribute("href") ?? ""))) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL("**/incidents/inc-*/**");
  await page.context().close();
});

test("the keyboard reaches everything that can be clicked or scrolled, and the focus is visible", async () => {
  for (const path of PAGES) {
    const page = await open(path);
    if (path.startsWith("search/")) await page.locator(".found [role=status]", { hasText: /incidents?\.$/ }).waitFor({ state: "attached" });
    await page.locator("main details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
    const count = await page.evaluate(() => {
      document.activeElement.blur();
      const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
      // The dots of a picture are shortcuts for the mouse: each leads where a link of the table beside it leads.
      const reachable = [...document.querySelectorAll("a[href], button, input, select, summary")].filter(isShown).filter((element) => element.type !== "radio" || element.checked);
      const links = new Set(reachable.filter((element) => !element.closest("svg")).map((element) => element.href));
      const isShortcut = (element) => element.closest("svg") && links.has(new URL(element.href.baseVal, document.baseURI).href);
      const scrolls = (element) => element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX);
      const wide = [...document.querySelectorAll("main *")].filter((element) => isShown(element) && scrolls(element));
      const holds = (element) => element.tabIndex >= 0 || element.querySelector("a[href], button, input");
      window.wanted = new Set([...reachable.filter((element) => !isShortcut(element)), ...wide.filter((element) => !holds(element))]);
      return document.querySelectorAll("a, button, input, select, summary, [tabindex]").length;
    });
    let unmarked = [];
    for (let steps = 0; steps <= count; steps += 1) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        wanted.delete(element);
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const isMarked = element === document.body || (outlineStyle !== "none" && parseFloat(outlineWidth) > 0);
        return { left: wanted.size, unmarked: isMarked ? null : element.outerHTML.slice(0, 120) };
      });
      if (found.unmarked) unmarked.push(found.unmarked);
      if (found.left === 0) break;
    }
    const left = await page.evaluate(() => [...wanted].map((element) => element.outerHTML.slice(0, 120)));
    assert.deepEqual({ left, unmarked }, { left: [], unmarked: [] }, path || "the front page");
    await page.context().close();
  }
});

test("without JavaScript every page has the same text and links, except search and filters", async () => {
  const said = (page) =>
    page.locator("main").evaluate((main) => {
      const SCRIPTED = ".filters, .tools, .copy, .save";
      const isShown = (element) => element.checkVisibility() && !element.closest(SCRIPTED);
      const links = [...main.querySelectorAll("a[href]")].filter(isShown).map((link) => link.getAttribute("href"));
      for (const element of main.querySelectorAll(SCRIPTED)) element.remove();
      return { text: main.innerText.replace(/\s+/g, " "), links };
    });
  for (const path of PAGES.filter((path) => !path.includes("?"))) {
    const [page, without] = [await open(path), await open(path, { javaScriptEnabled: false })];
    assert.deepEqual(await said(without), await said(page), path || "the front page");
    await Promise.all([page.context().close(), without.context().close()]);
  }
});

test("without JavaScript links lead from page to page", async () => {
  const page = await open("", { javaScriptEnabled: false });
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Actions" }).click();
  await page.waitForURL("**/actions/");
  assert.ok((await page.locator("main table tbody tr").count()) > 10);
  assert.equal(await page.locator("#filters").isVisible(), false);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Metrics" }).click();
  await page.waitForURL("**/metrics/");
  await page.locator("main svg a").first().click();
  await page.waitForURL("**/incidents/inc-*/");
  await page.context().close();
});

test("under a sub-path, every link of every kind of page works", async () => {
  const known = new Map();
  for (const path of PAGES) {
    const page = await open(path);
    const targets = await page.locator("[href], [src]").evaluateAll((all) =>
      all.map((element) => new URL(element.getAttribute("href") ?? element.getAttribute("src"), document.baseURI).href.split("#")[0]),
    );
    const { origin } = new URL(page.url());
    for (const target of new Set(targets.filter((target) => target.startsWith(origin)))) {
      assert.ok(target.startsWith(`${origin}${BASE}`), `${path} leads out of the site, to ${target}`);
      if (!known.has(target)) known.set(target, (await page.request.get(target)).status());
      assert.equal(known.get(target), 200, `${path} leads to ${target}`);
    }
    await page.context().close();
  }
  assert.ok(known.size > 100);
});

test("a list of incidents sorts and filters, and the address keeps the choice", async () => {
  const page = await open("incidents/");
  const titles = () => page.locator(".incidents tbody th > a").allTextContents();
  const newest = await titles();
  await page.locator("#list-filters [name=sort]").selectOption("oldest");
  await page.waitForFunction((first) => document.querySelector(".incidents tbody th > a").textContent !== first, newest[0]);
  assert.deepEqual(await titles(), newest.toReversed());
  await page.locator("#list-filters").getByLabel("Severity").selectOption("SEV1");
  await page.getByRole("status").filter({ hasText: `of ${newest.length}` }).waitFor();
  assert.deepEqual(new Set(await page.locator(".incidents .how").allTextContents()), new Set(["SEV1"]));
  const kept = await titles();
  const again = await open(`incidents/${new URL(page.url()).search}`);
  await again.getByRole("status").filter({ hasText: `of ${newest.length}` }).waitFor();
  assert.deepEqual(await again.locator(".incidents tbody th > a").allTextContents(), kept);
  await again.getByRole("button", { name: "Clear" }).click();
  await again.waitForFunction((count) => document.querySelectorAll(".incidents tbody tr").length === count, newest.length);
  await Promise.all([page.context().close(), again.context().close()]);
});

test("filters of action items reach every item, and the address keeps the choice", async () => {
  const page = await open("actions/");
  const items = (await (await page.request.get(new URL("../actions.json", page.url()).href)).json()).actions.filter((item) => item.counts);
  const rows = page.locator("#found tbody tr");
  const says = (count) => page.getByText(`${count} of ${items.length} action items shown.`, { exact: true }).waitFor();
  for (const [state, fits] of [["overdue", (item) => item.overdue], ["done", (item) => item.status === "done"], ["wont-do", (item) => item.status === "wont-do"]]) {
    await page.locator("#filters [name=state]").selectOption(state);
    const wanted = items.filter(fits);
    await says(wanted.length);
    assert.deepEqual((await rows.locator("th a").allTextContents()).toSorted(), wanted.map((item) => item.title).toSorted(), state);
  }
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await page.locator("#unfiltered").isVisible(), true);
  await page.getByRole("button", { name: "Overdue" }).click();
  await page.locator("#filters [name=team]").selectOption({ label: "Payments" });
  const kept = items.filter((item) => item.overdue && item.team === "payments");
  await says(kept.length);
  const again = await open(`actions/${new URL(page.url()).search}`);
  await again.getByText(`${kept.length} of ${items.length} action items shown.`, { exact: true }).waitFor();
  assert.equal(await again.getByRole("button", { name: "Overdue" }).getAttribute("aria-pressed"), "true");
  const [download] = await Promise.all([again.waitForEvent("download"), again.getByRole("button", { name: "Download CSV" }).click()]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  assert.equal(lines.length, kept.length + 1);
  await again.locator("#found th a").first().click();
  await again.waitForURL(/incidents\/[^/]+\/#action-/);
  assert.equal(await again.locator("tr:target").count(), 1, "a row leads to its item");
  await Promise.all([page.context().close(), again.context().close()]);
});

const STEADY = ["", "incidents/", "incidents/inc-2024-0315-001/", "incidents/inc-2024-1129-001/", "incidents/inc-2026-1123-001/", "services/", "severities/sev1/", "actions/", "actions/overdue/", "actions/teams/", "metrics/", "metrics/2026-q3/", "how-we-review/", "search/"];

test("the first screen of a page keeps its shape while the rest loads", async () => {
  for (const width of [1440, 800, 390]) {
    for (const path of STEADY) {
      const page = await open(path, { viewport: { width, height: 900 } });
      const moved = await page.evaluate(() => {
        const LEAST = 3; // pixels: the browser counts no smaller shift
        const place = (element) => element.getBoundingClientRect();
        const seen = [...document.querySelectorAll("body *")].map((element) => [element, place(element)]).filter(([element, { top, width }]) => top < innerHeight && width && element.checkVisibility());
        const ends = [...document.querySelectorAll("body > *, .top .wide > *, main :is(section, article, div, p, ul, dl, table, thead, tr, figure, details, nav, form, h1, h2, h3)")].filter((end) => !end.matches("tr *"));
        const moved = new Set();
        // From the last to the first: the page as it is once `end` has arrived and nothing after it. A row of a table arrives whole.
        for (const end of ends.reverse()) {
          for (let part = end; part !== document.body; part = part.parentElement) while (part.nextSibling) part.nextSibling.remove();
          for (const [element, { x, y }] of seen) {
            const now = place(element);
            if (element.isConnected && now.width && (Math.abs(now.x - x) >= LEAST || Math.abs(now.y - y) >= LEAST)) moved.add(element.cloneNode().outerHTML.slice(0, 80));
          }
        }
        return [...moved];
      });
      assert.deepEqual(moved, [], `${path || "the front page"} at ${width}`);
      await page.context().close();
    }
  }
});

test("nothing moves when the scripts of a page run or search opens", async () => {
  for (const width of [1440, 390]) {
    for (const path of STEADY) {
      const prepare = async (page) => {
        await recordShifts(page);
        await page.route(/\.js/, async (route) => {
          await page.locator(".foot").waitFor({ state: "attached" });
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          await page.evaluate(() => (window.released ??= performance.now()));
          await route.continue();
        });
      };
      const page = await open(path, { viewport: { width, height: 900 }, prepare });
      const shifts = () => page.evaluate(() => window.shifts.filter(({ startTime }) => startTime >= window.released));
      await page.waitForTimeout(300);
      assert.deepEqual(await shifts(), [], `${path || "the front page"} at ${width}`);
      await page.keyboard.press("/");
      if (path !== "search/") await page.getByRole("dialog", { name: "Search" }).waitFor();
      await page.waitForTimeout(300);
      assert.deepEqual(await shifts(), [], `search on ${path || "the front page"} at ${width}`);
      await page.context().close();
    }
  }
});

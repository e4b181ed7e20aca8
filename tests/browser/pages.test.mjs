// Every kind of page in a browser: accessible in light and dark, usable by keyboard and without JavaScript, and light to load.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import { open } from "./site.mjs";

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
  "actions/",
  "actions/overdue/",
  "actions/owners/",
  "search/?q=database",
];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const HEAVIEST = 60_000; // bytes of a page with its style, compressed; search aside

for (const colorScheme of ["light", "dark"]) {
  test(`no page is in anybody's way, ${colorScheme}`, async () => {
    for (const path of PAGES) {
      const page = await open(path, { colorScheme });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join("; ")}`);
      assert.deepEqual(found, [], path);
      await page.context().close();
    }
  });
}

test("no page is wider than a phone", async () => {
  for (const path of PAGES) {
    const page = await open(path, { viewport: { width: 390, height: 844 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path || "the front page"} is ${wide} pixels too wide`);
    await page.context().close();
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

test("the keyboard alone reaches the content, and an incident from the front page", async () => {
  const page = await open("");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  await page.keyboard.press("Enter");
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => /incidents\/inc-/.test(document.activeElement.getAttribute("href") ?? ""))) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL("**/incidents/inc-*/**");
  await page.context().close();
});

test("without JavaScript everything but search and filters is there", async () => {
  const page = await open("", { javaScriptEnabled: false });
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Action items" }).click();
  await page.waitForURL("**/actions/");
  assert.ok((await page.locator("main table tbody tr").count()) > 10);
  assert.equal(await page.locator("#filters").isVisible(), false);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Metrics" }).click();
  await page.waitForURL("**/metrics/");
  await page.locator("main svg a").first().click();
  await page.waitForURL("**/incidents/inc-*/");
  await page.context().close();
});

test("filters of action items keep what fits, say how many, and can be sent to somebody", async () => {
  const page = await open("actions/");
  const rows = page.locator("main tbody tr:visible");
  const all = await rows.count();
  await page.getByLabel("Priority").selectOption({ index: 1 });
  await page.waitForFunction((count) => [...document.querySelectorAll("main tbody tr")].filter((row) => row.offsetParent).length < count, all);
  const kept = await rows.count();
  const again = await open(`actions/${new URL(page.url()).search}`);
  assert.equal(await again.locator("main tbody tr:visible").count(), kept);
  await Promise.all([page.context().close(), again.context().close()]);
});

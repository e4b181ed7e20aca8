// Search in a browser, on the sample archive as it is published.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE, open } from "./site.mjs";

const titles = (page) => page.locator("#search-results h2 a").allTextContents();
const found = (page) => page.locator("#search-status", { hasText: /incidents?\.$|^Nothing found\.$/ }).waitFor();

test("words are found as one types, with the part of the review that has them", async () => {
  const page = await open("search/");
  await page.keyboard.type("connection pool");
  await found(page);
  assert.equal((await titles(page))[0], "Payment API database connection pool exhaustion");
  const first = page.locator("#search-results > li").first();
  assert.match(await first.textContent(), /Timeline: .*connection/);
  assert.ok((await first.locator("mark").count()) > 1);
  assert.match(await first.locator("li a").first().getAttribute("href"), /\/team\/reviews\/incidents\/inc-2024-0315-001\/#/);
  assert.match(page.url(), /\?q=connection\+pool$/);
  await page.close();
});

test("a filter narrows, and the address brings the search back", async () => {
  const page = await open("search/?q=database");
  await found(page);
  const all = (await titles(page)).length;
  await page.getByLabel("Severity").selectOption("SEV2");
  await page.locator("#search-results .sev", { hasText: "SEV2" }).first().waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("#search-results h2").length < count, all);
  const narrowed = await titles(page);
  const again = await open(page.url().split(BASE)[1]);
  await found(again);
  assert.deepEqual(await titles(again), narrowed);
  assert.equal(await again.getByLabel("Severity").inputValue(), "SEV2");
  await Promise.all([page.close(), again.close()]);
});

test("a slash on any page leads to the box, and a whole id to its incident", async () => {
  const page = await open("services/");
  await page.keyboard.press("/");
  await page.keyboard.type("inc-2024-0315-001");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/team/reviews/incidents/inc-2024-0315-001/");
  await page.close();
});

test("results are reached and left by the arrow keys", async () => {
  const page = await open("search/?q=certificate");
  await found(page);
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), (await titles(page))[0]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.close();
});

test("what nobody wrote is not found, and markup that is asked for is text", async () => {
  const page = await open("search/?q=xyzzyplugh");
  await found(page);
  assert.equal(await page.locator("#search-status").textContent(), "Nothing found.");
  await page.getByRole("searchbox").fill("<img src=x onerror=alert(1)> database");
  await page.locator("#search-results > li").first().waitFor();
  assert.equal(await page.locator("main img").count(), 0);
  await page.close();
});

test("without JavaScript the page leads to the lists", async () => {
  const page = await open("search/?q=database", { javaScriptEnabled: false });
  assert.ok(await page.getByText("Search needs JavaScript").isVisible());
  await page.locator("main").getByRole("link", { name: "Services" }).click();
  await page.waitForURL("**/team/reviews/services/");
  await page.close();
});

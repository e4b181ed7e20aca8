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

test("an incident is found by its title, its id, its service and a word of its text, and by title and service first", async () => {
  const page = await open("search/");
  const ask = async (words) => {
    await page.getByRole("searchbox").fill(words);
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    await page.locator("#search-results[aria-busy=false]").waitFor({ state: "attached" });
    await found(page);
    return page.locator("#search-results > li").evaluateAll((items) =>
      items.map((item) => ({ title: item.querySelector("h2 a").textContent, facts: item.querySelector(".count").textContent })),
    );
  };
  assert.equal((await ask("route leak"))[0].title, "Card terminals in southern Brazil offline after a route leak");
  for (const piece of ["INC-2024-0315", "2024-0315", "0315"]) assert.match((await ask(piece))[0].facts, /^INC-2024-0315-001/, piece);
  // Certificates are spoken of in several reviews, and in the title of some: those stand first.
  for (const [word, holds] of [
    ["certificate", ({ title }) => /certificate/i.test(title)],
    ["backups", ({ title }) => /backup/i.test(title)],
    ["webhooks", ({ title, facts }) => /webhook/i.test(title + facts)],
    ["ledger", ({ title, facts }) => /ledger/i.test(title + facts)],
    ["payouts", ({ title, facts }) => /payout/i.test(title + facts)],
  ]) {
    const results = await ask(word);
    const first = results.filter(holds).length;
    assert.ok(first > 0 && results.length > 1, `${word}: ${results.length}`);
    assert.ok(results.slice(0, first).every(holds), `${word}: ${results.map(({ title }) => title).join("; ")}`);
  }
  await page.context().close();
});

test("what is internal is not found, and neither is the incident that is", async () => {
  const page = await open("search/");
  for (const words of ["waived", "\"written explanation\"", "INC-2026-0416-001", "deployment token readable"]) {
    await page.getByRole("searchbox").fill(words);
    await page.waitForURL((url) => url.searchParams.get("q") === words);
    await page.locator("#search-results[aria-busy=false]").waitFor({ state: "attached" });
    await found(page);
    const shown = await page.locator("#search-results").innerText();
    assert.doesNotMatch(shown, /waived|written explanation|INC-2026-0416-001|Deployment token/i);
  }
  await page.context().close();
});

test("who stands on a result still does when results of other years come", async () => {
  const page = await open("search/");
  let release;
  const held = new Promise((resume) => (release = resume));
  await page.route(/search\/2024-[^/]+\/pagefind-entry/, async (route) => (await held, route.continue()));
  await page.getByRole("searchbox").fill("payment");
  await page.locator("#search-status", { hasText: "so far" }).waitFor();
  const first = page.locator("#search-results h2 a").first();
  const href = await first.getAttribute("href");
  await first.focus();
  release();
  await found(page);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), href);
  await page.context().close();
});

test("a slash leads to the box on every page that has one, but not from where somebody writes", async () => {
  for (const path of ["", "incidents/inc-2024-0315-001/", "metrics/", "actions/", "tags/", "search/"]) {
    const page = await open(path);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("/");
    const box = page.getByRole("searchbox");
    assert.ok(await box.evaluate((element) => element === document.activeElement), path);
    await page.keyboard.type("a/b");
    assert.equal(await box.inputValue(), "a/b");
    await page.context().close();
  }
});

test("an id that is typed whole leads to its incident, from any page and in any case", async () => {
  for (const id of ["inc-2024-0315-001", "INC-2026-0121-001"]) {
    const page = await open("search/");
    await page.keyboard.type(id);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/team/reviews/incidents/${id.toLowerCase()}/`);
    await page.context().close();
  }
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

import { test } from "node:test";
import { open } from "./site.mjs";
const pages = process.env.PAGES.split(",");
const widths = (process.env.WIDTHS ?? "1440,390").split(",").map(Number);
test("shots", async () => {
  for (const width of widths) for (const colorScheme of (process.env.SCHEMES ?? "light").split(",")) for (const path of pages) {
    const page = await open(path, { viewport: { width, height: 900 }, colorScheme });
    if (process.env.DO) await eval(process.env.DO)(page);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/bs-${path.split("?")[0].replaceAll("/", "_") || "home"}-${width}-${colorScheme}.png`, fullPage: !process.env.TOP });
    await page.context().close();
  }
});

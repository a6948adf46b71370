// What is shown stands in the address: language, theme, year, what is open. A link shows what its sender saw.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { audited, chart, closed, figure, query, settled, text, withEach, working } from "./reader.mjs";

const html = (page, name) => page.locator("html").getAttribute(name);
const heading = (page) => text(page.locator("main h1"));
/** Waits until the address is this page of the site, with this query. */
/** A page that another program has is loaded by its folder: a slash at the end of its path makes no difference. */
const addressed = (page, at, search) => page.waitForFunction((address) => location.href.replace(/\/(?=\?|$)/, "") === new URL(address, document.baseURI).href.replace(/\/(?=\?|$)/, ""), at + search);

spec("a visitor from anywhere is met in Thai", async (visitor) => {
  await withEach(["th-TH", "en-GB", "de-DE"], async (locale) => {
    const page = await visitor.open("", { locale });
    await settled(page);
    assert.equal(await html(page, "lang"), "th");
    assert.equal(await heading(page), "ภาพรวม");
    assert.match(await page.title(), /^ภาพรวม · พอช\. ในตัวเลข$/);
    await page.context().close();
  });
});

spec("?lang=en is in English throughout", async (visitor) => {
  const titles = { "": "Overview", performance: "Performance", finance: "Finance", audit: "Data audit", "performance/p08": "Raising the quality and standards of community welfare funds" };
  await withEach(Object.entries(titles), async ([at, title]) => {
    const page = await visitor.open(at, { lang: "en" });
    await settled(page);
    assert.equal(await html(page, "lang"), "en");
    assert.equal(await heading(page), title);
    assert.equal(await page.title(), `${title} · CODI in Figures`);
    assert.notEqual(await page.locator("meta[name=description]").getAttribute("content"), "");
    await audited(page);
    // Nothing but the switch to Thai and the report's own words, which are marked as Thai.
    const thai = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) if (/\p{Script=Thai}/u.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest("[lang=th]:not(html)")) found.push(walker.currentNode.data);
      return found;
    });
    assert.deepEqual(thai, [], at);
    await page.context().close();
  });
});

spec("a Thai page is in Thai throughout", async (visitor) => {
  await withEach(["", "performance", "finance", "performance/p01", "audit"], async (at) => {
    const page = await visitor.open(at);
    await settled(page);
    await audited(page);
    const english = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set();
      // Names and abbreviations that Thai readers know in Latin letters, and keys.
      const known = /\b(NPL|PMQA|Open Data Common|Open data|Data Package|English|Enter|Line Official Account|QR code|CSV|JSON)\b/g;
      // Formulas are written in the names of the tables; a sheet of paper has the page's address.
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("code, .print-only")) for (const [word] of walker.currentNode.data.replace(known, "").matchAll(/[A-Za-z]{3,}/g)) found.add(word);
      return [...found];
    });
    assert.deepEqual(english, [], at);
    await page.context().close();
  });
});

spec("the switch of language changes the page, its language and its address, and Back changes them back", async (visitor) => {
  const page = await visitor.open("performance");
  await settled(page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Performance" }).waitFor();
  assert.equal(await html(page, "lang"), "en");
  assert.deepEqual(query(page), { lang: "en" });
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "ผลการดำเนินงาน" }).waitFor();
  assert.equal(await html(page, "lang"), "th");
  assert.deepEqual(query(page), {});
  await page.goForward();
  await page.getByRole("heading", { level: 1, name: "Performance" }).waitFor();
  await page.getByRole("button", { name: "ไทย" }).click();
  await page.getByRole("heading", { level: 1, name: "ผลการดำเนินงาน" }).waitFor();
  assert.deepEqual(query(page), {});
});

spec("the switch of colours changes the page and its address, and Back changes them back", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const ink = () => chart(page, "achievement").locator("svg text").first().getAttribute("fill");
  const light = [await ground(), await ink()];
  assert.equal(await html(page, "data-theme"), "light");
  await page.getByRole("button", { name: "Use dark colours" }).click();
  await page.locator("html[data-theme=dark]").waitFor();
  assert.equal(query(page).theme, "dark");
  const dark = [await ground(), await ink()];
  assert.notEqual(dark[0], light[0]);
  assert.notEqual(dark[1], light[1], "the chart is drawn in other colours");
  await page.goBack();
  await page.locator("html[data-theme=light]").waitFor();
  assert.deepEqual([await ground(), await ink()], light);
});

spec("the system's dark colours are followed, also while the page is open, unless the address says otherwise", async (visitor) => {
  const page = await visitor.open("", { theme: "dark" });
  await settled(page);
  assert.equal(await html(page, "data-theme"), "dark");
  assert.equal(query(page).theme, undefined);
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("html[data-theme=light]").waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-theme=dark]").waitFor();

  const other = await visitor.open("?theme=light", { theme: "dark" });
  await settled(other);
  assert.equal(await html(other, "data-theme"), "light");
});

spec("a year stands in the address; one without data is passed over", async (visitor) => {
  const years = [["2566", ""], ["2566", "finance"], ["2999", ""], ["1", ""], ["x", "performance"]];
  await withEach(years, async ([year, at]) => {
    const page = await visitor.open(`${at}?year=${year}`, { lang: "en" });
    await settled(page);
    assert.match(await text(page.locator(".heading .kicker")), /^FY2566 \(Oct 2022–Sep 2023\)$/);
    await page.context().close();
  });
});

spec("links keep language, colours and year, but not what was open", async (visitor) => {
  const page = await visitor.open("performance?lang=en&theme=dark&year=2566&open=v.programme_1_1&tables=achievement");
  await working(page).waitFor();
  await audited(page);
  const kept = "?lang=en&theme=dark&year=2566";
  const links = await page.locator("header a, nav a, main a").evaluateAll((links) => links.map((link) => new URL(link.href)).map(({ pathname, search }) => pathname + search));
  assert.ok(links.length > 16);
  for (const link of links) assert.ok(link.replace(/&finding=\w+$/, "").endsWith(kept), link);
  await page.keyboard.press("Escape");
  await closed(page);
  await page.getByRole("navigation", { name: "Main pages" }).getByRole("link", { name: "Finance" }).click();
  await addressed(page, "finance", kept);
  await page.getByRole("heading", { level: 1, name: "Finance" }).waitFor();
  assert.equal(await html(page, "data-theme"), "dark");
});

spec("the navigation says which page is shown", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const nav = page.getByRole("navigation", { name: "Main pages" });
  const current = () => nav.locator("a:not([aria-current=false])").allInnerTexts();
  const looks = () => nav.locator("a").evaluateAll((links) => links.filter((link) => getComputedStyle(link).fontWeight === "600").map((link) => link.textContent));
  for (const [name, at] of [["Performance", "performance"], ["Finance", "finance"], ["Data audit", "audit"], ["Overview", ""]]) {
    await nav.getByRole("link", { name }).click();
    await addressed(page, at, "?lang=en");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    assert.deepEqual(await current(), [name]);
    assert.deepEqual(await looks(), [name]);
  }
});

spec("Back and Forward walk through pages and what was open on them", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const nav = page.getByRole("navigation", { name: "Main pages" });
  await nav.getByRole("link", { name: "Finance" }).click();
  await addressed(page, "finance", "?lang=en");
  await settled(page);
  await figure(page, "v.total_revenue").first().click();
  await working(page).waitFor();
  await page.goBack();
  await closed(page);
  assert.equal(await heading(page), "Finance");
  await page.goForward();
  await working(page).waitFor();
  // Closed after Forward, the address says so, too.
  await page.keyboard.press("Escape");
  await closed(page);
  assert.ok(new URL(page.url()).pathname.endsWith("/finance"));
  await page.goBack();
  await working(page).waitFor();
  await page.goBack();
  await closed(page);
  await page.goBack();
  await addressed(page, "", "?lang=en");
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await page.goForward();
  await addressed(page, "finance", "?lang=en");
  await page.getByRole("heading", { level: 1, name: "Finance" }).waitFor();
});

spec("the same page reached by Forward and by a link has the same address", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const to = async (name, at) => {
    await page.getByRole("navigation", { name: "Main pages" }).getByRole("link", { name }).click();
    await addressed(page, at, "?lang=en");
  };
  await to("Finance", "finance");
  await to("Performance", "performance");
  await page.goBack();
  await addressed(page, "finance", "?lang=en");
  await page.goForward();
  await addressed(page, "performance", "?lang=en");
  await to("Finance", "finance");
  await page.getByRole("heading", { level: 1, name: "Finance" }).waitFor();
});

spec("another page begins at its top, and Back returns to where one was", async (visitor) => {
  const page = await visitor.open("performance", { lang: "en" });
  await settled(page);
  const link = page.locator("article.programme").nth(9).getByRole("link");
  await link.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 500);
  await link.click();
  await addressed(page, "performance/p10", "?lang=en");
  await page.waitForFunction(() => scrollY === 0);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Performance" }).waitFor();
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 100, before);
});

spec("opening a working-out, a table or dark colours leaves the page where it is", async (visitor) => {
  const page = await visitor.open("finance", { lang: "en" });
  await settled(page);
  await page.evaluate(() => (document.querySelector("main h1").marked = true));
  await chart(page, "compared").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  await page.evaluate(() => document.querySelector('[data-open="v.equity"], [data-open="v.total_assets"]').click());
  await working(page).waitFor();
  await page.keyboard.press("Escape");
  await closed(page);
  await page.getByRole("button", { name: "Use dark colours" }).evaluate((button) => button.click());
  await page.locator("html[data-theme=dark]").waitFor();
  assert.equal(await page.evaluate(() => scrollY), before);
  // The page was not drawn anew.
  assert.equal(await page.evaluate(() => document.querySelector("main h1").marked), true);
});

spec("an address that means harm, or nothing, shows the page all the same", async (visitor) => {
  const searches = ["?lang=xx&theme=%3Cscript%3E", "?open=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "?tables=..%2F..+a&year=99999999999", "?open=&lang=", "?%00", `?open=${"a".repeat(5000)}`, "?open=v.housing_total.region.%0A"];
  await withEach(searches, async (search) => {
    const page = await visitor.open(search);
    await settled(page);
    assert.equal(await heading(page), "ภาพรวม", search);
    assert.equal(await working(page).count(), 0, search);
    await page.context().close();
  });
});

spec("the skip link brings the keyboard past the navigation", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  await page.keyboard.press("Tab");
  const link = page.getByRole("link", { name: "Skip to the content" });
  const { y } = await link.boundingBox();
  assert.ok(y >= 0, "in sight when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.open), "v.housing_total");
});

// The search: what one finds with which words, and that it leads to the figure, the table, the page.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, spec } from "./harness.mjs";
import { closed, query, settled, text, texts, withEach, working } from "./reader.mjs";

const say = {
  th: { search: "ค้นหา", label: "คำที่ต้องการค้นหา", found: /^พบ (\d+) รายการ/, nothing: "ไม่พบ", tables: "ตารางข้อมูล", indicators: "ตัวชี้วัด", topics: "เรื่อง", cases: "พื้นที่ตัวอย่าง", making: "กำลังเตรียม", failed: "ไม่สำเร็จ" },
  en: { search: "Search", label: "Words to look for", found: /^(\d+) found/, nothing: "Nothing found", tables: "Tables", indicators: "Indicators", topics: "Topics", cases: "Example places", making: "Preparing", failed: "could not be prepared" },
};
const langs = Object.keys(say);
const CERTIFIED = "กองทุนสวัสดิการชุมชนที่ได้รับการรับรอง";

const field = (page) => page.locator("main").getByRole("searchbox");
const status = (page) => page.locator("main [role=search] [role=status]");
const results = (page) => page.locator("main ul.results a");
const result = (page, name) => results(page).filter({ hasText: new RegExp(`^${name}$`) });
/** Waits until something is said of what was found. */
const told = (page, lang) => page.waitForFunction(([found, nothing]) => {
  const words = document.querySelector("main [role=search] [role=status]")?.textContent ?? "";
  return new RegExp(found).test(words) || words.includes(nothing);
}, [say[lang].found.source, say[lang].nothing]);
/** Waits until the search is ready: before anything is typed it shows the topics. */
const ready = (page) => results(page).first().waitFor();
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

async function openSearch(visitor, words, { lang = "th", ...options } = {}) {
  const page = await visitor.open(`search${words ? `?search=${encodeURIComponent(words)}` : ""}`, { lang, ...options });
  await settled(page);
  await (words ? told(page, lang) : ready(page));
  return page;
}

async function type(page, words, lang = "th") {
  await field(page).fill(words);
  await told(page, lang);
  return texts(results(page));
}

/** Presses Tab until what has the focus is that. */
async function tabTo(page, target, most = 40) {
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    if (await focused(target)) return;
  }
  assert.fail(`Tab never reached ${target}`);
}

for (const size of ["phone", "tablet", "desktop"]) {
  spec(`a citizen types Thai words without spaces and sees what has them, letter by letter (${size})`, async (visitor) => {
    const page = await openSearch(visitor, "", { size });
    const steps = await page.evaluate(() => history.length);
    await field(page).pressSequentially(CERTIFIED);
    await told(page, "th");
    await result(page, "กองทุนสวัสดิการชุมชนที่ได้รับการรับรองมาตรฐาน").first().waitFor();
    const [, count] = (await text(status(page))).match(say.th.found);
    assert.equal(Number(count), await results(page).count());
    assert.equal(query(page).search, CERTIFIED);
    assert.equal(await page.evaluate(() => history.length), steps, "no step of the history per letter");
    const headings = await texts(page.locator("main h2"));
    assert.ok(headings.includes(say.th.tables) && headings.includes(say.th.indicators), `${headings}`);
    // Said again, not drawn anew, for those who hear it.
    assert.equal(await status(page).count(), 1);
    await noSidewaysScroll(page);
  });
}

spec("what is nowhere as it was typed is found by its words", async (visitor) => {
  const page = await openSearch(visitor);
  const titles = await type(page, "กองทุนชุมชนรับรองมาตรฐาน");
  assert.ok(titles.includes("กองทุนสวัสดิการชุมชนที่ได้รับการรับรองมาตรฐาน"), `${titles}`);
});

spec("a reader types English words in any order, and digits and capitals as they come", async (visitor) => {
  const page = await openSearch(visitor, "", { lang: "en" });
  const certified = await type(page, "certified funds WELFARE", "en");
  assert.ok(certified.includes("Certified welfare funds"), `${certified}`);
  assert.deepEqual(await type(page, "welfare, certified funds", "en"), certified);
  // What is called so stands first, and the page's language is written whatever was typed.
  assert.equal((await type(page, "housing", "en"))[0], "Housing");
  assert.ok((await type(page, CERTIFIED, "en")).includes("Certified welfare funds"));
  const five = await type(page, "คุณภาพชีวิต ๕ ดี", "en");
  assert.equal(five[0], "The five goods of quality of life");
  assert.deepEqual(await type(page, "คุณภาพชีวิต5ดี", "en"), five);
});

for (const lang of langs) {
  spec(`what is nowhere is said to be nowhere, with another way (${lang})`, async (visitor) => {
    const page = await openSearch(visitor, "", { lang, size: "phone" });
    assert.deepEqual(await texts(page.locator("main h2")), [say[lang].topics]);
    const titles = await type(page, "xyzzy 12345", lang);
    assert.ok((await text(status(page))).startsWith(say[lang].nothing));
    assert.ok((await text(status(page))).includes("xyzzy 12345"));
    assert.ok(titles.length >= 9);
    await results(page).first().click();
    await page.waitForFunction(() => !location.pathname.includes("search"));
    await page.goBack();
    await told(page, lang);
    assert.equal(await field(page).inputValue(), "xyzzy 12345");
  });

  spec(`a reader with a keyboard goes from the frame's field to a figure and its working-out (${lang})`, async (visitor) => {
    const page = await visitor.open("", { lang });
    await settled(page);
    const own = page.locator("nav.nav").getByRole("searchbox", { name: say[lang].search });
    await tabTo(page, own);
    await page.keyboard.type(lang === "th" ? "ครัวเรือนบ้านมั่นคง" : "better housing households");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: say[lang].search, exact: true }).waitFor();
    await told(page, lang);
    assert.equal(await own.isVisible(), false, "one field is enough");
    const indicator = page.locator("main li a[href*='open=v.']").first();
    const title = await text(indicator);
    await tabTo(page, indicator, 60);
    await page.keyboard.press("Enter");
    await working(page).getByRole("heading", { level: 2 }).waitFor();
    assert.equal(await text(working(page).getByRole("heading", { level: 2 })), title);
    assert.match(await text(working(page).locator(".result")), /\d/);
    await page.keyboard.press("Escape");
    await closed(page);
    assert.equal(query(page).lang, lang === "en" ? "en" : undefined);
  });

  spec(`a reader with a keyboard goes to a table, which is unfolded and in sight (${lang})`, async (visitor) => {
    const page = await openSearch(visitor, lang === "th" ? "เป้าหมายชุมชนริมคลอง" : "Canal community targets", { lang });
    const table = page.locator("main li a[href*='table=canal_targets']").first();
    await tabTo(page, table);
    await page.keyboard.press("Enter");
    const shows = async (page) => {
      const sheet = page.locator("details#table-canal_targets[open]");
      await sheet.locator("table").waitFor();
      await page.waitForFunction(() => document.activeElement?.id === "table-canal_targets");
      const { y } = await sheet.boundingBox();
      assert.ok(y >= -1 && y < page.viewportSize().height / 2, `the table begins at ${y}`);
      assert.equal(await page.locator("main details[open]").count(), 1);
    };
    await shows(page);
    // The address opens it, too, on whatever screen.
    await shows(await visitor.open(page.url().slice(visitor.site.length), { size: "phone" }));
    // Whoever folds it and asks for a figure is not brought back to it.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("article.card [data-open]").first().click();
    await working(page).getByRole("heading", { level: 2 }).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    assert.equal(await page.locator("main details[open]").count(), 0);
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "table-canal_targets");
  });

  spec(`a shared link finds the same, and the other language keeps the words (${lang})`, async (visitor) => {
    const words = lang === "th" ? "บ้านมั่นคง 2546" : "Baan Mankong";
    const page = await openSearch(visitor, "", { lang });
    const titles = await type(page, words, lang);
    assert.ok(titles.length > 0);
    const other = await visitor.open(page.url().slice(visitor.site.length), { size: "phone" });
    await settled(other);
    await told(other, lang);
    assert.deepEqual(await texts(results(other)), titles);
    assert.equal(await field(other).inputValue(), words);
    await other.locator(".switches button").first().click();
    await told(other, lang === "th" ? "en" : "th");
    assert.equal(await field(other).inputValue(), words);
    assert.equal(await results(other).count(), titles.length);
  });

  for (const theme of ["light", "dark"]) {
    spec(`whoever sees or hears it otherwise finds as well (${lang}, ${theme})`, async (visitor) => {
      await withEach(["phone", "tablet", "desktop"], async (size) => {
        for (const words of ["", lang === "th" ? "บ้าน" : "housing", "xyzzy"]) {
          const page = await openSearch(visitor, words, { lang, theme, size });
          await axe(page);
          await noSidewaysScroll(page);
          const small = await page.locator("main a, main input, header.bar a, header.bar button").evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80)));
          assert.deepEqual(small, []);
          await page.context().close();
        }
      });
    }, { timeout: 120_000 });
  }
}

spec("a citizen with a phone gets to the search by the magnifier", async (visitor) => {
  const page = await visitor.open("finance", { size: "phone", lang: "th" });
  await settled(page);
  await page.locator("header.bar").getByRole("link", { name: say.th.search, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: say.th.search, exact: true }).waitFor();
  await field(page).pressSequentially("เพชรบุรี");
  await told(page, "th");
  assert.ok((await texts(page.locator("main h2"))).includes(say.th.cases));
  await page.locator("main li a[href*='table=cases']").first().click();
  await page.locator("details#table-cases[open] table").waitFor();
  // Back is the search as it was.
  await page.goBack();
  await told(page, "th");
  assert.equal(await field(page).inputValue(), "เพชรบุรี");
});

spec("where the worker fails the search says so", async (visitor) => {
  visitor.answer("codi-worker_loader.js", { status: 404, body: "" });
  visitor.expect(/codi-worker_loader\.js/);
  const page = await visitor.open("search?search=x", { lang: "en" });
  await settled(page);
  await page.waitForFunction((words) => document.querySelector("main [role=search] [role=status]")?.textContent.includes(words), say.en.failed);
});

spec("anything may be typed", async (visitor) => {
  const page = await openSearch(visitor, "", { lang: "en" });
  for (const words of ["<script>alert(1)</script>", "\"'&%00", "๏๐๛", "a".repeat(300), "(", ".", "ก\u0e33\u0e49\u200b", "🏠 housing"]) {
    await field(page).fill(words);
    await page.waitForTimeout(50);
    assert.equal(await page.locator("main h1").count(), 1);
  }
  await field(page).fill("");
  await ready(page);
  assert.equal(query(page).search, undefined);
});

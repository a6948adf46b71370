// A page on paper.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { settled, text } from "./reader.mjs";

const langs = {
  th: { line: /^พิมพ์เมื่อ \d{1,2} [ก-๙]+\.? 25\d\d จาก http/ },
  en: { line: /^Printed on \d{1,2} [A-Z][a-z]+ 20\d\d from http/ },
};
const pages = { overview: "", housing: "housing", finance: "finance" };
const before = (page) => page.evaluate(() => dispatchEvent(new Event("beforeprint")));
const after = (page) => page.evaluate(() => dispatchEvent(new Event("afterprint")));
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);

for (const [lang, { line }] of Object.entries(langs)) {
  for (const [name, path] of Object.entries(pages)) {
    spec(`${name} goes to paper without what is only for the screen, and says where it is from (${lang})`, async (visitor) => {
      const page = await visitor.open(path, { lang });
      await settled(page);
      const origin = page.locator(".print-only");
      assert.equal(await origin.isVisible(), false);
      await page.emulateMedia({ media: "print" });
      for (const gone of ["nav.nav", ".switches", ".switch", ".skip", "dialog", "input", "select", ".tip"]) {
        assert.deepEqual(await page.locator(gone).evaluateAll((all) => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.outerHTML.slice(0, 90))), [], gone);
      }
      const buttons = await page.locator("button:not(.figure)").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90)));
      assert.deepEqual(buttons, []);
      assert.equal(await origin.isVisible(), true);
      const words = await text(origin);
      assert.match(words, line);
      assert.ok(words.endsWith(page.url()), words);
      assert.ok((await page.locator("h1").isVisible()) && (await page.locator(".foot").isVisible()));
    });
  }
}

spec("what is printed in the dark is light, its charts too, and dark again on screen", async (visitor) => {
  const page = await visitor.open("housing", { lang: "th", theme: "dark" });
  await settled(page);
  const drawn = () => page.locator(".canvas svg").first().evaluate((svg) => ({ width: svg.getAttribute("width"), ink: svg.querySelector("text").getAttribute("fill") }));
  const onScreen = await drawn();
  assert.equal(await theme(page), "dark");
  await before(page);
  assert.equal(await theme(page), "light");
  const onPaper = await drawn();
  assert.equal(onPaper.width, "680");
  assert.notEqual(onPaper.ink, onScreen.ink);
  await after(page);
  assert.equal(await theme(page), "dark");
  assert.deepEqual(await drawn(), onScreen);
});

spec("the address on paper is that of what is shown", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  await page.locator("nav.nav").getByRole("link", { name: "Housing", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Housing", exact: true }).waitFor();
  await settled(page);
  await before(page);
  const words = (await page.locator(".print-only").textContent()).trim();
  assert.ok(words.endsWith(page.url()), words);
});

for (const [lang, size] of [["th", "desktop"], ["en", "phone"]]) {
  spec(`a long table is printed whole, with its heads, whatever the screen (${lang}, ${size})`, async (visitor) => {
    const page = await visitor.open("places/?data=all", { lang, size });
    await settled(page);
    await page.locator("details#table-provinces summary").click();
    await page.emulateMedia({ media: "print" });
    const table = page.locator("details#table-provinces table");
    const rows = await table.locator("tbody tr").evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
    assert.equal(rows, 77);
    assert.equal(await table.locator("thead").evaluate((head) => getComputedStyle(head).display), "table-header-group");
    assert.equal(await table.locator("tr").first().evaluate((row) => getComputedStyle(row).display), "table-row");
  });
}

spec("no chart is cut across two sheets, nor wider than one", async (visitor) => {
  const page = await visitor.open("", { lang: "th" });
  await settled(page);
  await before(page);
  await page.emulateMedia({ media: "print" });
  // A4 without its margins, in CSS pixels.
  await page.setViewportSize({ width: 680, height: 1009 });
  const faults = await page.locator("figure.frame").evaluateAll((frames) =>
    frames.map((frame) => ({ box: frame.getBoundingClientRect(), kept: getComputedStyle(frame).breakInside })).filter(({ box, kept }) => kept !== "avoid" || box.height > 1009 || box.right > 681),
  );
  assert.deepEqual(faults, []);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  assert.ok(pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20_000);
});

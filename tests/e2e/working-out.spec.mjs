// The working-out: how a figure comes about, down to the cells, and what the report prints for it.
import assert from "node:assert/strict";
import { axe, spec } from "./harness.mjs";
import { closed, figure, open, printed, query, settled, text, withEach, working } from "./reader.mjs";

/** One of each kind: the page, the figure's name, and what its working-out says. */
const kinds = {
  "a value": {
    at: "",
    name: "v.housing_total",
    title: "Households with better housing",
    result: "31,368 households",
    formula: 'sum(programme_results.result[programme = "p03"])',
    steps: [/^Sum of Results against targets · Result/, /4,143/, /25,655/, /1,470/],
    place: /file programme_results\.json, rows 4–7; report, section 3\.3/,
    printed: [/agrees 31,368 households/, /executive summary/, /section 3\.3/],
  },
  "a target": {
    at: "performance/p01",
    name: "t.programme_1_1",
    facts: "Target · FY2566",
    result: "1,050 tambons",
    formula: 'only(programme_results.target[item = "1.1"])',
    steps: [/1,050 tambons/],
    place: /file programme_results\.json, rows 1; report, section 3\.3/,
    printed: [/differs by 50 tambons/, /the report prints 1,000 tambons; its other figures give 1,050 tambons/, /section 2/],
  },
  "an achievement": {
    at: "",
    name: "a.programme_1_1",
    facts: "Per cent of target · FY2566",
    result: "108.10%",
    steps: [/1,135 tambons/, /1,050 tambons/],
    rounding: /Before rounding 108\.0952380\d*; rounded half away from zero to 2 decimals/,
    printed: [/agrees 108\.10%/],
  },
  "a change in per cent": {
    at: "finance",
    name: "g.bs_total_liabilities",
    facts: "Change from the year before in per cent · FY2566",
    result: "−56.26%",
    steps: [/32,144,206\.87 baht/, /FY2565/, /73,484,181\.36 baht/],
    rounding: /Before rounding −56\.25697\d*; rounded half away from zero to 2 decimals/,
    place: /file balance_sheet\.json/,
  },
  "a change": {
    at: "finance",
    name: "c.bs_total_assets",
    facts: "Change from the year before · FY2566",
    result: "−16,486,332.40 baht",
    steps: [/9,034,106,099\.50 baht/, /9,050,592,431\.90 baht/],
    place: /file balance_sheet\.json/,
  },
  "a common size": {
    at: "finance",
    name: "s.is_expense_subsidy",
    facts: "Common size in per cent · FY2566",
    result: "75.67%",
    steps: [/1,163,294,402\.00 baht/, /1,537,250,970\.44 baht/],
    rounding: /Before rounding 75\.67\d*/,
    place: /file income_statement\.json/,
  },
  "a printed figure": {
    at: "audit?search=113.50",
    name: "p.summary_relations_plans_achievement",
    facts: "As printed in the report · FY2566",
    told: "the report prints 113.50%; its other figures give 108.10%",
    steps: [/1,135 tambons/, /1,050 tambons/],
    rounding: /Before rounding 108\.0952380\d*/,
    printed: [/differs by 5\.40 percentage points/, /the report prints 113\.50%; its other figures give 108\.10%/],
    note: /113\.50 compares 1,135 tambons with the 1,000/,
  },
  "a part of a breakdown": {
    at: "performance/p01?tables=by-strong_communities",
    name: "v.strong_communities.region.north.level.very_good",
    facts: "FY2566 (Oct 2022–Sep 2023) · North · Very good",
    result: "228 tambons",
    steps: [/228 tambons/],
    place: /file strong_communities\.json, rows 2; report, section 3\.1\(1\.3\)/,
  },
};
for (const [kind, say] of Object.entries(kinds)) {
  spec(`a reader who taps ${kind} sees how it comes about`, async (visitor) => {
    const page = await visitor.open(say.at, { lang: "en" });
    await settled(page);
    const dialog = await open(page, say.name);
    assert.equal(query(page).open, say.name);
    if (say.title) assert.equal(await text(dialog.locator("h2")), say.title);
    if (say.facts) assert.ok((await text(dialog.locator(".facts"))).startsWith(say.facts), await text(dialog.locator(".facts")));
    assert.equal(await text(dialog.locator(".inside > :is(.result, .told)")), say.result ?? say.told);
    if (say.note) assert.match(await text(dialog.locator(".note")), say.note);
    const formula = await text(dialog.locator("pre"));
    if (say.formula) assert.equal(formula, say.formula);
    else assert.ok(formula.length > 10);
    const steps = await text(dialog.locator(".steps"));
    for (const step of say.steps) assert.match(steps, step);
    assert.match(steps, say.place ?? /file \w+\.json, rows \d/);
    if (say.rounding) assert.match(await text(dialog.locator(".rounding")), say.rounding);
    else assert.equal(await dialog.locator(".rounding").count(), 0);
    await dialog.getByRole("heading", { name: "What the report prints" }).waitFor();
    const places = await text(printed(page));
    for (const place of say.printed ?? []) assert.match(places, place);
    if (!say.printed) assert.ok(places.length > 5);
    await axe(page);

    // A fresh visitor with the same address sees the same.
    const words = await text(dialog);
    const other = await visitor.open(page.url().slice(visitor.site.length));
    await printed(other).waitFor();
    assert.equal(await text(working(other)), words);
  });
}

spec("a working-out is told in Thai to who reads Thai", async (visitor) => {
  const page = await visitor.open("?open=v.housing_total");
  const dialog = working(page);
  assert.equal(await text(dialog.locator("h2")), "ครัวเรือนที่มีที่อยู่อาศัยมั่นคงขึ้น");
  for (const heading of ["ขั้นตอนการคำนวณ", "สูตร", "ตัวเลขที่รายงานพิมพ์"]) await dialog.getByRole("heading", { name: heading }).waitFor();
  assert.equal(await text(dialog.locator(".result")), "31,368 ครัวเรือน");
});

const closings = {
  Escape: (page) => page.keyboard.press("Escape"),
  "the close button": (page) => working(page).getByRole("button", { name: "Close" }).click(),
  "the browser's Back": (page) => page.goBack(),
  "a press beside it": (page) => page.mouse.click(40, 400),
};
for (const [way, close] of Object.entries(closings)) {
  spec(`a working-out is closed by ${way}, and the keyboard is back at its figure`, async (visitor) => {
    const page = await visitor.open("", { lang: "en" });
    await settled(page);
    const button = figure(page, "v.programme_1_2");
    await button.focus();
    await page.keyboard.press("Enter");
    await working(page).waitFor();
    assert.equal(query(page).open, "v.programme_1_2");
    // What is behind it cannot be reached.
    assert.equal(await page.evaluate(() => document.querySelector("dialog").contains(document.activeElement)), true);
    await close(page);
    await closed(page);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.open), "v.programme_1_2");
  });
}

spec("Back and Forward open and close working-outs as they were", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  await open(page, "v.housing_total");
  await page.keyboard.press("Escape");
  await closed(page);
  await open(page, "v.total_revenue");
  await page.goBack();
  await closed(page);
  await page.goForward();
  await working(page).waitFor();
  assert.equal(await text(working(page).locator("h2")), "Total revenue");
});

spec("a reader copies the link of what is open", async (visitor) => {
  const page = await visitor.open("?open=v.housing_total", { lang: "en" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await working(page).getByRole("button", { name: "Copy link" }).click();
  await working(page).getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
});

for (const [lang, words] of [["th", "ไม่พบตัวเลขนี้ในชุดข้อมูล"], ["en", "This figure is not in the data."]]) {
  spec(`an address with a figure that is not there says so (${lang})`, async (visitor) => {
    await withEach(["v.nothing", "x", "v.housing_total.2566.region", "z.housing_total"], async (name) => {
      const page = await visitor.open(`?open=${name}`, { lang });
      assert.ok((await text(working(page))).includes(words), name);
      await page.keyboard.press("Escape");
      await closed(page);
      await page.context().close();
    });
  });
}

for (const [lang, words] of [["th", "จำนวนครัวเรือนผู้มีรายได้น้อยที่ได้รับการพัฒนาที่อยู่อาศัยรวมทุกโครงการ เป็นงานที่ประชาชนได้รับประโยชน์โดยตรง"], ["en", "Low-income households whose housing was improved, all projects together: the work that citizens feel most directly."]]) {
  spec(`a link to a working-out opens with what the indicator counts, which no page loads before (${lang})`, async (visitor) => {
    visitor.answer("codi-worker_loader.js", { status: 404, body: "" });
    visitor.expect(/codi-worker_loader\.js/);
    const described = () => visitor.requests.filter((url) => url.endsWith("/indicator_descriptions.json")).length;
    const page = await visitor.open("housing", { lang });
    await settled(page);
    assert.equal(described(), 0);
    const dialog = await open(page, "v.housing_total");
    assert.equal(await text(dialog.locator(".result + p")), words);
    assert.equal(described(), 1);
    const cold = await visitor.open("?open=v.housing_total", { lang });
    await working(cold).locator(".result").waitFor();
    assert.equal(await text(working(cold).locator(".result + p")), words);
  });
}

// Performance: every programme against its targets. Every number here was read off the printed report.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { chart, row, rows, settled, text, texts, withEach } from "./reader.mjs";

const article = (page, number) => page.locator("article.programme").nth(number - 1);
const codes = Array.from({ length: 13 }, (_, index) => `p${String(index + 1).padStart(2, "0")}`);

/** Target, result, per cent of target, status. */
const items = {
  1.1: ["1,050 tambons", "1,135 tambons", "108.10%", "Target met"],
  1.2: ["1,162 tambons", "1,366 tambons", "117.56%", "Target met"],
  2.1: ["500 tambons or cities", "512 tambons or cities", "102.40%", "Target met"],
  3.1: ["3,750 households", "4,143 households", "110.48%", "Target met"],
  3.2: ["25,000 households", "25,655 households", "102.62%", "Target met"],
  3.3: ["100 households", "100 households", "100.00%", "Target met"],
  3.4: ["1,000 households", "1,470 households", "147.00%", "Target met"],
  4: ["210 tambons or cities", "343 tambons or cities", "163.33%", "Target met"],
  5: ["50 agencies", "65 agencies", "130.00%", "Target met"],
  6: ["2,910 people", "5,327 people", "183.06%", "Target met"],
  7: ["1,050 tambons", "1,162 tambons", "110.67%", "Target met"],
  8.1: ["780 funds", "1,663 funds", "213.21%", "Target met"],
  8.2: ["500 funds", "1,005 funds", "201.00%", "Target met"],
  9.1: ["100 organizations", "141 organizations", "141.00%", "Target met"],
  // A limit: there is no per cent of it to speak of.
  9.2: ["at most 10.00%", "9.29%", "–", "Target met"],
  10.1: ["4 systems", "4 systems", "100.00%", "Target met"],
  10.2: ["75 points", "100 points", "133.33%", "Target met"],
  11.1: ["20 sets", "20 sets", "100.00%", "Target met"],
  11.2: ["–", "823 people", "–", "No target in numbers"],
  12.1: ["166.34 million baht", "195.72 million baht", "117.66%", "Target met"],
  12.2: ["400.00 points", "456.11 points", "114.03%", "Target met"],
  12.3: ["100.00 points", "95.00 points", "95.00%", "Target not met"],
};
const next = ["1,230 tambons", "325 tambons", "30,918 households", "210 tambons", "50 agencies", "2,000 people", "800 tambons", "1,600 funds", "80 per cent", "77 provinces", "20 sets", "85 per cent", "30 per cent of staff trained, with a competency score of at least 80 per cent"];

const sign = (words) => words.replace(/^[▲▼○] /, "");

spec("a citizen finds the thirteen programmes under their four development issues", async (visitor) => {
  const page = await visitor.open("performance");
  await settled(page);
  const issues = page.locator("section.issue");
  assert.equal(await issues.count(), 4);
  const counts = await issues.evaluateAll((issues) => issues.map((issue) => issue.querySelectorAll("article.programme").length));
  assert.deepEqual(counts, [3, 2, 4, 4]);
  const titles = await texts(issues.getByRole("heading", { level: 2 }));
  for (const [index, title] of titles.entries()) assert.ok(title.startsWith(`ประเด็นการพัฒนาที่ ${index + 1} `), title);
  const numbers = await texts(page.locator("article.programme .ordinal"));
  assert.deepEqual(numbers, codes.map((_, index) => String(index + 1)));
  assert.match(await text(page.locator(".lead")), /20 จาก 21/);
});

spec("a reader reads off each item's target, result, achievement and status", async (visitor) => {
  const page = await visitor.open("performance", { lang: "en" });
  await settled(page);
  for (const [item, expected] of Object.entries(items)) {
    const cells = await row(article(page, Number.parseInt(item, 10)).locator("table"), `${item} `);
    assert.deepEqual(cells.map(sign), expected, item);
  }
  // What is told in words, and the sum of programme 3.
  const all = await page.locator("article.programme tbody tr").count();
  assert.equal(all, Object.keys(items).length + 2);
  const total = await row(article(page, 3).locator("table"), "Total");
  assert.deepEqual(total.map(sign), ["29,850 households", "31,368 households", "105.09%", "Target met"]);
});

spec("a citizen who reads Thai sees the limit of bad loans, and what was not met", async (visitor) => {
  const page = await visitor.open("performance");
  await settled(page);
  const loans = await row(article(page, 9).locator("table"), "9.2 ");
  assert.deepEqual(loans.map(sign), ["ไม่เกิน 10.00%", "9.29%", "–", "บรรลุเป้าหมาย"]);
  const board = await row(article(page, 12).locator("table"), "12.3 ");
  assert.deepEqual(board.map(sign), ["100.00 คะแนน", "95.00 คะแนน", "95.00%", "ไม่บรรลุเป้าหมาย"]);
});

spec("what has no number is told in the report's own words", async (visitor) => {
  const page = await visitor.open("performance");
  await settled(page);
  const [target, result, achieved, status] = await row(article(page, 13).locator("table"), "13 ");
  assert.match(target, /^ร้อยละ 30 ของบุคลากร/);
  assert.match(result, /^พัฒนาศักยภาพบุคลากร/);
  assert.deepEqual([achieved, sign(status)], ["–", "เชิงคุณภาพ"]);
});

spec("a planner finds next year's targets", async (visitor) => {
  const page = await visitor.open("performance", { lang: "en" });
  await settled(page);
  for (const [index, target] of next.entries()) {
    const words = await text(article(page, index + 1).locator(".next"));
    assert.ok(words.startsWith("Targets for FY2567"), words);
    assert.ok(words.endsWith(`· ${target}`), `${codes[index]}: ${target} in “${words}”`);
  }
});

spec("a press on a programme opens its page, and Back returns", async (visitor) => {
  const page = await visitor.open("performance", { lang: "en" });
  await settled(page);
  const link = article(page, 3).getByRole("link");
  const title = (await text(link)).replace(/^3 /, "");
  await link.click();
  await page.waitForURL(/\/performance\/p03\?lang=en$/);
  await settled(page);
  assert.equal(await text(page.locator("h1")), title);
  // All of programme 3 together.
  const card = await text(page.locator("article.card", { hasText: "Households with better housing" }));
  for (const figure of ["31,368 households", "29,850 households", "105.09%"]) assert.ok(card.includes(figure), card);
  await page.goBack();
  await page.waitForURL(/\/performance\/?\?lang=en$/);
  assert.equal(await text(page.locator("h1")), "Performance");
});

spec("each programme's page opens by its address and has its items", async (visitor) => {
  await withEach(codes.entries(), async ([index, code]) => {
    const page = await visitor.open(`performance/${code}`, { lang: index % 2 ? "en" : "th" });
    await settled(page);
    const mine = Object.keys(items).filter((item) => Number.parseInt(item, 10) === index + 1);
    const found = (await rows(page.locator("table.items"))).map(([title]) => title.split(" ")[0]).filter((item) => /^\d/.test(item));
    assert.deepEqual(found, mine.length > 0 ? mine.sort() : ["13"], code);
    await page.context().close();
  });
});

spec("a reader leafs through the programmes from the first to the last", async (visitor) => {
  const page = await visitor.open("performance/p01", { lang: "en" });
  const leaf = page.locator("nav.neighbours").getByRole("link", { name: "Next programme" });
  for (const code of codes.slice(1)) {
    await leaf.click();
    await page.waitForURL(new RegExp(`/performance/${code}\\?lang=en$`));
    await page.locator("main h1").waitFor();
  }
  assert.equal(await leaf.count(), 0);
  await page.locator(".crumbs a").click();
  await page.waitForURL(/\/performance\/?\?lang=en$/);
});

spec("a programme that is not there is a page that is not there", async (visitor) => {
  visitor.expect(/^status 404: .*p99$/);
  const page = await visitor.open("performance/p99");
  await page.getByRole("heading", { name: "ไม่พบหน้านี้" }).waitFor();
  await page.locator("main").getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: "ภาพรวม" }).waitFor();
});

const breakdowns = {
  p01: {
    strong_communities: { North: ["72 tambons", "228 tambons", "300 tambons"], Northeast: ["239 tambons", "297 tambons", "536 tambons"], South: ["100 tambons", "104 tambons", "204 tambons"], "Central and West": ["80 tambons", "103 tambons", "183 tambons"], "Bangkok, vicinity and East": ["27 tambons", "116 tambons", "143 tambons"] },
    strong_community_score: { "Capable people": ["87.43%"], "Strong community organizations": ["87.42%"], "Better quality of life": ["89.29%"], "Relations with partner agencies": ["89.97%"] },
    strong_community_provinces: { North: ["17 provinces"], Northeast: ["20 provinces"], South: ["14 provinces"], "Central and West": ["13 provinces"], "Bangkok, vicinity and East": ["13 provinces"] },
  },
  p08: {
    welfare_funds: { North: ["1,208 funds"], Northeast: ["2,254 funds"], South: ["1,062 funds"], "Central and West": ["719 funds"], "Bangkok, vicinity and East": ["692 funds"] },
    welfare_tambon_coverage: { North: ["77.14% of tambons"], Northeast: ["83.20% of tambons"], South: ["97.79% of tambons"], "Central and West": ["62.90% of tambons"], "Bangkok, vicinity and East": ["70.90% of tambons"] },
    welfare_members: { North: ["1,479,017 people"], Northeast: ["2,598,520 people"], South: ["1,350,325 people"], "Central and West": ["567,551 people"], "Bangkok, vicinity and East": ["765,191 people"] },
    welfare_contributions: { Members: ["14,052.01 million baht"], Government: ["3,456.11 million baht"], "Local government": ["1,487.15 million baht"], "Other sources": ["1,760.29 million baht"] },
    certified_funds: { North: ["205 funds"], Northeast: ["381 funds"], South: ["180 funds"], "Central and West": ["122 funds"], "Bangkok, vicinity and East": ["117 funds"] },
  },
};
for (const [code, charts] of Object.entries(breakdowns)) {
  spec(`a reader finds the report's breakdowns of programme ${code} in charts and their tables`, async (visitor) => {
    const page = await visitor.open(`performance/${code}`, { lang: "en" });
    await settled(page);
    for (const [id, parts] of Object.entries(charts)) {
      const frame = chart(page, `by-${id}`);
      // A part of a bar that is too narrow for its number is told in the description.
      const described = await frame.locator(".canvas").evaluate((canvas) => document.getElementById(canvas.getAttribute("aria-describedby")).textContent);
      const drawn = [...(await texts(frame.locator("svg text"))), described].join(" ");
      const table = frame.locator("table");
      assert.equal((await rows(table)).length, Object.keys(parts).length, id);
      for (const [name, figures] of Object.entries(parts)) {
        // “North” begins “Northeast”, too.
        const cells = (await rows(table)).find(([title]) => title === name || (title.startsWith(name) && name.length > 9)) ?? [];
        assert.deepEqual(cells.slice(1), figures, `${id}, ${name}`);
        for (const figure of figures) assert.ok(drawn.includes(figure.match(/[\d,.]+/)[0]), `${id} draws ${figure}`);
      }
    }
  });
}

spec("a working-out of a region's funds names the tambons they serve", async (visitor) => {
  const page = await visitor.open("performance/p08?open=v.welfare_tambon_coverage.region.north", { lang: "en" });
  const dialog = page.locator("dialog[open]");
  const steps = await text(dialog.locator(".steps"));
  assert.match(steps, /1,208 funds/);
  assert.match(steps, /1,566 tambons/);
  assert.equal(await text(dialog.locator(".result")), "77.14% of tambons");
});

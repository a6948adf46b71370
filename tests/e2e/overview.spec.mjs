// The overview: the year in ten seconds. Every number here was read off the printed report.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DIST, spec } from "./harness.mjs";
import { audited, chart, row, rows, settled, text, texts } from "./reader.mjs";

const card = (page, title) => page.locator("article.card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

for (const size of ["phone", "desktop"]) {
  spec(`a citizen sees within the first screen of a ${size} how many households were housed`, async (visitor) => {
    const page = await visitor.open("", { size });
    await settled(page);
    const screen = page.viewportSize();
    for (const said of [page.locator(".lead"), card(page, "ครัวเรือนที่มีที่อยู่อาศัยมั่นคงขึ้น").locator(".big")]) {
      assert.match(await text(said), /31,368 ครัวเรือน/);
      const { y, height } = await said.boundingBox();
      assert.ok(y >= 0 && y + height <= screen.height, `ends at ${y + height} of ${screen.height}`);
    }
  });
}

const headlines = {
  th: {
    "ครัวเรือนที่มีที่อยู่อาศัยมั่นคงขึ้น": ["31,368 ครัวเรือน", "บรรลุเป้าหมาย", "29,850 ครัวเรือน", "105.09%"],
    "ตำบลที่มีแผนพัฒนาชุมชน": ["1,135 ตำบล", "1,050 ตำบล", "108.10%"],
    "ตำบลที่พัฒนาเป็นชุมชนเข้มแข็ง": ["1,366 ตำบล", "1,162 ตำบล", "117.56%"],
    "กองทุนสวัสดิการที่ได้รับสมทบ": ["1,663 กองทุน", "780 กองทุน", "213.21%", "1,130,315 คน"],
    "คะแนนประเมินองค์กร": ["99.50 คะแนน", "100.00 คะแนน"],
    "รายได้รวม": ["1,537.25 ล้านบาท", "−1.22%"],
    "ค่าใช้จ่ายรวม": ["1,512.40 ล้านบาท", "−8.96%"],
    "รายได้สูงกว่าค่าใช้จ่าย": ["24.85 ล้านบาท"],
  },
  en: {
    "Households with better housing": ["31,368 households", "Target met", "29,850 households", "105.09%"],
    "Tambons with a community development plan": ["1,135 tambons", "1,050 tambons", "108.10%"],
    "Tambons developed into strong communities": ["1,366 tambons", "1,162 tambons", "117.56%"],
    "Welfare funds supported": ["1,663 funds", "780 funds", "213.21%", "1,130,315 people"],
    "Evaluation score": ["99.50 points", "by the weights: 100.00 points"],
    "Total revenue": ["1,537.25 million baht", "−1.22% on FY2565"],
    "Total expenses": ["1,512.40 million baht", "−8.96% on FY2565"],
    Surplus: ["24.85 million baht"],
  },
};
for (const [lang, cards] of Object.entries(headlines)) {
  spec(`a reader finds the report's eight headline figures, each with its unit and year (${lang})`, async (visitor) => {
    const page = await visitor.open("", { lang });
    await settled(page);
    assert.equal(await page.locator("article.card").count(), Object.keys(cards).length);
    for (const [title, figures] of Object.entries(cards)) {
      const words = await text(card(page, title));
      for (const figure of figures) assert.ok(words.includes(figure), `${title}: ${figure} in “${words}”`);
      assert.match(words, /2566$/);
    }
  });
}

spec("a reader sees every programme that has a target in numbers held against it", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const table = chart(page, "achievement").locator("table");
  // 21 items of the programmes 1 to 12; 11.2 has no target and 13 none in numbers.
  const expected = {
    "1.1": "1,135 / 1,050 tambons · 108.10%",
    "1.2": "1,366 / 1,162 tambons · 117.56%",
    "2.1": "512 / 500 tambons or cities · 102.40%",
    "3.1": "4,143 / 3,750 households · 110.48%",
    "3.2": "25,655 / 25,000 households · 102.62%",
    "3.3": "100 / 100 households · 100.00%",
    "3.4": "1,470 / 1,000 households · 147.00%",
    4: "343 / 210 tambons or cities · 163.33%",
    5: "65 / 50 agencies · 130.00%",
    6: "5,327 / 2,910 people · 183.06%",
    7: "1,162 / 1,050 tambons · 110.67%",
    8.1: "1,663 / 780 funds · 213.21%",
    8.2: "1,005 / 500 funds · 201.00%",
    9.1: "141 / 100 organizations · 141.00%",
    9.2: "9.29 / 10.00% · 92.90%",
    10.1: "4 / 4 systems · 100.00%",
    10.2: "100 / 75 points · 133.33%",
    11.1: "20 / 20 sets · 100.00%",
    12.1: "195.72 / 166.34 million baht · 117.66%",
    12.2: "456.11 / 400.00 points · 114.03%",
    12.3: "95.00 / 100.00 points · 95.00%",
  };
  const drawn = await texts(chart(page, "achievement").locator("svg text"));
  for (const [item, words] of Object.entries(expected)) {
    assert.ok(drawn.includes(words), `the chart writes ${words}`);
    assert.ok(drawn.some((label) => label.startsWith(`${item} `)), `the chart names ${item}`);
    const [result, target, achieved] = words.split(/ [/·] /);
    const cells = await row(table, `${item} `);
    assert.equal(cells[0], target);
    assert.ok(cells[1].startsWith(result), `${cells[1]} is ${result}`);
    assert.equal(cells[2], achieved);
  }
  assert.equal((await rows(table)).length, Object.keys(expected).length);
});

for (const [lang, see] of [["th", "ดูข้อสังเกตทั้งหมด"], ["en", "See all findings"]]) {
  spec(`a citizen reads in one line how the printed figures fared, and reads on (${lang})`, async (visitor) => {
    const page = await visitor.open("", { lang });
    await settled(page);
    await audited(page);
    const line = await text(page.locator(".audit > p").first());
    const [total, agree, rounding, differ, pairs, findings] = line.match(/\d[\d,]*/g).map((number) => Number(number.replaceAll(",", "")));
    assert.equal(total, agree + rounding + differ);
    assert.ok(findings > 0 && findings <= rounding + differ + pairs, line);
    await page.locator(".audit").getByRole("link", { name: see }).click();
    await audited(page);
    assert.match(new URL(page.url()).pathname, /\/audit\/?$/);
    // The same is told there, and every finding is there.
    assert.ok((await texts(page.locator("main p"))).includes(line), line);
    assert.equal(await page.locator("main article.card").count(), findings);
  });
}

spec("the overview is whole with the tables that are loaded first, before any other is asked for", async (visitor) => {
  // Without the worker, which loads everything once the page is drawn, all that is asked for is the page's own.
  visitor.answer("codi-worker_loader.js", { status: 404, body: "" });
  visitor.expect(/codi-worker_loader\.js/);
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  await page.locator(".audit").getByText("could not be checked").waitFor();
  const asked = visitor.requests.map((url) => url.slice(visitor.site.length)).filter((path) => path.startsWith("data/"));
  assert.deepEqual(asked.toSorted(), [...firstData()].toSorted());
  // The page asked for the worker only when it was drawn, with nothing left out.
  const words = await text(page.locator("main"));
  assert.doesNotMatch(words, /Not computable|No data|Loading/);
  assert.equal(await page.locator("main .figure.none").count(), 0);
  for (const figure of ["31,368", "1,135", "1,366", "1,663", "99.50", "1,537.25", "1,512.40", "24.85"]) assert.ok(words.includes(figure), figure);
});

spec("the first view asks for nothing but what `make size` weighs as such", async (visitor) => {
  // In the language of the larger texts, which are those that are weighed.
  const page = await visitor.open("", { lang: "th" });
  await settled(page);
  await audited(page);
  const worker = visitor.requests.findIndex((url) => url.endsWith("codi-worker_loader.js"));
  assert.ok(worker > 0, "the worker is asked for");
  const files = visitor.requests.slice(0, worker).map((url) => new URL(url).pathname.slice(new URL(visitor.site).pathname.length) || "index.html");
  assert.deepEqual(files.filter((file, index) => files.indexOf(file) !== index), [], "nothing is asked for twice");
  const raw = files.reduce((sum, file) => sum + readFileSync(join(DIST, file)).length, 0);
  // It fails above its bars.
  const sizes = execFileSync(process.execPath, [fileURLToPath(new URL("../../tools/size.mjs", import.meta.url)), DIST], { encoding: "utf8" });
  const [, weighed] = sizes.match(/^first view +(\d+)/m);
  // The browser of the tests fetches no icon.
  assert.ok(raw <= Number(weighed) && raw > 0.99 * Number(weighed), `${raw} of ${weighed}: ${files.join(" ")}`);
});

/** The descriptor and the files of the tables that are loaded first, and of the codelists that they use. */
function firstData() {
  const { resources } = JSON.parse(readFileSync(join(DIST, "data/datapackage.lean.json"), "utf8"));
  const named = (name) => resources.find((resource) => resource.name === name);
  const first = new Set(resources.filter((resource) => resource.preload));
  // A set that grows while it is gone through is gone through to its end.
  for (const { schema } of first) for (const { reference } of schema.foreignKeys ?? []) if (reference.resource) first.add(named(reference.resource));
  return new Set(["datapackage.lean.json", ...[...first].flatMap(({ path }) => path)].map((path) => `data/${path}`));
}

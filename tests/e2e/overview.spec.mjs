// The overview: the year in ten seconds. Every number here was read off the printed report.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { chart, closed, open, row, rows, settled, text, texts } from "./reader.mjs";

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

for (const lang of ["th", "en"]) {
  spec(`a citizen reads in one line how the printed figures fared (${lang})`, async (visitor) => {
    const page = await visitor.open("", { lang });
    await settled(page);
    const line = page.locator(".audit > p");
    assert.equal(await line.count(), 1);
    const [total, agree, rounding, differ] = (await text(line)).match(/\d[\d,]*/g).map((number) => Number(number.replaceAll(",", "")));
    assert.equal(total, agree + rounding + differ);
    assert.equal(differ, 7);
    await page.locator(".audit summary").click();
    assert.equal(await page.locator(".audit .findings > li:visible").count(), differ);
  });
}

spec("an auditor opens the working-out of each figure that differs", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  await page.locator(".audit summary").click();
  const expected = [
    ["113.50%", "108.10%", "+5.40"],
    ["1,000 tambons", "1,050 tambons", "−50"],
    ["270 tambons or cities", "210 tambons or cities", "+60"],
    ["20,755,556,074 baht", "20,755,556,077 baht", "−3"],
    ["95 points", "100 points", "−5"],
    ["9.50 points", "10.00 points", "−0.50"],
    ["35.26%", "35.32%", "−0.06"],
  ];
  const findings = page.locator(".audit .findings > li");
  assert.equal(await findings.count(), expected.length);
  for (const [index, [printed, computed, by]] of expected.entries()) {
    const finding = findings.nth(index);
    const words = await text(finding);
    assert.ok(words.includes(`the report prints ${printed}, its tables give ${computed}`), words);
    assert.ok(words.includes(`differs by ${by}`), words);
    const name = await finding.getByRole("button").getAttribute("data-open");
    const dialog = await open(page, name);
    assert.equal(await text(dialog.locator(".result")), computed);
    assert.ok((await text(dialog.locator(".findings"))).includes(`differs by ${by}`));
    // The words of the report are Thai, also for English readers.
    assert.match(await text(dialog.locator(".findings q[lang=th]").first()), /\p{Script=Thai}|\d/u);
    await page.keyboard.press("Escape");
    await closed(page);
  }
});

// The data audit: what it finds, how one comes to it and through it, and what of it can be taken away. Every number here was
// read off the printed report.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { axe, DIST, noSidewaysScroll, shoot, spec } from "./harness.mjs";
import { audited, closed, figure, goTo, printed, query, settled, text, texts, withEach, working } from "./reader.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const say = {
  th: { disagree: "ตัวเลขไม่ตรงกัน", foot: "ยอดรวมไม่ลงตัว", slip: "การปัดเศษ", search: "ค้นหาคำหรือตัวเลข", section: "หัวข้อในรายงาน", more: "แสดงทั้งหมด", csv: "ดาวน์โหลด CSV", json: "ดาวน์โหลด JSON", making: "กำลังตรวจตัวเลขทุกตัวที่รายงานพิมพ์", failed: "ตรวจตัวเลขไม่สำเร็จ", none: "คำนวณไม่ได้", see: "ดูข้อสังเกตนี้" },
  en: { disagree: "Figures disagree", foot: "Total does not add up", slip: "Rounding", search: "Search words or figures", section: "Section of the report", more: "Show all", csv: "Download CSV", json: "Download JSON", making: "Checking every figure", failed: "could not be checked", none: "Not computable", see: "See this finding" },
};
/** Both languages, and the two screens that most people have. */
const visits = ["th", "en"].flatMap((lang) => ["phone", "landscape"].map((size) => ({ lang, size })));

/** What must be found in the report: how much it weighs, what its finding tells, and what is said of it besides. */
const expected = {
  "leaders by course": ["foot", ["531", "1,071"], "714", "174"],
  "a programme held against another target": ["disagree", ["113.50", "108.10"], "1,000"],
  "households along canals": ["disagree", ["6,386", "6,141", "245"]],
  "communities along canals": ["foot", ["38", "28"]],
  "satisfaction with the staff": ["disagree", ["88.03", "88.04"]],
  "the board's score": ["disagree", ["95", "100"]],
  "the board's weighted score": ["disagree", ["9.50", "10.00"]],
  "networks against corruption": ["disagree", ["270", "210"]],
  "welfare paid, cut off": ["slip", ["3,981.010", "3,981.011"]],
  "assets from rounded figures": ["slip", ["16.48", "16.49"], "9,034.11"],
  "communities of secure housing": ["foot", ["1,156", "1,637", "481"]],
  "agencies of the memoranda": ["foot", ["65", "68"], "19", "49"],
  "long-term loans": ["disagree", ["4,794.52", "4,059.29"]],
  "the funds' money by source": ["foot", ["20,755,556,074", "20,755,556,077"]],
};

const cards = (page) => page.locator(".found > article.card");
/** The card of the finding that tells these numbers, and says those of it besides; what its places say does not count. */
function finding(page, numbers, ...besides) {
  const says = (where) => (number) => page.locator(where).filter({ hasText: new RegExp(`(?<![\\d,.])${number.replaceAll(".", "\\.")}(?!\\d|[,.]\\d)`) });
  const all = [...numbers.map(says(".told")), ...besides.map(says(".cause, .note"))];
  return all.reduce((found, has) => found.filter({ has }), cards(page));
}
const leaders = (page) => finding(page, ["531", "1,071"], "714", "174");
const ids = (page) => cards(page).evaluateAll((cards) => cards.map((card) => card.id));
const chip = (page, name) => page.getByRole("button", { name: new RegExp(`^${name} \\(\\d+\\)$`) });
const search = (page, lang) => page.getByRole("searchbox", { name: say[lang].search });
const sections = (page, lang) => page.getByRole("combobox", { name: say[lang].section });
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);
const number = (words) => Number(words.match(/\d[\d,]*/)[0].replaceAll(",", ""));
/** Waits until so many findings are shown, or another number than now. */
const shows = (page, count) => page.waitForFunction((count) => document.querySelectorAll(".found > article.card").length === count, count);
const addressed = (page, parts) => page.waitForFunction((parts) => parts.every(([name, value]) => new URL(location).searchParams.get(name) === value), Object.entries(parts));

async function openAudit(visitor, at = "", options = {}) {
  const page = await visitor.open(`audit${at}`, options);
  await settled(page);
  await page.locator(".found").waitFor({ state: "attached" });
  return page;
}

/** The card is what the reader sees, where the keyboard is, and open. */
async function broughtTo(page, card) {
  await page.waitForFunction((card) => card.contains(document.activeElement), await card.elementHandle());
  assert.equal(await focused(card), true, "the card has the focus");
  const [{ y, height }, screen, bar] = [await card.boundingBox(), page.viewportSize(), await page.locator("nav.nav").boundingBox()];
  assert.ok(y < screen.height / 2 && y + height > 0, `the card begins at ${y} of ${screen.height}`);
  const heading = await card.getByRole("heading").boundingBox();
  const covers = bar.y <= 0 && bar.width > screen.width / 2 ? bar.y + bar.height : 0;
  assert.ok(heading.y >= covers && heading.y + heading.height <= screen.height, `the heading is in sight, at ${heading.y}`);
  assert.equal(await card.locator("> details").getAttribute("open"), "", "its places are shown");
}

for (const visit of visits) {
  const { lang, size } = visit;
  spec(`a citizen reads how many figures were checked, and what came of it (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    const [total, agree, rounding, differ, pairs, findings] = (await text(page.locator(".audited > p"))).match(/\d[\d,]*/g).map(number);
    assert.equal(total, agree + rounding + differ);
    const verdicts = (await texts(page.locator(".verdicts li"))).map(number);
    assert.deepEqual([verdicts[0], verdicts[1] + verdicts[2], verdicts[3]], [agree, rounding, differ]);
    assert.equal(verdicts.length, 5);
    const [hold, relations] = (await text(page.locator(".verdicts li .big").last())).match(/\d+/g).map(number);
    assert.equal(pairs, relations - hold);
    assert.ok(total > 700 && agree > 0.9 * total);
    // Each finding is of one severity.
    const chips = (await texts(page.locator(".chips button"))).map(number);
    assert.equal(chips[0], findings);
    assert.equal(chips[0], chips[1] + chips[2] + chips[3]);
    assert.equal(await cards(page).count(), findings);
    assert.equal(new Set(await ids(page)).size, findings);
  });

  spec(`an auditor finds the report's known contradictions, each once, with its weight (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    for (const [what, [severity, told, ...besides]] of Object.entries(expected)) {
      const card = finding(page, told, ...besides);
      assert.equal(await card.count(), 1, what);
      assert.ok((await text(card.locator(".badge").first())).endsWith(say[lang][severity]), what);
      assert.ok((await text(card.getByRole("heading", { level: 3 }).getByRole("link"))).length > 4, what);
    }
    // Heaviest first.
    const weights = (await texts(page.locator(".found > article > p:first-child .badge"))).map((words) => [say[lang].disagree, say[lang].foot, say[lang].slip].findIndex((severity) => words.endsWith(severity)));
    assert.deepEqual(weights, weights.toSorted());
  });

  spec(`a citizen sees which cell of the leaders' table would make every sum right (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    const card = leaders(page);
    const words = await text(card);
    for (const part of lang === "th" ? ["การบริหารจัดการที่ดี", "ตะวันออกเฉียงเหนือ", "สลับหลัก"] : ["Good management", "Northeast", "same in another order"]) assert.ok(words.includes(part), part);
    await card.locator("> details > summary").click();
    const places = (await texts(card.locator("details li"))).join("\n");
    for (const sum of ["531", "1,071", "5,327", "5,867", "1,164", "1,704"]) assert.ok(places.includes(sum), sum);
    // The report's own line.
    assert.ok(places.includes("การบริหารจัดการที่ดี 291 66 - 714 - - 531"), places);
  });

  spec(`a citizen filters by severity and section and searches, and the address keeps it (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    const all = await cards(page).count();
    const slips = number(await text(chip(page, say[lang].slip)));
    await chip(page, say[lang].slip).click();
    await shows(page, slips);
    for (const badge of await texts(page.locator(".found > article > p:first-child .badge"))) assert.ok(badge.endsWith(say[lang].slip), badge);
    assert.equal(await chip(page, say[lang].slip).getAttribute("aria-pressed"), "true");
    assert.deepEqual(query(page).severity, "slip");
    assert.match(await text(page.locator("main [role=status]")), new RegExp(`${slips}\\D+${all}`));

    await sections(page, lang).selectOption("3.7");
    await addressed(page, { severity: "slip", section: "3.7" });
    const financial = await cards(page).count();
    assert.ok(financial > 0 && financial < slips);
    // The figures below are of the section, too.
    const places = new Set(await texts(page.locator("ul.figures > li .place")));
    assert.deepEqual([...places], [lang === "th" ? "หัวข้อ 3.7" : "section 3.7"]);

    await search(page, lang).fill("16.48");
    await shows(page, 1);
    await search(page, lang).press("Enter");
    await addressed(page, { severity: "slip", section: "3.7", search: "16.48" });
    const [one] = await ids(page);
    const same = async (page) => {
      await settled(page);
      await shows(page, 1);
      assert.deepEqual(await ids(page), [one]);
      assert.equal(await search(page, lang).inputValue(), "16.48");
      assert.equal(await sections(page, lang).inputValue(), "3.7");
      assert.equal(await chip(page, say[lang].slip).getAttribute("aria-pressed"), "true");
    };
    await same(page);
    await page.reload();
    await same(page);
    await same(await visitor.open(page.url().slice(visitor.site.length), { size }));

    // Back takes one after the other away, in the fields, too.
    await page.goBack();
    await shows(page, financial);
    assert.equal(await search(page, lang).inputValue(), "");
    await page.goBack();
    await shows(page, slips);
    assert.equal(await sections(page, lang).inputValue(), "");
    await page.goBack();
    await shows(page, all);
    assert.equal(await chip(page, say[lang].slip).getAttribute("aria-pressed"), "false");
    await page.goForward();
    await shows(page, slips);
  });
}

for (const [lang, words] of [["th", ["ริมคลอง", "ครัวเรือนในเนื้อความ", "6,386", "สวัสดิการ 3,981.010"]], ["en", ["canal", "CANAL homes", "6,386", "benefits 3,981.010"]]]) {
  spec(`a citizen searches for words and figures as people write them (${lang})`, async (visitor) => {
    const page = await openAudit(visitor, "", { lang, size: "phone" });
    const all = await cards(page).count();
    for (const typed of words) {
      await search(page, lang).pressSequentially(typed);
      await page.waitForFunction((all) => document.querySelectorAll(".found > article.card").length < all, all);
      const found = await cards(page).evaluateAll((cards) => cards.map((card) => card.textContent.toLowerCase()));
      assert.ok(found.length > 0, typed);
      for (const card of found) for (const word of typed.toLowerCase().split(" ")) assert.ok(card.includes(word), `${word} in ${card}`);
      await search(page, lang).press("Enter");
      await addressed(page, { search: typed });
      await search(page, lang).fill("");
      await search(page, lang).press("Enter");
      await shows(page, all);
      assert.equal(query(page).search, undefined);
    }
    // What is nowhere is said to be nowhere, and nothing is broken by it.
    await search(page, lang).fill("ไม่มีคำนี้แน่นอน");
    await shows(page, 0);
    assert.match(await text(page.locator("main [role=status]")), new RegExp(`0\\D+${all}`));
    await axe(page);
  });

  spec(`whoever searches or chooses keeps the keyboard where it is (${lang})`, async (visitor) => {
    const page = await openAudit(visitor, "", { lang });
    const all = await cards(page).count();
    await search(page, lang).focus();
    await page.keyboard.type("6,386");
    await page.keyboard.press("Enter");
    await addressed(page, { search: "6,386" });
    assert.equal(await focused(search(page, lang)), true, "after Enter the keyboard is in the box");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Tab");
    await shows(page, all);
    assert.equal(await focused(page.getByRole("button", { name: say[lang].csv })), true, "Tab goes on to the next");
    await sections(page, lang).focus();
    await sections(page, lang).selectOption("3.2");
    await addressed(page, { section: "3.2" });
    assert.equal(await focused(sections(page, lang)), true, "after choosing a section the keyboard is there");
    await sections(page, lang).selectOption("");
    await chip(page, say[lang].foot).focus();
    await page.keyboard.press("Enter");
    await addressed(page, { severity: "does_not_foot" });
    assert.equal(await focused(chip(page, say[lang].foot)), true, "after choosing a severity the keyboard is there");
  });
}

spec("whoever has typed presses a figure at once", async (visitor) => {
  const page = await openAudit(visitor, "", { lang: "en", size: "phone" });
  await search(page, "en").pressSequentially("3,981.011");
  await shows(page, 1);
  await cards(page).locator("> details > summary").tap();
  await cards(page).locator("details li").getByRole("button").first().tap();
  assert.match(await text(working(page).locator(".told").first()), /3,981\.011 /);
});

for (const visit of visits) {
  const { lang, size } = visit;
  spec(`the link of a finding brings its reader to it, and so does the finding's title (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    assert.equal(await page.locator(".found article > details[open]").count(), 0);
    const card = leaders(page);
    await card.getByRole("heading").getByRole("link").click();
    await addressed(page, { finding: await card.getAttribute("id") });
    await broughtTo(page, card);
    const other = await openAudit(visitor, page.url().slice(new URL("audit", visitor.site).href.length), { size });
    await broughtTo(other, leaders(other));
    assert.equal(await other.locator(".found article > details[open]").count(), 1);
    assert.equal(await cards(other).count(), await cards(page).count(), "the others are there, too");
    await noSidewaysScroll(other);
    await shoot(other, `audit-finding-${lang}-${size}`, { fullPage: false });

    // From one finding to the next, and back.
    const next = finding(other, ["38", "28"]);
    await next.getByRole("heading").getByRole("link").click();
    await broughtTo(other, next);
    await other.goBack();
    await addressed(other, { finding: await card.getAttribute("id") });
    await broughtTo(other, leaders(other));
  });

  spec(`a reader opens the working-out from a place of a finding, and is back at it (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    const card = finding(page, ["3,981.010", "3,981.011"]);
    await card.locator("> details > summary").click();
    const place = card.locator("details li").getByRole("button").first();
    const name = await place.getAttribute("data-open");
    await place.click();
    const dialog = working(page);
    await dialog.getByRole("heading", { level: 2 }).waitFor();
    assert.equal(query(page).open, name);
    const told = await text(dialog.locator(".told").first());
    for (const number of ["3,981.010", "3,981.011"]) assert.ok(told.includes(number), told);
    assert.match(await text(dialog.locator("pre")), /\w+\(\w+\.\w+\)/);
    assert.match(await text(dialog.locator(".steps")), /3,981,010,726\.04/);
    const places = await text(printed(page));
    assert.match(places, /3,981\.010/);
    assert.ok(places.includes("เงินจ่ายสวัสดิการรวม 3,981.010 ล้านบาท"), places);
    // A card that is as it was: open, with the keyboard at the place.
    await page.keyboard.press("Escape");
    await closed(page);
    assert.equal(await card.locator("> details").getAttribute("open"), "");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.open), name);
  });

  spec(`the working-out of a figure leads to its finding (${lang}, ${size})`, async (visitor) => {
    const page = await visitor.open("?open=t.programme_1_1", visit);
    await printed(page).getByRole("link", { name: say[lang].see }).click();
    await page.locator(".found").waitFor();
    await working(page).waitFor({ state: "detached" });
    await broughtTo(page, finding(page, ["1,000", "1,050"]));
    // And from a working-out on the page of the audit itself.
    const card = finding(page, ["38", "28"]);
    await card.locator("> details > summary").click();
    await card.locator("details li").getByRole("button").first().click();
    await printed(page).getByRole("link", { name: say[lang].see }).click();
    await working(page).waitFor({ state: "detached" });
    await broughtTo(page, card);
  });

  spec(`an auditor goes through every figure that was checked (${lang}, ${size})`, async (visitor) => {
    const page = await openAudit(visitor, "", visit);
    const total = number(await text(page.locator(".audited > p")));
    const figures = page.locator("ul.figures > li");
    assert.equal(await figures.count(), 20);
    await page.getByRole("button", { name: say[lang].more }).click();
    await page.waitForFunction((total) => document.querySelectorAll("ul.figures > li").length === total, total);
    assert.equal(await page.getByRole("button", { name: say[lang].more }).count(), 0);
    const last = figures.last().getByRole("button");
    const name = await last.getAttribute("data-open");
    await last.click();
    await printed(page).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    // Still there, with the keyboard where it was.
    assert.equal(await figures.count(), total);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.open), name);
  });
}

/** Where figures are marked: the page, the figure, what its finding says. */
const marked = [
  ["", "1,050", ["1,000", "1,050"]],
  ["performance", "1,050", ["1,000", "1,050"]],
  ["performance", "210", ["270", "210"]],
  ["performance", "95", ["95", "100"]],
  ["performance/p06", "5,867", ["714", "174"]],
  ["finance", "4,059,288,051.48", ["4,794.52", "4,059.29"]],
  ["finance", "32,144,206.87", ["32.15", "32.14"]],
];
for (const visit of visits) {
  const { lang, size } = visit;
  spec(`a mark beside a figure leads to what was found of it, and Back returns (${lang}, ${size})`, async (visitor) => {
    await withEach(marked, async ([at, shown, numbers]) => {
      const page = await visitor.open(at, visit);
      await settled(page);
      const mark = page.locator("main .marked", { hasText: shown }).locator("a.mark:visible").first();
      await mark.waitFor();
      assert.match(await mark.getAttribute("aria-label"), lang === "th" ? /^ข้อสังเกต: .+ \(.+\)$/ : /^Finding: .+ \(.+\)$/);
      await (size === "phone" ? mark.tap() : mark.click());
      await page.locator(".found").waitFor();
      const card = page.locator(".found .linked");
      for (const number of numbers) assert.ok((await text(card)).includes(number), `${at}: ${number}`);
      await broughtTo(page, card);
      await page.goBack();
      await settled(page);
      await mark.waitFor();
      assert.ok(!new URL(page.url()).pathname.endsWith("/audit"));
      await page.context().close();
    });
  });
}

spec("by keyboard one comes from a figure to its mark, to its finding, and back", async (visitor) => {
  const page = await visitor.open("performance", { lang: "en" });
  await settled(page);
  await page.locator("a.mark").first().waitFor();
  const button = figure(page, "t.programme_4").first();
  await button.focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.matches("a.mark")), true);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none", "the focus is to be seen");
  await page.keyboard.press("Enter");
  await page.locator(".found").waitFor();
  await broughtTo(page, page.locator(".found .linked"));
  // On from the card: its title, its places, the first of them.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".linked h3") !== null), true);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await text(printed(page)), /270/);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await page.evaluate(() => document.activeElement.closest(".linked details li") !== null), true, "the keyboard is at the place again");
});

spec("most figures wear no mark", async (visitor) => {
  const page = await visitor.open("finance", { lang: "en" });
  await settled(page);
  await audited(page);
  const [marks, figures] = [await page.locator("main a.mark").count(), await page.locator("main .figure").count()];
  assert.ok(marks > 0 && marks < figures / 20, `${marks} of ${figures}`);
});

for (const lang of ["th", "en"]) {
  spec(`a visitor without a mouse filters, searches, opens a finding and its working-out (${lang})`, async (visitor) => {
    const page = await openAudit(visitor, "", { lang });
    await page.locator("#main").focus();
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    /** Goes on by Tab to what is meant, which must be in sight then. */
    const to = async (what, most) => {
      for (let step = 0; step < most; step++) {
        await press("Tab");
        if (await focused(what)) {
          const { y, height } = await what.boundingBox();
          assert.ok(y >= 0 && y + height <= page.viewportSize().height, `in sight, at ${y}`);
          return;
        }
      }
      assert.fail(`not reached by Tab: ${what}`);
    };
    await to(chip(page, say[lang].foot), 3);
    await press("Space");
    await addressed(page, { severity: "does_not_foot" });
    await to(sections(page, lang), 2);
    await press("End");
    await page.waitForFunction(() => new URL(location).searchParams.has("section"));
    await press("Home");
    await page.waitForFunction(() => !new URL(location).searchParams.has("section"));
    await to(search(page, lang), 1);
    await page.keyboard.type("714");
    await shows(page, 1);
    await to(page.getByRole("button", { name: say[lang].csv }), 1);
    await addressed(page, { severity: "does_not_foot", search: "714" });
    const card = cards(page);
    await to(card.locator("h3 a"), 2);
    await to(card.locator("> details > summary"), 1);
    await press("Enter");
    const place = card.locator("details li").first().getByRole("button");
    await to(place, 1);
    await press("Enter");
    await printed(page).waitFor();
    await press("Escape");
    await closed(page);
    assert.equal(await focused(place), true);
  });

  spec(`a journalist takes the findings and the whole audit away (${lang})`, async (visitor) => {
    const page = await openAudit(visitor, "", { lang });
    const count = await cards(page).count();
    const total = number(await text(page.locator(".audited > p")));
    const take = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      return [download.suggestedFilename(), await download.path()];
    };
    const [[csvName, csv], [jsonName, json]] = [await take(say[lang].csv), await take(say[lang].json)];
    assert.deepEqual([csvName, jsonName], ["codi-audit.csv", "codi-audit.json"]);

    assert.deepEqual([...readFileSync(csv).subarray(0, 3)], [0xef, 0xbb, 0xbf], "Excel knows UTF-8 by its mark");
    // By programs that know CSV and JSON Schema, not by ours.
    const check = `
import csv, json, sys
from jsonschema import Draft202012Validator
audit = json.load(open(sys.argv[2], encoding="utf-8"))
Draft202012Validator(json.load(open(sys.argv[3], encoding="utf-8"))).validate(audit)
print(json.dumps(list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""), strict=True))))
`;
    const schema = join(ROOT, "public/schemas/audit.schema.json");
    const lines = JSON.parse(execFileSync(join(ROOT, ".ci/tools.sh"), ["data", "python", "-c", check, csv, json, schema], { encoding: "utf8" }));
    const audit = JSON.parse(readFileSync(json, "utf8"));
    assert.equal(lines.length, count, "a line a finding");
    assert.deepEqual(lines.map(({ id }) => id).toSorted(), (await ids(page)).toSorted());
    for (const [index, line] of lines.entries()) {
      assert.deepEqual(Object.keys(line).filter((name) => line[name] === null), [], "every cell is there");
      const { id, severity, title, title_en, text, text_en, note } = audit.findings[index];
      assert.deepEqual([line.id, line.severity, line.title, line.title_en, line.text, line.text_en, line.note], [id, severity, title, title_en, text, text_en, note ?? ""]);
    }
    const located = lines.filter((line) => line.located_en.includes("174 instead of 714"));
    assert.equal(located.length, 1);
    assert.equal(audit.findings.length, count);
    assert.equal(audit.figures.length, total);

    // What the publisher's tool writes of the same data, byte for byte. The newest there is, if there is one.
    const tools = ["release", "debug"].map((kind) => join(ROOT, "target", kind, "codi-data")).filter((tool) => existsSync(tool));
    const [tool] = tools.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
    if (tool) assert.equal(readFileSync(json, "utf8").trimEnd(), execFileSync(tool, ["audit", join(DIST, "data"), "--json"], { encoding: "utf8", maxBuffer: 1 << 26 }).trimEnd());
  });

  for (const theme of ["light", "dark"]) {
    spec(`axe finds nothing wrong on the page of the audit (${lang}, ${theme})`, async (visitor) => {
      const page = await openAudit(visitor, "", { lang, theme, size: "phone" });
      await axe(page);
      const id = await leaders(page).getAttribute("id");
      for (const at of [`?finding=${id}`, "?severity=slip&section=3.7", "?search=6,386"]) {
        const other = await openAudit(visitor, at, { lang, theme, size: "landscape" });
        await axe(other);
        await other.context().close();
      }
    });
  }
}

/** How the worker can fail: what is answered for which of its files, what the console has to say. */
const failures = {
  "is not there": ["codi-worker_loader.js", { status: 404, body: "" }, [/codi-worker_loader\.js/]],
  "is a web page": ["codi-worker_loader.js", { headers: { "content-type": "text/html" }, body: "<!doctype html>" }, []],
  "lacks its wasm": ["codi-worker_bg.wasm", { status: 503, body: "" }, [/status 503: .*codi-worker_bg\.wasm/]],
  "has a broken wasm": ["codi-worker_bg.wasm", { body: (bytes) => bytes.subarray(0, 9999) }, []],
};
for (const [how, [file, answer, complaints]] of Object.entries(failures)) {
  spec(`a worker that ${how} is told of, and all else works`, async (visitor) => {
    visitor.answer(file, answer);
    complaints.forEach((pattern) => visitor.expect(pattern));
    visitor.allow(/^(console error|uncaught error): .*(worker|wasm|WebAssembly)/is);
    const page = await visitor.open("audit", { lang: "en", size: "phone" });
    await page.locator("main p.note", { hasText: say.en.failed }).waitFor();
    await axe(page);
    await goTo(page, "Overview");
    await settled(page);
    assert.match(await text(page.locator(".lead")), /31,368/);
    await page.locator(".audit").getByText(say.en.failed).waitFor();
    await figure(page, "v.housing_total").first().click();
    assert.equal(await text(working(page).locator(".result")), "31,368 households");
    assert.ok((await text(working(page))).includes(say.en.failed));
    await page.keyboard.press("Escape");
    await closed(page);
    await goTo(page, "Finance");
    await page.locator("section.statement").first().waitFor();
    assert.equal(await page.locator("a.mark").count(), 0);

    visitor.answer(file, {});
    await page.goto(new URL("audit?lang=en", visitor.site).href);
    await cards(page).first().waitFor();
  });
}

for (const lang of ["th", "en"]) {
  spec(`who waits for the audit is told so, reads on meanwhile, and is brought to the finding then (${lang})`, async (visitor) => {
    visitor.answer("data/leaders_trained.json", { delay: 2500 });
    const known = await openAudit(visitor, "", { lang });
    const id = await leaders(known).getAttribute("id");
    const page = await visitor.open(`audit?finding=${id}`, { lang, size: "phone" });
    await page.locator("main [role=status]").getByText(say[lang].making).waitFor();
    await axe(page);
    await noSidewaysScroll(page);
    await broughtTo(page, leaders(page));
  });

  spec(`a file that only the audit needs is missing: what it lacks is told, the rest is found (${lang})`, async (visitor) => {
    visitor.answer("data/leaders_trained.json", { status: 404, body: "" });
    visitor.expect(/^status 404: .*leaders_trained\.json$/);
    const page = await openAudit(visitor, "", { lang, size: "phone" });
    const words = await texts(page.locator(".verdicts li"));
    assert.equal(words.length, 6);
    assert.ok(words[5].includes(say[lang].none) && number(words[5]) > 0, words[5]);
    const total = number(await text(page.locator(".audited > p")));
    const [agree, otherwise, fromRounded, differ, , none] = words.map(number);
    assert.equal(total, agree + otherwise + fromRounded + differ + none);
    assert.equal(await leaders(page).count(), 0);
    assert.equal(await finding(page, ["113.50", "108.10"]).count(), 1);
    await search(page, lang).fill("5,327");
    await search(page, lang).press("Enter");
    await addressed(page, { search: "5,327" });
    const row = page.locator("ul.figures > li", { hasText: say[lang].none }).first();
    assert.doesNotMatch(await text(row), /(^| )0( |$)/);
    // Why, is told where it is looked for.
    await row.getByRole("button").click();
    assert.match(await text(working(page).locator(".reason")), /leaders_trained/);
    await page.keyboard.press("Escape");
    await closed(page);
    // At its top: what lies under the bar that stays has too little room for axe.
    await page.evaluate(() => scrollTo(0, 0));
    await axe(page);

    visitor.answer("data/leaders_trained.json", {});
    await page.goto(new URL(`audit?lang=${lang}`, visitor.site).href);
    await leaders(page).waitFor();
    assert.equal(await page.locator(".verdicts li").count(), 5);
  });
}

spec("a file that every page needs is missing: the page of the audit names it, and a retry heals", async (visitor) => {
  visitor.answer("data/programme_results.json", { status: 404, body: "" });
  visitor.expect(/^status 404: .*programme_results\.json$/);
  const page = await openAudit(visitor, "", { lang: "en" });
  const alert = page.locator("main [role=alert]");
  assert.match(await text(alert), /programme_results\.json: the file is missing/);
  assert.equal(await page.locator(".verdicts li").count(), 6);
  const before = await cards(page).count();
  visitor.answer("data/programme_results.json", {});
  await alert.getByRole("button").click();
  await page.waitForFunction((before) => document.querySelectorAll(".found > article.card").length > before, before);
  assert.equal(await alert.count(), 0);
  assert.equal(await page.locator(".verdicts li").count(), 5);
});

spec("an address of the audit that means nothing shows all of it", async (visitor) => {
  const whole = await cards(await openAudit(visitor)).count();
  const searches = ["?severity=nothing", "?section=99.9", "?finding=nothing", "?severity=%3Cscript%3E&section=%00", "?finding=..%2F..&search=%20"];
  await withEach(searches, async (at) => {
    const page = await openAudit(visitor, at);
    assert.equal(await cards(page).count(), whole, at);
    await page.context().close();
  });
});

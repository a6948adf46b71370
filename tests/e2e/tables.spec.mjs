// The published tables as people expect tables: sorted by their heads or from a list, searched, readable on a phone.
// Every number and name here was read off the printed report.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, spec } from "./harness.mjs";
import { rows, settled, text, texts } from "./reader.mjs";

const say = {
  th: { search: "ค้นหาในตาราง", sort: "เรียงลำดับแถว", published: "ตามลำดับที่เผยแพร่", up: (title) => `เรียงตาม${title} จากน้อยไปมาก`, down: (title) => `เรียงตาม${title} จากมากไปน้อย`, rows: (count, of) => `แสดง ${count} จาก ${of} แถว`, nothing: "ไม่พบแถวที่มีคำนี้", all: (count) => `แสดงทั้ง ${count} แถว` },
  en: { search: "Search this table", sort: "Sort the rows", published: "as published", up: (title) => `by ${title}, ascending`, down: (title) => `by ${title}, descending`, rows: (count, of) => `${count} of ${of} rows`, nothing: "no row has these words", all: (count) => `Show all ${count} rows` },
};
const langs = Object.keys(say);

/** A table of a topic's page, unfolded. */
async function unfolded(visitor, code, name, options) {
  const page = await visitor.open(`${code}/?data=all`, options);
  await settled(page);
  const details = page.locator(`details#table-${name}`);
  await details.locator("summary").click();
  await details.locator("table").waitFor();
  return { page, sheet: details, table: details.locator("table") };
}

const head = (sheet, title) => sheet.locator("thead").getByRole("button", { name: title, exact: true });
const state = async (sheet) => text(sheet.getByRole("status"));
const sortedBy = (sheet) => sheet.locator("thead th").evaluateAll((heads) => heads.map((head) => head.getAttribute("aria-sort")));
const column = async (table, index) => (await rows(table)).map((cells) => cells[index]);
/** Numbers of a column; what is empty is no nought. */
const numbers = async (table, index) => (await column(table, index)).map((words) => (words === "–" ? null : Number(words.replace("−", "-").replace(/[^\d.-]/g, ""))));

spec("a reader sorts the provinces as Thai is sorted, back, and as published again", async (visitor) => {
  const { sheet, table } = await unfolded(visitor, "places", "provinces", { lang: "th", size: "landscape" });
  const title = "จังหวัด";
  const published = await column(table, 0);
  assert.ok(published[0].startsWith("กรุงเทพมหานคร"));
  assert.deepEqual(await sortedBy(sheet), ["none", "none", "none"]);

  await head(sheet, title).click();
  const up = (await column(table, 0)).map((name) => name.split(" ")[0]);
  assert.equal(up.length, 77);
  assert.equal(up[0], "กระบี่");
  assert.equal(up.at(-1), "อุบลราชธานี");
  // A vowel that is written first does not count first: เชียงราย stands at ช, between ชุมพร and ตรัง.
  const place = (name) => up.findIndex((other) => other === name);
  assert.ok(place("ชุมพร") < place("เชียงราย") && place("เชียงราย") < place("เชียงใหม่") && place("เชียงใหม่") < place("ตรัง"), up.join(" "));
  assert.ok(place("พิษณุโลก") < place("เพชรบุรี") && place("แพร่") < place("ภูเก็ต"), up.join(" "));
  assert.deepEqual(await sortedBy(sheet), ["ascending", "none", "none"]);
  assert.ok((await state(sheet)).endsWith(say.th.up(title)), await state(sheet));

  await head(sheet, title).click();
  assert.deepEqual((await column(table, 0)).map((name) => name.split(" ")[0]), [...up].reverse());
  assert.deepEqual(await sortedBy(sheet), ["descending", "none", "none"]);
  assert.ok((await state(sheet)).endsWith(say.th.down(title)));

  await head(sheet, title).click();
  assert.deepEqual(await column(table, 0), published);
  assert.deepEqual(await sortedBy(sheet), ["none", "none", "none"]);
  assert.ok((await state(sheet)).endsWith(say.th.published));
});

spec("numbers are sorted by what they are worth, and what is empty comes last both ways", async (visitor) => {
  // 3.1(7), the table of the funds: the money of each region's funds.
  const funds = await unfolded(visitor, "welfare", "welfare_funds", { lang: "en" });
  const money = (await texts(funds.sheet.locator("thead th"))).findIndex((title) => title.includes("baht"));
  const published = await numbers(funds.table, money);
  assert.ok(published.includes(4_080_769_224));
  await funds.sheet.locator("thead button").nth(money).click();
  assert.deepEqual(await numbers(funds.table, money), published.toSorted((one, other) => one - other));

  // 3.1(4) and the example places: numbers of several units, and places without one.
  const { sheet, table } = await unfolded(visitor, "places", "case_figures", { lang: "en" });
  const values = sheet.locator("thead button").nth(2);
  for (const sign of [1, -1]) {
    await values.click();
    const found = await numbers(table, 2);
    const filled = found.filter((number) => number !== null);
    assert.ok(filled.length > 40 && filled.length < found.length);
    assert.ok(found.slice(filled.length).every((number) => number === null), "the empty ones come last");
    assert.deepEqual(filled, filled.toSorted((one, other) => sign * (one - other)));
  }
});

for (const [lang, first, last, words] of [
  ["th", "27 กรกฎาคม 2543", "30 กันยายน 2566", "จากน้อยไปมาก"],
  ["en", "27 July 2000", "30 September 2023", "ascending"],
]) {
  spec(`days are told in words and sorted as days (${lang})`, async (visitor) => {
    const { sheet, table } = await unfolded(visitor, "plans", "milestones", { lang });
    await sheet.locator("thead button").first().click();
    const days = await column(table, 0);
    assert.ok(days[0].startsWith(first), days[0]); // 1.1: the decree that founded the institute
    assert.ok(days.some((day) => day.startsWith(last)));
    assert.ok((await state(sheet)).includes(words));
    assert.deepEqual(days.filter((day) => /\d{4}-\d\d-\d\d/.test(day)), []);
    const years = days.map((day) => Number(day.match(/^\d+ \S+ (\d{4})/)[1]));
    assert.deepEqual(years, years.toSorted());
  });
}

for (const lang of langs) {
  spec(`a reader searches a table, and is told how much was found (${lang})`, async (visitor) => {
    const { sheet, table } = await unfolded(visitor, "networks", "memorandum_agencies", { lang });
    const search = sheet.getByRole("searchbox", { name: say[lang].search });
    assert.equal(await state(sheet), `${say[lang].rows(59, 59)} · ${say[lang].published}`);
    await search.fill(lang === "th" ? "สงขลา" : "SONGKHLA");
    const found = await rows(table);
    assert.ok(found.length > 3 && found.length < 59, `${found.length} rows`);
    for (const cells of found) assert.match(cells.join(" "), lang === "th" ? /สงขลา/ : /songkhla/i);
    assert.ok((await state(sheet)).startsWith(say[lang].rows(found.length, 59)), await state(sheet));
    // All the words that were typed, in any order.
    await search.fill(lang === "th" ? "สงขลา พัฒนา" : "songkhla province");
    for (const cells of await rows(table)) assert.match(cells.join(" "), lang === "th" ? /(?=.*สงขลา)(?=.*พัฒนา)/ : /(?=.*songkhla)(?=.*province)/i);
    await search.fill("xyzzy");
    assert.equal(await table.locator("tbody tr").count(), 0);
    assert.equal(await state(sheet), `${say[lang].rows(0, 59)} · ${say[lang].nothing}`);
    await search.fill("");
    assert.equal((await rows(table)).length, 59);
  });
}

spec("a number is found as it is typed: without commas, in Thai digits", async (visitor) => {
  const { sheet, table } = await unfolded(visitor, "places", "case_figures", { lang: "th" });
  const search = sheet.getByRole("searchbox");
  const counts = [];
  for (const typed of ["10,000 บาท", "10000 บาท", "๑๐๐๐๐ บาท"]) {
    await search.fill(typed);
    const found = await rows(table);
    assert.ok(found.length > 0, typed);
    counts.push(found.length);
  }
  assert.equal(new Set(counts).size, 1, counts.join(" "));
});

spec("a table that is seen at a glance has no search; the address stays as it is", async (visitor) => {
  const { page, sheet } = await unfolded(visitor, "welfare", "welfare_funds", { lang: "en" });
  assert.equal(await sheet.getByRole("searchbox").count(), 0);
  const before = page.url();
  await sheet.locator("thead button").nth(1).click();
  assert.equal(page.url(), before);
});

for (const lang of langs) {
  spec(`a reader with a keyboard sorts and searches, and stays where the head is (${lang})`, async (visitor) => {
    const { page, sheet, table } = await unfolded(visitor, "places", "provinces", { lang });
    await sheet.locator("summary").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.type), "search");
    await page.keyboard.type(lang === "th" ? "เชียง" : "chiang");
    assert.equal((await rows(table)).length, 2);
    // Past the table itself, which can be scrolled, to its first head.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => document.activeElement.closest("th")?.getAttribute("aria-sort"));
    assert.equal(await focused(), "none");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "ascending");
    await page.keyboard.press("Space");
    assert.equal(await focused(), "descending");
    const names = (await column(table, 0)).map((name) => name.split(" ").slice(0, lang === "th" ? 1 : 2).join(" "));
    assert.deepEqual(names, lang === "th" ? ["เชียงใหม่", "เชียงราย"] : ["Chiang Rai", "Chiang Mai"]);
  });

  spec(`a citizen with a phone sorts from a list, and sees as much as they ask for (${lang})`, async (visitor) => {
    const { page, sheet, table } = await unfolded(visitor, "places", "provinces", { size: "phone", lang });
    assert.equal(await sheet.locator("thead").isVisible(), false);
    const inSight = () => table.locator("tbody tr").evaluateAll((rows) => rows.filter((row) => row.checkVisibility()).length);
    assert.equal(await inSight(), 20);
    const order = sheet.getByRole("combobox", { name: say[lang].sort });
    const options = await texts(order.locator("option"));
    assert.equal(options.length, 7);
    await order.selectOption({ index: 2 });
    assert.ok((await column(table, 0))[0].startsWith(lang === "th" ? "อุบลราชธานี" : "Yasothon"));
    assert.ok((await state(sheet)).endsWith(options[2]));
    const all = sheet.getByRole("button", { name: say[lang].all(77) });
    await all.click();
    assert.equal(await inSight(), 77);
    assert.equal(await all.getAttribute("aria-pressed"), "true");
    await all.click();
    assert.equal(await inSight(), 20);
    // What is searched for is searched for in the whole table.
    await sheet.getByRole("searchbox").fill(lang === "th" ? "ตะวันออกเฉียงเหนือ" : "northeast");
    assert.ok((await inSight()) >= 20);
    await noSidewaysScroll(page);
    const small = await sheet.locator("button, select, input").evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
    assert.deepEqual(small, []);
  });

  for (const theme of ["light", "dark"]) {
    for (const size of ["phone", "landscape"]) {
      spec(`a sorted and searched table can be used by everybody (${lang}, ${theme}, ${size})`, async (visitor) => {
        const { page, sheet } = await unfolded(visitor, "networks", "memorandum_agencies", { size, lang, theme });
        if (size === "phone") await sheet.getByRole("combobox").selectOption({ index: 1 });
        else await sheet.locator("thead button").first().click();
        await sheet.getByRole("searchbox").fill(lang === "th" ? "สำนักงาน" : "office");
        // What lies under the bar that stays at the top is reached by scrolling.
        await page.evaluate(() => scrollTo(0, 0));
        await axe(page);
        await noSidewaysScroll(page);
        if (size === "phone") return;
        const small = await sheet.locator("thead button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter(({ width, height }) => width < 44 || height < 44).length);
        assert.equal(small, 0, "heads that a finger misses");
      });
    }
  }
}

spec("rows that are called the same are told apart by what they belong to", async (visitor) => {
  const obstacles = await unfolded(visitor, "finance", "project_obstacles", { lang: "th" });
  // 3.7: of two projects, first the problems and then the ways out.
  const found = await rows(obstacles.table);
  assert.deepEqual(found.map(([project, kind]) => `${project} ${kind}`).filter((one, at, all) => all.indexOf(one) === at), ["ชุมชนริมคลอง ปัญหาอุปสรรค", "ชุมชนริมคลอง แนวทางแก้ไข", "บ้านมั่นคง ปัญหาอุปสรรค", "บ้านมั่นคง แนวทางแก้ไข"]);
  // 3.4.1: four zones, and the corners of one of them.
  const spaces = await unfolded(visitor, "networks", "childcare_spaces", { lang: "en" });
  assert.deepEqual((await column(spaces.table, 0)).map((kind) => kind), ["Zone", "Zone", "Zone", "Zone", "Corner", "Corner", "Corner", "Corner"]);
  const ratings = await unfolded(visitor, "plans", "ratings", { lang: "en" });
  const scales = new Set(await column(ratings.table, 0));
  assert.equal(scales.size, 4, [...scales].join(", "));
});

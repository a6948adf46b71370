// The topics: each page from its sentence to the last of its tables. Every number here was read off the printed report.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { DIST, axe, noSidewaysScroll, sizes, spec } from "./harness.mjs";
import { chart, navigation, query, row, rows, settled, text, texts, withEach } from "./reader.mjs";

/** What each page is called, the figures of its opening sentence, and on which cards they and others stand. */
const topics = {
  areas: {
    th: "ชุมชนเข้มแข็งและพื้นที่",
    en: "Strong communities and areas",
    lead: { th: ["1,366 ตำบล", "117.56%", "1,135 ตำบล"], en: ["1,366 tambons", "117.56%", "1,135 tambons"] },
    cards: {
      "v.strong_communities": "1,366 tambons", // 3.1(1.3)
      "t.strong_communities": "1,162 tambons", // 3.3, 1.2
      "a.strong_communities": "117.56%", // 3.3, 1.2
      "v.strong_communities_excellent_share": "37.92%", // 3.1(1.3): 518 of 1,366
      "v.strong_community_score": "88.53%", // 3.1(1.3)
      "v.development_plan_tambons": "1,135 tambons", // 3.1(1.1)
      "v.development_plan_support": "107.95 million baht", // 3.1(1.1)
      "v.quality_of_life_areas": "512 tambons or cities", // 3.1(2)
    },
  },
  housing: {
    th: "ที่อยู่อาศัย",
    en: "Housing",
    lead: { th: ["31,368 ครัวเรือน", "105.09%"], en: ["31,368 households", "105.09%"] },
    cards: {
      "v.housing_total": "31,368 households", // 3.2 and 3.3, 3
      "t.housing_total": "29,850 households", // 3.3, 3
      "a.housing_total": "105.09%", // 3.3, 3
      "v.programme_3_1": "4,143 households", // 3.2: Baan Mankong
      "v.programme_3_2": "25,655 households", // 3.2: Baan Por Piang
      "v.programme_3_3": "100 households", // 3.2: along the canal
      "v.programme_3_4": "1,470 households", // 3.2: temporary homes
      "v.housing_value_increase_rate": "176.06%", // 3.2: value added
    },
  },
  welfare: {
    th: "สวัสดิการและสภาองค์กรชุมชน",
    en: "Welfare and councils",
    lead: { th: ["5,935 กองทุน", "6,760,604 คน", "20,755.56 ล้านบาท"], en: ["5,935 funds", "6,760,604 people", "20,755.56 million baht"] },
    cards: {
      "v.welfare_funds": "5,935 funds", // 3.1(7)
      "v.welfare_members": "6,760,604 people", // 3.1(7)
      "v.welfare_fund_balance": "20,755.56 million baht", // 3.1(7): 20,755,556,074 baht
      "v.certified_funds": "1,005 funds", // 3.1(7) and 3.3, 8.2
      "v.welfare_benefit_amount": "3,981.01 million baht", // 3.1(7)
      "v.councils": "7,785 councils", // 3.1(6)
    },
  },
  credit: {
    th: "สินเชื่อ",
    en: "Credit",
    lead: { th: ["10,739.09 ล้านบาท", "5,618.92 ล้านบาท", "5,117.19 ล้านบาท"], en: ["10,739.09 million baht", "5,618.92 million baht", "5,117.19 million baht"] },
    cards: {
      "v.loan_outstanding": "5,117.19 million baht", // 3.1(8), the second table
      "v.npl_ratio": "9.29%", // 3.1(8), the second table
      "t.npl_ratio": "10.00%", // 3.3, 9.2
      "v.loan_year_disbursed": "467.43 million baht", // 3.1(8), the first table
      "v.borrowers_graded": "445 organizations", // 3.1(8)
      "v.borrowers_good_share": "69.44%", // 3.1(8): 309 of 445
    },
  },
  networks: {
    th: "เครือข่ายและภาคี",
    en: "Networks and partners",
    lead: { th: ["343 ตำบล", "10 ฉบับ"], en: ["343 tambons", "10 memoranda"] },
    cards: {
      "v.anti_corruption_tambons": "343 tambons", // 3.1(3)
      "t.anti_corruption_tambons": "210 tambons", // 3.3, 4
      "v.anti_corruption_participants": "46,775 people", // 3.1(3)
      "v.memoranda": "10", // 3.1(4), counted
      "v.childcare_centres": "37 centres", // 3.4.1
      "v.community_forest_sites": "15", // 3.4.2
    },
  },
  people: {
    th: "คนและความรู้",
    en: "People and knowledge",
    lead: { th: ["823 คน", "96.77%"], en: ["823 people", "96.77%"] },
    cards: {
      "v.people_communicators": "823 people", // 3.1(10)
      "v.people_staff": "300 people", // 3.1(12)
      "v.people_staff_filled": "96.77%", // 3.1(12): 300 of 310
      "v.people_line_members": "1,303 people", // 3.1(10)
    },
  },
  governance: {
    th: "ธรรมาภิบาล",
    en: "Governance",
    lead: { th: ["99.50 คะแนน", "87.40%", "93.82 คะแนน"], en: ["99.50 points", "87.40%", "93.82 points"] },
    cards: {
      "v.evaluation_score": "99.50 points", // 3.5.1
      "v.satisfaction_clients": "87.40%", // 3.1(11)
      "v.ita_score": "93.82 points", // 3.1(11)
      "v.programme_12_2": "456.11 points", // 3.3, 12.2
      "v.programme_12_3": "95.00 points", // 3.3, 12.3
    },
  },
  plans: {
    th: "แผนและเป้าหมาย",
    en: "Plans and targets",
    lead: { th: ["2567", "30,918 ครัวเรือน", "1,600 กองทุน"], en: ["FY2567", "30,918 households", "1,600 funds"] },
    cards: {
      "v.frame_plan_2567_p01": "1,230 tambons", // appendix 2
      "v.frame_plan_2567_p03": "30,918 households", // appendix 2
      "v.frame_plan_2567_p08": "1,600 funds", // appendix 2
    },
  },
  places: {
    th: "พื้นที่และจังหวัด",
    en: "Places and provinces",
    lead: { th: ["77 จังหวัด"], en: ["77 provinces"] },
    cards: { "v.province_count": /^77\b/ }, // 3.1(1.3)
  },
};
/** And the one whose page has more than its topic. */
const withTables = { ...topics, finance: { th: "การเงิน", en: "Finance" } };

const say = {
  th: { menu: "เมนู", overview: "ภาพรวม", none: "คำนวณไม่ได้", by: "ข้อมูลจำแนกย่อย", more: "ตัวชี้วัดอื่น", tables: "ตารางข้อมูลทั้งหมดของเรื่องนี้", all: /^.{1,20} (\d+) ตาราง/ },
  en: { menu: "Menu", overview: "Overview", none: "Not computable", by: "Breakdowns", more: "More indicators", tables: "All tables of this topic", all: /^Show the (\d+) tables?$/ },
};
const langs = Object.keys(say);

const menu = (page) => page.locator("nav.nav").getByRole("button");
const link = (page, name) => page.locator("nav.nav").getByRole("link", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });
const sheets = (page) => page.locator("section.sheets");
const sheet = (page, name) => sheets(page).locator(`details#table-${name}`);
const show = (page) => sheets(page).getByRole("button");
/** The pages in the menu that are marked as the one that is shown. */
const marked = (page) => page.locator("nav.nav a:not([aria-current=false])").evaluateAll((links) => links.map((link) => `${link.textContent}: ${link.getAttribute("aria-current")}`));
const openAll = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
const number = (words) => Number(words.replace(/[^\d.]/g, "") || 0);
/** All by what they have in common; Node 20 has no Object.groupBy. */
function grouped(all, by) {
  const groups = new Map();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups];
}
const sum = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** Presses the key until what has the focus is that. */
async function tabTo(page, target, most = 60) {
  const reached = () => target.evaluate((element) => element === document.activeElement);
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    if (await reached()) return;
  }
  assert.fail(`Tab never reached ${target}`);
}

/** The page of a topic with its tables, all of them unfolded. */
async function tabled(visitor, code, options) {
  const page = await visitor.open(`${code}/?data=all`, options);
  await settled(page);
  await sheets(page).locator("details").first().waitFor();
  await openAll(page);
  return page;
}

// The menu.

for (const lang of langs) {
  spec(`a citizen with a phone finds every topic in the folded menu (${lang})`, async (visitor) => {
    const page = await visitor.open("", { size: "phone", lang });
    await settled(page);
    for (const { [lang]: title } of Object.values(topics)) {
      assert.equal(await menu(page).getAttribute("aria-expanded"), "false");
      assert.equal(await link(page, title).isVisible(), false, "the menu is folded");
      await menu(page).click();
      assert.equal(await menu(page).getAttribute("aria-expanded"), "true");
      const [controlled] = await menu(page).evaluateAll(([menu]) => [document.getElementById(menu.getAttribute("aria-controls"))?.checkVisibility()]);
      assert.equal(controlled, true, "what the button opens is in sight");
      await link(page, title).click();
      await heading(page, title).waitFor();
      await settled(page);
      // It folds, says where one is, and the page begins at its top.
      assert.equal(await menu(page).getAttribute("aria-expanded"), "false");
      assert.equal(await link(page, title).isVisible(), false);
      assert.ok((await text(menu(page))).endsWith(`${say[lang].menu}: ${title}`), await text(menu(page)));
      assert.deepEqual(await marked(page), [`${title}: page`]);
      assert.equal(await page.locator("main [role=alert]").count(), 0);
    }
    await page.goBack();
    await heading(page, topics.plans[lang]).waitFor();
    assert.ok((await text(menu(page))).endsWith(topics.plans[lang]), "Back, too, is somewhere");
  });

  spec(`a reader at a desk finds every topic at the side, and the page that is shown marked (${lang})`, async (visitor) => {
    const page = await visitor.open("", { size: "landscape", lang });
    await settled(page);
    assert.equal(await menu(page).isVisible(), false);
    for (const [code, { [lang]: title }] of Object.entries(topics)) {
      await link(page, title).click();
      await heading(page, title).waitFor();
      await settled(page);
      assert.equal(new URL(page.url()).pathname, new URL(code, visitor.site).pathname);
      assert.deepEqual(await marked(page), [`${title}: page`]);
      assert.ok((await page.title()).startsWith(`${title} · `), await page.title());
      assert.equal(await page.locator("main [role=alert]").count(), 0);
    }
  });

  for (const size of ["phone", "landscape"]) {
    spec(`a reader with a keyboard goes to a topic by the menu (${lang}, ${size})`, async (visitor) => {
      const page = await visitor.open("", { size, lang });
      await settled(page);
      if (size === "phone") {
        await tabTo(page, menu(page));
        await page.keyboard.press("Enter");
        assert.equal(await menu(page).getAttribute("aria-expanded"), "true");
      }
      const title = topics.credit[lang];
      await tabTo(page, link(page, title));
      await page.keyboard.press("Enter");
      await heading(page, title).waitFor();
      await settled(page);
      if (size === "phone") assert.equal(await menu(page).getAttribute("aria-expanded"), "false");
      assert.deepEqual(await marked(page), [`${title}: page`]);
      // The next press of Tab is on the page, not at the menu again.
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), true);
    });
  }
}

spec("a citizen who chooses the page that is shown, or has seen enough, has the menu folded", async (visitor) => {
  const page = await visitor.open("housing", { size: "phone", lang: "en" });
  await settled(page);
  const faults = [];
  await menu(page).click();
  await link(page, "Housing").click();
  if ((await menu(page).getAttribute("aria-expanded")) !== "false") faults.push("the page that is shown was chosen");
  if ((await menu(page).getAttribute("aria-expanded")) === "true") await menu(page).click();
  assert.equal(await menu(page).getAttribute("aria-expanded"), "false", "a second press folds it");
  assert.deepEqual(faults, [], "the menu stays open when");
});

// What a page says.

for (const lang of langs) {
  spec(`each topic opens by its address with a sentence of figures (${lang})`, async (visitor) => {
    const faults = [];
    await withEach(Object.entries(topics), async ([code, topic]) => {
      const page = await visitor.open(code, { lang });
      await settled(page);
      const check = (holds, fault) => holds || faults.push(`${code}: ${fault}`);
      assert.deepEqual(await texts(page.locator("h1")), [topic[lang]]);
      const lead = await text(page.locator(".heading .lead"));
      for (const figure of topic.lead[lang]) check(lead.includes(figure), `“${figure}” in “${lead}”`);
      for (const fault of ["{", "}", "NaN", "undefined", "  ", say[lang].none]) check(!lead.includes(fault), `“${fault}” in “${lead}”`);
      const all = await text(page.locator("main"));
      for (const fault of ["NaN", "undefined", "Infinity", "{"]) check(!all.includes(fault), `“${fault}” on the page`);
      check((await page.locator("main article.card .figure.none").count()) === 0, "a card without a figure");
      const sections = await texts(page.locator("main > section > h2"));
      for (const name of ["by", "tables"]) check(sections.includes(say[lang][name]), `a section “${say[lang][name]}” in ${sections}`);
      check(code === "places" || sections.includes(say[lang].more), `a section “${say[lang].more}” in ${sections}`);
      check((await page.locator("figure.frame").count()) > 0, "charts");
      await page.context().close();
    });
    assert.deepEqual(faults, []);
  }, { timeout: 120_000 });
}

for (const [code, { en, cards }] of Object.entries(topics)) {
  spec(`a reader reads the printed figures off the cards of ${en}`, async (visitor) => {
    await withEach(langs, async (lang) => {
      const page = await visitor.open(code, { lang });
      await settled(page);
      const faults = [];
      for (const [name, expected] of Object.entries(cards)) {
        const [found = "nothing"] = await texts(page.locator(`article.card [data-open="${name}"]`));
        // The number is the same in both languages, its unit is not.
        const right = expected instanceof RegExp ? expected.test(found) : lang === "en" ? found.replace("at most ", "") === expected : number(found) === number(expected) && !/[a-z]/i.test(found);
        if (!right) faults.push(`${name}: ${found}, not ${expected}`);
      }
      assert.deepEqual(faults, [], lang);
      await page.context().close();
    });
  });
}

spec("a reader finds what the report says besides, among the further indicators", async (visitor) => {
  const printed = {
    housing: {
      "Canal homes finished or under way": "1,503 households", // 3.2
      "Canal homes completed": "1,034 households", // 3.2
      "Canal communities where work has begun": "17 communities", // 3.2
      "Value added by housing": "362.91 million baht", // 3.2
      "Baan Mankong budget": "349.22 million baht", // 3.2
      "Tambons with Baan Por Piang": "2,248 tambons", // 3.2
    },
    welfare: {
      "People who received welfare": "5,602,437 people", // 3.1(7)
      "Welfare fund committee members": "654,421 people", // 3.1(7)
      "Council members": "254,326 people", // 3.1(6)
      "Groups registered with councils": "156,497 organizations", // 3.1(6)
    },
    credit: {
      "Loans paid out to date": "10,739.09 million baht", // 3.1(8)
      "Loans repaid to date": "5,618.92 million baht", // 3.1(8)
      "Amount of non-performing loans": "475.22 million baht", // 3.1(8)
      "Loans approved to date": "11,617.63 million baht", // 3.1(8)
      "Organizations with loans outstanding": "655 organizations", // 3.1(8)
    },
    networks: {
      "Provinces against corruption": "33 provinces", // 3.1(3)
      "Anti-corruption working group members": "5,890 people", // 3.1(3)
      "Childcare centres targeted": "60 centres", // 3.4.1
    },
    people: { Posts: "310 posts", Vacancies: "10 posts" }, // 3.1(12)
    areas: { "Strong communities so far": "3,313 tambons", "Provinces with strong communities": "77 provinces" }, // 3.1(1.3)
  };
  await withEach(Object.entries(printed), async ([code, figures]) => {
    const page = await visitor.open(code, { lang: "en" });
    await settled(page);
    const found = await rows(page.locator("table.more"));
    for (const [name, expected] of Object.entries(figures)) {
      const mine = found.filter(([title]) => title === name || title.startsWith(`${name} The `));
      assert.deepEqual(mine.map(([, value]) => value), [expected], name);
    }
    await page.context().close();
  });
});

spec("a bad loan limit is a limit in both languages: 9.29 % of at most 10 %", async (visitor) => {
  for (const [lang, words] of [["en", "at most 10.00%"], ["th", "ไม่เกิน 10.00%"]]) {
    const page = await visitor.open("credit", { lang });
    await settled(page);
    const card = await text(page.locator("article.card", { has: page.locator('[data-open="v.npl_ratio"]') }));
    assert.ok(card.includes("9.29%") && card.includes(words), card); // 3.1(8), 3.3, 9.2
    assert.ok(card.includes("▲"), card);
  }
});

spec("the breakdowns add up to what is printed", async (visitor) => {
  const columns = async (page, name) => {
    const found = await rows(chart(page, name).locator("table"));
    return found[0].slice(1).map((_, column) => sum(found.map((cells) => number(cells[column + 1]))));
  };
  const at = async (code) => {
    const page = await visitor.open(code, { lang: "en" });
    await settled(page);
    return page;
  };
  // 3.2: completed, under construction, cleared; together.
  assert.deepEqual(await columns(await at("housing"), "by-canal_households"), [1034, 368, 101, 1503]);
  // 3.1(1.3): excellent, very good; together.
  assert.deepEqual(await columns(await at("areas"), "by-strong_communities"), [518, 848, 1366]);
  const places = await at("places");
  // 3.1(1.3): the provinces of each region.
  const provinces = (await rows(chart(places, "by-province_count").locator("table"))).map(([region, count]) => [region, number(count)]);
  assert.deepEqual(provinces, [["North", 17], ["Northeast", 20], ["South", 14], ["Central and West", 13], ["Bangkok, vicinity and East", 13]]);
  const people = await at("people");
  // 3.1(5) prints 714 where its totals need 174: it is shown as printed. 3.1(12): the people in post.
  const good = await row(chart(people, "by-people_leaders_trained").locator("table"), "Good management");
  assert.equal(good[1], "714");
  assert.deepEqual(await columns(people, "by-people_staff"), [300]);
  // 3.1(3): the tambons of the regions. 3.1(4): the memoranda of the two levels.
  const networks = await at("networks");
  assert.equal((await columns(networks, "by-anti_corruption_tambons")).at(-1), 343);
  assert.equal((await columns(networks, "by-memoranda")).at(-1), 10);
});

spec("the finance page ends with its topic's breakdowns, indicators and tables", async (visitor) => {
  await withEach(langs, async (lang) => {
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const sections = await texts(page.locator("main > section > h2"));
    assert.deepEqual(sections.slice(-3), [say[lang].by, say[lang].more, say[lang].tables]);
    // 3.7: the headline figures stand once, at the top.
    assert.equal(await page.locator('article.card [data-open="v.total_revenue"]').count(), 1);
    await page.context().close();
  });
});

// The tables.

for (const lang of langs) {
  spec(`a press shows all tables of a topic, the address says so, and a reload and a link show the same (${lang})`, async (visitor) => {
    await withEach(Object.keys(withTables), async (code) => {
      const page = await visitor.open(code, { lang });
      await settled(page);
      assert.equal(await sheets(page).locator("table").count(), 0);
      const [, count] = (await text(show(page))).match(say[lang].all) ?? [];
      await show(page).click();
      await sheets(page).locator("details").first().waitFor();
      await settled(page);
      const names = await texts(sheets(page).locator("summary"));
      assert.equal(names.length, Number(count), `${code}: as many tables as were promised`);
      assert.equal(new Set(names).size, names.length, `${code}: each has a name of its own`);
      assert.deepEqual(query(page), { ...(lang === "en" ? { lang } : {}), data: "all" });
      await page.reload();
      await settled(page);
      assert.deepEqual(await texts(sheets(page).locator("summary")), names, `${code}: after a reload`);
      await page.goBack();
      await show(page).waitFor();
      assert.equal(query(page).data, undefined);
      const address = new URL(code, visitor.site);
      await page.context().close();
      const other = await visitor.open(`${address.pathname}?data=all`, { lang });
      await settled(other);
      assert.deepEqual(await texts(sheets(other).locator("summary")), names, `${code}: by a link`);
      await other.context().close();
    });
  }, { timeout: 180_000 });
}

spec("whoever asks for the tables stays where they are asked for, with the keyboard, too", async (visitor) => {
  const faults = [];
  for (const [code, size] of [["housing", "phone"], ["housing", "landscape"], ["finance", "phone"]]) {
    const page = await visitor.open(code, { size, lang: "en" });
    await settled(page);
    await show(page).focus();
    await page.keyboard.press("Enter");
    await sheets(page).locator("details").first().waitFor();
    await settled(page);
    const { top, height, focus } = await page.evaluate(() => ({ top: document.querySelector(".sheets").getBoundingClientRect().top, height: innerHeight, focus: document.activeElement.closest("main")?.tagName }));
    if (top >= height || top < -height) faults.push(`${code}, ${size}: the tables are ${Math.round(top)} px away`);
    if (!focus) faults.push(`${code}, ${size}: the focus is lost`);
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

spec("a reader reads the tables row by row", async (visitor) => {
  const find = async (code, name, lang = "en") => {
    const page = await tabled(visitor, code, { lang });
    return sheet(page, name).locator("table");
  };
  const begins = (found, ...cells) => found.filter((row) => cells.every((cell, index) => cell === undefined || row[index].startsWith(cell)));
  // 3.1(1.3): 77 provinces in five regions; Chiang Mai (TH-50) is in the North.
  const provinces = await rows(await find("places", "provinces"));
  assert.equal(provinces.length, 77);
  assert.deepEqual(begins(provinces, "Chiang Mai").map(([, region]) => region), ["North"]);
  const counts = grouped(provinces, ([, region]) => region);
  assert.deepEqual(counts.map(([, all]) => all.length).sort(), [13, 13, 14, 17, 20]);
  // 3.1(7), the table of the funds.
  const funds = await row(await find("welfare", "welfare_funds", "th"), "ใต้");
  assert.deepEqual(funds, ["1,086", "1,062", "7,406", "7,237", "1,350,325", "4,080,769,224", "148,555"]);
  // 3.1(4): with whom the memoranda were signed.
  const table = await find("networks", "memorandum_agencies");
  const agencies = await rows(table);
  assert.deepEqual(begins(agencies, "Stronger Baan Mankong cooperatives").map((row) => row.slice(1)), [["Policy level", "1", "Cooperative Promotion Department"], ["Policy level", "2", "Cooperative Auditing Department"]]);
  // 3.1(8): loans to date.
  const loans = await row(await find("credit", "loans_cumulative", "th"), "สินเชื่ออื่น");
  assert.deepEqual(loans.slice(3), ["1,951.66", "1,951.66", "1,379.43", "1", "2.98", "244", "569.25", "169", "404.72"]);
  // 3.1(5): 714 as printed, with what is wrong with it.
  const leaders = begins(await rows(await find("people", "leaders_trained")), "Good management", "Northeast");
  assert.deepEqual(leaders.map(([, ...cells]) => cells), [["Northeast", "714"]]);
  assert.match(leaders[0][0], /174/);
  // 3.2: the canal's stages; what is printed as a dash is no nought.
  const canal = begins(await rows(await find("housing", "canal_progress", "th")), undefined, "เขตจตุจักร");
  assert.deepEqual(canal.map((cells) => cells.slice(2)), [["สร้างเสร็จ", "489"], ["กำลังก่อสร้าง", "–"], ["รื้อย้ายแล้ว พร้อมก่อสร้าง", "–"]]);
}, { timeout: 90_000 });

/** Every cell of a topic's tables: its table, its column, its words, its row's note, and whether it is marked as Thai. */
async function cells(page) {
  return sheets(page).locator("details").evaluateAll((all) =>
    all.flatMap((details) => {
      const heads = [...details.querySelectorAll("thead th")].map((head) => head.textContent.trim());
      return [...details.querySelectorAll("tbody tr")].flatMap((row) =>
        [...row.cells].map((cell, index) => {
          const copy = cell.cloneNode(true);
          const note = copy.querySelector(".note");
          note?.remove();
          const inThai = [...cell.querySelectorAll("*"), cell].some((part) => part.closest("[lang=th]:not(html)"));
          return { table: details.id.replace("table-", ""), column: heads[index], words: copy.textContent.trim(), note: note?.textContent.trim() ?? "", inThai };
        }),
      );
    }),
  );
}
/** Faults by table and column, with the first of their words. */
function gathered(faults) {
  return grouped(faults, ({ code, table, column }) => `${code}: ${table}: ${column}`).map(([where, found]) => `${where} (${found.length}): ${[...new Set(found.map(({ words }) => words.slice(0, 40)))].slice(0, 3).join(" | ")}`);
}
const everything = new Map();
/** Every cell of every topic's tables; read once for all specs. */
async function everyCell(visitor, lang) {
  if (everything.has(lang)) return everything.get(lang);
  const found = [];
  await withEach(Object.keys(withTables), async (code) => {
    const page = await tabled(visitor, code, { lang });
    for (const cell of await cells(page)) found.push({ code, ...cell });
    await page.context().close();
  });
  assert.ok(found.length > 4000, `${found.length} cells`);
  everything.set(lang, found);
  return found;
}

const thai = /\p{Script=Thai}/u;
/** Columns whose words are there only in Thai: what is printed, as it is printed. */
const onlyThai = { evaluation: / as printed$/ };

for (const lang of langs) {
  spec(`codes stand in no table of any topic, but their words (${lang})`, async (visitor) => {
    const isCode = ({ table, words }) => {
      if (/(?<![\w.@/])[a-z][a-z0-9]*(_[a-z0-9]+)+(?![\w.@/])/.test(words) || /\bTH-\d\d\b|^p\d\d$/.test(words)) return true;
      if (/^(true|false|null|NaN|undefined|Infinity)$|[{}]/.test(words)) return true;
      // A word by itself, all of it small: in English the words for units are such.
      return /^[a-z][a-z0-9]*$/.test(words) && table !== "units";
    };
    const all = await everyCell(visitor, lang);
    assert.deepEqual(gathered(all.filter(isCode)), []);
  }, { timeout: 120_000 });

  spec(`years in the tables are years, not amounts (${lang})`, async (visitor) => {
    const all = await everyCell(visitor, lang);
    const years = all.filter(({ column }) => /พ\.ศ\.|Buddhist era/.test(column) && !/\(.*(คน|people)\)/.test(column));
    assert.ok(years.length > 20);
    assert.deepEqual(gathered(years.filter(({ words }) => !/^(2[45]\d\d|–)$/.test(words))), []);
  }, { timeout: 120_000 });
}

spec("the tables are in English where there is English", async (visitor) => {
  const all = await everyCell(visitor, "en");
  const inThai = all.filter(({ words }) => thai.test(words));
  assert.deepEqual(gathered(inThai.filter(({ table, column }) => !onlyThai[table]?.test(column))), []);
  // Notes quote what is printed.
  const notes = all.filter(({ note }) => thai.test(note.replace(/“[^”]*”/g, "")));
  assert.deepEqual(notes.map(({ note }) => note), []);
}, { timeout: 120_000 });

spec("what the tables have only in Thai is marked as Thai, for those who hear it", async (visitor) => {
  const page = await tabled(visitor, "governance", { lang: "en" });
  const found = (await cells(page)).filter(({ words, inThai }) => thai.test(words) && !inThai);
  assert.deepEqual(gathered(found.map((cell) => ({ code: "governance", ...cell }))), []);
});

spec("no column of English words says that it is in Thai", async (visitor) => {
  const all = await everyCell(visitor, "en");
  const columns = grouped(all, ({ code, table, column }) => `${code}: ${table}: ${column}`);
  const wrong = columns.filter(([name, found]) => /\bThai\b/.test(name) && !found.some(({ words }) => thai.test(words)));
  assert.deepEqual(wrong.map(([name]) => name), []);
}, { timeout: 120_000 });

spec("the names of the tables, their heads and what is said of them are in the page's language", async (visitor) => {
  const faults = [];
  for (const lang of langs) {
    await withEach(Object.keys(withTables), async (code) => {
      const page = await tabled(visitor, code, { lang });
      for (const words of await texts(sheets(page).locator("summary, thead th, caption, details > p"))) {
        if (words === "" || /\b[a-z]+_[a-z]+/.test(words) || (lang === "en" ? thai.test(words) : !thai.test(words))) faults.push(`${code} (${lang}): “${words}”`);
      }
      await page.context().close();
    });
  }
  assert.deepEqual(faults, []);
}, { timeout: 180_000 });

// What a page weighs.

const routes = ["", ...readFileSync(new URL("../../tools/routes.txt", import.meta.url), "utf8").split("\n").filter(Boolean)];
const weights = new Map();
/** The bytes of a file as a host sends it. */
function weight(file) {
  if (!weights.has(file)) {
    const bytes = readFileSync(join(DIST, file));
    const pack = () => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    weights.set(file, extname(file) === ".woff2" ? bytes.length : pack().length);
  }
  return weights.get(file);
}

spec("the first view of no page of the site weighs more than 280 KiB", async (visitor) => {
  const most = 280 * 1024;
  const base = new URL(visitor.site).pathname.length;
  const weighed = [];
  for (const route of routes) {
    const from = visitor.requests.length;
    const page = await visitor.open(route && `${route}/`, { lang: "th" });
    await settled(page);
    let worker = -1;
    for (let wait = 0; worker < 0 && wait < 100; wait += 1) {
      worker = visitor.requests.slice(from).findIndex((url) => url.endsWith("codi-worker_loader.js"));
      if (worker < 0) await page.waitForTimeout(50);
    }
    assert.ok(worker > 0, `the worker is asked for on /${route}`);
    const asked = visitor.requests.slice(from, from + worker).map((url) => new URL(url).pathname.slice(base));
    const files = asked.map((path) => (path === "" || path.endsWith("/") ? `${path}index.html` : path));
    assert.deepEqual(files.filter((file, index) => files.indexOf(file) !== index), [], `nothing is asked for twice on /${route}`);
    weighed.push([route, sum(files.map(weight))]);
    await page.context().close();
  }
  if (process.env.WEIGHTS) for (const [route, bytes] of weighed) console.log(`/${route}`.padEnd(20), (bytes / 1024).toFixed(1).padStart(7), "KiB");
  const heavy = weighed.filter(([, bytes]) => bytes > most);
  assert.deepEqual(heavy.map(([route, bytes]) => `/${route}: ${bytes} bytes, ${bytes - most} too many`), []);
}, { timeout: 240_000 });

// How it looks.

/** Once the audit is made, figures are marked where one is about them; on some pages none is. */
async function marks(page) {
  await page.locator("main a.mark").first().waitFor({ state: "attached", timeout: 4_000 }).catch(() => undefined);
}

for (const [theme, lang] of [["light", "th"], ["dark", "en"]]) {
  for (const code of Object.keys(topics)) {
    spec(`${code} can be used by everybody (${lang}, ${theme})`, async (visitor) => {
      const size = theme === "light" ? "phone" : "landscape";
      const page = await visitor.open(code, { lang, theme, size });
      await settled(page);
      await marks(page);
      if (size === "phone") await menu(page).click();
      await axe(page);
    });
  }
  for (const code of ["welfare", "networks"]) {
    spec(`${code} with its tables can be used by everybody (${lang}, ${theme})`, async (visitor) => {
      const page = await tabled(visitor, code, { lang, theme, size: theme === "light" ? "phone" : "landscape" });
      await marks(page);
      await axe(page);
    }, { timeout: 120_000 });
  }
}

/** Words that need more room than their box has. */
async function nothingClipped(page) {
  const clipped = await page.evaluate(() => {
    const hidden = (box) => box && (getComputedStyle(box).clipPath !== "none" || hidden(box.parentElement));
    return [...document.querySelectorAll(":is(h1, h2, h3, h4, button, summary, .badge, .nav a, caption, th, td, .note, .lead, .source):not(.unseen, .unseen *)")]
      .filter((box) => box.checkVisibility() && box.clientHeight > 2 && getComputedStyle(box).display !== "inline" && !hidden(box))
      .filter((box) => box.scrollWidth > box.clientWidth + (box.tagName === "TD" ? 5 : 1) || (box.scrollHeight > box.clientHeight + 1 && box.tagName !== "TD"))
      .map((box) => `${box.scrollWidth}×${box.scrollHeight} in ${box.clientWidth}×${box.clientHeight}: ${box.outerHTML.slice(0, 140)}`);
  });
  assert.deepEqual(clipped.slice(0, 9), [], `clipped on ${page.url()}`);
}

for (const code of Object.keys(withTables)) {
  spec(`${code} fits every screen, with all of its tables`, async (visitor) => {
    await withEach(langs, async (lang) => {
      const page = await tabled(visitor, code, { lang, size: "phone" });
      for (const [name, size] of [...Object.entries(sizes), ["narrowest", { width: 320, height: 640 }]]) {
        await page.setViewportSize(size);
        await settled(page);
        await noSidewaysScroll(page);
        await nothingClipped(page);
        if (name !== "phone") continue;
        await navigation(page);
        await noSidewaysScroll(page);
        await nothingClipped(page);
        await menu(page).click();
      }
    });
  }, { timeout: 120_000 });
}

// Regions: the map, the bars, a region's profile against the others, its provinces. Every number here was read off the
// printed report.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { axe, noSidewaysScroll, sizes, spec } from "./harness.mjs";
import { chart, closed, goTo, misdrawn, query, rows, settled, text, texts, withEach, working } from "./reader.mjs";

/** The regions in the site's order: their names, and how many provinces the report counts in each (3.1(1.3)). */
const regions = {
  north: { th: "เหนือ", en: "North", provinces: 17 },
  northeast: { th: "ตะวันออกเฉียงเหนือ", en: "Northeast", provinces: 20 },
  south: { th: "ใต้", en: "South", provinces: 14 },
  central_west: { th: "กลางและตะวันตก", en: "Central and West", provinces: 13 },
  bangkok_east: { th: "กรุงเทพฯ ปริมณฑลและตะวันออก", en: "Bangkok, vicinity and East", provinces: 13 },
};
/** Of each region in that order, and of the country. */
const printed = {
  strong_communities: ["300", "536", "204", "183", "143", "1,366"], // 3.1(1.3)
  welfare_members: ["1,479,017", "2,598,520", "1,350,325", "567,551", "765,191", "6,760,604"], // 3.1(7)
  councils: ["1,671", "2,908", "1,166", "1,159", "881", "7,785"], // 3.1(6)
  certified_funds: ["205", "381", "180", "122", "117", "1,005"], // 3.1(7)
};

const say = {
  th: {
    title: "ภูมิภาค",
    indicator: "ตัวชี้วัด",
    region: "ภาค",
    beside: "เทียบกับ",
    whole: "ทั้งประเทศ",
    country: "ทั้งประเทศ",
    difference: "ผลต่าง (เหนือ − ใต้)",
    rank: "อันดับ",
    place: (rank) => new RegExp(`^${rank} จาก 5$`),
    failed: "โหลดแผนที่ไม่สำเร็จ",
    more: "เทียบรายภาคบนแผนที่",
    welfare: "สวัสดิการและสภาองค์กรชุมชน",
    named: (name) => `ภาค${name}`,
    provinces: (count) => `(${count} จังหวัด)`,
    strong: "ตำบลชุมชนเข้มแข็ง",
    members: "สมาชิกกองทุนสวัสดิการ",
    funds: "กองทุนสวัสดิการชุมชน",
    balance: "เงินกองทุนสะสม",
    committee: "กรรมการกองทุนสวัสดิการ",
    certified: "กองทุนที่ได้รับการรับรองมาตรฐาน",
    councils: "สภาองค์กรชุมชน",
    province: "จำนวนจังหวัด",
    bangkok: "กรุงเทพมหานคร",
    lamphun: "ลำพูน",
    assumed: /^\* รายงานให้เพียงจำนวนจังหวัดของภาค/,
  },
  en: {
    title: "Regions",
    indicator: "Indicator",
    region: "Region",
    beside: "Compare with",
    whole: "Whole country",
    country: "Country",
    difference: "Difference (North − South)",
    rank: "Rank",
    place: (rank) => new RegExp(`^${rank} of 5$`),
    failed: "The map could not be loaded",
    more: "Compare regions on the map",
    welfare: "Welfare and councils",
    named: (name) => name,
    provinces: (count) => `(${count} provinces)`,
    strong: "Strong-community tambons",
    members: "Members of welfare funds",
    funds: "Community welfare funds",
    balance: "Accumulated fund money",
    committee: "Welfare fund committee members",
    certified: "Certified welfare funds",
    councils: "Community organization councils",
    province: "Provinces",
    bangkok: "Bangkok",
    lamphun: "Lamphun",
    assumed: /^\* The report gives only the number of provinces of the region/,
  },
};
const langs = Object.keys(say);
/** The screens that this page is most used on. */
const hands = ["phone", "tablet"];

const lead = (page) => page.locator(".heading .lead");
const map = (page, indicator = "strong_communities") => chart(page, `map-${indicator}`);
const bars = (page, indicator = "strong_communities") => chart(page, `by-${indicator}`);
const field = (page, name) => page.locator("main").getByRole("combobox", { name, exact: true });
const sections = (page) => page.locator("main section.sheets");
const profile = (page) => sections(page).first();
const provinces = (page) => sections(page).nth(1);
const spoken = (frame) => frame.locator("[aria-live]");
const openAll = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
const outlines = (visitor) => visitor.requests.filter((url) => url.endsWith("map/thailand.json"));
const number = (words) => words.match(/[\d,.]*\d/)?.[0] ?? words;
/** How a chart is painted: how many of its shapes are of which colours. */
const painted = (frame) =>
  frame.locator("svg").evaluate((svg) => {
    const counts = {};
    for (const shape of svg.children) {
      const paint = ["fill", "stroke", "stroke-width"].map((name) => shape.getAttribute(name)).join(" ");
      counts[paint] = (counts[paint] ?? 0) + 1;
    }
    return counts;
  });
/** What the address says, besides that the page is in Thai. */
const told = (page) => Object.fromEntries(Object.entries(query(page)).filter(([, value]) => value !== "th"));
/** The address says that of the choices, and nothing else. */
async function chosen(page, lang, choices) {
  const expected = { ...(lang === "en" ? { lang } : {}), ...choices };
  const same = () => isDeepStrictEqual(told(page), expected);
  for (let wait = 0; wait < 100 && !same(); wait += 1) await page.waitForTimeout(50);
  assert.deepEqual(told(page), expected);
}
/** Waits until the sentence has all of these words in it. */
async function says(page, ...words) {
  let sentence = lead(page);
  for (const part of words) sentence = sentence.filter({ hasText: part });
  try {
    await sentence.waitFor({ timeout: 5_000 });
  } catch {
    assert.fail(`“${await text(lead(page))}” has not all of ${words.join(" · ")}`);
  }
}

/** The page once its map is drawn. */
async function opened(visitor, at, options) {
  const page = await visitor.open(at ? `regions/?${at}` : "regions/", options);
  await settled(page);
  await page.locator("figure[id^=map-] svg").waitFor();
  await settled(page);
  return page;
}

/** What both charts of an indicator say: the values on the map, those of its table, those of the bars. */
async function charted(page, indicator, lang) {
  const values = printed[indicator].slice(0, 5);
  const drawn = await texts(map(page, indicator).locator("svg text"));
  // Words that have no room on the map are in its table; the ends of the legend stand there besides.
  assert.deepEqual([...new Set(drawn)].filter((one) => !values.includes(one)), [], "nothing else stands on the map");
  assert.ok(drawn.length >= 5, `${drawn}`);
  const expected = Object.values(regions).map(({ [lang]: name }, index) => [name, values[index]]);
  for (const frame of [map(page, indicator), bars(page, indicator)]) {
    assert.deepEqual((await rows(frame.locator("table"))).map(([name, value]) => [name, number(value)]), expected);
  }
  const onBars = await texts(bars(page, indicator).locator("svg text"));
  for (const value of values) assert.ok(onBars.includes(value), `${value} on the bars: ${onBars}`);
}

/** The profile's columns, those of the table that is unfolded. */
const columns = (page) => texts(profile(page).locator("details[open] thead th"));
/** A row of the profile, in whatever table. */
async function ofProfile(page, name) {
  const all = await profile(page).locator("tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => {
      const copy = cell.cloneNode(true);
      copy.querySelector(".note")?.remove();
      return copy.textContent.trim();
    })),
  );
  const found = all.filter(([title]) => title === name);
  assert.equal(found.length, 1, `rows “${name}” among ${all.map(([title]) => title).join(" · ")}`);
  return found[0].slice(1);
}

for (const lang of langs) {
  for (const size of hands) {
    spec(`a citizen opens the regions and reads where most strong communities are (${lang}, ${size})`, async (visitor) => {
      const page = await opened(visitor, "", { lang, size });
      assert.deepEqual(await texts(page.locator("h1")), [say[lang].title]);
      await says(page, say[lang].strong, `${regions.northeast[lang]}`, "536", regions.bangkok_east[lang], "143", "1,366");
      const sentence = await text(lead(page));
      assert.ok(sentence.indexOf("536") < sentence.indexOf("143"), sentence);
      await charted(page, "strong_communities", lang);
      assert.deepEqual(await columns(page), [...Object.values(regions).map((one) => one[lang]), say[lang].country]);
      assert.deepEqual(await ofProfile(page, say[lang].strong), printed.strong_communities);
      assert.equal(await profile(page).locator("details[open]").count(), 1, "one topic is unfolded");
      const summaries = await texts(provinces(page).locator("summary"));
      assert.deepEqual(summaries, Object.values(regions).map((one) => `${say[lang].named(one[lang])} ${say[lang].provinces(one.provinces)}`));
      for (const fault of ["{", "}", "NaN", "undefined"]) assert.ok(!(await text(page.locator("main"))).includes(fault), fault);
      assert.equal(await page.locator("main [role=alert]").count(), 0);
      await chosen(page, lang, {});
    });

    spec(`an official chooses an indicator, a region and another, sends the address, and goes back (${lang}, ${size})`, async (visitor) => {
      const page = await opened(visitor, "", { lang, size });
      await field(page, say[lang].indicator).selectOption("welfare_members");
      await says(page, say[lang].members, regions.northeast[lang], "2,598,520", regions.central_west[lang], "567,551", "6,760,604");
      await chosen(page, lang, { indicator: "welfare_members" });
      await map(page, "welfare_members").locator("svg").waitFor();
      await settled(page);
      await charted(page, "welfare_members", lang);
      assert.equal(await map(page).count(), 0, "the other map is gone");
      assert.deepEqual(await texts(profile(page).locator("details[open] > summary")), [say[lang].welfare]);

      const before = [await painted(map(page, "welfare_members")), await painted(bars(page, "welfare_members"))];
      await field(page, say[lang].region).selectOption("north");
      await says(page, say[lang].named(regions.north[lang]), "1,479,017", lang === "en" ? "rank 2 of 5" : "อันดับ 2 จาก 5", "6,760,604");
      await chosen(page, lang, { indicator: "welfare_members", region: "north" });
      await settled(page);
      const after = [await painted(map(page, "welfare_members")), await painted(bars(page, "welfare_members"))];
      assert.notDeepEqual(after[0], before[0], "the region stands out on the map");
      assert.notDeepEqual(after[1], before[1], "the region stands out among the bars");
      await charted(page, "welfare_members", lang);
      assert.deepEqual(await columns(page), [...Object.values(regions).map((one) => one[lang]), say[lang].country, say[lang].rank]);
      assert.deepEqual(await texts(provinces(page).locator("summary")), [`${say[lang].named(regions.north[lang])} ${say[lang].provinces(17)}`]);

      await field(page, say[lang].beside).selectOption("south");
      await chosen(page, lang, { indicator: "welfare_members", region: "north", beside: "south" });
      const two = [regions.north[lang], regions.south[lang], say[lang].country, say[lang].difference];
      assert.deepEqual(await columns(page), two);
      assert.deepEqual(await ofProfile(page, say[lang].members), ["1,479,017", "1,350,325", "6,760,604", "+128,692"]);

      // A link shows what its sender saw.
      const sentence = await text(lead(page));
      const { search } = new URL(page.url());
      const other = await opened(visitor, search.slice(1), { size, lang });
      assert.equal(await text(lead(other)), sentence);
      await charted(other, "welfare_members", lang);
      assert.deepEqual(await columns(other), two);
      const fields = [say[lang].indicator, say[lang].region, say[lang].beside];
      assert.deepEqual(await Promise.all(fields.map((name) => field(other, name).inputValue())), ["welfare_members", "north", "south"]);
      assert.deepEqual(await painted(map(other, "welfare_members")), after[0]);
      await other.context().close();

      await page.goBack();
      await chosen(page, lang, { indicator: "welfare_members", region: "north" });
      assert.equal((await columns(page)).at(-1), say[lang].rank);
      assert.equal(await field(page, say[lang].beside).inputValue(), "");
      await page.goBack();
      await chosen(page, lang, { indicator: "welfare_members" });
      await says(page, "2,598,520", "567,551");
      assert.equal(await field(page, say[lang].region).inputValue(), "");
      await page.goBack();
      await chosen(page, lang, {});
      await says(page, "536", "143");
      assert.equal(await field(page, say[lang].indicator).inputValue(), "strong_communities");
      await page.goForward();
      await says(page, "2,598,520");
    }, { timeout: 90_000 });
  }

  spec(`a reader with a keyboard walks the map, hears each region and chooses one (${lang})`, async (visitor) => {
    const page = await opened(visitor, "", { lang });
    const canvas = map(page).getByRole("application", { name: say[lang].strong });
    const reached = () => canvas.evaluate((canvas) => canvas === document.activeElement);
    for (let press = 0; press < 60 && !(await reached()); press += 1) await page.keyboard.press("Tab");
    assert.equal(await reached(), true, "Tab reaches the map");
    assert.equal(await text(spoken(map(page))), "");
    const heard = async (key, code, value) => {
      await page.keyboard.press(key);
      const words = await text(spoken(map(page)));
      for (const part of [say[lang].named(regions[code][lang]), value, `${regions[code].provinces}`]) assert.ok(words.includes(part), `${key}: “${words}”`);
    };
    await heard("ArrowRight", "north", "300");
    await heard("ArrowDown", "northeast", "536");
    await heard("ArrowLeft", "north", "300");
    await heard("End", "bangkok_east", "143");
    await heard("ArrowUp", "central_west", "183");
    await heard("ArrowUp", "south", "204");
    await page.keyboard.press("Enter");
    await chosen(page, lang, { region: "south" });
    await says(page, say[lang].named(regions.south[lang]), "204");
    assert.equal(await field(page, say[lang].region).inputValue(), "south");
    // The focus stays, and the walk goes on from there.
    assert.equal(await reached(), true, "the focus stays on the map");
    await heard("ArrowDown", "central_west", "183");
    await page.keyboard.press("Space");
    await chosen(page, lang, { region: "central_west" });
    await page.keyboard.press("Escape");
    assert.equal(await text(spoken(map(page))), "");
    // The fields, too: the region is the second.
    await field(page, say[lang].region).focus();
    await page.keyboard.press("ArrowDown");
    await chosen(page, lang, { region: "bangkok_east" });
    await says(page, say[lang].named(regions.bangkok_east[lang]), "143");
  });

  spec(`what is said of the map's keys is what they do (${lang})`, async (visitor) => {
    const page = await opened(visitor, "", { lang });
    const keys = (frame) => frame.locator(".canvas").evaluate((canvas) => document.getElementById(canvas.getAttribute("aria-describedby")).firstElementChild.textContent);
    // On the bars Enter opens the working-out, on the map it chooses the region.
    assert.notEqual(await keys(map(page)), await keys(bars(page)));
  });

  spec(`a citizen taps a region on the map and has its profile (${lang})`, async (visitor) => {
    const page = await opened(visitor, "", { lang, size: "phone" });
    const value = map(page).locator("svg text").filter({ hasText: /^204$/ }).first();
    await value.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await value.boundingBox();
    await page.touchscreen.tap(x + width / 2, y + height / 2);
    await chosen(page, lang, { region: "south" });
    await says(page, say[lang].named(regions.south[lang]), "204", "1,366");
    // The tip says the value, with a button to its working-out.
    const button = map(page).locator(".tip.on").getByRole("button");
    const box = await button.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44, `${box.width} × ${box.height}`);
    await button.tap();
    await working(page).waitFor();
    assert.equal(query(page).open, "v.strong_communities.region.south");
    assert.equal(number(await text(working(page).locator(".result"))), "204");
  });

  spec(`the profile has the chosen region first, with its place, or two regions with their difference (${lang})`, async (visitor) => {
    await withEach(hands, async (size) => {
      const page = await opened(visitor, "region=south", { lang, size });
      const order = ["south", "north", "northeast", "central_west", "bangkok_east"];
      assert.deepEqual(await columns(page), [...order.map((code) => regions[code][lang]), say[lang].country, say[lang].rank]);
      const places = { strong_communities: ["strong", 3], welfare_members: ["members", 3], councils: ["councils", 3], certified_funds: ["certified", 3] };
      for (const [indicator, [name, place]] of Object.entries(places)) {
        const [north, northeast, south, central, bangkok, country] = printed[indicator];
        const found = await ofProfile(page, say[lang][name]);
        assert.deepEqual(found.slice(0, 6), [south, north, northeast, central, bangkok, country], indicator);
        assert.match(found[6], say[lang].place(place), indicator);
      }
      await page.context().close();

      // Two regions of 13 provinces: of the same value the same place.
      const last = await opened(visitor, "region=bangkok_east", { lang, size });
      const counted = await ofProfile(last, say[lang].province);
      assert.deepEqual(counted.slice(0, 6), ["13", "17", "20", "14", "13", "77"]);
      assert.match(counted[6], say[lang].place(4));
      assert.match((await ofProfile(last, say[lang].councils))[6], say[lang].place(5));
      await last.context().close();

      const two = await opened(visitor, "region=north&beside=south", { lang, size });
      const differences = {
        strong: ["300", "204", "1,366", "+96"],
        funds: ["1,208", "1,062", "5,935", "+146"],
        balance: ["4,616.59", "4,080.77", "20,755.56", "+535.82"],
        committee: ["125,510", "148,555", "654,421", "−23,045"],
        certified: ["205", "180", "1,005", "+25"],
        councils: ["1,671", "1,166", "7,785", "+505"],
      };
      for (const [name, expected] of Object.entries(differences)) assert.deepEqual(await ofProfile(two, say[lang][name]), expected, name);
      await two.context().close();
      // A region beside itself is none.
      const same = await opened(visitor, "region=north&beside=north", { lang, size });
      assert.equal((await columns(same)).at(-1), say[lang].rank);
      await same.context().close();
    }, 1);
  }, { timeout: 120_000 });

  spec(`a reader finds each province in its region, and which the report does not place itself (${lang})`, async (visitor) => {
    const page = await opened(visitor, "", { lang, size: "tablet" });
    const lists = await provinces(page).locator("details").evaluateAll((all) =>
      all.map((details) => ({ names: [...details.querySelectorAll("li")].map((item) => item.textContent.trim()), source: details.querySelector(".source")?.textContent.trim() ?? "" })),
    );
    assert.deepEqual(lists.map(({ names }) => names.length), Object.values(regions).map((one) => one.provinces));
    const names = lists.flatMap(({ names }) => names);
    assert.equal(new Set(names.map((name) => name.replace("*", ""))).size, 77);
    // The name of the region names Bangkok; the report only counts the others of it.
    assert.ok(lists[4].names.includes(say[lang].bangkok), `${lists[4].names}`);
    assert.ok(lists[0].names.includes(`${say[lang].lamphun}*`), `${lists[0].names}`);
    for (const { names, source } of lists) {
      const starred = names.filter((name) => name.endsWith("*")).length;
      if (starred > 0) assert.match(source, say[lang].assumed);
      else assert.equal(source, "");
    }
    // Folded away until a region is chosen.
    assert.equal(await provinces(page).locator("details[open]").count(), 0);
    await provinces(page).locator("summary").nth(2).click();
    assert.equal(await provinces(page).locator("details[open] li").count(), 14);
    await field(page, say[lang].region).selectOption("northeast");
    await says(page, say[lang].named(regions.northeast[lang]), "536");
    assert.equal(await provinces(page).locator("details").count(), 1);
    assert.equal(await provinces(page).locator("details[open] li:visible").count(), 20);
  });

  spec(`a figure of the profile opens its working-out, and a link opens it again (${lang})`, async (visitor) => {
    const page = await opened(visitor, "indicator=welfare_members&region=north", { lang, size: "phone" });
    const name = "v.welfare_members.region.north";
    await profile(page).locator(`[data-open="${name}"]`).click();
    await working(page).getByRole("heading", { level: 2 }).waitFor();
    assert.equal(number(await text(working(page).locator(".result"))), "1,479,017");
    await chosen(page, lang, { indicator: "welfare_members", region: "north", open: name });
    await page.keyboard.press("Escape");
    await closed(page);
    await chosen(page, lang, { indicator: "welfare_members", region: "north" });
    const other = await opened(visitor, `indicator=welfare_members&region=north&open=${name}`, { lang, size: "tablet" });
    await working(other).locator(".result").waitFor();
    assert.equal(number(await text(working(other).locator(".result"))), "1,479,017");
  });

  for (const [how, [answer, complaint]] of Object.entries({
    "a failing server": [{ status: 503 }, /^status 503: .*map\/thailand\.json$/],
    "a web page": [{ body: "<!doctype html><html></html>" }],
    "half a file": [{ body: (bytes) => bytes.subarray(0, bytes.length / 2) }],
  })) {
    spec(`when ${how} answers for the map the page says so, and all else works (${lang})`, async (visitor) => {
      visitor.answer("map/thailand.json", answer);
      if (complaint) visitor.expect(complaint);
      const page = await visitor.open("regions/", { lang, size: "phone" });
      await settled(page);
      const note = page.locator("main p.note", { hasText: say[lang].failed });
      await note.waitFor();
      assert.equal(await page.locator("figure[id^=map-]").count(), 0);
      await says(page, "536", "143", "1,366");
      await bars(page).locator("svg").waitFor();
      await field(page, say[lang].indicator).selectOption("welfare_members");
      await field(page, say[lang].region).selectOption("north");
      await says(page, say[lang].named(regions.north[lang]), "1,479,017");
      assert.deepEqual((await ofProfile(page, say[lang].members)).slice(0, 1), ["1,479,017"]);
      await note.waitFor();
      await axe(page);
      await noSidewaysScroll(page);
    });
  }

  spec(`the region stays while one goes from page to page (${lang})`, async (visitor) => {
    const page = await opened(visitor, "region=north", { lang, size: "tablet" });
    await goTo(page, say[lang].welfare);
    await page.getByRole("heading", { level: 1, name: say[lang].welfare, exact: true }).waitFor();
    await settled(page);
    await chosen(page, lang, { region: "north" });
    const card = (name) => page.locator("article.card", { has: page.locator(`h3:text-is("${name}")`) });
    // The region's figure, with the whole country's below.
    for (const [name, own, country] of [["funds", "1,208", "5,935"], ["members", "1,479,017", "6,760,604"], ["balance", "4,616.59", "20,755.56"], ["certified", "205", "1,005"], ["councils", "1,671", "7,785"]]) {
      const one = card(say[lang][name]);
      assert.equal(number(await text(one.locator(".big"))), own, name);
      const lines = await texts(one.locator(".line"));
      assert.equal(lines[0], say[lang].named(regions.north[lang]));
      assert.ok(lines[1].startsWith(say[lang].whole), lines[1]);
      assert.equal(number(lines[1].slice(say[lang].whole.length)), country, name);
    }
    await field(page, say[lang].region).selectOption("south");
    await card(say[lang].members).locator(".big", { hasText: "1,350,325" }).waitFor();
    await chosen(page, lang, { region: "south" });
    await page.locator("main").getByRole("link", { name: say[lang].more, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: say[lang].title, exact: true }).waitFor();
    await says(page, say[lang].named(regions.south[lang]), "204");
    await chosen(page, lang, { region: "south" });
    await page.goBack();
    await card(say[lang].members).locator(".big", { hasText: "1,350,325" }).waitFor();
    await field(page, say[lang].region).selectOption("");
    await card(say[lang].members).locator(".big", { hasText: "6,760,604" }).waitFor();
    await chosen(page, lang, {});
  });

  spec(`what an address names that is not there is passed over (${lang})`, async (visitor) => {
    const page = await opened(visitor, "indicator=atlantis&region=atlantis&beside=nowhere", { lang, size: "phone" });
    await says(page, say[lang].strong, "536", "143", "1,366");
    assert.deepEqual(await Promise.all(["indicator", "region", "beside"].map((name) => field(page, say[lang][name]).inputValue())), ["strong_communities", "", ""]);
    assert.equal((await columns(page)).at(-1), say[lang].country);
    await page.context().close();
    // An indicator that the report does not give by region.
    const other = await opened(visitor, "indicator=loan_outstanding&region=Bangkok%20%3Cb%3E", { lang, size: "phone" });
    await says(other, "536", "143");
    await other.context().close();
    const welfare = await visitor.open("welfare/?region=atlantis", { lang });
    await settled(welfare);
    assert.equal(number(await text(welfare.locator("article.card .big").nth(1))), "6,760,604");
    assert.equal(await welfare.locator("main [role=alert]").count(), 0);
  });

  spec(`of a region that is not there nothing stands out, on the map or among the bars (${lang})`, async (visitor) => {
    const page = await opened(visitor, "region=atlantis", { lang, size: "phone" });
    const plain = await opened(visitor, "", { lang, size: "phone" });
    for (const frame of [map, bars]) assert.deepEqual(await painted(frame(page)), await painted(frame(plain)));
  });

  for (const theme of ["light", "dark"]) {
    spec(`the regions can be used by everybody (${lang}, ${theme})`, async (visitor) => {
      await withEach([["", "phone"], ["region=north", "tablet"], ["indicator=welfare_members&region=north&beside=south", "desktop"]], async ([at, size]) => {
        const page = await opened(visitor, at, { lang, theme, size });
        await openAll(page);
        await axe(page);
        await page.context().close();
      }, 1);
    }, { timeout: 90_000 });
  }

  spec(`no text on the map or the bars overlaps another or is cut, at any width (${lang})`, async (visitor) => {
    for (const at of ["", "indicator=welfare_fund_balance&region=south", "indicator=community_forest_sites&region=north"]) {
      const page = await opened(visitor, at, { lang });
      for (const width of [320, 390, 820, 1180, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await settled(page);
        assert.deepEqual(await misdrawn(page), [], `${at} at ${width}`);
      }
      await page.context().close();
    }
  }, { timeout: 90_000 });

  spec(`the regions fit every screen (${lang})`, async (visitor) => {
    for (const at of ["", "indicator=welfare_fund_balance&region=bangkok_east", "indicator=community_forest_sites&region=north&beside=bangkok_east"]) {
      const page = await opened(visitor, at, { lang, size: "phone" });
      await openAll(page);
      for (const size of [...Object.values(sizes), { width: 320, height: 640 }]) {
        await page.setViewportSize(size);
        await settled(page);
        await noSidewaysScroll(page);
      }
      const targets = await page.locator("main").locator("select:visible, summary:visible").evaluateAll((all) => all.map((one) => [one.textContent.slice(0, 30), one.getBoundingClientRect().height]));
      assert.deepEqual(targets.filter(([, height]) => height < 44), [], "what is pressed is big enough");
      await page.context().close();
    }
  }, { timeout: 90_000 });
}

spec("the outlines are asked for once, and only by the page with the map", async (visitor) => {
  for (const at of ["", "housing/", "areas/", "welfare/?region=north", "finance/"]) {
    const page = await visitor.open(at, { lang: "en" });
    await settled(page);
    await page.context().close();
  }
  assert.deepEqual(outlines(visitor), []);
  const page = await opened(visitor, "", { lang: "en" });
  assert.equal(outlines(visitor).length, 1);
  await field(page, "Indicator").selectOption("welfare_members");
  await field(page, "Region").selectOption("north");
  await says(page, "1,479,017");
  await map(page, "welfare_members").locator("svg").waitFor();
  assert.equal(outlines(visitor).length, 1, "another indicator is drawn on the same outlines");
});

spec("the map of an indicator whose places the report names shows them, and the bars stay by region", async (visitor) => {
  const page = await visitor.open("networks/?region=north", { lang: "en" });
  await settled(page);
  const link = page.locator("main").getByRole("link", { name: "Model community forests", exact: true });
  await link.click();
  await map(page, "community_forest_sites").locator("svg").waitFor();
  await chosen(page, "en", { indicator: "community_forest_sites", region: "north" });
  // 3.1(4): 15 places, of which four are in the North.
  await says(page, "North", "4", "15");
  assert.ok((await map(page, "community_forest_sites").locator("svg circle").count()) > 5, "provinces are marked");
  const table = await rows(map(page, "community_forest_sites").locator("table"));
  assert.deepEqual(table.slice(0, 5).map(([name, value]) => [name, number(value)]), [["North", "4"], ["Northeast", "3"], ["South", "2"], ["Central and West", "3"], ["Bangkok, vicinity and East", "3"]]);
  assert.ok(table.length > 5, "the provinces are in its table");
  assert.equal((await rows(bars(page, "community_forest_sites").locator("table"))).length, 5);
});

// The calculators: what is entered is computed in the worker, stands in the address, and is shown in place. Every number
// here was read off the printed report, or follows from one by hand.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, shoot, sizes, spec } from "./harness.mjs";
import { closed, goTo, query, row, settled, text, texts, withEach, working } from "./reader.mjs";

const calculators = ["evaluation", "strength", "provision", "pace"];

const words = {
  th: { nav: "เครื่องคำนวณ", total: "คะแนนรวม", before: /^เดิม 100\.00 คะแนน · ระดับดีมาก เปลี่ยน −2\.25$/, printed: /^ในรายงาน 99\.50 คะแนน · ระดับดีมาก$/, very: "ระดับดีมาก", passes: "ผ่านเกณฑ์", fails: "ไม่ผ่านเกณฑ์", example: "ใส่ตัวอย่าง: ตำบลจอมพระ", reset: "คืนค่าเดิมทั้งหมด", refused: "อ่านเป็นตัวเลขไม่ได้ จึงไม่นำมาคำนวณ", overall: "คะแนนเฉลี่ยของชุมชน", provision: "ค่าเผื่อหนี้สงสัยจะสูญรวม", paste: "รวมยอดลงในตาราง", inTime: "▲ ทันกำหนด", making: /เปิดเครื่องคำนวณไม่สำเร็จ/, bpp: "บ้านพอเพียง", unstated: "รายงานไม่ได้ระบุ" },
  en: { nav: "Calculators", total: "Total score", before: /^Before: 100\.00 points · Level: Very good, changed by −2\.25$/, printed: /^In the report: 99\.50 points · Level: Very good$/, very: "Level: Very good", passes: "Passes", fails: "Does not pass", example: "Fill in the example: tambon Chom Phra", reset: "Reset all", refused: "This is not a number, so it does not count", overall: "The community’s mean score", provision: "Total allowance", paste: "Add up in the table", inTime: "▲ In time", making: /could not be opened/, bpp: "Baan Por Piang", unstated: "Not stated in the report" },
};

const table = (page) => page.locator("table.calculated");
const field = (page, name) => page.locator(`input[name="${name}"]`);
const outcome = (page, title) => page.locator(".outcomes .card").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const big = (page, title) => outcome(page, title).locator(".big");
const lines = (page, title) => texts(outcome(page, title).locator(".line"));
/** Waits until an outcome begins with that number. */
const comesTo = (page, title, number) => outcome(page, title).locator(".big", { hasText: number }).waitFor();

async function opened(page) {
  await table(page).waitFor();
  await settled(page);
}

for (const [lang, say] of Object.entries(words)) {
  spec(`somebody finds the calculators by the navigation and what each answers (${lang})`, async (visitor) => {
    const page = await visitor.open("", { lang, size: "phone" });
    await settled(page);
    await goTo(page, say.nav);
    await page.getByRole("heading", { level: 1, name: say.nav }).waitFor();
    const cards = page.locator(".calculators .card");
    assert.equal(await cards.count(), 4);
    for (const card of await cards.all()) assert.ok((await text(card.locator("p"))).length > 40);
    await cards.nth(3).getByRole("link").click();
    await opened(page);
    assert.ok(new URL(page.url()).pathname.endsWith("/calculators/pace"));
    assert.equal(await page.locator(".nav a[aria-current=true]").count(), 1);
  });

  spec(`an official sees what another result would score (${lang})`, async (visitor) => {
    const page = await visitor.open("calculators/evaluation", { lang });
    await opened(page);
    assert.match(await text(big(page, say.total)), /^100\.00 /);
    const first = await lines(page, say.total);
    assert.equal(first[0], say.very);
    assert.match(first[1], say.printed);
    const cells = await row(table(page), "4.1");
    assert.deepEqual(cells.slice(4).map((cell) => cell.replace(/ .*/, "")), ["100.00", "100.00", "10", "10.00", "9.50"]);

    await field(page, "1.1").fill("9.09");
    await comesTo(page, say.total, "97.75");
    assert.equal((await row(table(page), "1.1"))[4].replace(/ .*/, ""), "75.00");
    assert.match((await lines(page, say.total))[1], say.before);
    // Not while one types, but once it is typed.
    assert.equal(query(page).entered, undefined);
    await field(page, "1.1").blur();
    await page.waitForFunction(() => new URL(location).searchParams.get("entered") === "1.1_9.09");
    // What the report prints opens its working-out, and closing it leaves the fields.
    await outcome(page, say.total).locator("[data-open]").click();
    await working(page).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    assert.equal(await field(page, "1.1").inputValue(), "9.09");
    await page.getByRole("button", { name: say.reset }).click();
    await comesTo(page, say.total, "100.00");
    assert.equal(await field(page, "1.1").inputValue(), "18.27");
    await page.waitForFunction(() => !new URL(location).searchParams.has("entered"));
  });

  spec(`a community leader fills in the example and sees level and verdict (${lang})`, async (visitor) => {
    const page = await visitor.open("calculators/strength", { lang, size: "tablet" });
    await opened(page);
    assert.equal((await lines(page, say.overall)).length, 4, "each is missing");
    await page.getByRole("button", { name: say.example }).click();
    await comesTo(page, say.overall, "85.25");
    assert.deepEqual((await lines(page, say.overall)).slice(0, 2), [`▲ ${say.passes}`, say.very]);
    for (const [name, score] of Object.entries({ people: "90", organization: "81", quality_of_life: "86", relations: "84" })) assert.equal(await field(page, name).inputValue(), score);
    assert.equal(query(page).entered, "organization_81~people_90~quality_of_life_86~relations_84");
    const cards = page.locator(".outcomes .card");
    assert.equal(await cards.count(), 3);
    await page.locator("select").selectOption("south");
    await page.locator(".outcomes .card:nth-child(4)").waitFor();
    assert.ok((await texts(cards.locator(".line"))).some((line) => /^104 \S+ 204$/.test(line)));
    assert.ok((await texts(cards.locator(".line"))).some((line) => /^848 \S+ 1,366$/.test(line)));
    assert.equal(query(page).region, "south");
    await field(page, "organization").fill("60");
    await outcome(page, say.overall).locator(".badge.not-met").waitFor();
    assert.equal((await lines(page, say.overall))[0], `▼ ${say.fails}`);
  });

  spec(`a credit officer pastes a list of loans (${lang})`, async (visitor) => {
    const page = await visitor.open("calculators/provision", { lang });
    await opened(page);
    await field(page, "balance.substandard").fill("100");
    await comesTo(page, say.provision, "25.00");
    const cells = await row(table(page), lang === "th" ? "จัดชั้นปกติ" : "Normal");
    assert.equal(cells[5], say.unstated, "no rate is no rate, not zero");
    await page.locator("textarea").fill("ปกติ\t1,000,000\nสงสัย\t๒,๐๐๐\t๕๐๐\nสูญ\t100\t900\nอะไร\t5");
    await page.getByRole("button", { name: say.paste }).click();
    // 75 per cent of 1,500, and nothing of what is secured.
    await comesTo(page, say.provision, "1,125.00");
    assert.equal(await field(page, "balance.substandard").inputValue(), "");
    assert.equal(await field(page, "balance.normal").inputValue(), "1,000,000");
    assert.equal((await texts(page.locator(".pasting .told:not(.faults) li"))).length, 2);
    assert.match((await texts(page.locator(".faults li")))[0], / 4 /);
    // A list that cannot be read takes nothing away.
    await page.locator("textarea").fill("x\ty\nz\tw");
    await page.getByRole("button", { name: say.paste }).click();
    await page.waitForFunction(() => document.querySelectorAll(".pasting [role=status] li").length === 2);
    assert.equal(await field(page, "balance.normal").inputValue(), "1,000,000");
  });

  spec(`a planner sees what each year must bring (${lang})`, async (visitor) => {
    const page = await visitor.open("calculators/pace", { lang });
    await opened(page);
    const told = async () => (await row(table(page), say.bpp)).map((cell) => cell.replace(/ (ครัวเรือน|households)$/, ""));
    const cells = await told();
    for (const number of ["129,434", "2560", "222,566", "17,120.46", "18,490.57", "25,655", "2579", say.inTime]) assert.ok(cells.includes(number), `${number} in ${cells}`);
    await field(page, "until.baan_por_piang_cumulative").fill("๒๕๗๔");
    await table(page).locator("tr", { hasText: say.bpp }).locator(".badge.not-met").waitFor();
    assert.ok((await told()).includes("27,820.75"), "222,566 over eight years");
  });

  spec(`who types what is no number is told so, and nothing breaks (${lang})`, async (visitor) => {
    const page = await visitor.open("calculators/evaluation", { lang, size: "phone" });
    await opened(page);
    await field(page, "1.4").fill("many");
    await page.locator('input[name="1.4"][aria-invalid="true"]').waitFor();
    assert.equal(await text(table(page).locator("td:has(input[name='1.4']) .note")), say.refused);
    assert.match(await text(big(page, say.total)), /^100\.00 /);
    await field(page, "1.4").fill("๒๘,๗๕๐");
    await page.locator('input[name="1.4"][aria-invalid="false"]').waitFor();
    await comesTo(page, say.total, "97.50");
    await field(page, "2.2").fill("250");
    await page.locator("td:has(input[name='2.2']) .note", { hasText: "100" }).waitFor();
    await axe(page);
    await noSidewaysScroll(page);
  });
}

spec("a link gives what its sender saw, Back takes back, and a language more or less changes nothing", async (visitor) => {
  const page = await visitor.open("calculators/evaluation?entered=1.1_9.09~2.2_50&lang=en");
  await opened(page);
  await comesTo(page, words.en.total, "87.75");
  assert.equal(await field(page, "2.2").inputValue(), "50");
  await field(page, "1.1").fill("18.18");
  await comesTo(page, words.en.total, "90.00");
  await field(page, "1.1").blur();
  await page.waitForFunction(() => new URL(location).searchParams.get("entered") === "1.1_18.18~2.2_50");
  await page.goBack();
  await comesTo(page, words.en.total, "87.75");
  assert.equal(await field(page, "1.1").inputValue(), "9.09");
  await page.goForward();
  await comesTo(page, words.en.total, "90.00");
  await page.getByRole("button", { name: "ไทย" }).click();
  await comesTo(page, words.th.total, "90.00");
  assert.equal(await field(page, "1.1").inputValue(), "18.18");
});

spec("an address that means harm, or nothing, opens the calculator all the same", async (visitor) => {
  await withEach(["?entered=%3Cscript%3E~1.1_1e9~_~~", `?entered=${"1.1_1~".repeat(900)}`, "?entered=nothing_5&region=nowhere"], async (search) => {
    const page = await visitor.open(`calculators/strength${search}`, { lang: "en" });
    await opened(page);
    assert.equal(await field(page, "people").inputValue(), "");
    await page.context().close();
  });
  visitor.expect(/status 404: .*calculators\/nothing/);
  const page = await visitor.open("calculators/nothing", { lang: "en" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("main input").count(), 0);
});

spec("by keyboard alone a field is found, changed and left, and the focus goes on", async (visitor) => {
  const page = await visitor.open("calculators/strength", { lang: "en" });
  await opened(page);
  await field(page, "people").focus();
  for (const [name, score] of [["people", "90"], ["organization", "81"], ["quality_of_life", "86"], ["relations", "84"]]) {
    while ((await page.evaluate(() => document.activeElement.name)) !== name) await page.keyboard.press("Tab");
    await page.keyboard.type(score);
    assert.equal(await page.evaluate(() => document.activeElement.name), name, "typing leaves the focus where it is");
  }
  await comesTo(page, words.en.overall, "85.25");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => new URL(location).searchParams.has("entered"));
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
  const name = await field(page, "people").getAttribute("aria-label");
  assert.match(name, /^Capable people: Score \(points\)$/);
});

spec("if the worker cannot work the calculators say so, and the rest of the site stands", async (visitor) => {
  visitor.answer("codi-worker_bg.wasm", { status: 503, body: "" });
  visitor.expect(/status 503: .*codi-worker_bg\.wasm/);
  visitor.allow(/^(console error|uncaught error): .*(worker|wasm|WebAssembly)/is);
  for (const [lang, say] of Object.entries(words)) {
    const page = await visitor.open("calculators/pace", { lang });
    await page.locator("main [role=alert]", { hasText: say.making }).waitFor();
    assert.ok((await text(page.locator("main h1"))).length > 5);
    await axe(page);
    await page.context().close();
  }
});

for (const lang of ["th", "en"]) {
  for (const theme of ["light", "dark"]) {
    spec(`the calculators fit every screen and pass axe (${lang}, ${theme})`, async (visitor) => {
      for (const size of Object.keys(sizes)) {
        for (const name of ["", ...calculators]) {
          const entered = name === "strength" ? "?entered=organization_60~people_90~quality_of_life_86~relations_84&region=south" : name === "provision" ? "?entered=balance.normal_1250000~balance.substandard_40000.5~collateral.substandard_10000~balance.loss_9000" : name === "evaluation" ? "?entered=1.1_9.09" : "";
          const page = await visitor.open(`calculators/${name}${entered}`, { lang, theme, size });
          if (name) await opened(page);
          else await settled(page);
          await noSidewaysScroll(page);
          if (size === "phone" || size === "desktop") await axe(page);
          await shoot(page, `calculators-${name || "all"}-${lang}-${theme}-${size}`);
          const low = await page.locator("main :is(input, select, textarea, .fields button)").evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
          assert.deepEqual(low, []);
          await page.context().close();
        }
      }
    }, { timeout: 300_000 });
  }
}

// Faults of the data: each is named, the rest of the page stands, nothing unknown is shown as zero, a retry heals.
import assert from "node:assert/strict";
import { axe, noSidewaysScroll, shoot, spec } from "./harness.mjs";
import { chart, closed, figure, goTo, navigation, open, settled, text, texts } from "./reader.mjs";

const page404 = "<!doctype html><html><body>Not here</body></html>";
const alert = (page) => page.locator("main [role=alert]");

const say = {
  th: { all: "เปิดชุดข้อมูลไม่ได้", some: /ข้อมูลบางส่วนใช้ไม่ได้/, retry: "ลองอีกครั้ง", missing: "ไม่พบไฟล์", html: "ได้หน้าเว็บแทนข้อมูล JSON", truncated: "ไฟล์ขาดหายกลางคัน", status: "เครื่องแม่ข่ายตอบรหัส 500", dangling: "ไม่มีรหัส “nowhere”", none: "คำนวณไม่ได้", noData: "ไม่มีข้อมูล", loading: "กำลังโหลดข้อมูล" },
  en: { all: "The data could not be opened", some: /Some of the data cannot be used/, retry: "Try again", missing: "the file is missing", html: "a web page came instead of JSON", truncated: "the file is cut off", status: "the server answered with status 500", dangling: "the code “nowhere” is not in", none: "Not computable", noData: "No data", loading: "Loading the data" },
};

/** How a file can be bad: what is answered, what the page says of it, what the console has to say. */
const bad = {
  missing: [{ status: 404, body: "" }, "missing", (file) => [new RegExp(`^status 404: .*${file}$`)]],
  "a web page with status 200": [{ status: 200, headers: { "content-type": "text/html" }, body: page404 }, "html", () => []],
  "cut off in the middle": [{ body: (bytes) => bytes.subarray(0, bytes.lastIndexOf("{", Math.floor(bytes.length / 2))) }, "truncated", () => []],
  "answered by a failing server": [{ status: 500, body: "oops" }, "status", (file) => [new RegExp(`^status 500: .*${file}$`)]],
};

for (const lang of ["th", "en"]) {
  for (const [how, [answer, words, complaints]] of Object.entries(bad)) {
    spec(`who meets a descriptor that is ${how} is told so, and can try again (${lang})`, async (visitor) => {
      // Without the lean one the page reads the whole one; one that is there and bad is told.
      const files = how === "missing" ? ["datapackage.lean.json", "datapackage.json"] : ["datapackage.lean.json"];
      for (const file of files) {
        visitor.answer(`data/${file}`, answer);
        complaints(file).forEach((pattern) => visitor.expect(pattern));
      }
      const page = await visitor.open("", { lang, size: "phone" });
      await alert(page).getByRole("heading", { level: 1, name: say[lang].all }).waitFor();
      const told = await text(alert(page));
      assert.ok(told.includes(files.at(-1)), told);
      assert.equal(await alert(page).locator("li").count(), 1);
      assert.ok(told.includes(say[lang][words]), told);
      // What needs no data works: the language, the links.
      const links = (await navigation(page)).getByRole("link");
      await links.nth(5).waitFor();
      assert.equal(await links.count(), 6);
      await axe(page);
      await noSidewaysScroll(page);
      if (how === "missing") await shoot(page, `fault-all-${lang}`);

      for (const file of files) visitor.answer(`data/${file}`, {});
      await alert(page).getByRole("button", { name: say[lang].retry }).click();
      await settled(page);
      assert.match(await text(page.locator(".lead")), /31,368/);
      assert.equal(await alert(page).count(), 0);
    });
  }

  for (const [how, [answer, words, complaints]] of Object.entries(bad)) {
    spec(`a table that is ${how} is named, the rest of the page stands, and a retry heals (${lang})`, async (visitor) => {
      visitor.answer("data/income_statement.json", answer);
      complaints("income_statement.json").forEach((pattern) => visitor.expect(pattern));
      const page = await visitor.open("", { lang });
      await settled(page);
      await alert(page).getByRole("heading", { name: say[lang].some }).waitFor();
      const told = await text(alert(page));
      assert.ok(told.includes("income_statement.json"), told);
      assert.ok(told.includes(say[lang][words]), told);

      // What does not need the table is as ever.
      assert.match(await text(page.locator(".lead")), /31,368/);
      assert.match(await text(figure(page, "v.programme_1_1").first()), /^1,135 /);
      assert.ok((await texts(chart(page, "achievement").locator("svg text"))).some((label) => label.includes("1,135 / 1,050")));
      // What does has no number, and nowhere a zero.
      const without = await texts(page.locator("article.card").nth(5).locator("xpath=self::*|following-sibling::*").locator(".big"));
      assert.equal(without.length, 3);
      for (const words of without) assert.ok([say[lang].none, say[lang].noData].includes(words), words);
      const dialog = page.locator("dialog[open]");
      await page.goto(new URL(`?open=v.total_revenue&lang=${lang}`, visitor.site).href);
      await dialog.waitFor();
      assert.doesNotMatch(await text(dialog), /\b0(\.0+)?\b/);
      await axe(page);
      await page.keyboard.press("Escape");
      await closed(page);
      if (how === "missing") await shoot(page, `fault-some-${lang}`);

      visitor.answer("data/income_statement.json", {});
      await alert(page).getByRole("button", { name: say[lang].retry }).click();
      await figure(page, "v.total_revenue").first().filter({ hasText: "1,537.25" }).waitFor();
      assert.equal(await alert(page).count(), 0);
    });
  }

  spec(`a code that no list has is named with its row, and its table's figures are not computable (${lang})`, async (visitor) => {
    visitor.answer("data/welfare_funds.json", { body: (bytes) => bytes.toString().replace('"south"', '"nowhere"') });
    const page = await visitor.open("performance/p08", { lang });
    await settled(page);
    const told = await text(alert(page));
    assert.ok(told.includes("welfare_funds.json"), told);
    assert.ok(told.includes(say[lang].dangling), told);
    assert.match(told, lang === "en" ? /row 3, field region/ : /แถวที่ 3, ช่อง region/);
    // Neither the sum of the regions that are left, nor a zero.
    assert.doesNotMatch(await text(page.locator("main")), /6,760,604|5,410,279/);
    for (const card of await texts(page.locator("article.card .big"))) assert.doesNotMatch(card, /^0/);
    // The items, and the other tables' figures, stand.
    assert.match(await text(figure(page, "v.certified_funds").first()), /^1,005 /);
    assert.equal(await page.locator("table.items tbody tr").count(), 2);
    visitor.answer("data/welfare_funds.json", {});
    await alert(page).getByRole("button").click();
    await figure(page, "v.welfare_members").first().filter({ hasText: "6,760,604" }).waitFor();
  });

  spec(`statements without their figures show dashes with reasons, never a zero (${lang})`, async (visitor) => {
    visitor.answer("data/balance_sheet.json", { status: 404, body: "" });
    visitor.expect(/^status 404: .*balance_sheet\.json$/);
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const position = page.locator("section.statement").first().locator("td");
    for (const cell of await texts(position)) assert.ok(["–", ""].includes(cell), cell);
    // Cash cannot be tied without the balance sheet; the surplus can.
    const ties = await texts(page.locator(".ties > li"));
    assert.equal(ties.filter((tie) => tie.includes("0.00")).length, 1);
    // The other statements stand, and the charts.
    const performance = await texts(page.locator("section.statement").nth(1).locator("td"));
    assert.ok(performance.includes("1,537,250,970.44"));
    const compared = await texts(chart(page, "compared").locator("svg text"));
    assert.ok(compared.includes("1,537.25"));
    assert.ok(!compared.includes("0.00"));
    await noSidewaysScroll(page);
    await axe(page);
    await shoot(page, `fault-finance-${lang}`);
  });

  spec(`who waits for slow data sees that they are on their way (${lang})`, async (visitor) => {
    visitor.answer("data/indicators.json", { delay: 1500 });
    const page = await visitor.open("", { lang, size: "phone" });
    await page.locator("main .loading").getByText(say[lang].loading).waitFor();
    const progress = page.getByRole("progressbar", { name: say[lang].loading });
    await progress.waitFor();
    await page.waitForFunction(() => document.querySelector(".blocks i").clientHeight > 100);
    await axe(page);
    await noSidewaysScroll(page);
    await shoot(page, `loading-${lang}`);
    await settled(page);
    assert.equal(await progress.count(), 0);
    assert.match(await text(page.locator(".lead")), /31,368/);
  });

  spec(`who goes on to a page whose data are slow sees that they are on their way (${lang})`, async (visitor) => {
    // The worker would fetch it first.
    visitor.answer("codi-worker_loader.js", { delay: 10_000 });
    const page = await visitor.open("", { lang, size: "phone" });
    await settled(page);
    visitor.answer("data/balance_sheet.json", { delay: 1500 });
    await goTo(page, lang === "th" ? "การเงิน" : "Finance");
    await page.locator("main .loading").getByText(say[lang].loading).waitFor();
    await axe(page);
    // The way back is open, and nothing is shown that is not asked for.
    await goTo(page, lang === "th" ? "ภาพรวม" : "Overview");
    await settled(page);
    assert.match(await text(page.locator(".lead")), /31,368/);
    await goTo(page, lang === "th" ? "การเงิน" : "Finance");
    await settled(page);
    assert.equal(await page.locator("section.statement").count(), 3);
  });
}

for (const lang of ["th", "en"]) {
  spec(`a figure whose table is missing keeps its name, and its working-out says why there is none (${lang})`, async (visitor) => {
    visitor.answer("data/income_statement.json", { status: 404, body: "" });
    visitor.expect(/^status 404: .*income_statement\.json$/);
    const page = await visitor.open("", { lang });
    await settled(page);
    // One fault is one line.
    assert.equal(await alert(page).locator("li").count(), 1);
    for (const id of ["total_revenue", "total_expenses", "surplus"]) {
      const none = page.locator(`article.card [data-open="v.${id}"]`);
      assert.equal(await none.count(), 1, id);
      assert.equal(await text(none), say[lang].none, id);
    }
    const dialog = await open(page, "v.total_revenue");
    assert.match(await text(dialog.locator(".reason")), /income_statement/);
  });

  spec(`statements without their figures show dashes that say why (${lang})`, async (visitor) => {
    visitor.answer("data/balance_sheet.json", { status: 404, body: "" });
    visitor.expect(/^status 404: .*balance_sheet\.json$/);
    const page = await visitor.open("finance", { lang });
    await settled(page);
    const cells = page.locator("section.statement").first().locator("td:has(button)");
    assert.ok((await cells.count()) > 50);
    const name = await cells.getByRole("button").first().getAttribute("aria-label");
    assert.ok(name.startsWith(`${say[lang].none}: `), name);
    const ties = await texts(page.locator(".ties > li"));
    assert.equal(ties.filter((tie) => tie.includes(say[lang].none)).length, 4);
  });
}

spec("a retry that fails again says so again, and does not lose what was there", async (visitor) => {
  visitor.answer("data/income_statement.json", { status: 404, body: "" });
  visitor.expect(/^status 404: .*income_statement\.json$/);
  visitor.expect(/^status 500: .*income_statement\.json$/);
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  visitor.answer("data/income_statement.json", { status: 500, body: "" });
  await alert(page).getByRole("button").click();
  await alert(page).getByText("status 500").waitFor();
  assert.match(await text(page.locator(".lead")), /31,368/);
});

spec("a visitor who is offline in the middle is told which files could not be reached", async (visitor) => {
  visitor.expect(/^failed request: .*welfare_funds\.json/);
  const page = await visitor.open("no-data-yet", { lang: "en", started: false }).catch(() => undefined);
  visitor.expect(/^status 404: .*no-data-yet/);
  await page.route("**/data/welfare_funds.json", (route) => route.abort("internetdisconnected"));
  await page.goto(new URL("performance/p08?lang=en", visitor.site).href);
  await settled(page);
  const told = await text(alert(page));
  assert.match(told, /welfare_funds\.json: could not be reached/);
  await page.unroute("**/data/welfare_funds.json");
  await alert(page).getByRole("button").click();
  await figure(page, "v.welfare_members").first().filter({ hasText: "6,760,604" }).waitFor();
});

spec("a package without a lean descriptor is read by its whole one, which is asked for once", async (visitor) => {
  visitor.answer("data/datapackage.lean.json", { status: 404, body: "" });
  visitor.expect(/^status 404: .*datapackage\.lean\.json$/);
  // The worker would ask for it, too.
  visitor.answer("codi-worker_loader.js", { status: 404, body: "" });
  visitor.expect(/codi-worker_loader\.js/);
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  assert.match(await text(page.locator(".lead")), /31,368/);
  assert.equal(await alert(page).count(), 0);
  await page.locator(".audit").getByText("could not be checked").waitFor();
  await page.goto(new URL("welfare?data=all&lang=en", visitor.site).href);
  await settled(page);
  await page.locator(".sheets details").first().waitFor();
  const asked = visitor.requests.filter((url) => url.endsWith("data/datapackage.json"));
  assert.equal(asked.length, 2, "once for each opening of the page");
});

spec("the tables of a topic stand without the whole descriptor, which is told and can be asked for again", async (visitor) => {
  visitor.answer("data/datapackage.json", { status: 500, body: "" });
  visitor.expect(/^status 500: .*datapackage\.json$/);
  const page = await visitor.open("welfare?data=all", { lang: "en" });
  await settled(page);
  const sheet = page.locator(".sheets details").first();
  await sheet.waitFor();
  assert.match(await text(alert(page)), /datapackage\.json: the server answered with status 500/);
  assert.equal(await alert(page).locator("li").count(), 1);
  const said = sheet.locator("summary + p");
  assert.equal(await said.count(), 0);
  visitor.answer("data/datapackage.json", {});
  await alert(page).getByRole("button", { name: say.en.retry }).click();
  await said.waitFor({ state: "attached" });
  assert.equal(await alert(page).count(), 0);
});

spec("a working-out whose description is missing tells all else", async (visitor) => {
  visitor.answer("data/indicator_descriptions.json", { status: 404, body: "" });
  visitor.expect(/^status 404: .*indicator_descriptions\.json$/);
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const dialog = await open(page, "v.housing_total");
  assert.match(await text(dialog.locator(".result")), /31,368 households/);
  assert.match(await text(dialog.locator(".steps")), /4,143/);
  assert.equal(await dialog.locator(".result + p:not([class])").count(), 0);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.match(await text(alert(page)), /indicator_descriptions\.json: the file is missing/);
});

// The site starts: on every screen, at every route, and says so where it cannot.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axe, noSidewaysScroll, shoot, sizes, spec } from "./harness.mjs";
import { settled, withEach } from "./reader.mjs";

const routes = ["", ...readFileSync(new URL("../../tools/routes.txt", import.meta.url), "utf8").split("\n").filter(Boolean)];

for (const size of Object.keys(sizes)) {
  spec(`the app starts on a ${size} screen and takes the skeleton away`, async (visitor) => {
    const page = await visitor.open("", { size });
    await page.waitForSelector("#boot", { state: "detached" });
    await noSidewaysScroll(page);
    await shoot(page, `start-${size}`);
  });
}

spec("every route opens at its own address", async (visitor) => {
  await withEach(routes, async (route) => {
    const page = await visitor.open(route);
    assert.equal(new URL(page.url()).pathname, new URL(route ? `${route}/` : "", visitor.site).pathname);
    await page.context().close();
  });
});

spec("an unknown address shows the app with status 404", async (visitor) => {
  visitor.expect(/^status 404: .*no\/such\/page$/);
  const page = await visitor.open("no/such/page");
  await page.waitForSelector("#boot", { state: "detached" });
});

for (const theme of ["light", "dark"]) {
  spec(`the skeleton stands while the app is on its way (${theme})`, async (visitor) => {
    visitor.answer("start.js", { body: "" });
    const page = await visitor.open("", { size: "phone", theme, started: false });
    await page.getByText("พอช. ในตัวเลข").waitFor();
    assert.equal(await page.locator(".boot-blocks i").first().evaluate((block) => block.clientHeight > 100), true);
    await axe(page);
    await noSidewaysScroll(page);
    await shoot(page, `skeleton-${theme}`);
  });
}

spec("a visitor whom the app does not reach is told so in both languages", async (visitor) => {
  const index = await (await fetch(visitor.site)).text();
  const [wasm] = index.match(/[\w-]+\.wasm/);
  visitor.answer(wasm, { status: 503, body: "" });
  visitor.expect(/^status 503: .*\.wasm$/);
  visitor.expect(/^uncaught error: /);
  const page = await visitor.open("", { size: "phone", started: false });
  await page.getByText("เปิดหน้านี้ไม่สำเร็จ").waitFor();
  await page.getByText("This page could not start.").waitFor();
  await axe(page);
});

/** The name of a language's texts in the built site. */
async function texts(visitor, language) {
  const [name] = (await (await fetch(visitor.site)).text()).match(new RegExp(`texts-${language}-\\w+\\.txt`));
  return name;
}

spec("a visitor whom the texts do not reach is told so in both languages", async (visitor) => {
  visitor.answer(await texts(visitor, "th"), { status: 503, body: "" });
  visitor.expect(/^status 503: .*\.txt$/);
  visitor.expect(/^uncaught error: /);
  const page = await visitor.open("", { size: "phone", started: false });
  await page.getByText("เปิดหน้านี้ไม่สำเร็จ").waitFor();
  await page.getByText("This page could not start.").waitFor();
});

spec("a language whose texts do not arrive leaves the page as it is, says so, and can be asked for again", async (visitor) => {
  const name = await texts(visitor, "en");
  visitor.answer(name, { status: 503, body: "" });
  visitor.expect(/^status 503: .*\.txt$/);
  const page = await visitor.open("housing");
  await settled(page);
  const title = await page.locator("h1").innerText();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("alert").filter({ hasText: "โหลดข้อความของภาษาที่เลือกไม่สำเร็จ" }).waitFor();
  assert.equal(await page.locator("h1").innerText(), title);
  assert.equal(new URL(page.url()).search, "");
  visitor.answer(name, {});
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Housing" }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
});

spec("a visitor without JavaScript is told what is missing in both languages", async (visitor) => {
  // Chromium says "csp" of a module that it does not preload for a visitor without scripts.
  visitor.expect(/^failed request: .*\.js csp$/);
  const page = await visitor.open("", { size: "phone", scripts: false });
  // getByText does not look into noscript.
  for (const lang of ["th", "en"]) await page.locator(`noscript p[lang=${lang}]`).waitFor();
  await noSidewaysScroll(page);
  await shoot(page, "no-javascript");
});

spec("Thai and Latin are set in Sarabun", async (visitor) => {
  const page = await visitor.open();
  await page.evaluate(() => document.fonts.ready);
  const faces = await page.evaluate(() => [...document.fonts].filter((face) => face.status === "loaded").map((face) => `${face.family} ${face.weight} ${face.unicodeRange.slice(0, 5)}`));
  assert.deepEqual(faces.filter((face) => face.startsWith("Sarabun 400")).sort(), ["Sarabun 400 U+20-", "Sarabun 400 U+E01"]);
});

// Charts: by pointer, by touch, by keyboard, read out, as tables; and no text in them overlaps at any width.
import assert from "node:assert/strict";
import { spec } from "./harness.mjs";
import { chart, closed, pages, query, rows, settled, text, withEach, working } from "./reader.mjs";

const spoken = (frame) => frame.locator("[aria-live]");
const tip = (frame) => frame.locator(".tip.on");

/** Where a mark with that text is drawn, on the screen. */
async function place(frame, words) {
  await frame.scrollIntoViewIfNeeded();
  const drawn = frame.locator("svg text").filter({ hasText: words }).first();
  await drawn.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await drawn.boundingBox();
  return [x + width / 2, y + height / 2];
}

spec("a blind reader walks a chart by arrow keys, hears each value, and opens its working-out", async (visitor) => {
  const page = await visitor.open("", { lang: "en" });
  await settled(page);
  const frame = chart(page, "achievement");
  const canvas = frame.getByRole("application", { name: "All programmes against their targets" });
  await canvas.focus();
  assert.equal(await text(spoken(frame)), "");

  const heard = async (key, words) => {
    await page.keyboard.press(key);
    assert.match(await text(spoken(frame)), words, key);
    await tip(frame).waitFor();
  };
  await heard("ArrowDown", /^1\.1 Tambons with a community development plan: 1,135 \/ 1,050 tambons · 108\.10% \(Target met\)$/);
  await heard("ArrowDown", /^1\.2 /);
  await heard("ArrowRight", /^2\.1 /);
  await heard("ArrowUp", /^1\.2 /);
  await heard("ArrowLeft", /^1\.1 /);
  await heard("ArrowUp", /^1\.1 /);
  await heard("End", /^12\.3 .*Target not met/);
  await heard("ArrowDown", /^12\.3 /);
  await heard("Home", /^1\.1 /);
  for (let step = 1; step < 21; step++) await page.keyboard.press("ArrowDown");
  assert.match(await text(spoken(frame)), /^12\.3 /, "there are 21 marks");

  await page.keyboard.press("Enter");
  await working(page).waitFor();
  assert.equal(query(page).open, "a.programme_12_3");
  assert.equal(await text(working(page).locator(".result")), "95.00%");
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await canvas.evaluate((canvas) => canvas === document.activeElement), true);
});

spec("Escape ends the reading of a chart, and so does leaving it", async (visitor) => {
  const page = await visitor.open("finance", { lang: "en" });
  await settled(page);
  const frame = chart(page, "waterfall");
  await frame.locator(".canvas").focus();
  await page.keyboard.press("ArrowDown");
  assert.match(await text(spoken(frame)), /^Revenue from the state budget: \+1,272\.97/);
  await page.keyboard.press("Escape");
  assert.equal(await text(spoken(frame)), "");
  assert.equal(await tip(frame).count(), 0);
  await page.keyboard.press("ArrowDown");
  await tip(frame).waitFor();
  await page.keyboard.press("Tab");
  await tip(frame).waitFor({ state: "detached" });
});

for (const [name, at, id, words, value] of [
  ["a bullet chart", "", "achievement", "8.1 Welfare funds supported", "1,663 / 780 funds · 213.21%"],
  ["a waterfall", "finance", "waterfall", "Subsidies", "−1,163.29"],
  ["pairs of bars", "finance", "compared", "Total liabilities", "32.14"],
  ["bars", "performance/p08", "by-welfare_funds", "Northeast", "2,254"],
  ["stacked bars", "performance/p01", "by-strong_communities", "297", "297"],
]) {
  spec(`a reader points at a mark of ${name} and reads its value`, async (visitor) => {
    const page = await visitor.open(at, { lang: "en" });
    await settled(page);
    const frame = chart(page, id);
    await page.mouse.move(...(await place(frame, words)));
    await tip(frame).waitFor();
    const said = await text(tip(frame));
    assert.ok(said.includes(words), said);
    // The tip stands on the screen and within its chart's width.
    const [box, around] = [await tip(frame).boundingBox(), await frame.boundingBox()];
    assert.ok(box.x >= around.x && box.x + box.width <= around.x + around.width, "the tip stays within its frame");
    assert.ok(box.y + box.height <= page.viewportSize().height && box.y >= 0, "the tip stays on the screen");
    assert.equal(await tip(frame).getByRole("button").count(), 0);
    assert.ok(said.includes(value), said);
    await page.mouse.move(2, 2);
    await tip(frame).waitFor({ state: "detached" });
  });
}

for (const lang of ["th", "en"]) {
  spec(`a tap pins a mark's value with a button to its working-out (${lang})`, async (visitor) => {
    const page = await visitor.open("performance/p08", { size: "phone", lang });
    await settled(page);
    const frame = chart(page, "by-welfare_funds");
    await page.touchscreen.tap(...(await place(frame, lang === "en" ? "South" : "ใต้")));
    await tip(frame).waitFor();
    assert.match(await text(tip(frame)), /1,062/);
    const button = tip(frame).getByRole("button");
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    await button.tap();
    await working(page).waitFor();
    assert.equal(query(page).open, "v.welfare_funds.region.south");
    assert.match(await text(working(page).locator(".result")), /^1,062 /);
  });
}

spec("a click pins a mark's value, and a click elsewhere lets it go", async (visitor) => {
  const page = await visitor.open("finance", { lang: "en" });
  await settled(page);
  const frame = chart(page, "compared");
  await page.mouse.click(...(await place(frame, "Total assets")));
  await tip(frame).getByRole("button", { name: "See how it is computed" }).waitFor();
  await page.mouse.move(2, 2);
  assert.equal(await tip(frame).count(), 1);
  await page.locator("h1").click();
  await tip(frame).waitFor({ state: "detached" });
});

spec("a reader shows a chart as a table, sends the address, and goes back", async (visitor) => {
  const page = await visitor.open("finance", { lang: "en" });
  await settled(page);
  const frame = chart(page, "waterfall");
  const [drawing, table] = [frame.locator(".canvas"), frame.locator("table")];
  const press = (name) => frame.getByRole("button", { name, exact: true }).click();
  const shown = async (as) => {
    await page.waitForFunction((as) => document.querySelector(`#waterfall .${as === "table" ? "scroll" : "unseen"} table`), as);
    assert.equal(await drawing.isVisible(), as === "chart");
    assert.equal(await frame.getByRole("button", { name: "Table", exact: true }).getAttribute("aria-pressed"), String(as === "table"));
    assert.equal(query(page).tables, as === "table" ? "waterfall" : undefined);
  };
  await shown("chart");
  await press("Table");
  await shown("table");
  assert.ok((await table.boundingBox()).height > 300);
  // In sight, its figures can be asked.
  assert.equal(await table.getByRole("button", { name: "1,537.25" }).count(), 1);
  await page.reload();
  await settled(page);
  await shown("table");
  await page.goBack();
  await shown("chart");
  await page.goForward();
  await shown("table");
  await press("Chart");
  await shown("chart");
  // Drawn at its width, though it was out of sight before.
  await settled(page);
});

spec("each chart's table is always there for screen readers", async (visitor) => {
  await withEach(["", "finance", "performance/p01", "performance/p08"], async (at) => {
    const page = await visitor.open(at, { lang: "en" });
    await settled(page);
    for (const frame of await page.locator("figure.frame").all()) {
      const title = await text(frame.getByRole("heading"));
      const table = frame.getByRole("table", { name: title });
      assert.equal(await table.count(), 1, title);
      const count = (await rows(frame.locator("table"))).length;
      assert.ok(count >= 2, `${title}: ${count} rows`);
      assert.equal(await table.getByRole("row").count(), count + 1);
      assert.equal(await table.getByRole("rowheader").count(), count);
      // Out of sight it takes no focus.
      assert.equal(await table.getByRole("button").count(), 0);
      // And the drawing itself is told in words made of the data.
      const described = await frame.locator(".canvas").evaluate((canvas) => document.getElementById(canvas.getAttribute("aria-describedby")).textContent);
      const [name] = (await rows(frame.locator("table")))[0];
      assert.ok(described.includes(name), `${title}: ${described}`);
      for (const part of ["figcaption .subtitle", "> .source"]) assert.ok((await text(frame.locator(part))).includes("2566"), `${title}: ${part}`);
    }
    await page.context().close();
  });
});

for (const [at, size] of [["", "phone"], ["", "desktop"], ["finance", "phone"], ["performance/p01", "desktop"]]) {
  spec(`who walks /${at} by Tab on a ${size} never loses sight of the focus`, async (visitor) => {
    const page = await visitor.open(at, { size, lang: "en" });
    await settled(page);
    const seen = [];
    for (let step = 0; step < 400; step++) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return undefined;
        const box = element.getBoundingClientRect();
        // A chart may be higher than the screen: some of what has the focus must be in sight, under nothing else.
        const across = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const down = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const at = ([from, to], part) => from + (to - from) * part;
        const hits = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => document.elementFromPoint(at(across, 0.5), at(down, part)));
        const visible = element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && box.width > 1 && box.height > 1;
        return { what: element.outerHTML.slice(0, 120), visible, bare: hits.some((hit) => hit && element.contains(hit)) };
      });
      if (!found) break;
      assert.ok(found.visible, `takes the focus out of sight: ${found.what}`);
      assert.ok(found.bare, `is covered while it has the focus: ${found.what}`);
      seen.push(found.what);
    }
    assert.ok(seen.length > 15 && seen.length < 400, `${seen.length} stops`);
  });
}

const widths = [320, 390, 820, 1180, 1440];
for (const lang of ["th", "en"]) {
  for (const name of ["overview", "finance", "p01", "p08"]) {
    spec(`no text of a chart on ${name} overlaps another or is cut, at any width (${lang})`, async (visitor) => {
      const page = await visitor.open(pages[name], { lang });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await settled(page);
        const faults = await page.evaluate(() => {
          const faults = [];
          const slack = 0.75;
          for (const svg of document.querySelectorAll(".plot:not(.gone) svg")) {
            const whole = svg.getBoundingClientRect();
            const frame = svg.closest("figure").id;
            // Above and below its letters a line of text has room that another's may reach into: what is inked counts.
            const texts = [...svg.querySelectorAll("text")].map((text) => {
              const box = text.getBoundingClientRect();
              const size = Number(text.getAttribute("font-size"));
              const baseline = whole.top + Number(text.getAttribute("y"));
              return { words: text.textContent, left: box.left, right: box.right, top: Math.max(box.top, baseline - size), bottom: Math.min(box.bottom, baseline + 0.3 * size), box };
            });
            if (texts.length === 0) faults.push(`${frame} has no text`);
            for (const [index, one] of texts.entries()) {
              if (one.left < whole.left - slack || one.right > whole.right + slack || one.top < whole.top - slack || one.bottom > whole.bottom + slack) faults.push(`${frame}: “${one.words}” leaves the drawing`);
              for (const other of texts.slice(index + 1)) {
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                if (across > slack && down > slack) faults.push(`${frame}: “${one.words}” and “${other.words}” overlap by ${across.toFixed(1)} × ${down.toFixed(1)}`);
              }
            }
            // Bars, lines and points stay inside, too.
            for (const shape of svg.querySelectorAll("rect, polyline, polygon, circle")) {
              const box = shape.getBoundingClientRect();
              if (box.left < whole.left - 2 || box.right > whole.right + 2 || box.top < whole.top - 2 || box.bottom > whole.bottom + 2) faults.push(`${frame}: a ${shape.tagName} leaves the drawing`);
            }
          }
          return faults;
        });
        assert.deepEqual(faults, [], `at ${width}`);
      }
    });
  }
}

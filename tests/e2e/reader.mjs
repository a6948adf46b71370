// How a spec reads a page: as its visitor would, by what stands there and what it is called.
import assert from "node:assert/strict";

/** The pages that are looked at closely. */
export const pages = {
  overview: "",
  performance: "performance",
  p01: "performance/p01",
  p08: "performance/p08",
  p13: "performance/p13",
  finance: "finance",
  audit: "audit",
};

/** Waits until a page stands: its data are read, its faces are there, every chart in sight is drawn at its width. */
export async function settled(page) {
  await page.locator("main h1").waitFor();
  await page.waitForFunction(() => {
    const drawn = (canvas) => canvas.querySelector("svg")?.getAttribute("width") === String(canvas.clientWidth);
    return document.fonts.status === "loaded" && !document.querySelector("main .loading") && [...document.querySelectorAll(".plot:not(.gone) > .canvas")].every(drawn);
  });
}

/** Waits until the worker has made the audit and it is told on the page: as a sentence, as findings, or as marks. */
export async function audited(page) {
  await page.locator("main").locator(".audit p:first-of-type:text-matches('\\d'), .found, a.mark").first().waitFor({ state: "attached" });
}

/** What stands in an element, in one line. */
export async function text(locator) {
  return (await locator.innerText()).replace(/\s+/g, " ").trim();
}

/** What stands in each of several elements; texts of an SVG, too, which have no innerText. */
export async function texts(locator) {
  return locator.evaluateAll((all) => all.map((one) => (one.innerText ?? one.textContent).replace(/\s+/g, " ").trim()));
}

/** The main navigation, unfolded where the screen has no room for all of it. */
export async function navigation(page) {
  const nav = page.locator("nav.nav");
  const menu = nav.getByRole("button");
  if ((await menu.isVisible()) && (await menu.getAttribute("aria-expanded")) === "false") await menu.click();
  return nav;
}

/** Goes to a page by the main navigation. */
export async function goTo(page, name) {
  await (await navigation(page)).getByRole("link", { name, exact: true }).click();
}

/** The button of the figure with that name. */
export function figure(page, name) {
  return page.locator(`main [data-open="${name}"]:visible`);
}

/** The open working-out. */
export function working(page) {
  return page.locator("dialog.working[open]");
}

/** What the report prints for the figure whose working-out is open, which is told once the audit is made. */
export function printed(page) {
  return working(page).locator("h3").nth(2).locator("+ div");
}

/** Opens the working-out of a figure and gives it. */
export async function open(page, name) {
  await figure(page, name).first().click();
  await working(page).getByRole("heading", { level: 2 }).waitFor();
  return working(page);
}

/** Waits until no working-out is open, nor named in the address. */
export async function closed(page) {
  await working(page).waitFor({ state: "detached" });
  await page.waitForFunction(() => !new URL(location).searchParams.has("open"));
}

/** The rows of a table: what stands in each cell, the row's name first. */
export async function rows(table) {
  return table.locator("tbody tr").evaluateAll((rows) => {
    // innerText of what is out of sight has its line breaks, too, so they are taken for spaces.
    const words = (cell) => (cell.innerText ?? "").replace(/\s+/g, " ").trim();
    return rows.map((row) => [...row.cells].map(words));
  });
}

/** The row of a table whose name begins so, without its name. */
export async function row(table, name) {
  const found = (await rows(table)).filter(([title]) => title.startsWith(name));
  assert.equal(found.length, 1, `rows that begin with “${name}”: ${found.length}`);
  return found[0].slice(1);
}

/** The chart with that name. */
export function chart(page, name) {
  return page.locator(`figure.frame#${name}`);
}

/** What is wrong with the drawings in sight: texts that overlap another or leave their drawing, shapes that leave it. */
export async function misdrawn(page) {
  return page.evaluate(() => {
    const faults = [];
    const slack = 0.75;
    for (const svg of document.querySelectorAll(".plot:not(.gone) svg")) {
      const whole = svg.getBoundingClientRect();
      const frame = svg.closest("figure").id;
      /** By how much a box is beyond the drawing. */
      const beyond = (box) => Math.max(whole.left - box.left, box.right - whole.right, whole.top - box.top, box.bottom - whole.bottom);
      // Above and below its letters a line of text has room that another's may reach into: what is inked counts.
      const texts = [...svg.querySelectorAll("text")].map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const size = Number(text.getAttribute("font-size"));
        const baseline = whole.top + Number(text.getAttribute("y"));
        return { words: text.textContent, left, right, top: Math.max(top, baseline - size), bottom: Math.min(bottom, baseline + 0.3 * size) };
      });
      if (texts.length === 0) faults.push(`${frame} has no text`);
      for (const [index, one] of texts.entries()) {
        if (beyond(one) > slack) faults.push(`${frame}: “${one.words}” leaves the drawing by ${beyond(one).toFixed(1)}`);
        for (const other of texts.slice(index + 1)) {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > slack && down > slack) faults.push(`${frame}: “${one.words}” and “${other.words}” overlap by ${across.toFixed(1)} × ${down.toFixed(1)}`);
        }
      }
      for (const shape of svg.querySelectorAll("rect, polyline, polygon, circle")) {
        if (beyond(shape.getBoundingClientRect()) > 2) faults.push(`${frame}: a ${shape.tagName} leaves the drawing`);
      }
    }
    return faults;
  });
}

/** What the address says besides the page. */
export function query(page) {
  return Object.fromEntries(new URL(page.url()).searchParams);
}

/** Does the same with each, a few at a time. */
export async function withEach(all, body, atOnce = 3) {
  const rest = [...all];
  const worker = async () => {
    while (rest.length > 0) await body(rest.shift());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

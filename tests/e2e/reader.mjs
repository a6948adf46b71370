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

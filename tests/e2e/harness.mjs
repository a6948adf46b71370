// What every end-to-end spec stands on: the built site on a static server, and a visitor with a real browser.
//
//   spec("a citizen reads the year's figures", async (visitor) => {
//     const page = await visitor.open("performance/", { size: "phone", lang: "en", theme: "dark" });
//     …
//   });
//
// A spec fails on anything that the visitor's pages complain about: console errors and warnings, uncaught errors, failed
// requests, requests to other hosts, violations of the content security policy. `visitor.expect(/…/)` names the one that is
// meant to happen; it must then happen.
//
// A build for a sub-path (trunk build --release --public-url /sub/ --dist target/sub) is tried with DIST=target/sub BASE=/sub/.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The folder of the built site. */
export const DIST = process.env.DIST ?? join(ROOT, "dist");
const SCREENSHOTS = join(ROOT, "tests/e2e/screenshots");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The screens the site is made for. */
export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  landscape: { width: 1180, height: 820 },
  desktop: { width: 1440, height: 900 },
};

let opened;
/** The one server and the one browser of a spec file. */
async function opening() {
  assert.ok(existsSync(join(DIST, "index.html")), `${DIST} holds no site: run make build first`);
  const browser = await launch();
  return { browser, site: await serve(DIST, { base: process.env.BASE }) };
}
after(async () => {
  if (!opened) return;
  const { site, browser } = await opened;
  await browser.close();
  await site.close();
});

/** A test with a visitor, failing on every unexpected complaint of the pages it opens. `todo` says what it waits for. */
export function spec(name, body, { timeout = 60_000, todo } = {}) {
  test(name, { timeout, todo }, async () => {
    const { site, browser } = await (opened ??= opening());
    const visitor = new Visitor(site, browser);
    try {
      await body(visitor);
      visitor.assertNothingUnexpected();
    } catch (error) {
      if (visitor.complaints.length > 0) error.message += `\n\nThe pages complained:\n${visitor.complaints.join("\n")}`;
      throw error;
    } finally {
      await visitor.leave();
    }
  });
}

class Visitor {
  complaints = [];
  /** The addresses that were asked for, by pages and their workers, in their order. */
  requests = [];
  #expected = [];
  #allowed = [];
  #contexts = [];
  #site;
  #browser;

  constructor(site, browser) {
    this.#site = site;
    this.#browser = browser;
  }

  /** The site's address, ending with a slash. */
  get site() {
    return this.#site.url;
  }

  /**
   * Opens a path of the site ("performance/?lang=en") in a fresh profile and waits until the app runs.
   * `lang` ("th", "en") goes into the query and sets the browser's language; `scripts: false` turns JavaScript off;
   * `started: false` does not wait for the app.
   */
  async open(path = "", { size = "desktop", lang, theme = "light", locale, motion = "reduce", scripts = true, started = scripts } = {}) {
    const context = await this.#browser.newContext({
      viewport: sizes[size],
      hasTouch: size !== "desktop",
      isMobile: size !== "desktop",
      colorScheme: theme,
      reducedMotion: motion,
      locale: locale ?? (lang === "en" ? "en-GB" : "th-TH"),
      timezoneId: "Asia/Bangkok",
      javaScriptEnabled: scripts,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(15_000);
    this.#listen(context);

    const page = await context.newPage();
    const url = new URL(path, this.site);
    if (lang) url.searchParams.set("lang", lang);
    await page.goto(url.href);
    if (started) await page.waitForSelector("html[data-app=started]", { state: "attached" });
    return page;
  }

  #listen(context) {
    const complain = (what, text) => this.complaints.push(`${what}: ${text}`);
    const ours = (url) => url.startsWith(this.site) || /^(data|blob|about):/.test(url);
    context.on("console", (message) => {
      // The response or the failed request says that with its address.
      if (message.text().startsWith("Failed to load resource")) return;
      if (["error", "warning", "assert"].includes(message.type())) complain(`console ${message.type()}`, message.text());
    });
    context.on("weberror", (thrown) => complain("uncaught error", thrown.error().stack || thrown.error().message));
    context.on("request", (request) => this.requests.push(request.url()));
    context.on("request", (request) => ours(request.url()) || complain("request to another host", request.url()));
    context.on("response", (response) => response.status() < 400 || complain(`status ${response.status()}`, response.url()));
    context.on("requestfailed", (request) => {
      // Aborted: the page was left, or dropped the request itself.
      const { errorText } = request.failure();
      if (errorText !== "net::ERR_ABORTED") complain("failed request", `${request.url()} ${errorText}`);
    });
  }

  /** Has the server answer a path otherwise for this spec: see `serve`. */
  answer(path, otherwise) {
    this.#site.answers.set(path, otherwise);
  }

  /** Names a complaint that is meant to be made. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Names a complaint that may be made: browsers differ in what they say of a fault that the spec is about. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  assertNothingUnexpected() {
    const known = [...this.#expected, ...this.#allowed];
    const unexpected = this.complaints.filter((complaint) => !known.some((pattern) => pattern.test(complaint)));
    assert.deepEqual(unexpected, [], "the pages complained");
    const unheard = this.#expected.filter((pattern) => !this.complaints.some((complaint) => pattern.test(complaint)));
    assert.deepEqual(unheard, [], "the pages did not complain as expected");
  }

  async leave() {
    this.#site.answers.clear();
    await Promise.all(this.#contexts.map((context) => context.close()));
  }
}

/** No violation of WCAG 2.2 AA, nor of axe's best practices. */
export async function axe(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target} ${node.html}\n    ${node.failureSummary}`).join("\n")}`);
  });
  assert.deepEqual(violations, [], `axe on ${page.url()}`);
}

/** The page is no wider than its screen. */
export async function noSidewaysScroll(page) {
  const { width, screen, beyond } = await page.evaluate(() => {
    const screen = document.documentElement.clientWidth;
    const beyond = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > screen + 0.5);
    return { screen, width: document.scrollingElement.scrollWidth, beyond: beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)) };
  });
  assert.ok(width <= screen, `${page.url()} is ${width} wide on a screen of ${screen}; beyond it: ${beyond.join("\n")}`);
}

/** A screenshot of the whole page, or of the screen, in tests/e2e/screenshots/. */
export async function shoot(page, name, { fullPage = true } = {}) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
}

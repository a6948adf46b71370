// Runs benches/evaluate.rs in Chromium, built as the site's own wasm is, and fails above the bar. Cargo calls this as its
// runner for wasm (make bench): node benches/run.mjs the.wasm a-package's-folder
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../tests/e2e/chromium.mjs";
import { serve } from "../tests/e2e/server.mjs";

/** One frame, in ms: of evaluating every indicator and every printed figure, 95 times of 100. */
const BAR = 16;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const [wasm, data] = process.argv.slice(2);
const site = join(dirname(wasm), "bench-site");

// The page that Trunk makes of index.html says how its wasm is optimized.
const index = readFileSync(join(ROOT, "index.html"), "utf8");
const attribute = (name) => index.match(new RegExp(`data-${name}="([^"]*)"`))[1];
const options = [`-O${attribute("wasm-opt")}`, ...attribute("wasm-opt-params").split(" ")];

rmSync(site, { recursive: true, force: true });
mkdirSync(site);
execFileSync("wasm-bindgen", ["--target=web", `--out-dir=${site}`, "--out-name=bench", "--no-typescript", wasm]);
const built = join(site, "bench_bg.wasm");
execFileSync("wasm-opt", [...options, built, `--output=${built}`]);
cpSync(data, join(site, "data"), { recursive: true });
writeFileSync(join(site, "index.html"), "<!doctype html><title>bench</title>");

const server = await serve(site);
// A page by itself is told the time to 5 µs, others to 100 µs.
const alone = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
server.answers.set("", { headers: alone });
try {
  for (const slower of [1, 4]) {
    // A browser of its own: another page's would have the wasm compiled already.
    const browser = await launch();
    const page = await browser.newPage();
    await page.goto(server.url);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    const title = `${data}, in Chromium${slower > 1 ? `, ${slower} times slower` : ""}, ms`;
    const { table, figures } = await page.evaluate(async (title) => {
      const { default: init, Bench } = await import("./bench.js");
      await init();
      const bytes = async (path) => new Uint8Array(await (await fetch(`data/${path}`)).arrayBuffer());
      const bench = new Bench();
      for (const path of Bench.paths(await bytes("datapackage.json"))) bench.add(path, await bytes(path));
      return { table: bench.measure(title), figures: bench.figures };
    }, title);
    await browser.close();
    console.log(table);
    if (slower === 1 && figures > BAR) {
      console.error(`bench: indicators and audit take ${figures.toFixed(2)} ms, above the bar of ${BAR} ms`);
      process.exitCode = 1;
    }
  }
} finally {
  await server.close();
}

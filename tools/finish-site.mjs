// Trunk's last step: minifies the scripts, gives the texts of each language and the program of the tools names that change
// with them, and writes index.html to the folder of each route and to 404.html, so that every page opens on any static
// host, with no rewrite rules.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const site = process.env.TRUNK_STAGING_DIR;
const read = (name) => readFileSync(join(site, name), "utf8");
const lines = (name) => readFileSync(`tools/${name}`, "utf8").split("\n").filter(Boolean);
const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);
/** The first match of a pattern in the page that Trunk wrote. */
const found = (pattern) => page.match(pattern)?.[1] ?? fail(`index.html has no ${pattern}`);
const fail = (message) => {
  throw new Error(message);
};

for (const name of readdirSync(site).filter((name) => name.endsWith(".js"))) {
  const { code } = await minify(read(name), { module: true, compress: { passes: 2 } });
  writeFileSync(join(site, name), code);
}

let page = read("index.html");
const base = found(/src="?([^"\s>]*)start\.js"?/);

// In the order in which build.rs numbers them.
const texts = ["th", "en"].map((language) => {
  const named = JSON.parse(readFileSync(`locales/${language}.json`, "utf8"));
  // What only the worker says, which has it in itself, keeps its place but not its words.
  const list = Object.keys(named).sort().map((key) => (key.startsWith("sheet.") ? "" : named[key])).join("\n");
  const name = `texts-${language}-${hash(list)}.txt`;
  writeFileSync(join(site, name), list);
  return `data-${language}="${base}${name}"`;
});
page = page.replace("<script ", `<script ${texts.join(" ")} `);

// The tools are a program of their own: their pages name it wherever the others name theirs.
const figures = { js: found(/data-js="?([^"\s>]+)/), wasm: found(/data-wasm="?([^"\s>]+)/) };
const version = hash(readFileSync(join(site, "codi-tools_bg.wasm")));
const tools = { js: `codi-tools-${version}.js`, wasm: `codi-tools-${version}_bg.wasm` };
renameSync(join(site, "codi-tools.js"), join(site, tools.js));
renameSync(join(site, "codi-tools_bg.wasm"), join(site, tools.wasm));
const toolsPage = ["js", "wasm"].reduce((page, kind) => page.replaceAll(figures[kind], base + tools[kind]), page);

const isTool = (route) => lines("tool-routes.txt").includes(route.split("/")[0]);
for (const route of lines("routes.txt")) {
  mkdirSync(join(site, route), { recursive: true });
  writeFileSync(join(site, route, "index.html"), isTool(route) ? toolsPage : page);
}
for (const name of ["index.html", "404.html"]) writeFileSync(join(site, name), page);

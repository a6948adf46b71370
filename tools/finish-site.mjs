// Trunk's last step: minifies the scripts, writes the texts of each language under a name that changes with them, and copies index.html to the folder of each route and to 404.html,
// so that every page opens on any static host, with no rewrite rules.
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const site = process.env.TRUNK_STAGING_DIR;

for (const name of readdirSync(site).filter((name) => name.endsWith(".js"))) {
  const file = join(site, name);
  const { code } = await minify(readFileSync(file, "utf8"), { module: true, compress: { passes: 2 } });
  writeFileSync(file, code);
}

// In the order in which build.rs numbers them.
const texts = ["th", "en"].map((language) => {
  const named = JSON.parse(readFileSync(`locales/${language}.json`, "utf8"));
  // What only the worker says, which has it in itself, keeps its place but not its words.
  const list = Object.keys(named).sort().map((key) => (key.startsWith("sheet.") ? "" : named[key])).join("\n");
  const name = `texts-${language}-${createHash("sha256").update(list).digest("hex").slice(0, 16)}.txt`;
  writeFileSync(join(site, name), list);
  return `data-${language}="$1${name}"`;
});
const index = join(site, "index.html");
const page = readFileSync(index, "utf8");
const script = /src="?([^"\s>]*)start\.js"?/;
if (!script.test(page)) throw new Error("index.html has no script start.js");
writeFileSync(index, page.replace(script, `$& ${texts.join(" ")}`));
const routes = readFileSync("tools/routes.txt", "utf8").split("\n").filter(Boolean);
for (const route of routes) {
  mkdirSync(join(site, route), { recursive: true });
  cpSync(index, join(site, route, "index.html"));
}
cpSync(index, join(site, "404.html"));

// Trunk's last step: minifies the scripts, and copies index.html to the folder of each route and to 404.html,
// so that every page opens on any static host, with no rewrite rules.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const site = process.env.TRUNK_STAGING_DIR;

for (const name of readdirSync(site).filter((name) => name.endsWith(".js"))) {
  const file = join(site, name);
  const { code } = await minify(readFileSync(file, "utf8"), { module: true, compress: { passes: 2 } });
  writeFileSync(file, code);
}

const index = join(site, "index.html");
const routes = readFileSync("tools/routes.txt", "utf8").split("\n").filter(Boolean);
for (const route of routes) {
  mkdirSync(join(site, route), { recursive: true });
  cpSync(index, join(site, route, "index.html"));
}
cpSync(index, join(site, "404.html"));

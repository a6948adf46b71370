// Trunk's last step: copies index.html to the folder of each route and to 404.html,
// so that every page opens on any static host, with no rewrite rules.
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const site = process.env.TRUNK_STAGING_DIR;
const index = join(site, "index.html");
const routes = readFileSync("tools/routes.txt", "utf8").split("\n").filter(Boolean);
for (const route of routes) {
  mkdirSync(join(site, route), { recursive: true });
  cpSync(index, join(site, route, "index.html"));
}
cpSync(index, join(site, "404.html"));

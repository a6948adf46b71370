// Prints what the built site weighs, raw and with brotli, and fails above the bars.
// The first view is everything that stands before the overview is drawn: not the copies of index.html, nor what no page
// loads, nor what comes after the page is drawn: the worker that makes the audit, the tables that only it and other pages
// need, and the map of the provinces.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BARS = { wasm: 190 * 1024, "tools' wasm": 190 * 1024, "first view": 280 * 1024, map: 60 * 1024 };
// Of the languages' texts a visitor loads one: the larger is counted.
const NOT_LOADED = [/^texts-en-/, /^404\.html$/, /\/index\.html$/, /^fonts\/OFL\.txt$/, /^map\/LICENSE\.txt$/, /^schemas\//];
const KINDS = { ".wasm": "wasm", ".js": "js", ".css": "css", ".woff2": "fonts", ".json": "data", ".txt": "texts" };
/** The descriptor that a page reads first; the whole one comes when sentences of it are shown. */
const DESCRIPTOR = "datapackage.lean.json";

const dist = process.argv[2] ?? "dist";

/** The files of the tables that the overview loads, and of the codelists that they use. */
function firstData() {
  const { resources } = JSON.parse(readFileSync(join(dist, "data", DESCRIPTOR), "utf8"));
  const first = new Set(resources.filter((resource) => resource.preload).map((resource) => resource.name));
  // A set that grows while it is gone through is gone through to its end.
  for (const name of first) {
    const { schema } = resources.find((resource) => resource.name === name);
    for (const key of schema.foreignKeys ?? []) if (key.reference.resource) first.add(key.reference.resource);
  }
  const paths = resources.filter((resource) => first.has(resource.name)).flatMap((resource) => resource.path);
  return new Set([DESCRIPTOR, ...paths].map((path) => `data/${path}`));
}

const first = firstData();
const weights = { wasm: [0, 0], js: [0, 0], css: [0, 0], fonts: [0, 0], data: [0, 0], texts: [0, 0], "html, icon": [0, 0], "first view": [0, 0], "other data": [0, 0], map: [0, 0], "tools' wasm": [0, 0], "tools' js": [0, 0], worker: [0, 0] };
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const name = path.slice(join(dist, sep).length).replaceAll(sep, "/");
  if (!entry.isFile() || NOT_LOADED.some((pattern) => pattern.test(name))) continue;
  const bytes = readFileSync(path);
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const later =
    (name.startsWith("data/") && !first.has(name) && "other data") ||
    (name.startsWith("map/") && "map") ||
    (name.startsWith("codi-tools") && `tools' ${KINDS[extname(name)]}`) ||
    (name.startsWith("codi-worker") && "worker");
  for (const kind of later ? [later] : [KINDS[extname(name)] ?? "html, icon", "first view"]) {
    weights[kind][0] += bytes.length;
    // A host sends a file that does not shrink (a font) as it is.
    weights[kind][1] += Math.min(packed.length, bytes.length);
  }
}

const row = (kind, raw, brotli, bar) => console.log(`${kind.padEnd(12)}${String(raw).padStart(10)}${String(brotli).padStart(10)}${String(bar).padStart(10)}`);
row("bytes", "raw", "brotli", "bar");
for (const [kind, [raw, brotli]] of Object.entries(weights)) row(kind, raw, brotli, BARS[kind] ?? "");
for (const [kind, bar] of Object.entries(BARS)) {
  if (weights[kind][1] > bar) {
    console.error(`size: ${kind} is ${weights[kind][1] - bar} bytes above its bar of ${bar}`);
    process.exitCode = 1;
  }
}

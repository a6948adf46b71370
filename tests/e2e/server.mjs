// Serves the built site as a plain static host does: a folder's index.html, a redirect to its trailing slash, 404.html for
// what is not there, and no rewriting. A test can have a path answered otherwise.
//
//   node tests/e2e/server.mjs [folder] [port] [base]      (make serve)
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * @param {string} folder what to serve
 * @param {{port?: number, base?: string}} where a free port by default; `base` is the sub-path, "/sub/"
 * @returns `url` ends with the base; `answers` maps a path below it ("data/units.json") to what to answer instead:
 *   `{status, headers, body, delay}`, each optional; `body` is the text, or a function of the file's own bytes; `delay` in ms
 */
export async function serve(folder, { port = 0, base = "/" } = {}) {
  const root = resolve(folder);
  const answers = new Map();

  async function find(path) {
    const file = resolve(root, path);
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const found = await stat(file).catch(() => undefined);
    if (!found?.isDirectory()) return found && file;
    return (await stat(join(file, "index.html")).catch(() => undefined)) && (path === "" || path.endsWith("/") ? join(file, "index.html") : "a folder");
  }

  async function answer(request, response) {
    const { pathname, search } = new URL(request.url, "http://localhost");
    const path = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : undefined;
    const file = path === undefined ? undefined : await find(path);
    if (file === "a folder") return response.writeHead(301, { location: `${pathname}/${search}` }).end();

    const other = answers.get(path) ?? {};
    const shown = file ?? join(root, "404.html");
    const bytes = await readFile(shown).catch(() => Buffer.from("not found"));
    const body = typeof other.body === "function" ? other.body(bytes) : (other.body ?? bytes);
    if (other.delay) await sleep(other.delay);
    response.writeHead(other.status ?? (file ? 200 : 404), {
      "content-type": TYPES[extname(shown)] ?? "application/octet-stream",
      "cache-control": "no-cache",
      ...other.headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(400).end(String(error)));
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    answers,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", port = "8080", base = "/"] = process.argv.slice(2);
  try {
    console.log(`${folder} is served at ${(await serve(folder, { port: Number(port), base })).url} (Ctrl-C ends it)`);
  } catch (error) {
    console.error(error.code === "EADDRINUSE" ? `port ${port} is taken: make serve PORT=…` : error);
    process.exit(1);
  }
}

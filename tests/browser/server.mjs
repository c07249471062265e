// A static host, as strict as one may be: the built files, nothing inline, nothing from elsewhere.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttl": "text/turtle; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

const POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/**
 * Serves the files below `out` under `path`, and nothing beside it. Resolves to the origin and a way to stop.
 * `policy` gives the policy of an address.
 */
export async function serve({ out, path, policy = () => POLICY }) {
  const server = createServer((request, response) => {
    const { file, status } = answer(out, path, new URL(request.url, "http://host").pathname);
    const headers = { "Content-Security-Policy": policy(new URL(request.url, "http://host").pathname), "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };
    if (!file) {
      response.writeHead(404, headers).end();
      return;
    }
    headers["Content-Type"] = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(status, headers);
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, stop: () => new Promise((resolve) => server.close(resolve)) };
}

function answer(out, path, address) {
  if (!address.startsWith(path)) return {};
  const asked = normalize(decodeURIComponent(address.slice(path.length)));
  if (asked === ".." || asked.startsWith(".." + sep)) return {};
  const file = join(out, asked);
  if (existsSync(file)) {
    if (statSync(file).isFile()) return { file, status: 200 };
    const index = join(file, "index.html");
    if (existsSync(index)) return { file: index, status: 200 };
  }
  const missing = join(out, "404.html");
  return existsSync(missing) ? { file: missing, status: 404 } : {};
}

import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Hono } from 'hono';
import { NotFoundError } from './replies.js';
import { fileMark } from './run-summary.js';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Steps of a path to a file of the pages; none is hidden or leads upwards. */
const ASSET = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** Serves the built pages. @param folder - where they lie */
export function assetRoutes(folder: string): Hono {
  return new Hono().get('/*', async (c) => {
    const name = c.req.path.replace(/^\/assets\//, '');
    const type = types[extname(name)];
    const path = join(folder, ...name.split('/'));
    const mark = ASSET.test(name) && type !== undefined ? await fileMark(path) : null;
    if (mark === null || type === undefined)
      throw new NotFoundError('assets: must be a file of the pages; got another path');
    const tag = `"${mark.replaceAll(' ', '-')}"`;
    const headers = { ETag: tag, 'Cache-Control': 'no-cache', 'Content-Type': type };
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(await readFile(path)), 200, headers);
  });
}

/** The page that loads the others: every address of a view leads to it. */
export const indexPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>QCIC workbench</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/styles.css">
<script src="/assets/first-paint.js"></script>
<script type="module" src="/assets/main.js"></script>
</head>
<body>
<div id="app"></div>
<noscript>The workbench needs scripts. The reports of runs (report.html in their folders) do not.</noscript>
</body>
</html>
`;

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

/** What the build states of a file of the pages. */
interface BuiltFile {
  readonly file: string;
  /** Its name has a hash of its content. */
  readonly isHashed: boolean;
  readonly imports: readonly string[];
  readonly holds: readonly string[];
}

/** The built pages. */
export interface Assets {
  /** Serves their files. */
  readonly routes: Hono;
  /** The page that loads the others: every address of a view leads to it. @param path - of the address */
  index(path: string): Promise<string>;
}

/** @param folder - where the built pages lie */
export function openAssets(folder: string): Assets {
  let read: { readonly mark: string; readonly files: readonly BuiltFile[] } | undefined;
  /** Read again after a build. */
  const builtFiles = async (): Promise<readonly BuiltFile[]> => {
    const path = join(folder, 'contents.json');
    const mark = await fileMark(path);
    if (mark === null) return [];
    if (read?.mark !== mark) {
      const text = await readFile(path, 'utf8').catch(() => '[]');
      read = { mark, files: JSON.parse(text) };
    }
    return read.files;
  };
  const routes = new Hono().get('/*', async (c) => {
    const name = c.req.path.replace(/^\/assets\//, '');
    const type = types[extname(name)];
    const path = join(folder, ...name.split('/'));
    const mark = ASSET.test(name) && type !== undefined ? await fileMark(path) : null;
    if (mark === null || type === undefined)
      throw new NotFoundError('assets: must be a file of the pages; got another path');
    const isHashed = (await builtFiles()).some((each) => each.file === name && each.isHashed);
    const tag = `"${mark.replaceAll(' ', '-')}"`;
    const headers = {
      ETag: tag,
      'Cache-Control': isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
      'Content-Type': type,
    };
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(await readFile(path)), 200, headers);
  });
  return { routes, index: async (path) => indexPage(preloads(await builtFiles(), path)) };
}

/** As `fetch` of a page of this server asks for it. */
const fetched = (path: string) => `<link rel="preload" href="${path}" as="fetch" crossorigin="anonymous">`;

/** Pages of a run that ask for `/api/PAGE/RUN` first. */
const ofRun: readonly string[] = ['again', 'biomarkers', 'optimise', 'runs', 'sensitivity'];

/** What the page at an address asks for first, read while its scripts start; none where that depends on more than the path. */
function firstData(path: string): readonly string[] {
  const [page = '', run = '', ...more] = path.split('/').slice(1);
  if (page === '' || (page === 'runs' && run === '')) return [fetched('/api/runs')];
  if (!ofRun.includes(page) || run === '' || more.length > 0) return [];
  try {
    // One segment, encoded as pages encode it
    return [fetched(`/api/${page}/${encodeURIComponent(decodeURIComponent(run))}`)];
  } catch {
    return [];
  }
}

/** Files of the page at an address, with all that they load: named at once, they need not wait for one another. */
function preloads(files: readonly BuiltFile[], path: string): readonly string[] {
  const [first = '', second = ''] = path.split('/').slice(1);
  const page = first === '' || (first === 'runs' && second === '') ? 'run-list' : first === 'runs' ? 'run' : first;
  const start = files.find(({ holds }) => holds.includes(`calibration/web/pages/${page}/${page}-page.tsx`));
  const names = new Set<string>();
  const visit = (name: string) => {
    if (names.has(name)) return;
    names.add(name);
    for (const each of files.find(({ file }) => file === name)?.imports ?? []) visit(each);
  };
  visit('main.js');
  if (start !== undefined) visit(start.file);
  const modules = [...names].map((name) => `<link rel="modulepreload" href="/assets/${name}">`);
  return [...firstData(path), ...modules];
}

const indexPage = (preloaded: readonly string[]) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>QCIC workbench</title>
<script src="/assets/first-paint.js"></script>
<link rel="stylesheet" href="/assets/styles.css">
${preloaded.join('\n')}
<script type="module" src="/assets/main.js"></script>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="app"></div>
<noscript>The workbench needs scripts. The reports of runs (report.html in their folders) do not.</noscript>
</body>
</html>
`;

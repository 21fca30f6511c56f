// Evidence: the files that the build lists, over the wire.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from './test-server.js';

interface BuiltFile {
  readonly file: string;
  readonly isHashed: boolean;
  readonly imports: readonly string[];
  readonly holds: readonly string[];
}

const contents: readonly BuiltFile[] = JSON.parse(
  readFileSync(new URL('../../../dist/web/contents.json', import.meta.url), 'utf8'),
);

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(() => at.close());

test('a file is kept by browsers for good where its name has a hash, and is asked for again elsewhere', async () => {
  const hashed = contents.find(({ isHashed }) => isHashed)!.file;
  expect(hashed).toMatch(/-[\w-]{8}\.js$/);
  const cached = async (file: string) => (await at.send({ path: `/assets/${file}` })).headers['cache-control'];
  expect(await cached(hashed)).toBe('private, max-age=31536000, immutable');
  for (const file of ['main.js', 'styles.css', 'explorer-worker.js']) expect(await cached(file)).toBe('no-cache');
});

test.each([
  ['/', 'run-list', 1],
  ['/runs', 'run-list', 1],
  ['/runs/a%2Fb', 'run', 0],
  ['/compare?runs=a,b', 'compare', 0],
  ['/explorer/a', 'explorer', 0],
])(
  'the page at %s names all scripts of %s at once, and the list of runs only where it shows it',
  async (path, name, lists) => {
    const { text } = await at.send({ path });
    const named = [...text.matchAll(/rel="modulepreload" href="\/assets\/([^"]+)"/g)].map(([, file]) => file!);
    const wanted = new Set<string>();
    const visit = (file: string) => {
      if (wanted.has(file)) return;
      wanted.add(file);
      contents.find((each) => each.file === file)!.imports.forEach(visit);
    };
    visit('main.js');
    visit(contents.find(({ holds }) => holds.includes(`calibration/web/pages/${name}/${name}-page.tsx`))!.file);
    expect(named.toSorted()).toEqual([...wanted].sort());
    expect(text.match(/href="\/api\/runs" as="fetch"/g) ?? []).toHaveLength(lists);
  },
);

test.each([
  ['/sensitivity/a', '/api/sensitivity/a'],
  ['/runs/a%2Fb%22%3E%3Cscript%3E', '/api/runs/a%2Fb%22%3E%3Cscript%3E'],
  ["/biomarkers/it's(1)&x=%2526", "/api/biomarkers/it's(1)%26x%3D%2526"],
  ['/trials', null],
  ['/explorer/a', null],
  ['/sensitivity', null],
  ['/sensitivity/a/b', null],
  ['/runs/%', null],
])('the page at %s names what it asks for first, encoded as the page encodes it: %s', async (path, wanted) => {
  const { status, text } = await at.send({ path });
  expect(status).toBe(200);
  expect(/rel="preload" href="([^"]*)" as="fetch"/.exec(text)?.[1] ?? null).toBe(wanted);
});

test('an address that is no page has the frame alone, and nothing of the address', async () => {
  const { status, text } = await at.send({ path: '/%22%3E%3Cscript%3E/x' });
  expect(status).toBe(200);
  expect(text).not.toContain('<script>');
  expect(text.match(/modulepreload/g)!.length).toBeGreaterThan(0);
});

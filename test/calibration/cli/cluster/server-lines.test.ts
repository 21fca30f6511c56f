// Evidence: law · no document and no help text shows a server on every address, or a password on a command line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run-cli.js';

const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

const texts = ['README.md', ...filesIn('docs', /\.(md|sbatch)$/), ...filesIn('calibration/cli', /\.ts$/)].map(
  (path) => [path, readFileSync(join(root, path), 'utf8')] as const,
);

test.each([
  ['a server that listens on every address', /--bind (0\.0\.0\.0|::|\*)/],
  ['a server that has its password as an argument', /--requirepass|--masterauth/],
  ['a client that has its password as an argument', /redis-cli[^\n]* -a |rediss?:\/\/[^\s`']*:[^\s`'/@]+@/],
])('no document shows %s', (_name, forbidden) => {
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter(([, text]) => forbidden.test(text)).map(([path]) => path)).toEqual([]);
});

test('a server that is shown has an ACL file, and TLS or the address of its own machine', () => {
  const lines = texts.flatMap(([, text]) => text.replaceAll('\\\n', ' ').match(/redis-server --bind[^\n`]*/g) ?? []);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) {
    expect(line).toContain('--aclfile');
    expect(line).toMatch(/--port 0 --tls-port|--bind 127\.0\.0\.1/);
  }
});

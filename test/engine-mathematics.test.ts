// Evidence: the rule is shown to fail on made-up files before it is believed on the real ones.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { engineMathematicsAllowed, engineMathematicsRule } from './engine-mathematics-rule.js';
import type { SourceFile } from './source-imports.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const files = ['src', 'calibration'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name): SourceFile => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      return { path, text: readFileSync(`${root}${path}`, 'utf8') };
    }),
);
const issuesOf = (text: string, path = 'src/stats/a.ts') => engineMathematicsRule([{ path, text }]);

test.each([
  'const a = Math.sqrt(2) * Math.PI + Math.floor(x) - Math.LN2;',
  'const a = 2 ** -53 + 2 ** 52 + 2 ** MANTISSA_BITS + 2 ** -DIGITS;',
  '/** Math.exp(x) ** 2 */ const a = 1; // Math.log',
  "const a = 'Math.exp(x)';",
  'function power(x: number): number { return evaluate(x); }',
])('is allowed: %s', (text) => {
  expect(issuesOf(text)).toEqual([]);
});

test.each([
  ['Math.exp(x)', 'Math.exp'],
  ['values.map(Math.log1p)', 'Math.log1p'],
  ['Math.hypot(a, b)', 'Math.hypot'],
  ['Math["exp"](x)', 'Math['],
  ['const { exp } = Math;', 'const { exp } = Math'],
  ['x ** 2', '**'],
  ['x **= 2', '**='],
  ['10 ** -3', '**'],
  ['12 ** 2', '**'],
  ['2 ** n', '2 **'],
  ["new Function('x', text)", 'new Function'],
  ['eval(text)', 'eval('],
  ['a.localeCompare(b)', 'localeCompare'],
  ['n.toLocaleString()', 'toLocaleString'],
])('is found: %s', (text, found) => {
  expect(issuesOf(text)).toEqual([`src/stats/a.ts: may not use ${found}`]);
});

test('this checkout', () => {
  expect(engineMathematicsRule(files)).toEqual([]);
});

test.each(Object.keys(engineMathematicsAllowed))('%s is a place that needs its exception', (place) => {
  const own = files.filter(({ path }) => path.startsWith(place));
  const elsewhere = own.map(({ text }) => ({ path: 'src/a.ts', text }));
  expect(engineMathematicsRule(elsewhere)).not.toEqual([]);
});

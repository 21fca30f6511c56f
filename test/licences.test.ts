// Evidence: the lock file, and what the build has put into dist.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from './calibration/cli/run-cli.js';

interface Licences {
  readonly NOTICES: string;
  readonly PAGE: string;
  readonly isAllowed: (expression: string) => boolean;
  readonly lockedPackages: () => readonly {
    readonly name: string;
    readonly licence: string;
    readonly use: 'installed' | 'optional' | 'development';
  }[];
  readonly bundledNames: () => readonly string[];
  readonly licencePage: () => string;
}
const licences = (await import(/* @vite-ignore */ pathToFileURL(`${root}build/licences.js`).href)) as Licences;
const { NOTICES, PAGE, isAllowed, lockedPackages, bundledNames, licencePage } = licences;

test.each([
  ['MIT', true],
  ['Apache-2.0 AND BSL-1.0', true],
  ['(BSD-3-Clause AND Apache-2.0)', true],
  ['GPL-3.0-or-later OR MIT', true],
  ['GPL-3.0-or-later', false],
  ['MIT AND GPL-3.0-or-later', false],
  ['(MIT OR GPL-2.0) AND AGPL-3.0', false],
  ['not stated', false],
])('%s is allowed: %s', (expression, expected) => {
  expect(isAllowed(expression)).toBe(expected);
});

test('what a user installs, and what is bundled, has a licence of the list', () => {
  const bundled = new Set(bundledNames());
  const used = lockedPackages().filter(({ name, use }) => use !== 'development' || bundled.has(name));
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
});

test('the page of licences is that of the lock file; npm run licences writes it', () => {
  expect(readFileSync(root + PAGE, 'utf8')).toBe(licencePage());
});

test('the notices beside the bundle name each package in it, with the text of a licence', () => {
  const text = readFileSync(root + NOTICES, 'utf8');
  const lines = new Set(text.split('\n'));
  expect(bundledNames().length).toBeGreaterThan(10);
  expect(bundledNames().filter((name) => !lines.has(name))).toEqual([]);
  expect(text).toContain('Permission is hereby granted, free of charge');
  expect(text).toContain('Apache License');
});

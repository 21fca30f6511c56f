// Evidence: files laid by hand in a current folder and in a package.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configuredRun } from '../../../calibration/store/configured-run.js';
import { type InputKind, shippedFile } from '../../../calibration/store/shipped-file.js';

let folder: string;
let places: { readonly cwd: string; readonly root: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-shipped-'));
  places = { cwd: join(folder, 'here'), root: join(folder, 'package') };
  const files = [
    'package/configs/quick.json',
    'package/configs/mcrc.json',
    'package/configs/schema.json',
    'package/data/new-trials/sunlight.csv',
    'package/src/secret.json',
    'here/configs/mcrc.jsonc',
    'here/own.json',
    'here/my-trials.csv',
    'here/quick/inside.txt',
    'here/runs/of-here/x',
    'package/runs/of-package/x',
  ];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '{}');
  }
});
afterAll(() => rm(folder, { recursive: true }));

const find = (name: string, kind: InputKind) => shippedFile(name, kind, places);

describe('shippedFile', () => {
  test.each<readonly [name: string, kind: InputKind, path: string]>([
    ['own.json', 'configuration', 'own.json'],
    ['my-trials.csv', 'table', 'my-trials.csv'],
    ['configs/mcrc.jsonc', 'configuration', 'configs/mcrc.jsonc'],
    ['mcrc', 'configuration', 'configs/mcrc.jsonc'],
  ])('%s is the file of the current folder', async (name, kind, path) => {
    expect(await find(name, kind)).toEqual({ path, shipped: null });
  });

  test.each<readonly [name: string, kind: InputKind, shipped: string]>([
    ['configs/quick.json', 'configuration', 'configs/quick.json'],
    ['./configs/quick.json', 'configuration', 'configs/quick.json'],
    ['quick.json', 'configuration', 'configs/quick.json'],
    ['quick', 'configuration', 'configs/quick.json'],
    ['data/new-trials/sunlight.csv', 'table', 'data/new-trials/sunlight.csv'],
  ])('%s is that of the package where the current folder has none', async (name, kind, shipped) => {
    expect(await find(name, kind)).toEqual({ path: join(places.root, shipped), shipped });
  });

  test('a wrong name is refused with both places and the nearest name', async () => {
    await expect(find('quik', 'configuration')).rejects.toThrow(
      `quik: must be a file of the current folder or of the installed package; got neither ${places.cwd}/configs/quik.json nor ${places.root}/configs/quik.json (did you mean quick?)`,
    );
    await expect(find('data/new-trials/sunligth.csv', 'table')).rejects.toThrow(
      '(did you mean data/new-trials/sunlight.csv?)',
    );
    await expect(find('my-trial.csv', 'table')).rejects.toThrow(
      'my-trial.csv: must be a readable file; got ENOENT (did you mean my-trials.csv?)',
    );
  });

  test.each<readonly [name: string, kind: InputKind]>([
    ['schema', 'configuration'],
    ['configs/schema.json', 'configuration'],
    ['src/secret.json', 'configuration'],
    ['configs/../src/secret.json', 'configuration'],
    ['../package/configs/quick.jsn', 'configuration'],
    ['/absent/configs/quick.json', 'configuration'],
    ['sunlight', 'table'],
    ['', 'configuration'],
    ['a\0b', 'configuration'],
  ])('%j is no file of the package', async (name, kind) => {
    const outcome = await find(name, kind).catch((cause: Error) => cause.message);
    if (typeof outcome === 'string') expect(outcome).toContain(`${name}: must be a`);
    // What exists in a form that no configuration has is left to the reader
    else expect(outcome).toEqual({ path: name, shipped: null });
  });
});

describe('configuredRun', () => {
  const of = (path: string, from: string) => configuredRun(path, from, places);
  test('is relative to the folder of the configuration', async () => {
    expect(await of('configs/sweep.json', '../runs/a')).toBe(join(places.cwd, 'runs/a'));
    expect(await of('/elsewhere/configs/sweep.json', '../runs/a')).toBe('/elsewhere/runs/a');
  });
  test('of a configuration of the package is the run of the current folder', async () => {
    const path = join(places.root, 'configs/sweep.json');
    expect(await of(path, '../runs/of-here')).toBe(join(places.cwd, 'runs/of-here'));
    expect(await of(path, '../runs/absent')).toBe(join(places.cwd, 'runs/absent'));
    expect(await of(path, '../runs/of-package')).toBe(join(places.root, 'runs/of-package'));
  });
});

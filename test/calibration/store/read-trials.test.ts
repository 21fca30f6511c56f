// Evidence: the shipped files, and made-up ones in a folder of the test's own.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readNewTrials, readShippedTrials } from '../../../calibration/store/read-trials.js';
import { DataError, InputError } from '../../../src/errors.js';
import { sha256 } from '../../../src/io/sha256.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-trials-'));
  await mkdir(join(folder, 'curves'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const TRIALS = 'trial,arm,n,reference,curve_file\nT,tas102,10,Ref,curves/c.csv\nU,tas102,10,Ref,curves/c.csv\n';
const CURVES = 'trial,arm,month,survival_percent\nT,tas102,1,80\nU,tas102,1,70\n';

describe('readNewTrials', () => {
  test('reads curve files relative to the table, each once, and hashes all', async () => {
    const [table, curves] = [join(folder, 'trials.csv'), join(folder, 'curves', 'c.csv')];
    await writeFile(table, TRIALS);
    await writeFile(curves, CURVES);
    const { trials, files } = await readNewTrials([table]);
    expect(trials.map(({ curve }) => curve?.percent)).toEqual([[80], [70]]);
    expect(files).toEqual([
      { path: table, sha256: sha256(TRIALS) },
      { path: curves, sha256: sha256(CURVES) },
    ]);
  });

  test('refuses a curve file that is not there, by its path', async () => {
    const table = join(folder, 'lost.csv');
    await writeFile(table, TRIALS.replaceAll('c.csv', 'absent.csv'));
    await expect(readNewTrials([table])).rejects.toThrow(
      new InputError(`${join(folder, 'curves', 'absent.csv')}: must be a readable file; got ENOENT`),
    );
  });

  test('refuses issues of several files together', async () => {
    const paths = ['one.csv', 'two.csv'].map((name) => join(folder, name));
    for (const path of paths) await writeFile(path, 'trial,arm,n,reference,median_os_months\nT,tas102,0,Ref,5\n');
    const refusal = readNewTrials(paths);
    await expect(refusal).rejects.toThrow(DataError);
    await expect(refusal).rejects.toThrow(`${paths[0]}:2: column n`);
    await expect(refusal).rejects.toThrow(`${paths[1]}:2: column n`);
  });
});

describe('readShippedTrials', () => {
  test('reads the shipped tables and what the paper prints of them', async () => {
    const data = fileURLToPath(new URL('../../../data', import.meta.url));
    const { tables, published } = await readShippedTrials(data);
    expect([tables.recist.length, tables.medianOs.length, tables.survival.length]).toEqual([13, 19, 20]);
    expect(published.pool.map(({ n }) => n)).toEqual([573, 1486, 507]);
    // As the README's first table states them
    expect(Object.values(published.survivalRmse).map((points) => points.toFixed(1))).toEqual(['3.1', '1.5', '1.8']);
  });

  test('refuses a folder without them', async () => {
    await expect(readShippedTrials(folder)).rejects.toThrow('trials/recist.csv: must be a readable file; got ENOENT');
  });
});

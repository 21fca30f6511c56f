// Evidence: the same statistics in the one-file form and in three tables, pooled by the same code path after reading; shipped
// files; hand-written configurations.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRunInputs } from '../../../calibration/store/run-inputs.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { ConfigError, DataError } from '../../../src/errors.js';
import { sha256 } from '../../../src/io/sha256.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-inputs-'));
  await writeFile(join(folder, 'trials.csv'), ONE_FILE);
  await writeFile(join(folder, 'recist.csv'), RECIST);
  await writeFile(join(folder, 'median.csv'), MEDIAN);
  await writeFile(join(folder, 'survival.csv'), SURVIVAL);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const ONE_FILE = `trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months,month_3,month_6,month_9,month_12
A,tas102,120,Ref A,0,2,42,56,7.1,86,60,40,28
B,tas102,80,Ref B,1,1,48,50,8.3,88,64,46,31
`;
const RECIST = `trial,year,arm,n,n_evaluable,cr_percent,pr_percent,sd_percent,pd_percent,source
A,,tas102,120,,0,2,42,56,Ref A
B,,tas102,80,,1,1,48,50,Ref B
`;
const MEDIAN = `trial,subgroup,subset_of,arm,n,median_os_months,source
A,,,tas102,120,7.1,Ref A
B,,,tas102,80,8.3,Ref B
`;
const SURVIVAL = `trial,subgroup,subset_of,arm,n,month_0,month_3,month_6,month_9,month_12,source
A,,,tas102,120,100,86,60,40,28,Ref A
B,,,tas102,80,100,88,64,46,31,Ref B
`;

async function inputsOf(targets: object) {
  const path = join(folder, 'config.json');
  const config = { name: 'x', seed: 1, arms: { tas102: {} }, targets: { publishedModel: null, ...targets } };
  await writeFile(path, JSON.stringify(config));
  return readRunInputs(path, { root: null });
}

describe('readRunInputs', () => {
  test('a one-file table gives the pooled targets of three tables with the same statistics', async () => {
    const one = await inputsOf({ trials: 'trials.csv' });
    const three = await inputsOf({
      recist: 'recist.csv',
      medianOs: 'median.csv',
      survival: 'survival.csv',
    });
    // A response without a day of assessment is a best response too
    const [target] = clinicalTargets(one.tables, ['tas102']);
    expect(target?.bestResponse).not.toBeNull();
    expect([{ ...target, bestResponse: null }]).toEqual(clinicalTargets(three.tables, ['tas102']));
    expect(one.config.targets).toMatchObject({
      recist: null,
      medianOs: null,
      survival: null,
    });
    expect(one.files).toContainEqual({ path: join(folder, 'trials.csv'), sha256: sha256(ONE_FILE) });
  });

  test('trials beside tables are added to them; what both state is counted once', async () => {
    const added = await inputsOf({
      trials: 'trials.csv',
      recist: 'recist.csv',
      medianOs: 'median.csv',
      survival: 'survival.csv',
    });
    const { tables } = added;
    expect([tables.recist, tables.medianOs, tables.survival].map((rows) => rows.length)).toEqual([2, 2, 2]);
  });

  test('remarks what a fit to the tables leaves out, and what may be one trial twice', async () => {
    const text = ONE_FILE.replace('B,tas102,80,', 'a,tas102,120,').replace(
      '1,1,48,50,8.3,88,64,46,31',
      '0,2,42,56,7.1,86,60,40,28',
    );
    await writeFile(join(folder, 'double.csv'), `${text}C,placebo,50,Ref C,0,0,20,80,NR,80%,,,\n`);
    const { remarks } = await inputsOf({ trials: 'double.csv' });
    const file = join(folder, 'double.csv');
    expect(remarks).toEqual([
      `${file}: percent signs are read as the unit of their cells (1)`,
      `${file}:4: C, placebo: median_os_months was not reached; the row has no median to pool`,
      `${file}:3: a, tas102: has the name but for case, punctuation or a qualifier and the same n, rates, median OS, survival as A, tas102 (${file}:2): is it the same trial?`,
      'arm placebo of the tables is not fitted (C); the fitted arms are tas102',
    ]);
    // Medians of 7.58 months, and 7.68 by a straight line from month 6 to 9: within the error of the line
    expect((await inputsOf({ trials: 'trials.csv' })).remarks).toEqual([]);
  });

  test('a median outside 0.5 to 60 months needs to be allowed', async () => {
    await writeFile(join(folder, 'long.csv'), ONE_FILE.replace('7.1,86,60,40,28', '72,99,98,97,96'));
    await expect(inputsOf({ trials: 'long.csv' })).rejects.toThrow(
      /long\.csv:2: column median_os_months: must be in \[0\.5, 60\] months/,
    );
    const { config, remarks } = await inputsOf({ trials: 'long.csv', allow: ['median-range'] });
    expect(config.targets.allow).toEqual(['median-range']);
    expect(remarks.at(-1)).toBe(
      `${join(folder, 'long.csv')}:2: A, tas102: median overall survival of 72 months, as median-range allows`,
    );
  });

  test('the resolved configuration reads as itself', async () => {
    const { config } = await inputsOf({ trials: ['trials.csv'] });
    const again = await inputsOf(config.targets);
    expect(again.config).toEqual(config);
  });

  test('an issue in the table names file, line and column', async () => {
    await writeFile(join(folder, 'bad.csv'), ONE_FILE.replace('A,tas102,120', 'A,tas103,120'));
    await expect(inputsOf({ trials: 'bad.csv' })).rejects.toThrow(DataError);
    await expect(inputsOf({ trials: 'bad.csv' })).rejects.toThrow(
      /bad\.csv:2: column arm: must be one of .*got 'tas103'/,
    );
  });

  test('an empty list of tables is refused by its key', async () => {
    await expect(inputsOf({ trials: [] })).rejects.toThrow(ConfigError);
    await expect(inputsOf({ trials: [] })).rejects.toThrow(/targets\.trials: must be .*; got \[\]/);
  });
});

describe('readRunInputs of a copied configuration', () => {
  const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));
  const copied = async (targets: object = {}) => {
    const path = join(folder, 'a', 'copy.json');
    await mkdir(join(folder, 'a'), { recursive: true });
    await writeFile(path, JSON.stringify({ name: 'x', seed: 1, targets }));
    return path;
  };

  test('reads the data of the package where its own paths lead nowhere, and reports it', async () => {
    const { files, remarks, tables, publishedModel } = await readRunInputs(await copied(), { root: packageRoot });
    const shipped = [
      ...['trials/recist.csv', 'trials/median_os.csv', 'trials/survival_landmarks.csv'],
      ...['trials/median_pfs.csv', 'trials/pfs_landmarks.csv', 'trials/best_response.csv'],
    ];
    const all = [...shipped, 'published/model-survival.csv', 'trials/hazard_ratios.csv'];
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(all.map((name) => join(packageRoot, 'data', name))),
    );
    expect(tables.recist).toHaveLength(13);
    expect(publishedModel).not.toBeNull();
    expect(remarks[0]).toBe(
      `not found from the folder of the configuration, and read from the installed package instead: ${all.map((name) => `../data/${name} (its data/${name})`).join(', ')}`,
    );
  });

  test('reads its own data where they are, without a remark, though the package has files of these names', async () => {
    await mkdir(join(folder, 'data', 'trials'), { recursive: true });
    await writeFile(join(folder, 'data', 'trials', 'recist.csv'), RECIST);
    const { files, remarks } = await readRunInputs(await copied({ publishedModel: null, bestResponse: null }), {
      root: packageRoot,
    });
    expect(files.map(({ path }) => path)).toContain(join(folder, 'data', 'trials', 'recist.csv'));
    expect(remarks[0]).not.toContain('recist.csv');
    await rm(join(folder, 'data'), { recursive: true });
  });

  test.each([
    ['an absolute path', '/nowhere/data/trials/recist.csv'],
    ['a file that the package lacks', '../data/trials/mine.csv'],
    ['a file of the package outside its data', '../package.json'],
    ['a path that leaves the data of the package', '../data/../package.json'],
  ])('refuses %s', async (_name, recist) => {
    const path = await copied({ recist: [recist] });
    await expect(readRunInputs(path, { root: packageRoot })).rejects.toThrow('must be a readable file; got ENOENT');
  });

  test('refuses a file that is missing where there is no package', async () => {
    await expect(readRunInputs(await copied(), { root: null })).rejects.toThrow(
      'recist.csv: must be a readable file; got ENOENT',
    );
  });
});

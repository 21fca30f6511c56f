// Evidence: what a folder of a run may lack, issue by issue.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RefitChanges, readRefitInputs, unchanged } from '../../../calibration/store/refit-inputs.js';
import { type StoredCalibration, toCalibrationFile } from '../../../calibration/store/stored-calibration.js';
import { tinyConfig } from '../cli/tiny-config.js';
import { publishedTables } from '../targets/published-tables.js';
import { listedFiles } from './listed-files.js';
import { sampleManifest } from './sample-manifest.js';

const calibration: StoredCalibration = {
  seed: '7',
  design: 'random',
  draws: [
    {
      streamName: 'pool patients, round 1',
      patients: 96,
      marginals: [{ name: 'K1', min: 0, max: 1, alpha: 2, beta: 3 }],
    },
  ],
  scalars: {},
  values: { 'log alpha of K1': 0.7 },
  tables: publishedTables,
  published_model: null,
  hazard_ratios: null,
};

let folder: string;
const store = (name: string, value: unknown) =>
  writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));

/** calibration.json of a finished run. */
async function storeCalibration(value: unknown): Promise<void> {
  await store('calibration.json', value);
  const files = await listedFiles(folder, ['calibration.json']);
  await store('manifest.json', { ...sampleManifest, config: tinyConfig, files });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-inputs-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('readRefitInputs', () => {
  test('refuses a folder without a manifest, and one without calibration.json, by its name', async () => {
    await expect(readRefitInputs(folder, unchanged)).rejects.toThrow(
      /manifest\.json: must be a file of a finished run/,
    );
    await store('manifest.json', { ...sampleManifest, kind: 'simulate' });
    await expect(readRefitInputs(folder, unchanged)).rejects.toThrow(
      /manifest\.json: must be the manifest of `qcic run` or `qcic refit`; got one of another command/,
    );
    await store('manifest.json', { ...sampleManifest, config: tinyConfig });
    await expect(readRefitInputs(folder, unchanged)).rejects.toThrow(
      /calibration\.json: must be a file of a finished study; got a study that is converged and has none/,
    );
  });

  test('refuses calibration.json that is not as the run wrote it', async () => {
    await storeCalibration(calibration);
    await store('calibration.json', { ...toCalibrationFile(calibration), seed: '8' });
    await expect(readRefitInputs(folder, unchanged)).rejects.toThrow(
      /calibration\.json: must be as the study wrote it, SHA-256 [0-9a-f]{64} in manifest\.json; got [0-9a-f]{64}/,
    );
  });

  const file = toCalibrationFile(calibration);
  test.each([
    ['{', /calibration\.json: line 1, column 2: must be the '}' of an object/],
    ['null', /calibration\.json: must be an object; got null/],
    [{ ...file, schema_version: 1 }, /calibration\.json: schema_version: must be one of 2; got 1/],
    [{ ...file, draws: [] }, /calibration\.json: draws: must be a list of at least 1; got \[\]/],
    [{ ...file, seed: 7 }, /calibration\.json: seed: must be text; got 7/],
    [{ ...file, values: { a: null } }, /calibration\.json: values\.a: must be a number; got null/],
    [
      { ...file, draws: [{ ...file.draws[0], patients: 0 }] },
      /calibration\.json: draws\[0\]\.patients: must be > 0; got 0/,
    ],
    [{ ...file, tables: undefined }, /calibration\.json: tables: must be an object; got none/],
    [calibration, /calibration\.json: schema_version: must be one of 2; got none \(and \d+ more\)/],
  ])('refuses calibration.json that holds another form (%#)', async (value, message) => {
    await storeCalibration(value);
    await expect(readRefitInputs(folder, unchanged)).rejects.toThrow(message);
  });

  test('takes the seed and the tables of the run, and what the command changes', async () => {
    await storeCalibration(toCalibrationFile(calibration));
    const inputs = await readRefitInputs(folder, {
      ...unchanged,
      objective: 'likelihood',
      overdispersion: 'estimated',
      median: 'curve',
      drop: ['Pfeiffer 2020', 'Kotani 2019'],
    });
    expect(inputs.config.seed).toBe('7');
    expect(inputs.config.targets).toMatchObject({
      objective: 'likelihood',
      overdispersion: 'estimated',
      median: 'curve',
    });
    expect(inputs.before).toEqual(publishedTables);
    const trials = new Set(inputs.tables.survival.map(({ trial }) => trial));
    expect([trials.has('Pfeiffer 2020'), trials.has('Kotani 2019'), trials.has('Xu 2018 (TERRA)')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('leaves out the subsets of a trial with it', async () => {
    const { tables } = await readRefitInputs(folder, { ...unchanged, drop: ['Mayer 2015 (RECOURSE)'] });
    expect(tables.survival.filter(({ trial }) => trial.includes('RECOURSE'))).toEqual([]);
  });

  test('lists the trials of the run, the nearest first, where it knows none of that name', async () => {
    await expect(readRefitInputs(folder, { ...unchanged, drop: ['Kotani 2018'] })).rejects.toThrow(
      /^--drop: must name a trial of the run, one of 'Kotani 2019', .*'Prager 2023 \(SUNLIGHT\)'.*; got 'Kotani 2018'$/,
    );
    await expect(readRefitInputs(folder, { ...unchanged, drop: ['sunlight'] })).rejects.toThrow(
      /one of 'Prager 2023 \(SUNLIGHT\)', /,
    );
    // Twice is once too often
    await expect(readRefitInputs(folder, { ...unchanged, drop: ['Kotani 2019', 'Kotani 2019'] })).rejects.toThrow(
      /; got 'Kotani 2019'$/,
    );
  });

  describe('of added tables', () => {
    const header = 'trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months';
    const add = async (rows: readonly string[], changes: Partial<RefitChanges> = {}) => {
      const file = join(folder, 'new.csv');
      await writeFile(file, [header, ...rows].join('\n'));
      return readRefitInputs(folder, { ...unchanged, ...changes, add: [file] });
    };
    const misspelt = 'Example 2032,tas1O2,246,"Example et al. 2032",0,1.2,45.8,53.0,7.5';

    test.each([
      [misspelt, "got 'tas1O2' (did you mean tas102?)"],
      ['Example 2031,Placebo,258,"Example et al. 2031",0,0,20,80,6.0', "got 'Placebo' (did you mean placebo?)"],
      ['Example 2031,folfiri,258,"Example et al. 2031",0,0,20,80,6.0', "got 'folfiri'"],
    ])('refuses an arm that the run lacks: file, line, arm, arms of the run, nearest name (%#)', async (row, got) => {
      await expect(add([row])).rejects.toThrow(
        `new.csv:2: column arm: must be an arm of the run, one of placebo, tas102, tas102_bev; ${got} (--ignore-arm NAME leaves out the rows of an arm)`,
      );
    });

    test('leaves out an arm that is named, and remarks it', async () => {
      const inputs = await add([misspelt], { ignoreArm: ['tas1O2'] });
      expect(inputs.tables).toEqual(publishedTables);
      expect(inputs.remarks).toContain('arm tas1O2 of the added tables is left out (--ignore-arm): Example 2032');
      for (const [arm, got] of [
        ['tas102', "'tas102', which the run has"],
        ['x', "'x', of which they have no row"],
      ]) {
        await expect(add([misspelt], { ignoreArm: ['tas1O2', arm!] })).rejects.toThrow(
          `--ignore-arm: must name an arm of the added tables that the run lacks; got ${got}`,
        );
      }
    });

    test('asks whether a probable double is the same trial', async () => {
      const { remarks } = await add([
        'Mayer 2015,placebo,258,"N Engl J Med 2015",0.4,0,16.0,83.6,5.3',
        'mayer 2015 (recourse),tas102,502,"N Engl J Med 2015",0,1.6,42.4,56.0,7.1',
      ]);
      expect(remarks.slice(0, 2).map((remark) => remark.replace(/^.*new\.csv/, 'new.csv'))).toEqual([
        'new.csv:2: Mayer 2015, placebo: has the name but for case, punctuation or a qualifier and the same n, rates, median OS as Mayer 2015 (RECOURSE), placebo (recist.csv:3): is it the same trial?',
        'new.csv:3: mayer 2015 (recourse), tas102: has the name but for case, punctuation or a qualifier and the same n, rates, median OS as Mayer 2015 (RECOURSE), tas102 (recist.csv:6): is it the same trial?',
      ]);
    });
  });

  test('remarks a trial to drop that the run does not fit', async () => {
    await storeCalibration(toCalibrationFile(calibration));
    const files = await listedFiles(folder, ['calibration.json']);
    const config = { ...tinyConfig, arms: { placebo: {}, tas102: {} } };
    await store('manifest.json', { ...sampleManifest, config, files });
    const { remarks } = await readRefitInputs(folder, { ...unchanged, drop: ['Yoshida 2021 (TAS-CC3)'] });
    expect(remarks[0]).toBe("--drop 'Yoshida 2021 (TAS-CC3)' changes nothing: none of its rows is of placebo, tas102");
    expect(remarks[1]).toMatch(
      /^arm tas102_bev of the tables is not fitted \(.*Prager 2023 \(SUNLIGHT\)\); the fitted arms are placebo, tas102$/,
    );
  });
});

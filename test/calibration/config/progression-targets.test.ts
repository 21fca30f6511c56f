// Evidence: the contract.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configuredArms, parseConfig } from '../../../calibration/config/parse-config.js';
import { builtInRegimens } from '../../../src/index.js';

const parse = (targets: object) => parseConfig(JSON.stringify({ name: 'x', seed: 1, targets }), 'config').targets;
const further = ({ medianPfs, pfs, bestResponse }: ReturnType<typeof parse>) => [medianPfs, pfs, bestResponse];
const shipped = [
  ['../data/trials/median_pfs.csv'],
  ['../data/trials/pfs_landmarks.csv'],
  ['../data/trials/best_response.csv'],
];

describe('targets of progression', () => {
  test('are the shipped tables by default, shown and not fitted', () => {
    const targets = parse({});
    expect(further(targets)).toEqual(shipped);
    expect(targets.weights).toEqual({
      response: 1,
      medianOs: 1,
      survival: 1,
      medianPfs: 0,
      pfs: 0,
      bestResponse: 0,
    });
  });

  test('of the shipped trials do not mix with other tables', () => {
    expect(further(parse({ recist: 'own.csv' }))).toEqual([null, null, null]);
    expect(further(parse({ trials: 'own.csv' }))).toEqual([null, null, null]);
    expect(further(parse({ recist: 'own.csv', pfs: 'own-pfs.csv' }))).toEqual([null, ['own-pfs.csv'], null]);
    expect(further(parse({ bestResponse: null }))).toEqual([shipped[0], shipped[1], null]);
  });

  test('alone cannot identify the death function', () => {
    expect(() => parse({ weights: { medianOs: 0, survival: 0, medianPfs: 1, pfs: 1 } })).toThrow(
      'targets.weights: must leave medianOs or survival above 0, or the death function is not identifiable; got 0 for both',
    );
  });
});

describe('configs/mcrc-pfs.json', () => {
  const path = new URL('../../../configs/mcrc-pfs.json', import.meta.url);
  const config = parseConfig(readFileSync(path, 'utf8'), 'mcrc-pfs.json');

  test('gives the trials’ schedules until progression', () => {
    expect(configuredArms(config)).toMatchObject([
      { name: 'placebo', regimen: {}, untilProgression: null },
      { name: 'tas102', regimen: builtInRegimens['protocol-tas102'], untilProgression: { delayDays: 0, next: null } },
      {
        name: 'tas102_bev',
        regimen: builtInRegimens['protocol-tas102-bev'],
        untilProgression: { delayDays: 0, next: null },
      },
    ]);
    expect(configuredArms(config).map(({ visits }) => visits)).toEqual(
      Array.from({ length: 3 }, () => [56, 112, 168, 224, 280, 336]),
    );
  });

  test('fits survival, progression-free survival and best response, not the class of one visit', () => {
    const { recist, weights } = config.targets;
    expect(recist).toBeNull();
    expect(further(config.targets)).toEqual(shipped);
    expect(weights).toEqual({ response: 0, medianOs: 1, survival: 1, medianPfs: 1, pfs: 1, bestResponse: 1 });
  });
});

import { describe, expect, test } from 'vitest';
import { armLabels, builtInArms, defaultRegimen } from '../../../../src/model/drugs/trial-arms.js';
import { builtInRegimens } from '../../../../src/model/drugs/trial-regimens.js';

describe('defaultRegimen', () => {
  test.each(['posted', 'corrected'] as const)('%s dosing: the drugs of each arm are those of its name', (dosing) => {
    const given = builtInArms.map((arm) => Object.keys(builtInRegimens[defaultRegimen(arm, { dosing })]!).sort());
    expect(given).toEqual([[], ['tas102'], ['bevacizumab', 'tas102']]);
  });

  test('posted dosing ends after a number of cycles, corrected dosing continues', () => {
    const endsWith = (dosing: 'posted' | 'corrected') =>
      builtInArms.flatMap((arm) =>
        Object.values(builtInRegimens[defaultRegimen(arm, { dosing })]!).map(([course]) => course!.cycles !== null),
      );
    expect(endsWith('posted')).toEqual([true, true, true]);
    expect(endsWith('corrected')).toEqual([false, false, false]);
  });
});

test('every arm has a label of its own', () => {
  expect(new Set(builtInArms.map((arm) => armLabels[arm])).size).toBe(builtInArms.length);
});

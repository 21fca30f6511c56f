// Evidence: the contract of the type, case by case.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { checkedCurve, type DigitisedSurvival } from '../../../src/stats/digitised-survival.js';

const curve: DigitisedSurvival = { patients: 10, times: [0, 1, 2], survival: [1, 0.8, 0.5] };

describe('checkedCurve', () => {
  test('the last point of a drop drawn as a line counts', () => {
    const { points } = checkedCurve({ ...curve, times: [0, 1, 1], survival: [1, 1, 0.7] });
    expect(points).toEqual([
      { time: 0, survival: 1 },
      { time: 1, survival: 0.7 },
    ]);
  });

  test('numbers at risk start with all patients at time 0, stated or not', () => {
    const stated = checkedCurve({ ...curve, atRisk: { times: [0, 1], patients: [10, 9] } });
    const unstated = checkedCurve({ ...curve, atRisk: { times: [1], patients: [9] } });
    expect(stated).toEqual(unstated);
    expect(stated.atRisk[0]).toEqual({ time: 0, patients: 10 });
  });

  test('follow-up ends with the later of both tables', () => {
    expect(checkedCurve(curve).end).toBe(2);
    expect(checkedCurve({ ...curve, atRisk: { times: [5], patients: [1] } }).end).toBe(5);
  });

  test.each<[string, Partial<DigitisedSurvival>, string]>([
    ['no patient', { patients: 0 }, 'patients: must be an integer >= 1; got 0'],
    ['half a patient', { patients: 9.5 }, 'patients: must be an integer >= 1; got 9.5'],
    ['more deaths than patients', { deaths: 11 }, 'deaths: must be an integer in [0, 10]; got 11'],
    ['no point', { times: [], survival: [] }, 'times: must hold one time at least; got none'],
    ['a height too few', { survival: [1, 0.8] }, 'survival: must hold 3 values; got 2'],
    ['a time that goes back', { times: [0, 2, 1] }, 'times[2]: must be finite and at least 2; got 1'],
    ['a time that is no number', { times: [0, Number.NaN, 1] }, 'times[1]: must be finite and at least 0; got NaN'],
    ['survival that increases', { survival: [1, 0.8, 0.81] }, 'survival[2]: must lie in [0, 0.8]; got 0.81'],
    ['survival in percent', { survival: [100, 80, 50] }, 'survival[0]: must be 1 at time 0; got 100'],
    ['survival that is no number', { survival: [1, Number.NaN, 0] }, 'survival[1]: must lie in [0, 1]; got NaN'],
    ['a start below 1', { survival: [0.9, 0.8, 0.5] }, 'survival[0]: must be 1 at time 0; got 0.9'],
    [
      'other patients at time 0',
      { atRisk: { times: [0], patients: [9] } },
      'atRisk.patients[0]: must be 10, all patients, at time 0; got 9',
    ],
    [
      'more at risk than before',
      { atRisk: { times: [1, 2], patients: [5, 6] } },
      'atRisk.patients[1]: must be an integer in [0, 5]; got 6',
    ],
    [
      'one time at risk twice',
      { atRisk: { times: [1, 1], patients: [5, 5] } },
      'atRisk.times[1]: must be finite and above 1; got 1',
    ],
    [
      'a number at risk too few',
      { atRisk: { times: [1, 2], patients: [5] } },
      'atRisk.patients: must hold 2 values; got 1',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => checkedCurve({ ...curve, ...change })).toThrow(new InputError(`digitisedSurvival.${message}`));
  });
});

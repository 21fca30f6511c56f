// Evidence: worked by hand.
import { expect, test } from 'vitest';
import { publishedMarginals } from '../../../../calibration/studies/sensitivity/settings.js';
import { pointParameters } from '../../../../calibration/studies/sweep/point-parameters.js';
import { postedSwitches, publishedDrugs } from '../../../../src/index.js';

test('a point changes the own values of patients that differ, and published ones of all others', () => {
  const tumor = { name: 'baseline_tumor', min: 1e8, max: 1e9, alpha: 2, beta: 4 };
  const marginals = [...publishedMarginals(), tumor];
  const own = (size: number) => [...publishedMarginals().map((_, place) => place + 1), size];
  const cohort = Float64Array.from([...own(2e8), ...own(6e8)]);
  const point = {
    coordinates: [],
    regimen: {},
    switches: postedSwitches,
    values: { K_TN4: 7, d_T8: 0.3 },
    factors: { baseline_tumor: 0.5, body_weight: 2 },
  };
  const varying = ['baseline_tumor', 'd_T8', 'body_weight', 'state:T8_C'];
  const rows = pointParameters(point, cohort, { marginals, varying, drugs: publishedDrugs });
  expect(rows).toHaveLength(2 * 25);
  for (const [patient, size] of [1e8, 3e8].entries()) {
    const row = [...rows.subarray(25 * patient, 25 * patient + 25)];
    expect(row.slice(0, 3)).toEqual([7, 2, 3]);
    expect(row.slice(21)).toEqual([size, 0.3, 140, 5e6]);
  }
});

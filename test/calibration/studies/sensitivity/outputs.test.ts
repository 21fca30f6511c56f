// Evidence: sentences by hand.
import { expect, test } from 'vitest';
import { outputSummary, POOL, parseOutput } from '../../../../calibration/studies/sensitivity/outputs.js';
import { populationOutputNames } from '../../../../calibration/studies/sensitivity/population-outputs.js';

test.each([
  ['dcr@56', 'disease control at day 56'],
  ['th1@28', 'th1 at day 28'],
  [POOL, 'patients for all endpoints'],
])('outputSummary tells a reader what %s is', (output, summary) => {
  expect(outputSummary(output)).toBe(summary);
});

test('outputSummary knows every output that a result can hold', () => {
  const single = ['change', 'tri', 'volume', 'density', 'chi', 'dcr', 'pd'].map((name) => parseOutput(name).label);
  for (const output of [...single, ...populationOutputNames, POOL]) expect(outputSummary(output)).not.toBe('');
});

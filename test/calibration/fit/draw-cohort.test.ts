// Evidence: slow oracle (the whole cohort).
import { expect, test } from 'vitest';
import { drawCohort, drawnPatient } from '../../../calibration/fit/draw-cohort.js';
import { publishedMarginals } from '../../../calibration/studies/sensitivity/settings.js';
import { type UniformDesignKind, uniformDesigns, withCorrelations } from '../../../src/index.js';

const PATIENTS = 8;

test.each(uniformDesigns)('drawnPatient is a row of the cohort, %s', (design: UniformDesignKind) => {
  const independent = publishedMarginals();
  const correlated = withCorrelations(independent, [
    { between: [independent[5]!.name, independent[6]!.name], normalScore: 0.6 },
  ]);
  for (const marginals of [independent, correlated]) {
    const draw = [marginals, { seed: '0', design }, 'cohort', PATIENTS] as const;
    const { values } = drawCohort(...draw);
    const width = marginals.length;
    for (const patient of [0, 3, PATIENTS - 1]) {
      expect(drawnPatient(draw, patient)).toEqual(values.subarray(patient * width, (patient + 1) * width));
    }
  }
});

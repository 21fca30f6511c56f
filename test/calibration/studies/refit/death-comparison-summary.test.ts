// Evidence: the sentences expected of a made-up comparison, by hand.
import { describe, expect, it } from 'vitest';
import { deathComparisonSchema } from '../../../../calibration/inference/death-comparison-result.js';
import { deathComparisonSummary } from '../../../../calibration/studies/refit/death-comparison-summary.js';
import { sampleDeathComparison } from '../run/report/sample-death-comparison.js';

describe('deathComparisonSummary', () => {
  const comparison = sampleDeathComparison();

  it('names the best fit, the best predictions of held-out arms and trials, and what they are compared with', () => {
    // The first form is the paper's, one for each arm: give another one the least of everything
    const [paper, shared, ...rest] = comparison.forms;
    const arms = shared!.arms.map((arm) => ({ ...arm, survival_rmse: 5 }));
    const trials = shared!.trials.map((trial) => ({ ...trial, deviance: 20 }));
    const forms = [paper!, { ...shared!, aic: 190, arms, trials }, ...rest];
    expect(deathComparisonSummary({ ...comparison, forms }).slice(0, 3)).toEqual([
      "Best fit by AIC: logistic in the burden (paper), shared, 190.0 with 3 parameters of death, against 216.5 with 2 of the paper's form, one for each arm.",
      "Best prediction of the survival of held-out arms: logistic in the burden (paper), shared, root mean square error 5.0 points, against 8.0 of the paper's form with the death function of another arm.",
      "Best prediction of held-out trials: logistic in the burden (paper), shared, deviance 40.0, against 60.0 of the paper's form, one for each arm.",
    ]);
  });

  it('holds the predicted hazard ratio of a held-out arm against the published one', () => {
    expect(comparison.summary[3]).toBe(
      'Prager 2023 (SUNLIGHT), tas102_bev against tas102: published hazard ratio 0.61 (0.49 to 0.77). ' +
        "Predicted without any trial of tas102_bev: 0.80 by the form that predicts held-out arms best, 0.80 by the paper's, 0.80 to 1.08 over all forms; " +
        'nearest is 0.80 by logistic in the burden (paper), one for each arm, and 0 of 15 forms are inside the published interval. ' +
        'Predicted without Prager 2023 (SUNLIGHT) alone by the best form: 0.72.',
    );
  });

  it('has no sentence on arms where none was held out', () => {
    const forms = comparison.forms.map((form) => ({ ...form, arms: [] }));
    const summary = deathComparisonSummary({ ...comparison, forms });
    expect(
      summary.filter((sentence) => sentence.startsWith('Best prediction of the survival of held-out arms')),
    ).toEqual([]);
  });

  it('is of the form of the result file', () => {
    expect(deathComparisonSchema.safeParse(comparison).error).toBeUndefined();
  });
});

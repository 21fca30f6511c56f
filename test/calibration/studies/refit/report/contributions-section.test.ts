// Evidence: the texts expected for each case, by hand.
import { describe, expect, it } from 'vitest';
import type { Contribution } from '../../../../../calibration/inference/results.js';
import { armStyles } from '../../../../../calibration/plots/arm-style.js';
import { refitContributionsSection } from '../../../../../calibration/studies/refit/report/contributions-section.js';
import type { RefitResults } from '../../../../../calibration/studies/refit/result.js';
import type { ReportContext } from '../../../../../calibration/studies/run/report/report-context.js';

const context = { arms: armStyles(['tas102']) } as unknown as ReportContext;
const row: Contribution = {
  arm: 'tas102',
  trial: null,
  endpoint: 'pd',
  observed: 54,
  fitted: 50,
  residual: 2.1,
  z: 1.8,
  verdict: 'agrees',
};
const sectionOf = (contributions: readonly Contribution[]) => {
  const { title, body } = refitContributionsSection(context, { contributions } as unknown as RefitResults);
  return { title, text: body.markup };
};

describe('refitContributionsSection', () => {
  it('of a fit to pooled endpoints promises no trial, and gives the reason', () => {
    const { title, text } = sectionOf([row]);
    expect(title).toBe('Contribution of each pooled endpoint to the objective');
    expect(text).toContain('its objective has no term of a single trial, so no trial is listed');
    expect(text).toContain('--objective likelihood');
  });

  it('of a fit to the counts of the trials lists each trial', () => {
    const { title, text } = sectionOf([{ ...row, trial: 'Kotani 2019' }]);
    expect(title).toBe('Contribution of each trial to the objective');
    expect(text).toContain('Kotani 2019');
    expect(text).not.toContain('no trial is listed');
  });
});

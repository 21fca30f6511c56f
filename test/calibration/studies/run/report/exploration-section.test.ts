// Evidence: laws of the page.
import { expect, test } from 'vitest';
import { explorationSection } from '../../../../../calibration/studies/run/report/exploration-section.js';
import { reportContext } from '../../../../../calibration/studies/run/report/report-context.js';
import { sampleReportInput } from './sample-report-input.js';

test('explorationSection shows an explored arm, what of it is not calibrated, the arm whose death function it has, and nothing without one', () => {
  const { results, ...input } = sampleReportInput();
  const outcome = { ...results.confirmation!.arms.tas102_bev!, dcr: 71.25 };
  const explored = {
    label: 'both + third',
    drugs: ['third'],
    uncalibrated: ['third'],
    death_from: 'tas102_bev',
    outcome,
  };
  const exploration = { n: 1234, arms: { plus: explored } };
  const [section] = explorationSection(
    reportContext({ ...input, results: { ...results, exploration } }, { onWarning: () => undefined }),
  );
  const text = section!.body.markup;
  expect(explorationSection(reportContext({ ...input, results }, { onWarning: () => undefined }))).toEqual([]);
  expect(section!.title).toBe('Exploration');
  expect(text).toContain('both + third <span class="mono">plus</span>');
  expect(text).toContain('not calibrated: third');
  expect(text).toContain('71.3');
  expect(text).toContain('TAS-102 + bevacizumab');
  expect(text).toMatch(/the 1.234 patients of the validation cohort/);
});

// Evidence: the texts expected for each case, by hand.
import { expect, it } from 'vitest';
import { reportContext } from '../../../../../calibration/studies/run/report/report-context.js';
import { tumorSection } from '../../../../../calibration/studies/run/report/tumor-section.js';
import { sampleReportInput } from './sample-report-input.js';

it('tumorSection states which patients it draws, and the disease control of the cohort beside theirs', async () => {
  const input = sampleReportInput();
  const patients = new Set(input.figures.waterfall.map(({ patient }) => patient)).size;
  const arms = Object.fromEntries(
    Object.entries(input.results.confirmation!.arms).map(([arm, outcome]) => [
      arm,
      { ...outcome, completed: 10_000, dcr: 45.67 },
    ]),
  );
  const results = { ...input.results, confirmation: { ...input.results.confirmation!, arms } };
  const { body } = await tumorSection(reportContext({ ...input, results }, { onWarning: () => undefined }));
  const text = body.markup.replace(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(
    new RegExp(`Change of tumor volume at the first assessment: the first ${patients} of 10.000 virtual`),
  );
  expect(text).toMatch(/Tumor volume over time: the first \d+ of 10.000 virtual patients/);
  expect(text).toMatch(
    new RegExp(`Disease control among them: Placebo \\d+ of ${patients} \\(45\\.7 % of the cohort\\)`),
  );
});

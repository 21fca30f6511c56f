// Evidence: the texts expected of a path written by hand.
import { expect, test } from 'vitest';
import type { TradeOff } from '../../../../../calibration/inference/trade-off-result.js';
import { reportContext } from '../../../../../calibration/studies/run/report/report-context.js';
import { tradeOffSection } from '../../../../../calibration/studies/run/report/trade-off-section.js';
import { sampleReportInput } from './sample-report-input.js';

const point = (weight: number, best: number, pfs: number): TradeOff['points'][number] => ({
  weight,
  converged: true,
  effective_sample_size: 812,
  penalty_active: false,
  deviations: { best, os: 0.5, pfs },
  endpoints: {},
  largest: { arm: 'tas102', trial: null, endpoint: 'pfs_3.68', observed: 33.9, fitted: 20.6, residual: -2.3 },
});

const tradeOff: TradeOff = {
  varied: 'pfs',
  families: ['best', 'os', 'pfs'],
  patients: 1000,
  validation_patients: 3000,
  compromise: 1,
  summary: ['The model cannot follow <both>.'],
  points: [point(0, 0.7, 5.6), point(1, 3.8, 2.26)],
  shifts: [{ name: 'beta_X3', arm: null, from: 0.0503, to: 0.0404, prior_deviations: 1.18 }],
};

test('tradeOffSection shows sentences, the path of deviations and the parameters that move', async () => {
  const input = sampleReportInput();
  const context = reportContext(
    { ...input, results: { ...input.results, trade_off: tradeOff } },
    { onWarning: () => undefined },
  );
  const [section] = await tradeOffSection(context);
  const text = section!.body.markup
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  expect(text).toContain('The model cannot follow &lt;both&gt;.');
  expect(text).toContain('of refits on 1000 patients, computed on 3000 others');
  expect(text).toMatch(/1 3\.80 0\.50 2\.26 .*tas102 20\.6 33\.9 812/);
  expect(text).toMatch(/mean of beta_X3 0\.0503 0\.0404 1\.18/);
  expect(section!.body.markup).toContain('<svg');
});

test('tradeOffSection is left out of a run that did not ask for it', async () => {
  expect(await tradeOffSection(reportContext(sampleReportInput(), { onWarning: () => undefined }))).toEqual([]);
});

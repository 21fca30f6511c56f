// Evidence: a made-up result of the stated form; the page holds its figures.
import { beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../../../calibration/page/page.js';
import { optimiseAnswer } from '../../../../calibration/studies/optimise/report/answer.js';
import { compareWithReference } from '../../../../calibration/studies/optimise/report/compare-with-reference.js';
import { headline } from '../../../../calibration/studies/optimise/report/headline.js';
import { render } from '../../../../calibration/studies/optimise/report.js';
import { type OptimiseResult, optimiseResultSchema } from '../../../../calibration/studies/optimise/result.js';
import { countMarks, figureOf, linksOf, pageIssues, visibleText, withoutScript } from '../run/report/page-checks.js';
import { noWarnings, storedSource } from '../stored-source.js';
import { sampleOptimiseResult, sampleOptimiseTables } from './sample-optimise.js';

const objectives = ['median_os', 'total_dose.tas102'];
/** Five schedules of a search, one of them outside a limit, one whose median is not reached. */
const candidates = {
  file: 'candidates.csv',
  header: ['evaluation', 'generation', ...objectives, 'feasible'],
  rows: [
    [1, 0, 7.15, 2910, 'true'],
    [2, 0, 7.6, 3600, 'true'],
    [3, 0, 6.2, 2000, 'false'],
    [4, 1, 7.4, 2800, 'true'],
    [5, 1, null, 4000, 'true'],
  ],
};
const tables = [candidates, ...sampleOptimiseTables];

async function draw(result: OptimiseResult, shown = tables): Promise<string> {
  const stored = storedSource({ result, tables: shown }, (value) => optimiseResultSchema.parse(value));
  const page = pageOf(await render(stored, noWarnings));
  expect(pageIssues(page)).toEqual([]);
  return page;
}

const textOf = (page: string): string => visibleText(page).replace(/\s+/g, ' ');
const [first, ...others] = sampleOptimiseResult.front;
const withFirst = (changes: Partial<OptimiseResult['front'][number]>): OptimiseResult => ({
  ...sampleOptimiseResult,
  front: [{ ...first!, ...changes }, ...others],
});

describe('the page of an optimisation', () => {
  let page = '';
  beforeAll(async () => {
    page = await draw(sampleOptimiseResult);
  });

  test('the same input gives the same bytes', async () => {
    expect((await draw(sampleOptimiseResult)) === page).toBe(true);
  });

  test('links lead to the files of the folder', () => {
    const files = linksOf(page).filter((link) => !/^(#|https:)/.test(link));
    expect([...new Set(files)].sort()).toEqual([
      'calendar.csv',
      'candidates.csv',
      'curves.csv',
      'front.csv',
      'optimise.json',
    ]);
  });

  test('every schedule has its values of the result, in the search, in the confirmation and against the reference', () => {
    const text = textOf(page);
    // Of the sample: 7.6 + 0.05 in the search, 7.6 ± 0.08, 7.6 - 7.1 with a quarter of that error
    expect(text).toContain('Schedule 1 7.65 ±0.20 7.60 ±0.08 +0.50 ±0.02 better');
    expect(text).toContain('Schedule 1 3610 ±90 3600 ±30 +700 ±8 worse');
    expect(text).toContain('Schedule 3 7.05 ±0.20 7.00 ±0.08 −0.10 ±0.02 worse');
    expect(text).toContain('Reference 7.15 ±0.20 7.10 ±0.08');
    // Of all measures: 12 x 7.1, then 12 x 7.6 and the differences
    expect(text).toContain(
      'Days on treatment, days 85 ±1 91 +6 ±&lt;1 88 +2 ±&lt;1 84 −1 ±&lt;1 77 −8 ±&lt;1 78 −7 ±&lt;1',
    );
    // Asked about: 6.5 - 7.1
    expect(text).toContain('half dose 6.55 ±0.20 6.50 ±0.08 −0.60 ±0.02 worse');
    // 4 x 6.4 = 25.6
    expect(text).toContain('Schedule 4 25.6 ±0.6 not met');
  });

  test('the front has a mark for each schedule of the result, and the cloud one for each of the search', () => {
    const figure = figureOf(page, 'figure-front');
    // 4 confirmed, 4 in the search, the reference; of the search 4 have both objectives
    expect(countMarks(figure, 'symbol')).toBe(4 + 4 + 1 + 4);
    // Two zero lines, 4 joining lines, 4 intervals each way
    expect(countMarks(figure, 'rule')).toBe(2 + 4 + 8);
    expect(countMarks(figure, 'text')).toBe(4);
  });

  test('both curves of the reference and the chosen schedules are drawn', () => {
    expect(countMarks(figureOf(page, 'figure-os'), 'line')).toBe(6);
    expect(countMarks(figureOf(page, 'figure-pfs'), 'line')).toBe(6);
  });

  test('it states what was searched, on whom, and what is assumed', () => {
    const text = textOf(page);
    expect(text).toContain(
      '14 combinations; 13 schedules simulated, every possible one, in 2 generations on 500 patients',
    );
    expect(text).toContain('simulated again on 4 000 other patients');
    expect(text).toContain('Held equal to the reference by the dose: dose intensity of TAS-102.');
    expect(text).toContain('must be at most 110 where pattern is days 1-5, 15-19: 1 schedule');
    expect(text).toContain('Patients are drawn from the fit of the run mcrc, and have the visits of its arm tas102.');
    expect(text).toContain('A schedule acts through the tumor burden alone');
    expect(text).toContain('Median OS: +0.030 months on average, +0.060 at most');
  });
});

describe('the answer', () => {
  const answerOf = (result: OptimiseResult) => optimiseAnswer(result, compareWithReference(result));

  test('of a trade-off names the largest gain in the first objective and its price', () => {
    expect(answerOf(sampleOptimiseResult)).toBe(
      'No schedule is better than the reference in everything; Schedule 1 (days of TAS-102 days 1-5, 15-19; dose of TAS-102 110 dose units) gains most in Median OS, at a price: Median OS +0.50 ± 0.02 months and Total dose of TAS-102 +700 ± 8 dose units.',
    );
  });

  test('of a schedule that is better in all says by how much', () => {
    const confirmed = {
      ...first!.confirmed,
      'total_dose.tas102': { value: 2800, error: 30, difference: -100, difference_error: 8 },
    };
    expect(answerOf(withFirst({ confirmed }))).toContain(
      'is better than the reference and worse in nothing that was asked for: Median OS +0.50 ± 0.02 months and Total dose of TAS-102 −100 ± 8 dose units.',
    );
  });

  test('of a front within the error, and of none, names no schedule', () => {
    const alike = { value: 7.1, error: 0.08, difference: 0.01, difference_error: 0.02 };
    const front = sampleOptimiseResult.front.map((each) => ({
      ...each,
      confirmed: { ...each.confirmed, median_os: alike },
    }));
    const objectives = sampleOptimiseResult.objectives.slice(0, 1);
    for (const result of [
      { ...sampleOptimiseResult, objectives, front },
      { ...sampleOptimiseResult, front: [] },
    ]) {
      expect(answerOf(result)).toBe(
        'No schedule of the search is better than the reference beyond the Monte-Carlo error.',
      );
    }
  });
});

describe('the summary', () => {
  const summaryOf = (result: OptimiseResult) => textOf(headline(result, compareWithReference(result)).markup);

  test('of a trade-off names what is better and what is worse', () => {
    const text = summaryOf(sampleOptimiseResult);
    expect(text).toContain('No schedule is better than the reference without being worse in another objective');
    expect(text).toContain(
      'Schedule 1 (days of TAS-102 days 1-5, 15-19; dose of TAS-102 110 dose units): Median OS +0.50 ± 0.02 months (better); Total dose of TAS-102 +700 ± 8 dose units (worse).',
    );
  });

  test('answers what was asked about apart from the front', () => {
    const text = summaryOf(sampleOptimiseResult);
    expect(text).toContain('The 4 schedules of the front, 1 asked about and the reference were simulated again');
    expect(text).toContain(
      'Asked about, whatever the search found: half dose (days of TAS-102 days 1-5, 15-19; dose of TAS-102 60 dose units): Median OS −0.60 ± 0.02 months (worse); Total dose of TAS-102 −850 ± 8 dose units (better).',
    );
    expect(summaryOf({ ...sampleOptimiseResult, asked: [] })).not.toContain('Asked about');
  });

  test('counts a schedule that is better in all, unless it is outside a limit', () => {
    const confirmed = {
      ...first!.confirmed,
      'total_dose.tas102': { value: 2800, error: 30, difference: -100, difference_error: 8 },
    };
    const better = '1 schedule is better than the reference in an objective and worse in none';
    expect(summaryOf(withFirst({ confirmed }))).toContain(better);
    expect(summaryOf(withFirst({ confirmed, limits_met: false }))).not.toContain(better);
  });

  test('of a front within the error reports that nothing is better', () => {
    const alike = { value: 7.1, error: 0.08, difference: 0.01, difference_error: 0.02 };
    const text = summaryOf({
      ...sampleOptimiseResult,
      objectives: sampleOptimiseResult.objectives.slice(0, 1),
      front: sampleOptimiseResult.front.map((each) => ({
        ...each,
        confirmed: { ...each.confirmed, median_os: alike },
      })),
    });
    expect(text).toContain('No schedule is better than the reference beyond the error');
    expect(text).toContain('Median OS +0.01 ± 0.02 months (no difference beyond the error)');
  });
});

describe('other numbers of objectives', () => {
  test('one objective is drawn as a row for each schedule under all schedules of the search', async () => {
    const page = await draw({ ...sampleOptimiseResult, objectives: sampleOptimiseResult.objectives.slice(0, 1) });
    const figure = figureOf(page, 'figure-front');
    // The reference and 4 schedules, each in the search and in the confirmation
    expect(countMarks(figure, 'symbol')).toBe(2 * 5);
    // Medians that are reached, as ticks
    expect(countMarks(figure, 'rect')).toBe(4);
  });

  test('three objectives are drawn in pairs, and a name becomes no markup', async () => {
    const hostile = '<script>alert(1)</script>"';
    const page = await draw({
      ...sampleOptimiseResult,
      name: hostile,
      run: hostile,
      drugs: [{ name: 'tas102', label: hostile, dose_unit: hostile, calibrated: false }],
      front: sampleOptimiseResult.front.map((each) => ({ ...each, schedule: [hostile] })),
      objectives: [...sampleOptimiseResult.objectives, { name: 'days_on_treatment', goal: 'min' }],
    });
    // Confirmed and reference in three panels; the search has two of the objectives
    expect(countMarks(figureOf(page, 'figure-front'), 'symbol')).toBe(3 * 5 + 4 + 4);
    expect(withoutScript(page)).not.toContain('<script');
  });

  test('a front without schedules, curves and estimates is a page', async () => {
    const bare = {
      ...sampleOptimiseResult,
      front: [],
      limits: [],
      held: [],
      impossible: [],
      optimism: [],
      remarks: [],
      reference: { ...sampleOptimiseResult.reference, search: null },
    };
    const empty = tables.map((table) => ({ ...table, rows: [] }));
    expect(textOf(await draw(bare, empty))).toContain('No curve was stored.');
  });
});

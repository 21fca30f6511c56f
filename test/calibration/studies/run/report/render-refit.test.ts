import { beforeAll, describe, expect, it } from 'vitest';
import type { BootstrapBand } from '../../../../../calibration/inference/results.js';
import { pageOf } from '../../../../../calibration/page/page.js';
import { REFIT_PARTS } from '../../../../../calibration/studies/refit/report/refit-parts.js';
import type { RefitResults } from '../../../../../calibration/studies/refit/result.js';
import { renderReport } from '../../../../../calibration/studies/run/report/report.js';
import { countMarks, figureOf, linksOf, pageIssues, visibleText } from './page-checks.js';
import { sampleDeathComparison } from './sample-death-comparison.js';
import { bareRefit, sampleRefit } from './sample-refit.js';
import { interruptedReportInput, sampleReportInput } from './sample-report-input.js';

/** In each of three arms: six rates; median and landmarks of overall (4) and progression-free survival (5); seven best responses. */
const ENDPOINTS = 3 * (6 + 1 + 4 + 1 + 5 + 7);

const SECTIONS = [
  'refit-changes',
  'refit-contributions',
  'refit-uncertainty',
  'refit-profiles',
  'refit-ridges',
  'refit-starts',
  'refit-leave-one-trial-out',
  'refit-leave-one-arm-out',
  'refit-death-functions',
];

const FIGURES = [
  'figure-endpoint-changes',
  'figure-bootstrap',
  'figure-profiles-death',
  'figure-profiles-shapes',
  'figure-ridges',
  'figure-starts',
  'figure-leave-one-trial-out',
  'figure-death-functions',
];

/** Text of one section with runs of white space as one. */
function textOf(page: string, id: string): string {
  const start = page.indexOf(`<section id="${id}">`);
  return visibleText(page.slice(start, page.indexOf('</section>', start))).replace(/\s+/g, ' ');
}

async function render(refit: RefitResults | undefined): Promise<string> {
  const warnings: string[] = [];
  const input = sampleReportInput();
  const page = pageOf(
    await renderReport(refit === undefined ? input : { ...input, refit }, {
      onWarning: (message) => warnings.push(message),
    }),
  );
  expect(warnings).toEqual([]);
  expect(pageIssues(page)).toEqual([]);
  return page;
}

describe('the report of a refit', () => {
  let page = '';
  beforeAll(async () => {
    page = await render({ ...sampleRefit(), death_comparison: sampleDeathComparison() });
  });

  it('has its sections, in the contents too; without a refit there are none', { tags: 'full/studies' }, async () => {
    const plain = await render(undefined);
    for (const id of SECTIONS) {
      expect(page).toContain(`<section id="${id}"><h2>`);
      expect(page).toContain(`<a href="#${id}">`);
    }
    expect(plain).not.toContain('id="refit-');
    expect(linksOf(plain)).not.toContain('refit.json');
    // All other sections are unchanged but for their numbers
    const unnumbered = (text: string) => text.replace(/<span class="number">\d+<\/span>/g, '');
    const sectionOf = (text: string, id: string) =>
      unnumbered(
        text.slice(
          text.indexOf(`<section id="${id}">`),
          text.indexOf('</section>', text.indexOf(`<section id="${id}">`)),
        ),
      );
    expect(sectionOf(page, 'survival')).toBe(sectionOf(plain, 'survival'));
  });

  it.each(FIGURES)('%s has a drawing, a caption and a link to refit.json', (id) => {
    const figure = figureOf(page, id);
    expect(figure).toMatch(/<svg class="chart wide" role="img" aria-label="[^"]*\d[^"]*"/);
    expect(figure).toContain('Data: <a href="refit.json">refit.json</a>.');
  });

  it('every row of the data has its mark, and the three errors are three bands', () => {
    expect(countMarks(figureOf(page, 'figure-endpoint-changes'), 'rect')).toBe(3 * ENDPOINTS);
    expect(countMarks(figureOf(page, 'figure-endpoint-changes'), 'symbol')).toBe(2 * ENDPOINTS);
    expect(countMarks(figureOf(page, 'figure-bootstrap'), 'symbol')).toBe(ENDPOINTS);
    expect(countMarks(figureOf(page, 'figure-bootstrap'), 'rule')).toBe(ENDPOINTS);
    expect(countMarks(figureOf(page, 'figure-profiles-death'), 'symbol')).toBe(6 * 11);
    expect(countMarks(figureOf(page, 'figure-profiles-shapes'), 'line')).toBe(12);
    expect(countMarks(figureOf(page, 'figure-ridges'), 'area')).toBe(3 * 2 * 3);
    expect(countMarks(figureOf(page, 'figure-ridges'), 'symbol')).toBe(3 * 2);
    // 16 starts, one of them ringed
    expect(countMarks(figureOf(page, 'figure-starts'), 'symbol')).toBe(17);
    expect(countMarks(figureOf(page, 'figure-leave-one-trial-out'), 'symbol')).toBe(9 * 2);
    expect(countMarks(figureOf(page, 'figure-leave-one-trial-out'), 'rule')).toBe(9 * 2);
    // 15 forms in three panels, one of them over a published hazard ratio
    expect(countMarks(figureOf(page, 'figure-death-functions'), 'symbol')).toBe(3 * 15);
    expect(countMarks(figureOf(page, 'figure-death-functions'), 'rule')).toBe(1);
  });

  it('compares the forms of the death function in one table, and says what a held-out arm is predicted with', () => {
    const text = textOf(page, 'refit-death-functions');
    expect(text).toMatch(
      /Two levels, before and after progression, shared 3 9\.3 213\.0 231\.5 86\.0 14\.50 1\.06; 0\.72/,
    );
    expect(text).toContain('A held-out arm has a treatment effect of 0, that of Placebo.');
    expect(text).toContain('placebo that of tas102, tas102 that of placebo, tas102_bev that of tas102');
    expect(text).toContain(
      'Not converged: Log-linear in the burden, shared (fit to all trials, 2 without a trial or an arm).',
    );
  });

  it('reports the trials added and omitted, and the endpoint changes', () => {
    const text = textOf(page, 'refit-changes');
    expect(text).toContain('A refit of runs/mcrc to the likelihood of the trials&#39; own counts');
    expect(text).toMatch(/Prager 2023 \(SUNLIGHT\) TAS-102 246 added/);
    expect(text).toMatch(/Yoshida 2021 \(TAS-CC3\)\s+omitted/);
    // 62.8 + 6.7
    expect(text).toMatch(/Disease control \(DCR\), % 62\.8 69\.5 \+6\.7/);
  });

  it('shows the three errors in separate columns', () => {
    expect(textOf(page, 'refit-changes')).toContain('Error of trial sampling Error of parameters Error of Monte-Carlo');
  });

  it('a trial has one line per kind of observation, every observation below', () => {
    const text = textOf(page, 'refit-contributions');
    // 10 trial arms of 4 classes and 12 intervals
    expect(text).toContain('of 160 observations agree with the fit');
    expect(text.match(/Deaths per interval/g)).toHaveLength(10);
    expect(text.match(/[\d.]+ on 12/g)).toHaveLength(10);
    expect(text.match(/[\d.]+ on 3 /g)).toHaveLength(10);
    expect(text).toContain('All 160 observations of the trials');
  });

  it('parameters come before shapes, those dominated by the prior last', () => {
    const text = textOf(page, 'refit-uncertainty');
    expect(text.indexOf('TAS-102: deaths at χ = 1')).toBeLessThan(text.indexOf('α of beta_X1'));
    expect(text).toContain('10 of 25 parameters hardly change');
    expect(text).toContain('10 shapes dominated by the prior');
    expect(text.match(/the prior(?= |$)/g)?.length).toBeGreaterThanOrEqual(10);
    expect(text).toContain('Of these 2 did not reach a minimum');
  });

  it('unbounded ends are named', () => {
    const text = textOf(page, 'refit-profiles');
    expect(text).toContain('An increase of the objective by 1.92 bounds the 95 % interval');
    expect(text).toContain('15 of 18 intervals are bounded');
    // 0.25 - 1.96 x 0.0225
    expect(text).toContain('above 0.206; no upper bound');
  });

  it('the waterfall of starts has its summary', () => {
    const text = textOf(page, 'refit-starts');
    expect(text).toContain('11 of 16 starts ended within 0.1 of the lowest objective, 41.30.');
    expect(text).toContain('Of these, 2 ended at another point, up to 1.6 prior standard deviations away');
    expect(text).toContain('Stopped at the limit of iterations before a minimum: 1.');
  });

  it('leave-one-trial-out coverage has its binomial interval', () => {
    // Wilson score interval of 8 in 9 by its closed form: 0.565 to 0.980
    expect(textOf(page, 'refit-leave-one-trial-out')).toContain(
      'Disease control (DCR): 8 of 9 observations lie in their 90 % interval, 89 % (95 % binomial interval 57 to 98 %): this is consistent with 90 %.',
    );
    expect(textOf(page, 'refit-leave-one-trial-out')).toContain('No fit is possible without Prager 2023 (SUNLIGHT)');
  });

  it('an omitted arm is compared with the pooled endpoints of its trials', () => {
    const text = textOf(page, 'refit-leave-one-arm-out');
    expect(text).toContain('Fit without TAS-102 + bevacizumab; survival with the death function of TAS-102.');
    // 62.8 x 0.96 = 60.3; the targets of the sample run know the arm
    expect(text).toMatch(/Disease control \(DCR\), % 60\.3 ±1\.8 \d\d\.\d ±\d\.\d \d+ [+−]\d/);
  });
});

describe('the report of a refit with parts missing', () => {
  it('a part that was not requested names the option that computes it', { tags: 'full/studies' }, async () => {
    const page = await render(bareRefit());
    const text = visibleText(page).replace(/\s+/g, ' ');
    for (const { subject, how } of Object.values(REFIT_PARTS)) {
      expect(text).toMatch(new RegExp(`${subject} (was|were) not computed: qcic refit RUN ${how} computes (it|them)`));
    }
    expect(textOf(page, 'refit-changes')).toContain('No trial was added or omitted');
    expect(textOf(page, 'refit-contributions')).toContain('This refit has no contributions of trials.');
    for (const id of FIGURES) expect(figureOf(page, id)).toBe('');
  });

  it('a refit of an interrupted run is drawn', { tags: 'full/studies' }, async () => {
    const page = pageOf(await renderReport({ ...interruptedReportInput(), refit: sampleRefit() }));
    expect(pageIssues(page)).toEqual([]);
  });

  it('arms that are not built in are shown by their own names', { tags: 'full/studies' }, async () => {
    const full = sampleRefit();
    const renamed: RefitResults = JSON.parse(JSON.stringify(full).replaceAll('tas102_bev', 'fruquintinib <5 mg>'));
    const page = await render(renamed);
    expect(textOf(page, 'refit-contributions')).toContain('fruquintinib &lt;5 mg&gt;');
    expect(textOf(page, 'refit-leave-one-arm-out')).toContain(
      'This run has no pooled endpoints of fruquintinib &lt;5 mg&gt; among its targets',
    );
  });

  it('values that are null or not finite are shown as a dash and not drawn', { tags: 'full/studies' }, async () => {
    const full = sampleRefit();
    const nan = Number.NaN;
    const band: BootstrapBand = {
      centre: nan,
      low: nan,
      high: nan,
      standard_deviation: nan,
      delta_standard_error: null,
      prior_standard_deviation: 0.5,
    };
    const { bootstrap } = full;
    const page = await render({
      ...full,
      endpoint_changes: full.endpoint_changes.map((change) => ({
        ...change,
        confirmed: null,
        difference: null,
        monte_carlo_error: null,
        parameter_error: null,
        sampling_error: change.endpoint === 'cr' ? nan : change.sampling_error,
      })),
      contributions: full.contributions.map((row) => ({ ...row, trial: null, residual: nan, observed: nan })),
      bootstrap:
        bootstrap === null
          ? null
          : {
              ...bootstrap,
              endpoints: { placebo: mapped(bootstrap.endpoints.placebo!, band) },
              parameters: { x: band },
            },
      profiles: full.profiles.slice(0, 2).map((profile) => ({
        ...profile,
        low: null,
        high: null,
        points: profile.points.map((point) => ({ ...point, delta_objective: nan })),
      })),
      ridges: full.ridges.map((ridge) => ({
        ...ridge,
        median_only: ridge.median_only.map((row) => row.map(() => nan)),
      })),
      starts: full.starts.map((start) => ({
        ...start,
        objective_at_end: start.start < 2 ? start.objective_at_end : nan,
      })),
      leave_one_trial_out: {
        level: 0.9,
        figures: (full.leave_one_trial_out?.figures ?? [])
          .slice(0, 2)
          .map((prediction) => ({ ...prediction, low: nan, high: nan })),
        not_possible: [],
      },
      leave_one_arm_out: full.leave_one_arm_out.map((prediction) => ({
        ...prediction,
        standard_errors: { ...prediction.standard_errors, dcr: nan },
      })),
    });
    expect(textOf(page, 'refit-changes')).toContain(
      'Not known in this refit: the validation cohort, the error of the parameters, the Monte-Carlo error.',
    );
    // Sampling of all endpoints but one in three arms
    expect(countMarks(figureOf(page, 'figure-endpoint-changes'), 'rect')).toBe(ENDPOINTS - 3);
    expect(countMarks(figureOf(page, 'figure-endpoint-changes'), 'symbol')).toBe(ENDPOINTS);
    expect(textOf(page, 'refit-uncertainty')).toContain('No refit gave an interval of an endpoint.');
    expect(textOf(page, 'refit-profiles')).toContain('unbounded on both sides');
    expect(countMarks(figureOf(page, 'figure-profiles-death'), 'symbol')).toBe(0);
    expect(textOf(page, 'refit-ridges')).toContain('without a median, μ and σ are not bounded');
    expect(countMarks(figureOf(page, 'figure-ridges'), 'area')).toBe(9);
    expect(textOf(page, 'refit-starts')).toContain('Without an objective, and not drawn: 14.');
    expect(countMarks(figureOf(page, 'figure-leave-one-trial-out'), 'rule')).toBe(0);
  });

  it('one of everything is enough', { tags: 'full/studies' }, async () => {
    const full = sampleRefit();
    const page = await render({
      ...full,
      endpoint_changes: full.endpoint_changes.filter(
        ({ endpoint, arm }) => endpoint === 'median_os' && arm === 'tas102',
      ),
      contributions: full.contributions.slice(0, 1),
      profiles: full.profiles.slice(0, 1).map((profile) => ({ ...profile, points: profile.points.slice(5, 6) })),
      ridges: full.ridges.map((ridge) => ({ ...ridge, mu: [1], sigma: [1], median_only: [[0]], whole_curve: [[0]] })),
      starts: full.starts.slice(0, 1),
      leave_one_trial_out: { level: 0.9, figures: [], not_possible: ['A'] },
    });
    expect(countMarks(figureOf(page, 'figure-endpoint-changes'), 'rect')).toBe(3);
    expect(figureOf(page, 'figure-endpoint-changes')).toContain('TAS-102');
    expect(countMarks(figureOf(page, 'figure-profiles-death'), 'symbol')).toBe(1);
    expect(textOf(page, 'refit-ridges')).toContain('too few points to be drawn');
    expect(countMarks(figureOf(page, 'figure-starts'), 'symbol')).toBe(2);
    expect(textOf(page, 'refit-leave-one-trial-out')).toContain('No trial could be predicted from the others.');
  });
});

function mapped<Key extends string>(bands: Readonly<Record<Key, BootstrapBand>>, band: BootstrapBand) {
  return Object.fromEntries(Object.keys(bands).map((key) => [key, band])) as Record<Key, BootstrapBand>;
}

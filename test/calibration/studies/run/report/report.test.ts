import { beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../../../../calibration/page/page.js';
import type { FigureTables } from '../../../../../calibration/studies/run/plot-tables.js';
import { renderReport } from '../../../../../calibration/studies/run/report/report.js';
import type { ReportInput } from '../../../../../calibration/studies/run/report/report-input.js';
import { countMarks, figureOf, idsOf, linksOf, tagIssues, visibleText, withoutScript } from './page-checks.js';
import { EMPTY_FIGURES, interruptedReportInput, sampleReportInput } from './sample-report-input.js';

const SECTIONS = [
  'response',
  'tumor',
  'survival',
  'progression',
  'courses',
  'biomarkers',
  'targets',
  'shapes',
  'death-probability',
  'convergence',
  'failures',
  'identifiability',
  'settings',
  'method',
  'citations',
] as const;

const FIGURES = [
  'figure-response',
  'figure-best-response',
  'figure-waterfall',
  'figure-best-change',
  'figure-spider',
  'figure-survival',
  'figure-survival-trials',
  'figure-pfs',
  'figure-hazard-ratios',
  'figure-states',
  'figure-swimmer',
  'figure-markers',
  'figure-roc',
  'figure-shapes',
  'figure-singular-values',
] as const;

/** Laws that hold for every page, whatever the run. */
function expectSoundPage(page: string): void {
  expect(page.startsWith('<!DOCTYPE html>')).toBe(true);
  expect(tagIssues(page)).toEqual([]);
  expect(new Set(idsOf(page)).size).toBe(idsOf(page).length);
  expect(withoutScript(page)).not.toMatch(/<script|<iframe|<object|<link|@import|javascript:/i);
  expect(page).not.toMatch(/\bNaN\b|\bundefined\b|Infinity/);
  expect(visibleText(page)).not.toMatch(/\bnull\b|\[object/);
  expect(page.match(/url\([^)]*\)/g) ?? []).toSatisfy((urls: string[]) => urls.every((url) => url.startsWith('url(#')));
  for (const link of linksOf(page)) {
    expect(link).toMatch(/^(#[\w-]+|https:\/\/doi\.org\/10\.[^"\s]+|figures\/[a-z_]+\.csv)$/);
    if (link.startsWith('#')) {
      expect(idsOf(page)).toContain(link.slice(1));
    }
  }
  for (const reference of page.match(/url\(#[^)]+\)/g) ?? []) {
    expect(idsOf(page)).toContain(reference.slice(5, -1));
  }
  for (const section of SECTIONS) {
    expect(page).toContain(`<section id="${section}"><h2>`);
    expect(page).toContain(`<a href="#${section}">`);
  }
}

async function renderWithWarnings(input: ReportInput): Promise<{ page: string; warnings: readonly string[] }> {
  const warnings: string[] = [];
  const page = pageOf(await renderReport(input, { onWarning: (message) => warnings.push(message) }));
  return { page, warnings };
}

describe('renderReport of a complete run', () => {
  let page = '';
  let warnings: readonly string[] = [];
  beforeAll(async () => {
    ({ page, warnings } = await renderWithWarnings(sampleReportInput()));
  });

  it('the page is well formed, self-contained, without script, and shows no raw missing value', () => {
    expectSoundPage(page);
  });

  it('the plot renderer reports no warning', () => {
    expect(warnings).toEqual([]);
  });

  it('the same input gives the same bytes', { tags: 'full/studies' }, async () => {
    const again = pageOf(await renderReport(sampleReportInput()));
    expect(again === page).toBe(true);
  });

  it.each(FIGURES)('%s has a drawing, a text alternative, a caption and a link to its data', (id) => {
    const figure = figureOf(page, id);
    expect(figure).toMatch(
      /<svg class="chart wide" role="img" aria-label="[^"]*\d[^"]*" font-family="[^"]+" width="\d+/,
    );
    expect(figure).toContain('<figcaption>');
    expect(figure).toMatch(/Data: <a href="figures\/[a-z_]+\.csv">/);
  });

  // Counts by hand from the sample: 3 arms, 13 trial arms, 100 patients, 2 treated arms, 4 markers, 6 pairs, 21 shapes.
  it('every row of the data has its mark', () => {
    // Five rates: both sources of each arm, and the trials
    expect(countMarks(figureOf(page, 'figure-response'), 'symbol')).toBe(5 * (3 * 2 + 13));
    expect(countMarks(figureOf(page, 'figure-waterfall'), 'rect')).toBe(3 * 100);
    expect(countMarks(figureOf(page, 'figure-waterfall'), 'rule')).toBe(3 * 2);
    expect(countMarks(figureOf(page, 'figure-spider'), 'line')).toBe(3 * 101);
    expect(countMarks(figureOf(page, 'figure-survival'), 'line')).toBe(3);
    expect(countMarks(figureOf(page, 'figure-survival'), 'symbol')).toBe(3 * 12);
    expect(countMarks(figureOf(page, 'figure-survival-trials'), 'symbol')).toBe(13 * 12);
    expect(countMarks(figureOf(page, 'figure-markers'), 'symbol')).toBe(2 * 4 * 2);
    expect(countMarks(figureOf(page, 'figure-roc'), 'line')).toBe(2 * (4 + 2 * 7 + 6));
    expect(countMarks(figureOf(page, 'figure-shapes'), 'area')).toBe(21);
    expect(countMarks(figureOf(page, 'figure-singular-values'), 'symbol')).toBe(38);
  });

  it('the status is in a banner with its summary', () => {
    expect(page).toMatch(
      /<div class="banner converged" role="status"><strong>Converged<\/strong>\s*<ul><li>Converged after/,
    );
  });

  it('the same-visit warning is shown once, above all AUCs', () => {
    const summary = 'Markers and response are read at the same visit';
    expect(page.split(summary)).toHaveLength(2);
    expect(page.indexOf(`<p class="warning">${summary} (day 56)`)).toBeGreaterThan(
      page.indexOf('<section id="biomarkers">'),
    );
    expect(page.indexOf(summary)).toBeLessThan(page.indexOf('<figure id="figure-markers">'));
  });

  it('the length of a month is stated with every survival figure', () => {
    expect(figureOf(page, 'figure-survival')).toContain('months of 30.4375 days');
    expect(figureOf(page, 'figure-pfs')).toContain('months of 30.4375 days');
    expect(figureOf(page, 'figure-states')).toContain('months of 30.4375 days');
  });

  it('the limits of use, the remark on the death probability and the DOI of the model are stated', () => {
    expect(page).toContain('Nothing in this report may guide the treatment of a person');
    expect(page).toContain('Held to a sharp threshold');
    expect(page).toContain('href="https://doi.org/10.1038/s41540-025-00513-1"');
    expect(page).toContain('data/trials/README.md');
  });

  it('failed patients are listed and bounded', () => {
    const text = visibleText(page);
    // (4 rounds of 4000 + 12000) patients in 3 arms.
    expect(text).toContain('2 of 84\u202f000 simulated courses');
    expect(text).toContain('step size below 1e-10 day');
    expect(text).toContain('37.60 to 37.62');
  });
});

describe('renderReport of other runs', () => {
  it('an interrupted run is a well-formed page that names what is missing', async () => {
    const { page, warnings } = await renderWithWarnings(interruptedReportInput());
    expectSoundPage(page);
    expect(warnings).toEqual([]);
    expect(page).toContain('<div class="banner interrupted"');
    expect(page).not.toContain('<svg class="chart"');
    for (const what of [
      'The validation cohort is missing: the run was interrupted',
      'The biomarker analysis is missing: the run was interrupted',
      'The identifiability analysis is missing: the run was interrupted',
    ]) {
      expect(page).toContain(what);
    }
    expect(visibleText(page)).toContain('None of 12\u202f000 simulated courses');
  });

  it('a run with clinical rows alone shows them', async () => {
    const input = interruptedReportInput();
    const { response, survival_clinical } = sampleReportInput().figures;
    const figures: FigureTables = {
      ...EMPTY_FIGURES,
      survival_clinical,
      response: response.filter((row) => row.source !== 'simulated'),
    };
    const { page, warnings } = await renderWithWarnings({ ...input, figures });
    expectSoundPage(page);
    expect(warnings).toEqual([]);
    expect(countMarks(figureOf(page, 'figure-survival'), 'symbol')).toBe(3 * 12);
    expect(countMarks(figureOf(page, 'figure-response'), 'symbol')).toBe(5 * (3 + 13));
  });

  it('an evaluated run reports that nothing was fitted', { tags: 'full/studies' }, async () => {
    const { results, ...rest } = sampleReportInput();
    const fit = { ...results.fit, rounds: [], identifiability: null };
    // One trial of TAS-102 states months 6 and 12 alone
    const targets = results.targets.map((row) =>
      row.arm === 'tas102' && row.endpoint.startsWith('survival_')
        ? { ...row, patients: /_(6|12)$/.test(row.endpoint) ? 1344 : 1244 }
        : row,
    );
    const { page } = await renderWithWarnings({
      ...rest,
      results: { ...results, fit, targets, status: 'evaluated', status_summary: [] },
    });
    expectSoundPage(page);
    expect(visibleText(page).replace(/\s/g, ' ')).toContain(
      'Patients of the trials that state a landmark: TAS-102 1 244 at 3 months, 1 344 at 6 months, 1 244 at 9 months, 1 344 at 12 months.',
    );
    expect(page).toContain('<strong>Evaluated, not fitted</strong>');
    expect(page).toContain('The record of fitting rounds is missing: the run evaluated given shapes');
  });

  it('a run that did not converge marks what lies outside', { tags: 'full/studies' }, async () => {
    const { results, ...rest } = sampleReportInput();
    const targets = results.targets.map((target) =>
      target.endpoint === 'pd' ? { ...target, verdict: 'outside' as const, difference: 9, residual: 5 } : target,
    );
    const { page } = await renderWithWarnings({ ...rest, results: { ...results, targets, status: 'not-converged' } });
    expectSoundPage(page);
    expect(page).toContain('<strong>Not converged</strong>');
    expect(page).toContain('<span class="outside">+9.0</span>');
    expect(visibleText(page)).toContain('21 of 24 assessed endpoints');
  });

  it('markers read after the response carry a warning, earlier ones carry none', async () => {
    const { results, ...rest } = sampleReportInput();
    const on = async (markerDay: number): Promise<string> => {
      const biomarkers = results.biomarkers === null ? null : { ...results.biomarkers, marker_day: markerDay };
      return pageOf(await renderReport({ ...rest, figures: EMPTY_FIGURES, results: { ...results, biomarkers } }));
    };
    expect(await on(84)).toContain('<p class="warning">Markers are read on day 84, after the response of day 56');
    expect(await on(14)).toContain('<p class="note">Markers are read on day 14, the response on day 56.');
  });

  it('a median that is not reached is reported as such', { tags: 'full/studies' }, async () => {
    const { results, ...rest } = sampleReportInput();
    const { confirmation } = results;
    if (confirmation === null) {
      throw new Error('the sample has a confirmation');
    }
    const arms = Object.fromEntries(
      Object.entries(confirmation.arms).map(([arm, outcome]) => [
        arm,
        { ...outcome, median_os_months: null, median_os_standard_error: null },
      ]),
    );
    const { page } = await renderWithWarnings({
      ...rest,
      results: { ...results, confirmation: { ...confirmation, arms } },
    });
    expectSoundPage(page);
    expect(page).toContain('not reached (TAS-102)');
  });
});

describe('renderReport of hostile names', () => {
  const HOSTILE = `<script>alert("x")</script><img src=x onerror='y'> & null|NaNs`;
  const rename = (arm: string): string => (arm === 'tas102' ? HOSTILE : arm);

  function hostileInput(): ReportInput {
    const { results, figures, manifest } = sampleReportInput();
    const renamed = <T extends { readonly arm: string }>(rows: readonly T[]): readonly T[] =>
      rows.map((row) => ({ ...row, arm: rename(row.arm) }));
    return {
      manifest: { ...manifest, generatedBy: HOSTILE, platform: HOSTILE, commit: null, config: { [HOSTILE]: '</pre>' } },
      figures: {
        ...figures,
        response: renamed(figures.response),
        spider: renamed(figures.spider),
        waterfall: renamed(figures.waterfall),
        survival: renamed(figures.survival),
        markers: renamed(figures.markers).map((row) => ({
          ...row,
          marker: row.marker === 'th1' ? HOSTILE : row.marker,
        })),
        roc: renamed(figures.roc),
      },
      results: {
        ...results,
        name: HOSTILE,
        status_summary: [HOSTILE],
        arms: results.arms.map(rename),
        targets: results.targets.map((target) => ({ ...target, arm: rename(target.arm), source: HOSTILE })),
        failures: [{ cohort: HOSTILE, patient: 1, arm: HOSTILE, reason: HOSTILE, day: 3 }],
      },
      remarks: { deathProbability: [HOSTILE] },
    };
  }

  it('no text of a user becomes markup', async () => {
    const page = pageOf(await renderReport(hostileInput()));
    expect(tagIssues(page)).toEqual([]);
    expect(withoutScript(page)).not.toMatch(/<script|<img/);
    expect(page).toContain('<h1>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(page).toContain('&lt;/pre&gt;');
  });
});

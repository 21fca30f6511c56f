// Evidence: laws of a page (well formed, offline, nothing unset) · required content.
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseMarkers } from '../../../../calibration/biomarkers/analyse-markers.js';
import {
  calibrationColumns,
  calibrationRows,
  rocColumns,
  rocRows,
} from '../../../../calibration/biomarkers/curve-tables.js';
import type { AnalysedMarkers } from '../../../../calibration/biomarkers/result.js';
import { pageOf } from '../../../../calibration/page/page.js';
import { biomarkersAnswer } from '../../../../calibration/studies/biomarkers/report/answer.js';
import { render as renderBiomarkers } from '../../../../calibration/studies/biomarkers/report.js';
import {
  BIOMARKERS_SCHEMA_VERSION,
  type BiomarkersResult,
  markerDayTiming,
} from '../../../../calibration/studies/biomarkers/result.js';
import { render as renderRoc } from '../../../../calibration/studies/roc/report.js';
import { ROC_SCHEMA_VERSION, type RocResult } from '../../../../calibration/studies/roc/result.js';
import { quickSettings, sampleTable } from '../../biomarkers/score-table-settings.js';
import { idsOf, linksOf, tagIssues, visibleText, withoutScript } from '../run/report/page-checks.js';

const manifest = {
  version: '0.0',
  commit: null,
  command: 'qcic <test> & "more"',
  inputs: [{ path: 'a.csv', read_as: 'read as tab-separated' }, { path: 'b.csv' }],
};

function expectSoundPage(page: string, warnings: readonly string[]): void {
  expect(warnings).toEqual([]);
  expect(tagIssues(page)).toEqual([]);
  expect(new Set(idsOf(page)).size).toBe(idsOf(page).length);
  expect(withoutScript(page)).not.toMatch(/<script|<iframe|<link|@import|javascript:/i);
  expect(page).not.toMatch(/\bNaN\b|\bundefined\b|Infinity|\[object/);
  expect(visibleText(page)).not.toMatch(/\bnull\b/);
  for (const link of linksOf(page)) expect(link).toMatch(/^(#[\w-]+|(figures\/[a-z_]+\.csv)|(roc|biomarkers)\.json)$/);
}

/** The tables of an analysis as they are stored, header first. */
const storedTables =
  (names: readonly string[], keys: readonly (readonly (string | number)[])[]) =>
  async (file: string): Promise<readonly (readonly string[])[]> => {
    const named = keys.map((key) => ({ names: key, ...analysis }));
    const [columns, rows] =
      file === 'figures/roc.csv' ? [rocColumns, rocRows(named)] : [calibrationColumns, calibrationRows(named)];
    return [[...names, ...columns], ...rows.map((row) => row.map((cell) => String(cell ?? '')))];
  };

let analysis: AnalysedMarkers;
beforeAll(async () => {
  const table = sampleTable({ patients: 160, seed: '7', effect: 0.8 });
  analysis = await analyseMarkers(table, { ...quickSettings, scales: ['raw', 'log'], permutations: 3 });
});

it('the page of roc shows markers, tests, classifiers and sets that were not evaluated, and escapes user input', async () => {
  const warnings: string[] = [];
  const result = {
    schema_version: ROC_SCHEMA_VERSION,
    table: 'folder/<b>.csv',
    label: 'outcome',
    positive: ['<PD>'],
    negative: ['PR'],
    missing: { policy: 'drop', lines: [3], columns: [{ column: 'outcome', missing: 1 }] },
    seed: '0',
    ...analysis.result,
  } satisfies RocResult;
  const page = pageOf(
    await renderRoc(
      { manifest, result, table: storedTables([], [[]]) },
      {
        onWarning: (message) => warnings.push(message),
      },
    ),
  );
  expectSoundPage(page, warnings);
  expect(page).not.toContain('<PD>');
  const text = visibleText(page);
  for (const summary of [
    'Paired DeLong tests',
    'Calibration slope',
    'Permutation test',
    'was not fitted',
    'Youden index',
    'read as tab-separated',
  ]) {
    expect(text).toContain(summary);
  }
  expect(text).toContain(analysis.result.markers.th1!.auc.toFixed(3));
  // The answer has the best marker and the best set of the result
  const answer = visibleText(/<p class="answer">.*?<\/p>/s.exec(page)![0]).replaceAll('\u00a0', ' ');
  const best = Math.max(...Object.values(analysis.result.markers).map(({ auc }) => auc));
  const sets = analysis.result.classifiers.filter(({ markers }) => markers.length > 1);
  const bestSet = Math.max(...sets.map(({ out_of_fold }) => out_of_fold.auc));
  expect(answer).toContain(`with an AUC of ${best.toFixed(2)} (95 % interval`);
  expect(answer).toContain(`reaches ${bestSet.toFixed(2)} (95 % interval`);
});

describe('the page of biomarkers', () => {
  const studyOf = (days: readonly number[], skipped: readonly number[]): BiomarkersResult => ({
    schema_version: BIOMARKERS_SCHEMA_VERSION,
    run: 'sample',
    seed: '0',
    patients: 160,
    assessment_day: 56,
    response_rule: 'volume',
    outcome: 'CR, PR or SD on day 56',
    arms: {
      tas102: {
        completed: 160,
        failed: 0,
        prevalence: 0.4,
        prevalence_source: 'the simulated cohort',
        days: Object.fromEntries([
          ...days.map((day) => [day, { kind: 'analysed', ...markerDayTiming(day, 56), ...analysis.result }] as const),
          ...skipped.map((day) => [day, { kind: 'skipped', ...markerDayTiming(day, 56), reason: 'nobody' }] as const),
        ]),
      },
    },
  });
  const drawn = async (result: BiomarkersResult, warnings: string[]) =>
    renderBiomarkers(
      {
        manifest,
        result,
        table: storedTables(
          ['arm', 'day'],
          Object.keys(result.arms.tas102!.days).map((day) => ['tas102', day]),
        ),
      },
      { onWarning: (message) => warnings.push(message) },
    ).then(pageOf);

  it('warns of the same visit where there is one, and only then', async () => {
    const warnings: string[] = [];
    const both = await drawn(studyOf([14, 56], []), warnings);
    expectSoundPage(both, warnings);
    // Once for the page, and by name at its day
    expect(both.match(/Markers and response are measured at the same visit, day 56/g)).toHaveLength(1);
    expect(both).toContain('Markers of day 56 (same visit)');
    expect(both).toContain('>same visit or later</text>');
    const early = await drawn(studyOf([14, 28], []), warnings);
    expectSoundPage(early, warnings);
    expect(early).not.toContain('class="warning"');
    expect(early).not.toContain('>same visit or later</text>');
  });

  it('leaves the block of the last day before the assessment open, and folds the others and all tables but that of the markers', async () => {
    const page = await drawn(studyOf([7, 14, 56], []), []);
    expect([...page.matchAll(/<details class="detail" id="(block-[^"]*)"/g)].map(([, id]) => id)).toEqual([
      'block-tas102-7',
      'block-tas102-56',
    ]);
    expect(page).toContain('<details class="detail" id="figure-tas102-14-tables"');
  });

  it('answers from which day the response can be predicted, by the numbers of the result', () => {
    const answer = biomarkersAnswer(studyOf([14, 56], []), () => 'TAS-102');
    const { markers, classifiers } = analysis.result;
    const raw = classifiers.filter(({ scale, markers: set }) => scale === 'raw' && [2, 4].includes(set.length));
    const single = Math.max(...Object.values(markers).map(({ auc }) => auc));
    const best = Math.max(single, ...raw.map(({ out_of_fold }) => out_of_fold.auc));
    const phrase = (auc: number) =>
      auc >= 0.7 ? `from day 14 under TAS-102 (${auc.toFixed(2)} by` : `(at most ${auc.toFixed(2)} by`;
    expect(answer).toContain(`CR, PR or SD on day 56 can be predicted with an AUC of 0.7 or more`);
    expect(answer.split('A single marker')[0]).toContain(phrase(best));
    expect(answer.split('A single marker')[1]).toContain(phrase(single));
    expect(biomarkersAnswer(studyOf([56], []), () => '')).toBe(
      'No markers from before day 56 were analysed: nothing is predicted.',
    );
  });

  it('reports days that were not analysed; one day or none is enough', async () => {
    for (const days of [[14], []]) {
      const warnings: string[] = [];
      const page = await drawn(studyOf(days, [7]), warnings);
      expectSoundPage(page, warnings);
      expect(visibleText(page)).toContain('Not analysed: nobody');
    }
  });
});

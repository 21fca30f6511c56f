// Evidence: closed form, by hand.
import { describe, expect, it } from 'vitest';
import { curves } from '../../../../calibration/endpoints/curves.js';
import {
  armCorrelations,
  type LikelihoodOptions,
  likelihoodDays,
  likelihoodRows,
} from '../../../../calibration/fit/objective/likelihood-rows.js';
import { designEffect, intraTrialCorrelation } from '../../../../calibration/fit/objective/overdispersion.js';
import { emptyTables, type TrialTables } from '../../../../calibration/targets/trial-tables.js';
import { publishedTables } from '../../targets/published-tables.js';
import { medianRow, recistRow, survivalRow, toyTables } from './trial-tables.js';

const options: LikelihoodOptions = {
  overdispersion: 'none',
  weights: { response: 1, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 },
  monthDays: 30,
  horizonDays: 366,
};

function rowsOf(tables: TrialTables, arm: string, changes: Partial<LikelihoodOptions> = {}) {
  const all = { ...options, ...changes };
  const days = survivalDays(tables, arm, all);
  return likelihoodRows(tables, arm, all, (kind, at) => (kind === 'response' ? at : 4 + days.indexOf(at)));
}

/** Days of the columns of overall survival. */
function survivalDays(tables: TrialTables, arm: string, all: LikelihoodOptions): readonly number[] {
  const { landmarks, medians } = likelihoodDays(curves.os, tables, arm, all);
  return [...new Set([...landmarks, ...medians])].sort((a, b) => a - b);
}

const nothing: TrialTables = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };

describe('likelihoodRows', () => {
  it('has a row for each of the four classes of every trial, among the evaluable patients where these are known', () => {
    const rows = rowsOf(toyTables, 'control').filter(({ kind }) => kind === 'class');
    expect(rows.map(({ trial, endpoint }) => `${trial} ${endpoint}`)).toEqual(
      ['A', 'B'].flatMap((trial) => ['cr', 'pr', 'sd', 'pd'].map((endpoint) => `${trial} ${endpoint}`)),
    );
    expect(rows[1]).toEqual({
      kind: 'class',
      trial: 'A',
      arm: 'control',
      endpoint: 'pr',
      weight: 1,
      emphasis: 1,
      column: 1,
      patients: 120,
      observed: 0.13,
    });
    expect(rows[5]).toMatchObject({ trial: 'B', patients: 50, observed: 0.1 });
  });

  it('has deaths between landmarks among n S patients', () => {
    const rows = rowsOf(toyTables, 'control').filter(({ kind }) => kind === 'interval');
    expect(rows.map(({ endpoint }) => endpoint)).toEqual(['deaths_0_3', 'deaths_3_6', 'deaths_6_9', 'deaths_9_12']);
    expect(rows[0]).toMatchObject({ before: null, after: 4, atRisk: 120, observed: expect.closeTo(0.2, 12) });
    expect(rows[1]).toMatchObject({ before: 4, after: 5, atRisk: 96, observed: expect.closeTo(1 - 55 / 80, 12) });
  });

  it('counts those at risk where the trial states them, so that the censored are no survivors', () => {
    const atRisk = [118, 70, 30.5, 8];
    const tables = { ...nothing, survival: [survivalRow({ trial: 'A', arm: 'x', n: 120, atRisk })] };
    const rows = rowsOf(tables, 'x');
    expect(rows.map((row) => (row.kind === 'interval' ? row.atRisk : null))).toEqual(atRisk);
    expect(rows[2]).toMatchObject({ observed: expect.closeTo(1 - 40 / 55, 12) });
  });

  it('ends a curve where nobody is left or at risk, and at the horizon', () => {
    const dead = survivalRow({ trial: 'A', arm: 'x', n: 20, percent: [100, 50, 0, 0, 0] });
    expect(rowsOf({ ...nothing, survival: [dead] }, 'x').map(({ endpoint }) => endpoint)).toEqual([
      'deaths_0_3',
      'deaths_3_6',
    ]);
    const censored = survivalRow({ trial: 'A', arm: 'x', n: 20, atRisk: [20, 4, 0, 0] });
    expect(rowsOf({ ...nothing, survival: [censored] }, 'x')).toHaveLength(2);
    const whole = { ...nothing, survival: [survivalRow({ trial: 'A', arm: 'x', n: 20 })] };
    expect(rowsOf(whole, 'x', { horizonDays: 269 })).toHaveLength(2);
    expect(rowsOf(whole, 'x', { horizonDays: 270 })).toHaveLength(3);
  });

  it('takes the median of a trial without a curve alone, as half of the patients alive', () => {
    const [median, ...others] = rowsOf(toyTables, 'control').filter(({ kind }) => kind === 'median');
    expect(others).toEqual([]);
    expect(median).toMatchObject({ trial: 'B', standardError: 0.5 / Math.sqrt(60) });
    // Day 180 is month 6 of the curve too: one column for both
    expect(survivalDays(toyTables, 'control', options)).toEqual([90, 180, 270, 360]);
    const late = { ...nothing, medianOs: [medianRow({ trial: 'C', arm: 'x', n: 20, medianMonths: 13 })] };
    expect(rowsOf(late, 'x')).toEqual([]);
  });

  it('counts no patient of a subset twice, and keeps subgroups of one trial apart', () => {
    const subset = { trial: 'S', arm: 'x', n: 10, subsetOf: 'A', subgroup: 'Japan' };
    const tables: TrialTables = {
      ...emptyTables,
      recist: [recistRow({ trial: 'A', arm: 'x', n: 50 }), recistRow(subset)],
      medianOs: [medianRow(subset)],
      survival: [
        survivalRow({ trial: 'T', arm: 'x', n: 20, subgroup: 'mutant' }),
        survivalRow({ trial: 'T', arm: 'x', n: 20, subgroup: 'wild-type' }),
        survivalRow(subset),
      ],
    };
    expect([...new Set(rowsOf(tables, 'x').map(({ trial }) => trial))]).toEqual(['A', 'T, mutant', 'T, wild-type']);
  });

  it('of the published trials hold every evaluable patient once', () => {
    for (const [arm, patients] of [
      ['placebo', 57 + 258 + 130],
      ['tas102', 112 + 502 + 271 + 62 + 47],
      ['tas102_bev', 25 + 57 + 46 + 96 + 32],
    ] as const) {
      const rows = rowsOf(publishedTables, arm).flatMap((row) => (row.kind === 'class' ? [row] : []));
      expect(rows.reduce((sum, row) => sum + row.patients, 0)).toBe(4 * patients);
    }
  });

  it('omits a group of weight 0, and weighs the others', () => {
    const kinds = (changes: Partial<LikelihoodOptions['weights']>) => [
      ...new Set(rowsOf(toyTables, 'control', { weights: { ...options.weights, ...changes } }).map(({ kind }) => kind)),
    ];
    expect(kinds({ response: 0 })).toEqual(['interval', 'median']);
    expect(kinds({ survival: 0 })).toEqual(['class', 'median']);
    expect(kinds({ medianOs: 0 })).toEqual(['class', 'interval']);
    const rows = rowsOf(toyTables, 'control', {
      weights: { response: 3, survival: 5, medianOs: 7, medianPfs: 0, pfs: 0, bestResponse: 0 },
    });
    const weightOf = { class: 3, interval: 5, median: 7 } as const;
    for (const { kind, weight, emphasis } of rows) expect([weight, emphasis]).toEqual([weightOf[kind], weightOf[kind]]);
  });

  it('has nothing for an arm that no trial has', () => {
    expect(rowsOf(toyTables, 'other', { overdispersion: 'estimated' })).toEqual([]);
    expect(survivalDays(toyTables, 'other', options)).toEqual([]);
  });
});

describe('over-dispersion', () => {
  const arm = 'placebo';

  it('correlates patients by disease control, and by survival at the landmark nearest to one half', () => {
    const { response, survival } = armCorrelations(publishedTables, arm);
    expect(response).toBe(
      intraTrialCorrelation([
        { patients: 57, share: 1 - 0.86 },
        { patients: 258, share: 1 - 0.836 },
        { patients: 130, share: 1 - 0.854 },
      ]),
    );
    // Month 6: means of 48.6 % at month 6 and 55.5 % at month 5, over 57, 258 and 135 patients
    expect(survival).toBeCloseTo(
      intraTrialCorrelation([
        { patients: 57, share: 0.542 },
        { patients: 258, share: 0.437 },
        { patients: 135, share: 0.583 },
      ]),
      12,
    );
    expect(survival).toBeGreaterThan(0);
  });

  it('a trial that states one late month takes no landmark from the others', () => {
    const late = { ...publishedTables.survival[0]!, trial: 'Late', months: [0, 24], percent: [100, 3] };
    const tables = { ...publishedTables, survival: [...publishedTables.survival, late] };
    expect(armCorrelations(tables, arm)).toEqual(armCorrelations(publishedTables, arm));
  });

  it('divides the weight by the design effect of the trial and leaves the emphasis', () => {
    const { survival } = armCorrelations(publishedTables, arm);
    const rows = rowsOf(publishedTables, arm, { overdispersion: 'estimated' });
    const mayer = rows.find(({ trial, kind }) => trial.startsWith('Mayer') && kind === 'interval')!;
    expect(mayer.weight).toBe(1 / designEffect(258, survival));
    expect(mayer.emphasis).toBe(1);
  });

  it('none at all takes trials as samples of one population', () => {
    for (const { weight } of rowsOf(publishedTables, arm)) expect(weight).toBe(1);
  });
});

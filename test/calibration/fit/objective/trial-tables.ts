import {
  type BestResponseRow,
  emptyTables,
  type MedianRow,
  type RecistRow,
  type SurvivalRow,
  type TrialTables,
} from '../../../../calibration/targets/trial-tables.js';

const common = { subgroup: '', subsetOf: null, source: 'Ref', where: 'table' } as const;

/** A row of response rates; percent. */
export function recistRow(row: Pick<RecistRow, 'trial' | 'arm' | 'n'> & Partial<RecistRow>): RecistRow {
  return { ...common, year: null, nEvaluable: null, crPercent: 0, prPercent: 10, sdPercent: 40, pdPercent: 50, ...row };
}

/** A row of medians; months. */
export function medianRow(row: Pick<MedianRow, 'trial' | 'arm' | 'n'> & Partial<MedianRow>): MedianRow {
  return { ...common, medianMonths: 7, ...row };
}

/** A survival curve; percent at months. */
export function survivalRow(row: Pick<SurvivalRow, 'trial' | 'arm' | 'n'> & Partial<SurvivalRow>): SurvivalRow {
  return { ...common, months: [0, 3, 6, 9, 12], percent: [100, 80, 55, 40, 25], ...row };
}

/** A row of best responses; percent. */
export function bestResponseRow(
  row: Pick<BestResponseRow, 'trial' | 'arm' | 'n'> & Partial<BestResponseRow>,
): BestResponseRow {
  return { ...recistRow(row), nePercent: null, ...row };
}

/** Two trials of both arms of the toy: one with curves, one with a median alone. */
export const toyTables: TrialTables = {
  ...emptyTables,
  recist: [
    recistRow({ trial: 'A', arm: 'control', n: 120, crPercent: 2, prPercent: 13, sdPercent: 45, pdPercent: 40 }),
    recistRow({ trial: 'B', arm: 'control', n: 60, nEvaluable: 50 }),
    recistRow({ trial: 'A', arm: 'treated', n: 240, crPercent: 5, prPercent: 30, sdPercent: 40, pdPercent: 25 }),
  ],
  medianOs: [
    medianRow({ trial: 'A', arm: 'control', n: 120, medianMonths: 6.5 }),
    medianRow({ trial: 'B', arm: 'control', n: 60, medianMonths: 6 }),
    medianRow({ trial: 'A', arm: 'treated', n: 240, medianMonths: 8.5 }),
  ],
  survival: [
    survivalRow({ trial: 'A', arm: 'control', n: 120 }),
    survivalRow({ trial: 'A', arm: 'treated', n: 240, percent: [100, 88, 66, 47, 33] }),
  ],
};

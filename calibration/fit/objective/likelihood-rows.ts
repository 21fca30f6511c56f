import { ownValue } from '../../../src/index.js';
import { type Curve, type CurveName, curveList, forEachCurve } from '../../endpoints/curves.js';
import { classRateNames } from '../../endpoints/endpoints.js';
import { distinctRows } from '../../targets/select-rows.js';
import { trialName } from '../../targets/trial-row.js';
import type { BestResponseRow, MedianRow, RecistRow, SurvivalRow, TrialTables } from '../../targets/trial-tables.js';
import { medianShareError } from '../median-share-error.js';
import { type ColumnPlace, medianKind, type TargetWeights } from '../problem.js';
import { fittedBestClasses } from '../survival/column-sums.js';
import type { LikelihoodRow } from './likelihood-row.js';
import { designEffect, intraTrialCorrelation, type TrialShare } from './overdispersion.js';

/** Whether trials may differ by more than sampling; estimated: by moments, per arm. */
export const overdispersions = ['none', 'estimated'] as const;
export type Overdispersion = (typeof overdispersions)[number];

export interface LikelihoodOptions {
  readonly overdispersion: Overdispersion;
  readonly weights: TargetWeights;
  readonly monthDays: number;
  readonly horizonDays: number;
  /** Days of the visits by arm; default: none. */
  readonly visits?: Readonly<Record<string, readonly number[]>>;
}

/** Position of the column of a kind, for a class by its index and for a curve by the day. */
export type PlaceOf = (kind: ColumnPlace['kind'], at: number) => number;

/** Correlations of patients of one trial, as estimated or assumed; 0 for none. Of disease control, and of curves at one time. */
export interface ArmCorrelations {
  readonly response: number;
  /** Of overall survival. */
  readonly survival: number;
  /** Of progression-free survival. */
  readonly pfs: number;
  readonly bestResponse: number;
}

/** What the trials of an arm report of one curve. */
interface CurveRows {
  readonly curves: readonly SurvivalRow[];
  readonly medians: readonly MedianRow[];
}

/** Rows of an arm without subsets of other rows, so that each patient is counted once. */
export function armRows(tables: TrialTables, arm: string) {
  const own = <Row extends RecistRow | MedianRow | SurvivalRow>(rows: readonly Row[]) =>
    distinctRows(rows.filter((row) => row.arm === arm));
  return {
    response: own(tables.recist),
    bestResponse: own<BestResponseRow>(tables.bestResponse),
    curves: forEachCurve(({ curveTable, medianTable }): CurveRows => {
      const curves = own(tables[curveTable]);
      const stating = new Set(curves.map(({ trial }) => trial));
      // The curve of a trial contains its median
      return { curves, medians: own(tables[medianTable]).filter(({ trial }) => !stating.has(trial)) };
    }),
  };
}

/** Days at which the rows of an arm need a curve at landmarks and at medians; each ascending, within the simulated time. */
export function likelihoodDays(
  curve: Curve,
  tables: TrialTables,
  arm: string,
  { weights, monthDays, horizonDays }: LikelihoodOptions,
): { readonly landmarks: readonly number[]; readonly medians: readonly number[] } {
  const { curves, medians } = armRows(tables, arm).curves[curve.name];
  const days = (months: readonly number[]) =>
    [...new Set(months.map((month) => month * monthDays))]
      .filter((day) => day > 0 && day <= horizonDays)
      .sort((a, b) => a - b);
  return {
    landmarks: weights[curve.curveTable] > 0 ? days(curves.flatMap(({ months }) => months)) : [],
    medians: weights[curve.medianTable] > 0 ? days(medians.map(({ medianMonths }) => medianMonths)) : [],
  };
}

/**
 * Correlations of an arm: of disease control, of best disease control, and of being without the event of a curve at the landmark nearest
 * to the pooled median, among the landmarks that most trials state.
 */
export function armCorrelations(tables: TrialTables, arm: string): ArmCorrelations {
  const { response, bestResponse, curves } = armRows(tables, arm);
  return {
    response: intraTrialCorrelation(
      response.map((row) => ({ patients: evaluable(row), share: 1 - row.pdPercent / 100 })),
    ),
    survival: curveCorrelation(curves.os.curves),
    pfs: curveCorrelation(curves.pfs.curves),
    bestResponse: intraTrialCorrelation(
      bestResponse.map((row) => ({
        patients: evaluable(row),
        share: (row.crPercent + row.prPercent + row.sdPercent) / 100,
      })),
    ),
  };
}

function curveCorrelation(rows: readonly SurvivalRow[]): number {
  const stating = (month: number) => rows.filter((row) => row.months.includes(month));
  const stated = [...new Set(rows.flatMap((row) => row.months))].filter((month) => month > 0).sort((a, b) => a - b);
  const most = Math.max(0, ...stated.map((month) => stating(month).length));
  const months = stated.filter((month) => stating(month).length === most);
  const alive = (month: number): TrialShare[] =>
    stating(month).map((row) => ({ patients: row.n, share: row.percent[row.months.indexOf(month)]! / 100 }));
  const meanOf = (shares: readonly TrialShare[]) =>
    shares.reduce((sum, { patients, share }) => sum + patients * share, 0) /
    shares.reduce((sum, { patients }) => sum + patients, 0);
  const landmarks = months.map(alive);
  const nearest = landmarks.sort((a, b) => Math.abs(meanOf(a) - 0.5) - Math.abs(meanOf(b) - 0.5))[0] ?? [];
  return intraTrialCorrelation(nearest);
}

/** Correlation that the rows of a curve are weighted by. */
const correlationOf: Readonly<Record<CurveName, keyof ArmCorrelations>> = { os: 'survival', pfs: 'pfs' };

const evaluable = ({ n, nEvaluable }: RecistRow): number => nEvaluable ?? n;

/**
 * The observations of one arm, trial by trial: response counts, events between landmarks of a curve, medians of trials that state no
 * curve, and counts of best responses.
 *
 * Events between two landmarks are those of the patients at risk; without numbers at risk these are n S, assuming no
 * censoring in between.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @param options - weights, months, and whether trials may differ by more than sampling
 * @param placeOf - indices of the model's endpoints
 */
export function likelihoodRows(
  tables: TrialTables,
  arm: string,
  options: LikelihoodOptions,
  placeOf: PlaceOf,
): readonly LikelihoodRow[] {
  const { overdispersion, weights } = options;
  const { response, bestResponse, curves } = armRows(tables, arm);
  const correlations =
    overdispersion === 'none' ? { response: 0, survival: 0, pfs: 0, bestResponse: 0 } : armCorrelations(tables, arm);
  return [
    ...response.flatMap((row) =>
      classRows(
        row,
        classRateNames.map((endpoint, index) => ({
          endpoint,
          column: placeOf('response', index),
          percent: row[`${endpoint}Percent`],
        })),
        { emphasis: weights.response, correlation: correlations.response },
      ),
    ),
    ...curveList.flatMap((curve) =>
      curveRows(curve, curves[curve.name], correlations[correlationOf[curve.name]], options, placeOf),
    ),
    ...bestResponse.flatMap((row) => {
      const { crPercent: cr, prPercent: pr, sdPercent: sd } = row;
      const percents = { cr, pr, sd, rest: Math.max(0, 100 - cr - pr - sd) };
      return classRows(
        row,
        fittedBestClasses.map(({ endpoint, rate, index }) => ({
          endpoint,
          column: placeOf('best', index),
          percent: percents[rate],
        })),
        { emphasis: weights.bestResponse, correlation: correlations.bestResponse },
      );
    }),
  ];
}

interface Weighing {
  /** Configured weight of the group. */
  readonly emphasis: number;
  readonly correlation: number;
}

/** Patients of a trial in each class of a multinomial. */
function classRows(
  row: RecistRow,
  classes: readonly { readonly endpoint: string; readonly column: number; readonly percent: number }[],
  { emphasis, correlation }: Weighing,
): readonly LikelihoodRow[] {
  if (emphasis === 0) return [];
  const patients = evaluable(row);
  const weight = emphasis / designEffect(patients, correlation);
  return classes.map(({ endpoint, column, percent }) => {
    const label = { trial: trialName(row), arm: row.arm, endpoint, weight, emphasis };
    return { ...label, kind: 'class', column, patients, observed: percent / 100 };
  });
}

function curveRows(
  curve: Curve,
  { curves, medians }: CurveRows,
  correlation: number,
  { weights, monthDays, horizonDays, visits = {} }: LikelihoodOptions,
  placeOf: PlaceOf,
): readonly LikelihoodRow[] {
  const rows: LikelihoodRow[] = [];
  const landmarkWeight = weights[curve.curveTable];
  if (landmarkWeight > 0) {
    for (const row of curves) {
      const weight = landmarkWeight / designEffect(row.n, correlation);
      const place = (month: number) => placeOf(curve.column, month * monthDays);
      const months = row.months.filter((month) => month * monthDays <= horizonDays);
      rows.push(...intervalRows(curve, { ...row, months }, { weight, emphasis: landmarkWeight }, place));
    }
  }
  const emphasis = weights[curve.medianTable];
  if (emphasis > 0) {
    for (const row of medians) {
      const day = row.medianMonths * monthDays;
      if (day > horizonDays) continue;
      const weight = emphasis / designEffect(row.n, correlation);
      const label = { trial: trialName(row), arm: row.arm, endpoint: curve.medianEndpoint, weight, emphasis };
      const column = placeOf(medianKind(curve), day);
      const standardError = medianShareError(curve, row.n, day, ownValue(visits, row.arm) ?? []);
      rows.push({ ...label, kind: 'median', column, standardError });
    }
  }
  return rows;
}

function intervalRows(
  { eventPrefix }: Curve,
  row: SurvivalRow,
  weighing: { readonly weight: number; readonly emphasis: number },
  placeOf: (month: number) => number,
): readonly LikelihoodRow[] {
  const rows: LikelihoodRow[] = [];
  for (let index = 1; index < row.months.length; index++) {
    const [from, to] = [row.months[index - 1]!, row.months[index]!];
    const [alive, left] = [row.percent[index - 1]! / 100, row.percent[index]! / 100];
    const atRisk = row.atRisk?.[index - 1] ?? row.n * alive;
    if (!(atRisk > 0) || !(alive > 0)) break;
    rows.push({
      kind: 'interval',
      trial: trialName(row),
      arm: row.arm,
      endpoint: `${eventPrefix}${from}_${to}`,
      ...weighing,
      before: from === 0 ? null : placeOf(from),
      after: placeOf(to),
      atRisk,
      observed: 1 - left / alive,
    });
  }
  return rows;
}

import { classRateNames } from '../../endpoints/endpoints.js';
import { distinctRows } from '../../targets/select-rows.js';
import { trialName } from '../../targets/trial-row.js';
import type { MedianRow, RecistRow, SurvivalRow, TrialTables } from '../../targets/trial-tables.js';
import { deathCurve, type TargetWeights } from '../problem.js';
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
}

/** Model predictions that the rows of an arm use; the caller gives their positions. */
export interface ColumnPlaces {
  readonly response: (index: number) => number;
  /** Column of survival at a day. */
  readonly survival: (day: number) => number;
}

/** Correlations of patients of one trial, as estimated or assumed; 0 for none. */
export interface ArmCorrelations {
  readonly response: number;
  readonly survival: number;
}

/** Rows of an arm without subsets of other rows, so that each patient is counted once. */
export function armRows(tables: TrialTables, arm: string) {
  const own = <Row extends RecistRow | MedianRow | SurvivalRow>(rows: readonly Row[]) =>
    distinctRows(rows.filter((row) => row.arm === arm));
  const survival = own(tables[deathCurve.curveTable]);
  const curves = new Set(survival.map(({ trial }) => trial));
  return {
    response: own(tables.recist),
    survival,
    // The curve of a trial contains its median
    medians: own(tables[deathCurve.medianTable]).filter(({ trial }) => !curves.has(trial)),
  };
}

/** Days at which the rows of an arm need survival; ascending, within the simulated time. */
export function likelihoodDays(tables: TrialTables, arm: string, options: LikelihoodOptions): readonly number[] {
  const { survival, medians } = armRows(tables, arm);
  const { weights, monthDays, horizonDays } = options;
  const days = new Set<number>();
  if (weights[deathCurve.curveTable] > 0) {
    for (const { months } of survival) for (const month of months) if (month > 0) days.add(month * monthDays);
  }
  if (weights[deathCurve.medianTable] > 0) {
    for (const { medianMonths } of medians) days.add(medianMonths * monthDays);
  }
  return [...days].filter((day) => day <= horizonDays).sort((a, b) => a - b);
}

/**
 * Correlations of an arm: of disease control, and of being alive at the landmark nearest to the pooled median, among the landmarks that
 * most trials state.
 */
export function armCorrelations(tables: TrialTables, arm: string): ArmCorrelations {
  const { response, survival } = armRows(tables, arm);
  const stating = (month: number) => survival.filter((row) => row.months.includes(month));
  const stated = [...new Set(survival.flatMap((row) => row.months))].filter((month) => month > 0).sort((a, b) => a - b);
  const most = Math.max(0, ...stated.map((month) => stating(month).length));
  const months = stated.filter((month) => stating(month).length === most);
  const alive = (month: number): TrialShare[] =>
    stating(month).map((row) => ({ patients: row.n, share: row.percent[row.months.indexOf(month)]! / 100 }));
  const meanOf = (shares: readonly TrialShare[]) =>
    shares.reduce((sum, { patients, share }) => sum + patients * share, 0) /
    shares.reduce((sum, { patients }) => sum + patients, 0);
  const landmarks = months.map(alive);
  const nearest = landmarks.sort((a, b) => Math.abs(meanOf(a) - 0.5) - Math.abs(meanOf(b) - 0.5))[0] ?? [];
  return {
    response: intraTrialCorrelation(
      response.map((row) => ({ patients: evaluable(row), share: 1 - row.pdPercent / 100 })),
    ),
    survival: intraTrialCorrelation(nearest),
  };
}

const evaluable = ({ n, nEvaluable }: RecistRow): number => nEvaluable ?? n;

/**
 * The observations of one arm, trial by trial: response counts, deaths between landmarks, and medians of trials that state no
 * curve.
 *
 * Deaths between two landmarks are those of the patients at risk; without numbers at risk these are n S, assuming no
 * censoring in between.
 *
 * @param tables - trial tables
 * @param arm - the arm
 * @param options - weights, months, and whether trials may differ by more than sampling
 * @param places - indices of the model's endpoints
 */
export function likelihoodRows(
  tables: TrialTables,
  arm: string,
  options: LikelihoodOptions,
  places: ColumnPlaces,
): readonly LikelihoodRow[] {
  const { overdispersion, weights, monthDays, horizonDays } = options;
  const { response, survival, medians } = armRows(tables, arm);
  const correlations = overdispersion === 'none' ? { response: 0, survival: 0 } : armCorrelations(tables, arm);
  const rows: LikelihoodRow[] = [];
  if (weights.response > 0) {
    for (const row of response) {
      const patients = evaluable(row);
      const emphasis = weights.response;
      const weight = emphasis / designEffect(patients, correlations.response);
      classRateNames.forEach((endpoint, index) => {
        const observed = row[`${endpoint}Percent`] / 100;
        const label = { trial: trialName(row), arm, endpoint, weight, emphasis };
        rows.push({ ...label, kind: 'class', column: places.response(index), patients, observed });
      });
    }
  }
  const landmarkWeight = weights[deathCurve.curveTable];
  if (landmarkWeight > 0) {
    for (const row of survival) {
      const weight = landmarkWeight / designEffect(row.n, correlations.survival);
      rows.push(...intervalRows(row, { weight, emphasis: landmarkWeight }, { monthDays, horizonDays }, places));
    }
  }
  const medianWeight = weights[deathCurve.medianTable];
  if (medianWeight > 0) {
    for (const row of medians) {
      const day = row.medianMonths * monthDays;
      if (day > horizonDays) continue;
      const emphasis = medianWeight;
      const weight = emphasis / designEffect(row.n, correlations.survival);
      const label = { trial: trialName(row), arm, endpoint: deathCurve.medianEndpoint, weight, emphasis };
      rows.push({ ...label, kind: 'median', column: places.survival(day), standardError: 0.5 / Math.sqrt(row.n) });
    }
  }
  return rows;
}

function intervalRows(
  row: SurvivalRow,
  weighing: { readonly weight: number; readonly emphasis: number },
  { monthDays, horizonDays }: Pick<LikelihoodOptions, 'monthDays' | 'horizonDays'>,
  places: ColumnPlaces,
): readonly LikelihoodRow[] {
  const rows: LikelihoodRow[] = [];
  for (let index = 1; index < row.months.length; index++) {
    const [from, to] = [row.months[index - 1]!, row.months[index]!];
    const [alive, left] = [row.percent[index - 1]! / 100, row.percent[index]! / 100];
    const atRisk = row.atRisk?.[index - 1] ?? row.n * alive;
    if (to * monthDays > horizonDays || !(atRisk > 0) || !(alive > 0)) break;
    rows.push({
      kind: 'interval',
      trial: trialName(row),
      arm: row.arm,
      endpoint: `${deathCurve.eventPrefix}${from}_${to}`,
      ...weighing,
      before: from === 0 ? null : places.survival(from * monthDays),
      after: places.survival(to * monthDays),
      atRisk,
      observed: 1 - left / alive,
    });
  }
  return rows;
}

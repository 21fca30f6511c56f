import { visitWindows } from '../../src/index.js';
import { type Curve, curveList, isLandmark } from '../endpoints/curves.js';
import { classRateNames } from '../endpoints/endpoints.js';
import type { ClinicalTargets, ReportedCurve } from '../targets/clinical-targets.js';
import { medianShareError } from './median-share-error.js';
import { type ColumnPlace, type FitSettings, medianKind, type ResidualScale, type TargetColumn } from './problem.js';
import { fittedBestClasses } from './survival/column-sums.js';
import { type HazardGrid, hazardGrid } from './survival/hazard-grid.js';

/** A column before its time has a position: of a curve at a day, or of a class. */
export interface AskedColumn extends Omit<TargetColumn, 'arm' | 'column'> {
  readonly kind: ColumnPlace['kind'];
  /** Day for a column of a curve, index for another. */
  readonly at: number;
}

/** Whether a kind of column is read from a curve at a day. */
const isOfCurve = (kind: ColumnPlace['kind']): boolean => kind !== 'response' && kind !== 'best';

/**
 * Gives columns of one arm their positions among the times at which its survival is required: their own days, and the visits
 * or their windows where a column is read from them.
 *
 * @param arm - the arm
 * @param asked - its columns
 * @param settings - visits of the arm; horizon
 */
export function placeColumns(
  arm: string,
  asked: readonly AskedColumn[],
  { visits, horizonDays }: Pick<FitSettings, 'visits' | 'horizonDays'>,
): { readonly columns: readonly TargetColumn[]; readonly grid: HazardGrid } {
  const days = asked.flatMap(({ kind, at }) => (isOfCurve(kind) ? [at] : []));
  const own = visits[arm] ?? [];
  const reads = (wanted: ColumnPlace['kind']) => asked.some(({ kind }) => kind === wanted);
  const all = [...days, ...(reads('best') ? own : []), ...(reads('pfs-between') ? visitWindows(own).flat() : [])];
  const times = [...new Set(all)].sort((a, b) => a - b);
  return {
    columns: asked.map(({ kind, at, ...column }) => ({
      arm,
      ...column,
      column: { kind, index: isOfCurve(kind) ? times.indexOf(at) : at },
    })),
    grid: hazardGrid(times, horizonDays),
  };
}

/**
 * Columns of one arm that are compared with pooled endpoints, those of groups of weight 0 left out, as well as what no trial reports.
 *
 * @param target - pooled endpoints of the arm
 * @param settings - weights, scales, months
 */
export function targetColumns(target: ClinicalTargets, settings: FitSettings): readonly AskedColumn[] {
  return [...responseColumns(target, settings), ...curveTargets(target, settings), ...bestColumns(target, settings)];
}

/** Columns of the classes of the assessment; see `buildProblem` for their scale. */
export function responseColumns({ response }: ClinicalTargets, settings: FitSettings): readonly AskedColumn[] {
  const { targetWeights } = settings;
  if (targetWeights.response === 0 || response === null) return [];
  return classRateNames.map((endpoint, at) => ({
    kind: 'response',
    at,
    endpoint,
    ...classTarget(response[endpoint], response.n, targetWeights.response, settings),
  }));
}

/** Columns of best responses: CR, PR, SD and all others. */
function bestColumns({ bestResponse }: ClinicalTargets, settings: FitSettings): readonly AskedColumn[] {
  const weight = settings.targetWeights.bestResponse;
  if (weight === 0 || bestResponse === null) return [];
  const { cr, pr, sd, n } = bestResponse;
  const percents = { cr, pr, sd, rest: Math.max(0, 100 - cr - pr - sd) };
  return fittedBestClasses.map(({ endpoint, rate, index }) => ({
    kind: 'best',
    at: index,
    endpoint,
    ...classTarget(percents[rate], n, weight, settings),
  }));
}

/** A class of a multinomial: the square of its residual is its part of Pearson's statistic. */
function classTarget(
  percent: number,
  n: number,
  weight: number,
  { residualScale, tolerances }: FitSettings,
): Pick<AskedColumn, 'target' | 'samplingError' | 'scale' | 'patients'> {
  const smoothed = ((percent / 100) * n + 0.5) / (n + 2);
  const samplingError = Math.sqrt(smoothed / n);
  return {
    target: percent / 100,
    samplingError,
    patients: n,
    scale: residualScaleOf(residualScale, samplingError, tolerances.ratePoints / 100, weight),
  };
}

/** Unit of a residual; the weight acts on its square. */
function residualScaleOf(kind: ResidualScale, samplingError: number, tolerance: number, weight: number): number {
  const unit = kind === 'tolerance' ? Math.min(samplingError, tolerance / 2) : samplingError;
  return unit / Math.sqrt(weight);
}

const curveTargets = ({ arm, curves }: ClinicalTargets, settings: FitSettings): readonly AskedColumn[] =>
  curveList.flatMap((curve) => curveColumns(curve, curves[curve.name], settings, settings.visits[arm] ?? []));

function curveColumns(
  curve: Curve,
  { median, landmarks }: ReportedCurve,
  { targetWeights, residualScale, tolerances, monthDays, horizonDays }: FitSettings,
  visits: readonly number[],
): readonly AskedColumn[] {
  const [medianWeight, landmarkWeight] = [targetWeights[curve.medianTable], targetWeights[curve.curveTable]];
  const wanted: AskedColumn[] = [];
  if (landmarkWeight > 0 && landmarks !== null) {
    landmarks.months.forEach((month, index) => {
      if (!isLandmark(curve, month)) return;
      // A landmark survival of 0 or 1 still has the error of half a patient
      const samplingError = Math.max(landmarks.standardErrors[index]! / 100, 0.5 / landmarks.patients[index]!);
      const tolerance = tolerances.survivalRmsePoints / 100;
      wanted.push({
        kind: curve.column,
        at: month * monthDays,
        endpoint: `${curve.landmarkPrefix}${month}`,
        target: landmarks.percent[index]! / 100,
        samplingError,
        patients: landmarks.patients[index]!,
        scale: residualScaleOf(residualScale, samplingError, tolerance, landmarkWeight),
      });
    });
  }
  if (medianWeight > 0 && median !== null) {
    // Standard error of the median x density = standard error of the curve at the median, and likewise the tolerance
    const at = median.months * monthDays;
    const samplingError = medianShareError(curve, median.distinctPatients, at, visits);
    const density = 0.5 / Math.sqrt(median.distinctPatients) / median.standardError;
    wanted.push({
      kind: medianKind(curve),
      at,
      endpoint: curve.medianEndpoint,
      target: 0.5,
      samplingError,
      patients: median.distinctPatients,
      scale: residualScaleOf(residualScale, samplingError, tolerances.medianMonths * density, medianWeight),
    });
  }
  return wanted.filter(({ at }) => at <= horizonDays).sort((a, b) => a.at - b.at);
}

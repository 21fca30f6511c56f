import {
  atDay,
  aucDeLong,
  type CohortRecord,
  type CsvCell,
  classifyResponse,
  markerNames,
  quantileSorted,
  responseOf,
  type SimulationSpec,
  statusCodes,
  treatmentResponseIndex,
} from '../../../src/index.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import { curves } from '../../endpoints/curves.js';
import { rateNames } from '../../endpoints/endpoints.js';
import { landmarkMonths } from '../../endpoints/months.js';
import { armOutcome } from '../../fit/cohort-outcome.js';
import { type DeathRanges, mixtureOf } from '../sensitivity/evaluate-population.js';
import { type Contributions, contributionError, patientContributions } from './patient-contributions.js';

/** Landmarks beyond the first year are added where the horizon reaches them. */
const LANDMARK_MONTHS = [...landmarkMonths, 18, 24] as const;
/** All rates but CR, which is ORR less PR. */
const rates = rateNames.filter((rate) => rate !== 'cr');
/** Nobody dies: the curve is not shown where there is no death function. */
const NO_DEATHS = [{ shape: { mu: 1e6, sigma: 1 }, weight: 1 }] as const;

type Cells = readonly (readonly [name: string, value: CsvCell])[];

/** Endpoints of a point as cells of its row, and what each patient adds to them. */
export interface PointEndpoints {
  readonly cells: Cells;
  readonly contributions: Contributions;
}

/**
 * Endpoints of one point with their Monte-Carlo errors.
 *
 * @param config - the sweep
 * @param simulated - specification and record of the point, and the name of its arm in the record
 * @param ranges - death function; null for none
 */
export function endpointCells(
  config: SweepConfig,
  { spec, record, arm: name }: { readonly spec: SimulationSpec; readonly record: CohortRecord; readonly arm: string },
  ranges: DeathRanges | null,
): PointEndpoints {
  const arm = record.arms[name]!;
  const settings = { ...config, assessment: spec.assessment, visits: spec.arms[0]!.visits };
  const mixture = ranges === null ? null : mixtureOf(ranges);
  const { outcome, alive } = armOutcome(arm, mixture ?? NO_DEATHS, settings);
  const completed = Array.from({ length: record.patients }, (_, patient) => patient).filter(
    (patient) => arm.status[patient] !== statusCodes.failed,
  );
  const changeAt = (patient: number, day: number) => {
    const at = (wanted: number) => arm.tumor[patient * spec.tumorDays.length + spec.tumorDays.indexOf(wanted)]!;
    return treatmentResponseIndex(at(0), at(day));
  };
  const contributions = patientContributions(arm, {
    ...config,
    rates,
    mixture,
    landmarkMonths: LANDMARK_MONTHS,
    changeAt,
    completed,
  });
  const errorOf = (column: string) => contributionError(contributions.get(column) ?? []);
  const { os } = curves;
  const survival: Cells =
    mixture === null
      ? []
      : [
          [os.outcome.median, outcome[os.outcome.median]],
          [`${os.medianEndpoint}_se`, outcome[os.outcome.medianError]],
          ...LANDMARK_MONTHS.flatMap((month) => {
            const value = atDay(alive, month * config.monthDays);
            const column = `${os.landmarkPrefix}${month}`;
            return value === undefined
              ? []
              : [[column, 100 * value] as const, [`${column}_se`, errorOf(column)] as const];
          }),
        ];
  const cells: Cells = [
    ['patients', record.patients],
    ['failed', outcome.failed],
    ...rates.flatMap((rate) => [
      [rate, outcome[rate]] as const,
      [`${rate}_se`, outcome.rate_standard_errors[rate]] as const,
    ]),
    ...survival,
    ...config.furtherDays.flatMap((day) => {
      const changes = Float64Array.from(completed, (patient) => changeAt(patient, day));
      const controlled = completed.filter(
        (patient, row) =>
          classifyResponse(changes[row]!, config.responseRule, arm.baselineVolumeCm3[patient]!) !== 'PD',
      );
      changes.sort();
      return [
        [`control_${day}`, (100 * controlled.length) / changes.length] as const,
        [`control_${day}_se`, errorOf(`control_${day}`)] as const,
        [`median_change_${day}`, 100 * quantileSorted(changes, 0.5)] as const,
        [`median_change_${day}_se`, 100 * medianError(changes)] as const,
      ];
    }),
    ...aucCells(arm, completed, (patient) => responseOf(arm, patient, config.responseRule) !== 'PD'),
  ];
  return { cells, contributions };
}

/**
 * Standard error of a sample median: half the distance between the quantiles one standard error of the level, 1 / (2 sqrt(n)), below
 * and above one half.
 *
 * @param sorted - the sample in ascending order; at least one value
 */
function medianError(sorted: Float64Array): number {
  const beside = Math.min(0.5, 0.5 / Math.sqrt(sorted.length));
  return (quantileSorted(sorted, 0.5 + beside) - quantileSorted(sorted, 0.5 - beside)) / 2;
}

function aucCells(
  arm: CohortRecord['arms'][string],
  completed: readonly number[],
  isControlled: (patient: number) => boolean,
): Cells {
  const labels = completed.map((patient) => (isControlled(patient) ? 1 : 0));
  const positives = labels.reduce<number>((sum, flag) => sum + flag, 0);
  const enough = positives >= 2 && labels.length - positives >= 2;
  return markerNames.flatMap((name, marker) => {
    const scores = completed.map((patient) => arm.markers[patient * markerNames.length + marker]!);
    const estimate = enough ? aucDeLong(scores, labels) : null;
    return [
      [`auc_${name}`, estimate?.auc ?? null] as const,
      [`auc_${name}_se`, estimate?.standardError ?? null] as const,
    ];
  });
}

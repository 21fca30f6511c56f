import {
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  type GaussianCopula,
  gaussianCopula,
  type MarkerName,
  markerNames,
  NumericalError,
  type ResponseClass,
  type ResponseRule,
  responseOf,
  type SimulationSpec,
  statusCodes,
} from '../../../src/index.js';
import { jointLogDensityInto } from '../../pool/joint-log-density.js';

/** Data for population outputs: the patients that completed under every arm. */
export interface PopulationPool {
  readonly patients: number;
  /** log x and log(1 - x) of the scaled parameters; patients x dimensions. */
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
  readonly marginals: readonly BetaMarginal[];
  /** Of the marginals; absent where they are independent. */
  readonly copula?: GaussianCopula | undefined;
  /** Log density of each patient under the marginals. */
  readonly logProposal: Float64Array;
  readonly horizonDays: number;
  readonly arms: Readonly<Record<string, PoolArm>>;
}

/** A pool under one arm. */
export interface PoolArm {
  /** Class of each patient at the assessment. */
  readonly classes: readonly ResponseClass[];
  /** chi at day 0..horizon; patients x days. */
  readonly burden: Float32Array;
  /** Indices of the patients in ascending order of each marker, and the marker values. */
  readonly markers: Readonly<Record<MarkerName, { readonly values: Float64Array; readonly order: Uint32Array }>>;
}

export interface PopulationPoolInput {
  readonly cohort: Cohort;
  readonly record: CohortRecord;
  readonly marginals: readonly BetaMarginal[];
  /** One marker day. */
  readonly spec: SimulationSpec;
  readonly responseRule: ResponseRule;
}

/**
 * Reduces a simulated cohort to the data for population outputs; patients that failed under any arm are excluded.
 *
 * @throws NumericalError - when no patient completed under every arm
 */
export function populationPool({ cohort, record, marginals, spec, responseRule }: PopulationPoolInput): PopulationPool {
  const arms = Object.entries(record.arms);
  const kept = Array.from({ length: record.patients }, (_, patient) => patient).filter((patient) =>
    arms.every(([, arm]) => arm.status[patient] !== statusCodes.failed),
  );
  if (kept.length === 0)
    throw new NumericalError('population: at least one patient must complete under every arm; got none');
  const dimensions = marginals.length;
  const rowsOf = <Numbers extends Float64Array | Float32Array>(
    source: Numbers,
    target: Numbers,
    width: number,
  ): Numbers => {
    kept.forEach((patient, row) => {
      target.set(source.subarray(patient * width, (patient + 1) * width), row * width);
    });
    return target;
  };
  const logX = rowsOf(cohort.logX, new Float64Array(kept.length * dimensions), dimensions);
  const log1mX = rowsOf(cohort.log1mX, new Float64Array(kept.length * dimensions), dimensions);
  const logProposal = new Float64Array(kept.length);
  const copula = gaussianCopula(marginals);
  jointLogDensityInto(marginals, { dimensions, logX, log1mX, copula }, logProposal);
  const days = spec.horizonDays + 1;
  const poolArm = (arm: CohortRecord['arms'][string]): PoolArm => ({
    classes: kept.map((patient) => responseOf(arm, patient, responseRule)),
    burden: rowsOf(arm.burden, new Float32Array(kept.length * days), days),
    markers: Object.fromEntries(
      markerNames.map((name, marker) => {
        const values = Float64Array.from(kept, (patient) => arm.markers[patient * markerNames.length + marker]!);
        const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
        return [name, { values, order }];
      }),
    ) as PoolArm['markers'],
  });
  return {
    patients: kept.length,
    logX,
    log1mX,
    dimensions,
    marginals,
    ...(copula === undefined ? {} : { copula }),
    logProposal,
    horizonDays: spec.horizonDays,
    arms: Object.fromEntries(arms.map(([name, arm]) => [name, poolArm(arm)])),
  };
}

import type { Weighting } from '../../../src/index.js';

/** A marker or covariate: one value per patient. */
export interface NamedColumn {
  readonly name: string;
  readonly values: Float64Array;
  /** Value that a dummy variable is compared with; null for numbers. */
  readonly against?: string | null;
}

/** Patients of a survival analysis, real or simulated. All columns have the same length, one entry per patient. */
export interface SurvivalData {
  readonly times: Float64Array;
  readonly observed: Uint8Array;
  /** Names of the groups; the first is the reference of every comparison. */
  readonly groups: readonly string[];
  /** Place of each patient's group in `groups`. */
  readonly groupOf: Uint32Array;
  /** Number of each patient's stratum; null without strata. */
  readonly strata: Uint32Array | null;
  readonly covariates: readonly NamedColumn[];
  readonly weighting: Weighting | null;
  readonly marker: NamedColumn | null;
}

/**
 * The patients of some rows, in another division into groups.
 *
 * @param data - all patients
 * @param rows - which of them to keep, in order
 * @param division - names of the groups, and the group of each kept patient; default: as in `data`
 * @returns the part; groups without patients in it are kept
 */
export function partOf(
  data: SurvivalData,
  rows: readonly number[],
  division?: Pick<SurvivalData, 'groups' | 'groupOf'>,
): SurvivalData {
  const numbers = (column: ArrayLike<number>) => Float64Array.from(rows, (row) => column[row]!);
  const named = (column: NamedColumn) => ({ ...column, values: numbers(column.values) });
  const { weighting, strata, marker } = data;
  return {
    times: numbers(data.times),
    observed: Uint8Array.from(rows, (row) => data.observed[row]!),
    groups: division?.groups ?? data.groups,
    groupOf: division?.groupOf ?? Uint32Array.from(rows, (row) => data.groupOf[row]!),
    strata: strata === null ? null : Uint32Array.from(rows, (row) => strata[row]!),
    covariates: data.covariates.map(named),
    weighting: weighting === null ? null : { ...weighting, weights: numbers(weighting.weights) },
    marker: marker === null ? null : named(marker),
  };
}

/** Rows of one group. */
export function rowsOfGroup({ groupOf }: SurvivalData, group: number): readonly number[] {
  return [...groupOf.keys()].filter((row) => groupOf[row] === group);
}

/** Patients and events of a cohort: rows, or the patients that they count for. */
export function countsOf({ observed, weighting }: Pick<SurvivalData, 'observed' | 'weighting'>): {
  readonly n: number;
  readonly events: number;
} {
  const counts = weighting?.meaning === 'patients' ? weighting.weights : null;
  let [n, events] = [0, 0];
  observed.forEach((flag, row) => {
    const patients = counts?.[row] ?? 1;
    n += patients;
    events += flag * patients;
  });
  return { n, events };
}

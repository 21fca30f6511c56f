import {
  armRoles,
  builtInRegimens,
  cohortSimulator,
  compileSimulation,
  defaultAssessmentRules,
  defaultSolverSettings,
  drugStatesOf,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  postedSwitches,
  publishedDrugs,
  quantileSorted,
  resolveSwitches,
  type SimulationSpec,
  type Switches,
  sampleCohort,
  stateNames,
  switchNames,
  trialArms,
  uniformDesign,
} from '../../src/index.js';
import { textTable } from '../text-table.js';
import { scientific } from './bench-tables.js';
import { largestRelativeError } from './measure-error.js';

/** Patients drawn from the published distributions, or patients whose every parameter is an end of its range. */
export const accuracyPatients = ['drawn', 'corners'] as const;

/** Errors of the simulator for one form of the model under one regimen. */
export interface AccuracyRow {
  readonly form: 'posted' | 'corrected';
  readonly regimen: string;
  readonly patients: (typeof accuracyPatients)[number];
  /** Largest error of the median patient and of the worst one, over all days and cells; relative. */
  readonly median: number;
  readonly largest: number;
  readonly failed: number;
}

const allCorrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));

/** The regimens of both dosings with the model as posted, and the corrected model with the corrected dosing. */
export const accuracyCases: readonly (Pick<AccuracyRow, 'form' | 'regimen'> & { readonly switches: Switches })[] = [
  ...Object.keys(builtInRegimens).map((regimen) => ({ form: 'posted' as const, regimen, switches: postedSwitches })),
  { form: 'corrected', regimen: trialArms[armRoles.combination].regimens.corrected, switches: allCorrected },
];

/** Relative tolerance of the reference solutions; their own error is about 5e-9. */
const REFERENCE = { relativeTolerance: 1e-10, absoluteTolerance: 1e-7, maxSteps: 2_000_000 };
const ARM = 'arm';
/** Patients whose daily states are held in memory at a time. */
const BATCH = 16;

/** Size of a measurement of the accuracy. */
export interface AccuracyPlan {
  /** Patients of each kind. */
  readonly patients: number;
  readonly days: number;
  readonly seed: string;
  readonly cases: typeof accuracyCases;
}

/**
 * Measures the error of the simulator at its default tolerance against the same solver at relative 1e-10.
 *
 * Error of a patient: max over days and cells of |x - reference| / max(|reference|, 1e3 cell/L).
 *
 * @param plan - patients, days, seed and cases
 * @param say - reports the current case
 * @returns one row for each case and kind of patients
 */
export async function measureAccuracy(
  { patients, days, seed, cases }: AccuracyPlan,
  say: (description: string) => void = () => {},
): Promise<readonly AccuracyRow[]> {
  const cohorts = { drawn: drawnPatients(patients, seed), corners: cornerPatients(patients, seed) };
  const rows: AccuracyRow[] = [];
  for (const { form, regimen, switches } of cases) {
    say(`accuracy: ${form} form, regimen ${regimen}`);
    const spec: SimulationSpec = {
      switches,
      overrides: {},
      varying: [],
      drugs: publishedDrugs,
      arms: [fixedArm(ARM, builtInRegimens[regimen]!)],
      horizonDays: days,
      assessment: defaultAssessmentRules,
      assessmentDay: days,
      markerDays: [days],
      tumorDays: [],
      keepTrajectories: true,
      solver: defaultSolverSettings,
    };
    const compiled = await compileSimulation(spec);
    const simulate = cohortSimulator(spec, compiled);
    const reference = cohortSimulator({ ...spec, solver: REFERENCE }, compiled);
    for (const kind of accuracyPatients) {
      const { errors, failed } = errorsOf(cohorts[kind], simulate, reference);
      errors.sort();
      const [median, largest] = [quantileSorted(errors, 0.5), errors.at(-1) ?? Number.NaN];
      rows.push({ form, regimen, patients: kind, median, largest, failed });
    }
  }
  return rows;
}

/**
 * Patients at the corners of the parameter ranges: every parameter is the lower or the upper end of its range, each with
 * probability 1/2.
 *
 * @param patients - number of rows
 * @param seed - of the random stream
 * @returns row-major, patients x 21
 */
export function cornerPatients(patients: number, seed: string): Float64Array {
  const ranges = Object.values(heterogeneityParameters);
  const dimensions = ranges.length;
  const uniforms = uniformDesign({ kind: 'random', patients, dimensions, seed, streamName: 'accuracy, corners' });
  return uniforms.map((uniform, index) => {
    const { min, max } = ranges[index % dimensions]!;
    return uniform < 0.5 ? min : max;
  });
}

function drawnPatients(patients: number, seed: string): Float64Array {
  const marginals = heterogeneityParameterNames.map((name) => ({ name, ...heterogeneityParameters[name] }));
  const dimensions = marginals.length;
  const uniforms = uniformDesign({ kind: 'random', patients, dimensions, seed, streamName: 'accuracy, drawn' });
  return sampleCohort({ marginals, uniforms, patients }).values;
}

type Simulate = ReturnType<typeof cohortSimulator>;

/** Errors of the patients that completed, and the number of those that did not. */
function errorsOf(values: Float64Array, simulate: Simulate, reference: Simulate) {
  const width = heterogeneityParameterNames.length;
  // The drug amounts follow the cells
  const cells = stateNames.length - drugStatesOf(publishedDrugs).length;
  const errors: number[] = [];
  let failed = 0;
  for (let first = 0; first < values.length; first += BATCH * width) {
    const rows = values.slice(first, first + BATCH * width);
    const [own, exact] = [simulate, reference].map((each) => each(rows).arms[ARM]!) as [Trajectories, Trajectories];
    const size = own.trajectories.length / (rows.length / width);
    for (let patient = 0; patient * width < rows.length; patient++) {
      const [solution, expected] = [own, exact].map(({ trajectories }) =>
        trajectories
          .subarray(patient * size, (patient + 1) * size)
          .filter((_, index) => index % stateNames.length < cells),
      ) as [Float64Array, Float64Array];
      const completed = own.status[patient] !== 0 && exact.status[patient] !== 0;
      const error = completed ? largestRelativeError(solution, expected) : null;
      if (error === null) failed++;
      else errors.push(error);
    }
  }
  return { errors: Float64Array.from(errors), failed };
}

type Trajectories = ReturnType<Simulate>['arms'][string];

/** The rows as text for a terminal. */
export function accuracyText(rows: readonly AccuracyRow[], { patients, days }: AccuracyPlan): string {
  const table = textTable(
    ['model', 'regimen', 'patients', 'median', 'largest', 'failed'],
    rows.map(({ form, regimen, patients: kind, median, largest, failed }) => [
      ...[form, regimen, kind, scientific(median), scientific(largest), String(failed)],
    ]),
  );
  return `${table}

Error of a patient: the largest over ${days} days and 53 cells, relative with a floor of 1e3 cell/L, at the default tolerance
against the same solver at relative 1e-10. ${patients} patients of each kind: drawn from the published distributions, and with every
parameter at an end of its range.`;
}

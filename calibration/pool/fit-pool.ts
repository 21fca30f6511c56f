import {
  type ArmRecord,
  type AssessmentRules,
  assessedClasses,
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  courseOf,
  eachSection,
  type GaussianCopula,
  gaussianCopula,
  type PatientRows,
  progressionDay,
  type ResponseRule,
  responseClasses,
  responseOf,
  type SimulationSpec,
} from '../../src/index.js';
import { type RowSpool, rowSink, spoolFor } from './row-spool.js';

/** What a fit keeps of simulated patients: one row per patient that completed in every arm. */
export interface FitPool<Burden extends PatientRows = PatientRows> {
  readonly patients: number;
  /** log x and log(1 - x) of the scaled per-patient parameters; patients x dimensions. */
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
  /** Of the per-patient parameters; absent where they are independent. */
  readonly copula?: GaussianCopula | undefined;
  /** Index into `responseClasses` by arm; length patients. */
  readonly response: Readonly<Record<string, Uint8Array>>;
  /** chi at the nodes of the hazard grid by arm; patients x nodes; on disk where they are large. */
  readonly burden: Readonly<Record<string, Burden>>;
  readonly nodes: number;
  /** Visits by arm. */
  readonly courses: Readonly<Record<string, PooledCourses>>;
  /** Where the burdens lie if they are not in memory; what is made of them day by day may lie there too. */
  readonly spool?: RowSpool;
}

/** What the visits of an arm show of each patient. */
export interface PooledCourses {
  /** Days of the visits; ascending. */
  readonly visits: readonly number[];
  /** Day of the visit that shows progression; Infinity where none does. */
  readonly progressionDay: Float32Array;
  /** Best response up to each visit, as an index into `assessedClasses`; patients x visits. */
  readonly runningBest: Uint8Array;
}

/** A pool with the marginals its patients were drawn from. */
export interface ProposedPool extends FitPool {
  readonly marginals: readonly BetaMarginal[];
}

export interface FitPoolInput {
  readonly cohort: Cohort;
  readonly record: CohortRecord<PatientRows>;
  /** What the patients were simulated by. */
  readonly spec: Pick<SimulationSpec, 'arms' | 'assessment'>;
  readonly marginals: readonly BetaMarginal[];
  /** Days of the hazard grid. */
  readonly gridDays: readonly number[];
  readonly horizonDays: number;
  readonly responseRule: ResponseRule;
  /** Where burdens of a large pool lie; without it they stay in memory. */
  readonly spool?: RowSpool | undefined;
}

/**
 * Reduces a simulated cohort to what the objective reads.
 *
 * Patients that failed under any arm are excluded (the run counts and lists them); the rest keep their order.
 */
export function toFitPool(input: FitPoolInput): ProposedPool {
  const { cohort, record, spec, marginals, gridDays, horizonDays, responseRule } = input;
  const arms = Object.entries(record.arms);
  const kept: number[] = [];
  for (let patient = 0; patient < record.patients; patient++) {
    if (arms.every(([, arm]) => arm.status[patient] !== 0)) kept.push(patient);
  }
  const dimensions = marginals.length;
  const rows = (source: Float64Array): Float64Array => {
    if (kept.length === record.patients) return source;
    const target = new Float64Array(kept.length * dimensions);
    kept.forEach((patient, row) => {
      target.set(source.subarray(patient * dimensions, (patient + 1) * dimensions), row * dimensions);
    });
    return target;
  };
  const nodes = gridDays.length;
  const spool = spoolFor(4 * nodes * kept.length * arms.length, input.spool);
  const response: Record<string, Uint8Array> = {};
  const burden: Record<string, PatientRows> = {};
  const courses: Record<string, PooledCourses> = {};
  for (const [name, arm] of arms) {
    const classes = new Uint8Array(kept.length);
    kept.forEach((patient, row) => {
      classes[row] = responseClasses.indexOf(responseOf(arm, patient, responseRule));
    });
    response[name] = classes;
    burden[name] = burdenAtNodes(arm.burden, { kept, gridDays, horizonDays }, spool);
    const { visits } = spec.arms.find((each) => each.name === name)!;
    courses[name] = pooledCourses(arm, visits, spec.assessment, kept);
  }
  const copula = gaussianCopula(marginals);
  return {
    patients: kept.length,
    logX: rows(cohort.logX),
    log1mX: rows(cohort.log1mX),
    dimensions,
    ...(copula === undefined ? {} : { copula }),
    response,
    burden,
    nodes,
    courses,
    ...(spool === undefined ? {} : { spool }),
    marginals,
  };
}

/** Burdens of the kept patients at the nodes. */
function burdenAtNodes(
  burden: PatientRows,
  {
    kept,
    gridDays,
    horizonDays,
  }: Pick<FitPoolInput, 'gridDays' | 'horizonDays'> & { readonly kept: readonly number[] },
  spool: RowSpool | undefined,
): PatientRows {
  const days = horizonDays + 1;
  const sink = rowSink(kept.length * gridDays.length, spool);
  let next = 0;
  eachSection(burden, days, (values, first, count) => {
    const from = next;
    while (next < kept.length && kept[next]! < first + count) next++;
    const chi = new Float32Array((next - from) * gridDays.length);
    for (let row = from; row < next; row++) {
      const day0 = (kept[row]! - first) * days;
      gridDays.forEach((day, node) => {
        chi[(row - from) * gridDays.length + node] = values[day0 + day]!;
      });
    }
    sink.append(chi);
  });
  return sink.rows();
}

/** Progression and best responses of the kept patients. */
function pooledCourses(
  arm: ArmRecord<PatientRows>,
  visits: readonly number[],
  rules: AssessmentRules,
  kept: readonly number[],
): PooledCourses {
  const progression = new Float32Array(kept.length);
  const runningBest = new Uint8Array(kept.length * visits.length);
  kept.forEach((patient, row) => {
    const course = courseOf(arm, patient, visits, rules)!;
    progression[row] = progressionDay(course, visits);
    course.runningBest.forEach((best, visit) => {
      runningBest[row * visits.length + visit] = assessedClasses.indexOf(best);
    });
  });
  return { visits, progressionDay: progression, runningBest };
}

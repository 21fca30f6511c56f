import type { PooledCourses } from '../../../calibration/pool/fit-pool.js';
import type { MixturePool } from '../../../calibration/pool/mixture-pool.js';
import type {
  BestResponseTarget,
  ClinicalTargets,
  ReportedCurve,
} from '../../../calibration/targets/clinical-targets.js';
import { type AssessmentRules, assessedClasses, defaultAssessmentRules, responseCourse } from '../../../src/index.js';
import { HORIZON, toyArmNames, toyMarginals } from './toy-model.js';
import { toyTargets } from './toy-problem.js';

/** Visits of the toy where progression-free survival matters: every eight weeks, as in the trials. */
export const regularVisits: readonly number[] = [56, 112, 168, 224, 280, 336];

/** Weights under which everything is fitted. */
export const allWeights = { response: 1, medianOs: 1, survival: 1, medianPfs: 1, pfs: 1, bestResponse: 1 };

/** Tumor that shrinks and grows again, by the two parameters of a patient; relative to the baseline. */
export function visitSize(response: number, growth: number, day: number): number {
  const share = day / HORIZON;
  return (
    Math.exp((1.5 * growth - 0.3) * share * 2) *
    (1 - 0.9 * (1 - response) * Math.exp(-3 * share) * Math.min(1, 8 * share))
  );
}

/** The pool with the courses of such tumors at these visits. */
export function withVisits<Pool extends Pick<MixturePool, 'patients' | 'logX' | 'dimensions'>>(
  pool: Pool,
  visits = regularVisits,
  rules: AssessmentRules = defaultAssessmentRules,
): Pool & { readonly courses: Readonly<Record<string, PooledCourses>> } {
  const of = (arm: number): PooledCourses => {
    const progression = new Float32Array(pool.patients);
    const runningBest = new Uint8Array(pool.patients * visits.length);
    for (let patient = 0; patient < pool.patients; patient++) {
      const [response, growth] = [0, 1].map((k) => Math.exp(pool.logX[patient * pool.dimensions + k]!)) as [
        number,
        number,
      ];
      const sizes = visits.map((day) => visitSize(response, growth * (1 - 0.4 * arm), day));
      const course = responseCourse(sizes, { density: 1, volumeCm3: 2 }, visits, rules);
      progression[patient] = visits[course.progressionVisit] ?? Number.POSITIVE_INFINITY;
      course.runningBest.forEach((best, visit) => {
        runningBest[patient * visits.length + visit] = assessedClasses.indexOf(best);
      });
    }
    return { visits, progressionDay: progression, runningBest };
  };
  return { ...pool, courses: Object.fromEntries(toyArmNames.map((arm, index) => [arm, of(index)])) };
}

/** Targets of progression-free survival and best response beside those of the toy. */
export function visitTargets(n = 300): readonly ClinicalTargets[] {
  const pfs: ReportedCurve = {
    median: {
      n,
      distinctPatients: n,
      months: 4.4,
      distinctMonths: 4.4,
      standardError: 0.3,
      standardErrorBasis: 'pooled curve',
      source: 'median PFS',
    },
    landmarks: {
      n,
      months: [0, 3, 3.68, 6],
      patients: [n, n, n, n],
      percent: [100, 64, 48, 30],
      standardErrors: [0, 3, 3, 3],
      medianMonths: null,
      source: 'PFS',
    },
  };
  const bestResponse: BestResponseTarget = {
    n,
    cr: 1,
    pr: 14,
    sd: 45,
    pd: null,
    ne: null,
    orr: 15,
    dcr: 60,
    standardErrors: { cr: 1, pr: 2, sd: 3, pd: null, ne: null, orr: 2, dcr: 3 },
    source: 'best response',
  };
  return toyTargets(toyMarginals()).map((target) => ({
    ...target,
    bestResponse,
    curves: { ...target.curves, pfs },
  }));
}

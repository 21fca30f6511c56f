import { type DeathCovariate, deathCovariateInto } from './death-covariate.js';
import { eachCourse, progressionDay } from './patient-courses.js';
import type { CohortRecord } from './simulate-cohort.js';
import type { SimulationSpec } from './simulation-spec.js';

/**
 * A cohort with the covariate of another death function in place of chi, day by day: what `eachSurvival` and all that rests on it
 * read as burden.
 *
 * @param record - simulated patients; not changed
 * @param spec - by which they were simulated: visits of the arms, and how progression is seen
 * @param covariate - of the death function
 * @returns the same record for `burden`; another one that shares all other arrays for the rest
 */
export function deathRecord(
  record: CohortRecord,
  spec: Pick<SimulationSpec, 'arms' | 'assessment' | 'horizonDays'>,
  covariate: DeathCovariate,
): CohortRecord {
  if (covariate === 'burden') return record;
  const days = spec.horizonDays + 1;
  const u = new Float64Array(days);
  const arms = spec.arms.map(({ name, visits }) => {
    const arm = record.arms[name]!;
    const burden = new Float32Array(arm.burden.length);
    eachCourse(arm, visits, spec.assessment, (patient, course) => {
      const first = patient * days;
      const own = arm.burden.subarray(first, first + days);
      deathCovariateInto(covariate, { burden: own, visits, progressionDay: progressionDay(course, visits) }, u);
      burden.set(u, first);
    });
    return [name, { ...arm, burden }] as const;
  });
  return { ...record, arms: { ...record.arms, ...Object.fromEntries(arms) } };
}

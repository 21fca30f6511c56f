import type { ArmRecord } from './arm-record.js';
import { type DeathCovariate, deathCovariateInto } from './death-covariate.js';
import { courseOf, progressionDay } from './patient-courses.js';
import type { PatientRows } from './patient-rows.js';
import type { CohortRecord } from './simulate-cohort.js';
import type { SimulationSpec } from './simulation-spec.js';

/**
 * A cohort with the covariate of another death function in place of chi, day by day: what `eachSurvival` and all that rests on it
 * read as burden. Of stored burdens it is computed whenever rows are read.
 *
 * @param record - simulated patients; not changed
 * @param spec - by which they were simulated: visits of the arms, and how progression is seen
 * @param covariate - of the death function
 * @returns the same record for `burden`; another one that shares all other arrays for the rest
 */
export function deathRecord(record: CohortRecord, spec: CourseSpec, covariate: DeathCovariate): CohortRecord;
export function deathRecord(
  record: CohortRecord<PatientRows>,
  spec: CourseSpec,
  covariate: DeathCovariate,
): CohortRecord<PatientRows>;
export function deathRecord(
  record: CohortRecord<PatientRows>,
  spec: CourseSpec,
  covariate: DeathCovariate,
): CohortRecord<PatientRows> {
  if (covariate === 'burden') return record;
  const arms = spec.arms.map(({ name, visits }) => {
    const arm = record.arms[name]!;
    const replace = replacing(covariate, arm, { ...spec, visits });
    return [name, withBurden(arm, withReplaced(arm.burden, replace))] as const;
  });
  return { ...record, arms: { ...record.arms, ...Object.fromEntries(arms) } };
}

/** The same arm with other burdens; a column that is read when it is asked for stays so. */
function withBurden(arm: ArmRecord<PatientRows>, burden: PatientRows): ArmRecord<PatientRows> {
  const columns = { ...Object.getOwnPropertyDescriptors(arm), burden: { value: burden, enumerable: true } };
  return Object.defineProperties({} as ArmRecord<PatientRows>, columns);
}

type CourseSpec = Pick<SimulationSpec, 'arms' | 'assessment' | 'horizonDays'>;

/** Replaces the rows of patients; `first` is the place of their first number among all. */
type Replace = (values: Float32Array, first: number) => void;

/** The covariate of whole rows of an arm; a failed patient's are 0. */
function replacing(
  covariate: DeathCovariate,
  arm: ArmRecord<PatientRows>,
  { horizonDays, assessment, visits }: CourseSpec & { readonly visits: readonly number[] },
): Replace {
  const days = horizonDays + 1;
  const u = new Float64Array(days);
  return (values, first) => {
    for (let row = 0; row < values.length; row += days) {
      const course = courseOf(arm, (first + row) / days, visits, assessment);
      if (course === undefined) {
        values.fill(0, row, row + days);
        continue;
      }
      const burden = values.slice(row, row + days);
      deathCovariateInto(covariate, { burden, visits, progressionDay: progressionDay(course, visits) }, u);
      values.set(u, row);
    }
  };
}

function withReplaced(burden: PatientRows, replace: Replace): PatientRows {
  if (burden instanceof Float32Array) {
    const values = burden.slice();
    replace(values, 0);
    return values;
  }
  return {
    length: burden.length,
    readInto: (first, values) => {
      burden.readInto(first, values);
      replace(values, first);
    },
  };
}

import { administrationsOfPatient, amountFor, amountOf, type CsvCell, givesDose } from '../../../src/index.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { StudyTable } from '../../store/study-folder.js';
import type { Confirmation, ConfirmedSchedule } from './confirm-schedules.js';
import { STANDARD_BODY } from './planned-doses.js';
import { type OptimiseCandidate, optimiseTables, type ScheduleQuantity } from './result.js';
import { toArm } from './schedule.js';
import type { ScheduleSpace } from './schedule-space.js';
import { jackknifeError } from './schedule-statistics.js';
import type { SearchedSchedule } from './search-schedules.js';

/** Every schedule of the search. */
export function candidatesTable(
  { variables, objectives, limits }: OptimiseConfig,
  { valuesOf }: ScheduleSpace,
  searched: readonly SearchedSchedule[],
): StudyTable {
  const quantities = [...new Set([...objectives, ...limits].map(({ quantity }) => quantity))];
  const { file, columns } = optimiseTables.candidates;
  return {
    file,
    header: [
      ...columns,
      ...variables.map(({ name }) => name),
      ...quantities.flatMap((name) => [name, `${name}_error`]),
      'feasible',
    ],
    rows: searched.map(({ point, generation, statistics, violation }, index) => {
      const values = valuesOf(point);
      return [
        index + 1,
        generation,
        ...variables.map(({ name }) => values[name] ?? null),
        ...quantities.flatMap((name): CsvCell[] =>
          statistics === null
            ? [null, null]
            : [
                statistics.values[name] ?? null,
                jackknifeError(statistics.replicates.map((replicate) => replicate[name] ?? null)),
              ],
        ),
        String(violation === 0),
      ];
    }),
  };
}

/** The reference, the front and the schedules asked about with every quantity. */
export function frontTable(
  variables: readonly string[],
  quantities: readonly ScheduleQuantity[],
  candidates: readonly OptimiseCandidate[],
): StudyTable {
  const { file, columns } = optimiseTables.front;
  const names = quantities.map(({ name }) => name);
  return {
    file,
    header: [
      ...columns,
      ...variables,
      'schedule',
      'limits_met',
      'non_dominated',
      'failed',
      ...names.flatMap((name) => [name, `${name}_error`, `${name}_difference`, `${name}_difference_error`]),
    ],
    rows: candidates.map((one) => [
      one.label,
      ...variables.map((name) => one.values[name] ?? null),
      one.schedule.join('; '),
      String(one.limits_met),
      String(one.non_dominated),
      one.failed,
      ...names.flatMap((name): CsvCell[] => {
        const { value, error, difference, difference_error: differenceError } = one.confirmed[name]!;
        return [value, error, difference, differenceError];
      }),
    ]),
  };
}

/** Daily curves of the chosen schedules; percent. */
export function curvesTable(confirmation: Confirmation): StudyTable {
  const { file, columns } = optimiseTables.curves;
  return {
    file,
    header: columns,
    rows: chosenOf(confirmation).flatMap(({ label, statistics: { curves } }) =>
      Array.from(curves.os, (alive, day): CsvCell[] => [label, day, 100 * alive, 100 * curves.pfs[day]!]),
    ),
  };
}

/** What a patient without progression is given under the chosen schedules. */
export function calendarTable(confirmation: Confirmation, horizonDays: number): StudyTable {
  const { file, columns } = optimiseTables.calendar;
  return {
    file,
    header: columns,
    rows: chosenOf(confirmation).flatMap(({ label, schedule }) =>
      Object.entries(administrationsOfPatient(toArm('', schedule, []), Number.POSITIVE_INFINITY, horizonDays)).flatMap(
        ([drug, list]) =>
          list
            .filter(givesDose)
            .map((one): CsvCell[] => [label, drug, one.startDay, rounded(amountFor(amountOf(one), STANDARD_BODY))]),
      ),
    ),
  };
}

function chosenOf({ reference, front, asked }: Confirmation): readonly ConfirmedSchedule[] {
  return [reference, ...front, ...asked].filter(({ chosen }) => chosen);
}

/** Significant digits of an amount: times and rates are rounded, so that equal doses would differ in the last ones. */
const AMOUNT_DIGITS = 9;

function rounded(amount: number): number {
  return Number(amount.toPrecision(AMOUNT_DIGITS));
}

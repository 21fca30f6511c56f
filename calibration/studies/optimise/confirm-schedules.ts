import { bestPoints, dominates, square } from '../../../src/index.js';
import type { CohortCount } from '../../config/failed-patients.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { ScheduleEvaluator } from './evaluate-schedules.js';
import { withPlannedDoses } from './planned-quantities.js';
import type { ConfirmedQuantity, Optimism } from './result.js';
import type { Schedule } from './schedule.js';
import { jackknifeError, type ScheduleStatistics } from './schedule-statistics.js';
import { type SearchEvents, type SearchedSchedule, type SearchOutcome, worthOf } from './search-schedules.js';

/** A schedule with what the search knows of it: null where it has not met it. */
export interface NamedSchedule {
  readonly label: string;
  readonly schedule: Schedule;
  readonly searched: SearchedSchedule | null;
}

/** A schedule on the patients of the confirmation. */
export interface ConfirmedSchedule {
  readonly label: string;
  readonly schedule: Schedule;
  /** Null for a reference that the search has not met. */
  readonly searched: SearchedSchedule | null;
  readonly statistics: ScheduleStatistics;
  readonly quantities: Readonly<Record<string, ConfirmedQuantity>>;
  readonly limitsMet: boolean;
  readonly nonDominated: boolean;
  readonly chosen: boolean;
}

export interface Confirmation {
  readonly reference: ConfirmedSchedule;
  readonly front: readonly ConfirmedSchedule[];
  /** Schedules that the configuration asks about. */
  readonly asked: readonly ConfirmedSchedule[];
  readonly counts: readonly CohortCount[];
}

export const REFERENCE = 'reference';

/** Group by group, a statistic of one schedule less that of another. */
export function replicateDifferences(
  one: Pick<ScheduleStatistics, 'replicates'>,
  other: Pick<ScheduleStatistics, 'replicates'>,
  name: string,
): readonly (number | null)[] {
  return one.replicates.map((values, group) =>
    difference(values[name] ?? null, other.replicates[group]?.[name] ?? null),
  );
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

/** Every quantity of a schedule with its error, and its difference from another schedule on the same patients. */
export function comparedQuantities(
  statistics: ScheduleStatistics,
  reference: ScheduleStatistics,
): Readonly<Record<string, ConfirmedQuantity>> {
  return Object.fromEntries(
    Object.entries(statistics.values).map(([name, value]) => [
      name,
      {
        value,
        error: jackknifeError(statistics.replicates.map((values) => values[name] ?? null)),
        difference: difference(value, reference.values[name] ?? null),
        difference_error: jackknifeError(replicateDifferences(statistics, reference, name)),
      },
    ]),
  );
}

/**
 * Simulates the reference, the front of a search and the schedules that are asked about on other patients.
 *
 * @param config - objectives, limits, number of chosen schedules
 * @param reference - schedule that all others are compared with
 * @param front - of the search, in the order of their labels
 * @param asked - with what the search knows of them
 * @param evaluate - on the patients of the confirmation
 * @param drugs, horizonDays - for the planned doses
 * @returns null where no patient completed under the reference; schedules without any completed patient are left out
 */
export async function confirmSchedules(
  config: OptimiseConfig,
  reference: Schedule,
  { front, asked }: { readonly front: readonly SearchedSchedule[]; readonly asked: readonly NamedSchedule[] },
  {
    evaluate,
    drugs,
    horizonDays,
    monthDays,
  }: {
    readonly evaluate: ScheduleEvaluator;
    readonly drugs: readonly string[];
    readonly horizonDays: number;
    readonly monthDays: number;
  },
  events: SearchEvents,
): Promise<Confirmation | null> {
  const named: readonly NamedSchedule[] = [
    { label: REFERENCE, schedule: reference, searched: null },
    ...front.map((searched, index) => ({ label: String(index + 1), schedule: searched.schedule, searched })),
    ...asked,
  ];
  const { statistics, counts } = await evaluate(
    named.map(({ label, schedule }) => ({ name: `confirmation, ${label}`, schedule })),
    (patients) => events.onCohort('confirmation', patients),
  );
  const all = named.flatMap((one, index) => {
    const own = statistics[index]!;
    if (own === null) return [];
    const planned = withPlannedDoses(own, one.schedule, drugs, horizonDays);
    return [{ ...one, statistics: planned, worth: worthOf(config, planned.values, horizonDays / monthDays) }];
  });
  const [first, ...others] = all;
  if (first === undefined || first.label !== REFERENCE) return null;
  const isAsked = ({ label }: NamedSchedule) => asked.some((one) => one.label === label);
  const ofFront = others.filter((one) => !isAsked(one));
  const chosen = new Set(
    bestPoints(
      ofFront.map(({ searched }) => searched!),
      config.chosen,
    ).map(({ index }) => index),
  );
  const confirmed = (one: (typeof all)[number], isChosen: boolean): ConfirmedSchedule => ({
    label: one.label,
    schedule: one.schedule,
    searched: one.searched,
    statistics: one.statistics,
    quantities: comparedQuantities(one.statistics, first.statistics),
    limitsMet: one.worth.violation === 0,
    nonDominated: !ofFront.some(({ worth }) =>
      dominates({ objectives: worth.objectives, violation: 0 }, { objectives: one.worth.objectives, violation: 0 }),
    ),
    chosen: isChosen,
  });
  return {
    reference: confirmed(first, true),
    front: ofFront.map((one, index) => confirmed(one, chosen.has(index))),
    asked: others.filter(isAsked).map((one) => confirmed(one, true)),
    counts,
  };
}

/**
 * By how much the search promised more than the confirmation shows, in differences from the reference.
 *
 * The search picks schedules that are good on its own patients, partly by chance; on other patients this part is lost.
 */
export function optimismOf(
  { objectives }: Pick<OptimiseConfig, 'objectives'>,
  { reference }: Pick<SearchOutcome, 'reference'>,
  { front }: Pick<Confirmation, 'front'>,
): readonly Optimism[] {
  return objectives.map(({ quantity: name, goal }) => {
    const sign = goal === 'max' ? 1 : -1;
    const found = front.flatMap(({ searched, quantities }) => {
      const own = searched?.statistics ?? null;
      if (own === null || reference === null) return [];
      const promised = difference(own.values[name] ?? null, reference.values[name] ?? null);
      const { difference: shown, difference_error: shownError } = quantities[name]!;
      const error = jackknifeError(replicateDifferences(own, reference, name));
      const excess = difference(promised, shown);
      return excess === null
        ? []
        : [
            {
              excess: sign * excess,
              variance: error === null || shownError === null ? null : square(error) + square(shownError),
            },
          ];
    });
    const mean = (values: readonly number[]) =>
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = mean(found.flatMap(({ variance: own }) => (own === null ? [] : [own])));
    return {
      name,
      mean: mean(found.map(({ excess }) => excess)),
      largest: found.length === 0 ? null : Math.max(...found.map(({ excess }) => excess)),
      expected_error: variance === null ? null : Math.sqrt(variance),
    };
  });
}

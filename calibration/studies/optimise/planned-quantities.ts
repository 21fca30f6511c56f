import { measureName, plannedMeasures } from '../../config/optimise-quantities.js';
import { plannedDose } from './planned-doses.js';
import type { Schedule } from './schedule.js';
import type { ScheduleStatistics } from './schedule-statistics.js';

/** Statistics of a schedule with the planned doses of its regimen beside what patients receive. */
export function withPlannedDoses(
  statistics: ScheduleStatistics,
  { regimen }: Schedule,
  drugs: readonly string[],
  horizonDays: number,
): ScheduleStatistics {
  const planned = Object.fromEntries(
    drugs.flatMap((drug) =>
      plannedMeasures.map((measure) => [
        measureName({ measure, drug }),
        plannedDose(measure, regimen, drug, horizonDays),
      ]),
    ),
  );
  return {
    ...statistics,
    values: { ...statistics.values, ...planned },
    replicates: statistics.replicates.map((values) => ({ ...values, ...planned })),
  };
}

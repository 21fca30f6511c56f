import { z } from 'zod';
import { drugNames, type SimulationSpec, switchNames } from '../../../src/index.js';
import { count, finite, shortText } from './parse-packed.js';

/** Most days, arms and patients: far above any use, so that a message cannot ask for the machine's whole memory. */
export const MOST_DAYS = 100_000;
const MOST_ENTRIES = 10_000;

const day = count.max(MOST_DAYS);
/** Doses are given at any time of a day. */
const timeDays = finite.min(0).max(MOST_DAYS);
const course = z.strictObject({
  dose: finite,
  days: z.array(timeDays).max(MOST_ENTRIES),
  cycleDays: timeDays,
  cycles: count.nullable(),
  durationDays: finite,
});
const switchForm = z.enum(['posted', 'corrected']);

/** What a simulation is determined by besides its patients; the simulator checks what the numbers mean. */
export const simulationSchema: z.ZodType<SimulationSpec> = z.strictObject({
  switches: z.strictObject(
    Object.fromEntries(switchNames.map((name) => [name, switchForm])) as Record<
      (typeof switchNames)[number],
      typeof switchForm
    >,
  ),
  overrides: z.record(shortText, finite),
  varying: z.array(shortText).max(MOST_ENTRIES),
  arms: z
    .array(
      z.strictObject({
        name: shortText,
        regimen: z.strictObject(
          Object.fromEntries(drugNames.map((name) => [name, course.optional()])) as Record<
            (typeof drugNames)[number],
            z.ZodOptional<typeof course>
          >,
        ),
      }),
    )
    .min(1)
    .max(MOST_ENTRIES) as unknown as z.ZodType<SimulationSpec['arms']>,
  horizonDays: day,
  assessmentDay: day,
  markerDays: z.array(day).max(MOST_ENTRIES),
  tumorDays: z.array(day).max(MOST_ENTRIES),
  keepTrajectories: z.boolean(),
  solver: z.strictObject({ relativeTolerance: finite, absoluteTolerance: finite, maxSteps: count }),
});

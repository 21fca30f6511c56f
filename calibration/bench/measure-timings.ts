import { type BenchContext, tryRun } from './bench-context.js';
import { type BenchWork, caseOf, DEFAULT_RELATIVE_TOLERANCE } from './bench-plan.js';
import type { PrecisionRow, TimingRow } from './bench-results.js';
import type { SizeChooser } from './choose-sizes.js';
import { type ErrorMeter, matchedTolerance } from './measure-error.js';
import { SELF } from './solvers.js';
import { differenceMilliseconds, repeatRatios, spreadOf } from './timing.js';

interface Entry {
  readonly solver: string;
  readonly relativeTolerance: number;
  readonly role: TimingRow['role'];
  readonly patients: readonly [small: number, large: number];
  readonly milliseconds: (number | null)[];
}

/** Tools of {@link measureTimings}. */
export interface TimingTools {
  readonly sizes: SizeChooser;
  readonly meter: ErrorMeter;
  /** Errors by tolerance, which determine the tolerance of a peer's second row. */
  readonly precision: readonly PrecisionRow[];
}

/**
 * Times every solver on every case, repeats interleaved: one pass over all solvers, then the next.
 *
 * Where errors were measured at several tolerances, a peer outside the error class at the default one has a second row at
 * the tolerance that reaches it.
 *
 * @returns rows in the order of cases and solvers
 */
export async function measureTimings(context: BenchContext, tools: TimingTools): Promise<readonly TimingRow[]> {
  const rows: TimingRow[] = [];
  for (const work of context.plan.cases) {
    const entries = await entriesOf(context, tools, work);
    for (let repeat = 1; repeat <= context.plan.repeats; repeat++) {
      context.say(`${work.arm}, ${work.days} days: repeat ${repeat} of ${context.plan.repeats}`);
      for (const entry of entries) entry.milliseconds.push(await timeOnce(context, work, entry));
    }
    const own = entries.find(({ solver }) => solver === SELF)?.milliseconds ?? [];
    for (const entry of entries) {
      const { solver, relativeTolerance, role, patients, milliseconds } = entry;
      const measured = await tools.meter.measure({ solver, work, relativeTolerance });
      rows.push({
        ...caseOf(solver, work, relativeTolerance),
        role,
        patients,
        milliseconds: spreadOf(milliseconds),
        ratio: spreadOf(repeatRatios(milliseconds, own)),
        error: measured?.error ?? null,
        evaluationsPerPatient: measured?.evaluationsPerPatient ?? null,
        failed: measured?.failed ?? 0,
      });
    }
  }
  return rows;
}

async function entriesOf(
  context: BenchContext,
  { sizes, precision }: TimingTools,
  work: BenchWork,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const solver of context.roster.present()) {
    const errors = precision.filter((row) => row.solver === solver && row.arm === work.arm && row.days === work.days);
    const matched = solver === SELF ? null : matchedTolerance(errors);
    for (const [relativeTolerance, role] of [
      [DEFAULT_RELATIVE_TOLERANCE, 'default'],
      [matched, 'matched'],
    ] as const) {
      if (relativeTolerance === null) continue;
      const patients = await sizes.choose({ solver, work, relativeTolerance }, context.plan.pairSeconds);
      if (patients !== null) entries.push({ solver, relativeTolerance, role, patients, milliseconds: [] });
    }
  }
  return entries;
}

async function timeOnce(
  context: BenchContext,
  work: BenchWork,
  { solver, relativeTolerance, patients }: Entry,
): Promise<number | null> {
  const small = await tryRun(context, { solver, work, relativeTolerance, patients: patients[0] });
  const large = await tryRun(context, { solver, work, relativeTolerance, patients: patients[1] });
  if (small === null || large === null) return null;
  return differenceMilliseconds({ patients, seconds: [small.seconds, large.seconds] });
}

import { InputError } from '../errors.js';

/** A published Kaplan-Meier curve as read from its plot. */
export interface DigitisedSurvival {
  /** Patients at time 0; integer >= 1. */
  readonly patients: number;
  /** Ascending, >= 0; any unit. Two equal times are a drop drawn as a line; the later one counts. */
  readonly times: ArrayLike<number>;
  /** Share alive at those times; in [0, 1], never increasing; 1 at time 0. */
  readonly survival: ArrayLike<number>;
  /** Reported numbers at risk: strictly ascending times >= 0, integers that never increase; `patients` at time 0. */
  readonly atRisk?: { readonly times: ArrayLike<number>; readonly patients: ArrayLike<number> } | undefined;
  /** Deaths over the whole curve, where they are reported; integer in [0, patients]. */
  readonly deaths?: number | undefined;
}

export interface CheckedCurve {
  /** Strictly ascending times. */
  readonly points: readonly { readonly time: number; readonly survival: number }[];
  /** The first is `patients` at time 0. */
  readonly atRisk: readonly { readonly time: number; readonly patients: number }[];
  /** The last time of either table. */
  readonly end: number;
}

const WHERE = 'digitisedSurvival';
const isCount = (value: number, most: number): boolean => Number.isSafeInteger(value) && value >= 0 && value <= most;

/**
 * Checks a digitised curve and brings it into one form.
 *
 * @param curve - as read from a plot
 * @returns points with distinct times; numbers at risk that start at time 0; end of follow-up
 * @throws InputError - at the first value that breaks the contract of `DigitisedSurvival`
 */
export function checkedCurve({ patients, times, survival, atRisk, deaths }: DigitisedSurvival): CheckedCurve {
  if (!(isCount(patients, Number.MAX_SAFE_INTEGER) && patients >= 1)) {
    throw new InputError(`${WHERE}.patients: must be an integer >= 1; got ${patients}`);
  }
  if (deaths !== undefined && !isCount(deaths, patients)) {
    throw new InputError(`${WHERE}.deaths: must be an integer in [0, ${patients}]; got ${deaths}`);
  }
  if (!(times.length >= 1)) throw new InputError(`${WHERE}.times: must hold one time at least; got none`);
  requireLength('survival', survival.length, times.length);
  const points: { time: number; survival: number }[] = [];
  for (let index = 0; index < times.length; index++) {
    const [time, alive, before] = [times[index]!, survival[index]!, points.at(-1)];
    const [earliest, most] = [before?.time ?? 0, before?.survival ?? 1];
    if (!(time >= earliest && time < Number.POSITIVE_INFINITY)) {
      throw new InputError(`${WHERE}.times[${index}]: must be finite and at least ${earliest}; got ${time}`);
    }
    if (!(alive >= 0 && alive <= most && (time > 0 || alive === 1))) {
      const must = time > 0 ? `must lie in [0, ${most}]` : 'must be 1 at time 0';
      throw new InputError(`${WHERE}.survival[${index}]: ${must}; got ${alive}`);
    }
    if (before?.time === time) points.pop();
    points.push({ time, survival: alive });
  }
  const reported = checkedAtRisk(atRisk, patients);
  return { points, atRisk: reported, end: Math.max(points.at(-1)!.time, reported.at(-1)!.time) };
}

function checkedAtRisk(atRisk: DigitisedSurvival['atRisk'], patients: number): { time: number; patients: number }[] {
  const rows = [{ time: 0, patients }];
  if (atRisk === undefined) return rows;
  requireLength('atRisk.patients', atRisk.patients.length, atRisk.times.length);
  for (let index = 0; index < atRisk.times.length; index++) {
    const [time, count, before] = [atRisk.times[index]!, atRisk.patients[index]!, rows.at(-1)!];
    if (index === 0 && time === 0) {
      if (count !== patients) {
        throw new InputError(`${WHERE}.atRisk.patients[0]: must be ${patients}, all patients, at time 0; got ${count}`);
      }
      continue;
    }
    if (!(time > before.time && time < Number.POSITIVE_INFINITY)) {
      throw new InputError(`${WHERE}.atRisk.times[${index}]: must be finite and above ${before.time}; got ${time}`);
    }
    if (!isCount(count, before.patients)) {
      throw new InputError(
        `${WHERE}.atRisk.patients[${index}]: must be an integer in [0, ${before.patients}]; got ${count}`,
      );
    }
    rows.push({ time, patients: count });
  }
  return rows;
}

function requireLength(name: string, length: number, wanted: number): void {
  if (length !== wanted) throw new InputError(`${WHERE}.${name}: must hold ${wanted} values; got ${length}`);
}

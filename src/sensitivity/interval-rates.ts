import { InputError } from '../errors.js';
import { type ProportionInterval, wilsonInterval } from '../stats/binomial-interval.js';

/** Share of events among samples whose parameter lies in one part of its range. */
export interface IntervalRate extends ProportionInterval {
  /** Bounds of the part; unit of the parameter. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly events: number;
  /** null where no sample lies in the part; then low is 0 and high is 1. */
  readonly rate: number | null;
}

export interface ParameterRange {
  readonly min: number;
  readonly max: number;
  /** Equal parts of the range. */
  readonly parts: number;
}

/**
 * Share of events in equal parts of a parameter's range, with Wilson intervals.
 *
 * @param values - parameter of each sample; in [min, max]
 * @param events - 1 where the event happened, 0 where not; the same length
 * @param range - min < max; parts, integer >= 1
 * @returns parts in rising order; a value on an inner bound belongs to the upper part
 * @throws InputError - when lengths differ, the range is empty, or a value lies outside
 */
export function intervalRates(
  values: Float64Array,
  events: Uint8Array,
  { min, max, parts }: ParameterRange,
): readonly IntervalRate[] {
  if (!(values.length === events.length)) {
    throw new InputError(`intervals: must have an event flag per value; got ${values.length} and ${events.length}`);
  }
  if (!(min < max && Number.isSafeInteger(parts) && parts >= 1)) {
    throw new InputError(`intervals: must have min < max and at least one part; got ${min}, ${max}, ${parts}`);
  }
  const n = new Uint32Array(parts);
  const happened = new Uint32Array(parts);
  values.forEach((value, sample) => {
    if (!(value >= min && value <= max))
      throw new InputError(`intervals: values must lie in [${min}, ${max}]; got ${value}`);
    const part = Math.min(parts - 1, Math.floor(((value - min) / (max - min)) * parts));
    n[part]! += 1;
    if (events[sample] !== 0) happened[part]! += 1;
  });
  return Array.from(n, (trials, part) => {
    const successes = happened[part]!;
    const interval = trials === 0 ? { low: 0, high: 1 } : wilsonInterval({ successes, trials });
    return {
      from: min + ((max - min) * part) / parts,
      to: min + ((max - min) * (part + 1)) / parts,
      n: trials,
      events: successes,
      rate: trials === 0 ? null : successes / trials,
      ...interval,
    };
  });
}

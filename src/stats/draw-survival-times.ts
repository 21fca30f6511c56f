import { InputError } from '../errors.js';
import { randomStream } from '../random/streams.js';

/** A survival curve known at some times, linear between them; it drops at a time that stands twice. */
export interface ExpectedSurvival {
  /** From 0, never descending; any unit. */
  readonly times: ArrayLike<number>;
  /** Share alive; 1 at time 0, never increasing, in [0, 1]. */
  readonly alive: ArrayLike<number>;
}

export interface DrawOptions {
  readonly patients: number;
  readonly seed: string;
  /** Name of the random streams; index = patient, so patient i keeps the same death when the trial grows. */
  readonly streamName: string;
}

/** Follow-up of a simulated trial; those alive at the end of the curve are censored there. */
export interface DrawnFollowUp {
  readonly times: Float64Array;
  readonly observed: Uint8Array;
}

/**
 * Draws the deaths of a trial from an expected survival curve.
 *
 * A patient with uniform number u dies when the curve reaches 1 - u: exactly the distribution whose survival is the curve,
 * linear between its points; in a drop, exactly at its time. A patient whose 1 - u lies below the curve's end is censored there.
 *
 * @param curve - expected survival; two points at least
 * @param options - patients, integer >= 1; seed and name of the streams
 * @returns time and flag per patient; unit of the curve
 * @throws InputError - when the curve is no survival curve or the number of patients is not a positive integer
 */
export function drawSurvivalTimes(curve: ExpectedSurvival, { patients, seed, streamName }: DrawOptions): DrawnFollowUp {
  const { times, alive } = curve;
  requireCurve(curve);
  if (!(Number.isSafeInteger(patients) && patients >= 1)) {
    throw new InputError(`drawSurvivalTimes.patients: must be an integer >= 1; got ${patients}`);
  }
  const last = times.length - 1;
  const drawn = { times: new Float64Array(patients), observed: new Uint8Array(patients) };
  for (let patient = 0; patient < patients; patient++) {
    const level = 1 - randomStream({ seed, streamName, index: patient })();
    if (!(alive[last]! < level)) {
      drawn.times[patient] = times[last]!;
      continue;
    }
    // The first point below the level; the one before is at or above it, as a curve begins at 1
    let [low, high] = [1, last];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (alive[middle]! < level) high = middle;
      else low = middle + 1;
    }
    const [before, after] = [alive[low - 1]!, alive[low]!];
    const share = (before - level) / (before - after);
    drawn.times[patient] = times[low - 1]! + share * (times[low]! - times[low - 1]!);
    drawn.observed[patient] = 1;
  }
  return drawn;
}

function requireCurve({ times, alive }: ExpectedSurvival): void {
  const where = 'drawSurvivalTimes';
  if (!(times.length >= 2)) throw new InputError(`${where}.times: must hold two times at least; got ${times.length}`);
  if (alive.length !== times.length) {
    throw new InputError(`${where}.alive: must hold ${times.length} shares, one per time; got ${alive.length}`);
  }
  if (times[0] !== 0 || alive[0] !== 1) {
    throw new InputError(`${where}.alive: must begin with 1 at time 0; got ${alive[0]} at ${times[0]}`);
  }
  for (let point = 1; point < times.length; point++) {
    if (!(times[point]! >= times[point - 1]! && times[point]! < Number.POSITIVE_INFINITY)) {
      throw new InputError(
        `${where}.times[${point}]: must be finite and at least ${times[point - 1]}; got ${times[point]}`,
      );
    }
    if (!(alive[point]! >= 0 && alive[point]! <= alive[point - 1]!)) {
      throw new InputError(`${where}.alive[${point}]: must lie in [0, ${alive[point - 1]}]; got ${alive[point]}`);
    }
  }
}

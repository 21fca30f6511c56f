import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';
import { gaussLegendre } from '../numerics/gauss-legendre.js';

/** Shares of the patients of a trial in its two arms; positive; any unit. */
export interface AllocationShares {
  readonly a: number;
  readonly b: number;
}

/** Cox hazard ratio that a large trial of two arms would find. */
export interface ExpectedHazardRatio {
  /**
   * Hazard of the first arm over that of the second; 0 or Infinity where only one of them has events, NaN where neither has.
   */
  readonly hazardRatio: number;
  /** Expected information on its logarithm, per patient of the trial (of both arms); 0 where the ratio is 0, Infinity or NaN. */
  readonly informationPerPatient: number;
}

/** Share of a risk set with the event on a day up to which two nodes suffice: their error is of its fourth power over 4000. */
const FEW_EVENTS = 0.02;
const TWO_NODES = gaussLegendre(2);
const NODES = gaussLegendre(12);

/** Logarithms beyond this are those of a ratio of 0 or Infinity: a score that has no root flattens out there. */
const MOST_LOG_RATIO = 20;
const TOLERANCE = 1e-10;
const MOST_ITERATIONS = 200;

/**
 * Hazard ratio that Cox regression estimates from two arms whose survival curves are known: the root of its expected score.
 *
 * Of the arms' shares q, a day has the events d = q (S(day - 1) - S(day)) among the patients at risk R = q S(day - 1). The score
 * sum over days of d_a - (d_a + d_b) mean of p(u), p(u) = (R_a - u d_a) theta / ((R_a - u d_a) theta + R_b - u d_b), u uniform on [0, 1],
 * falls in theta. This is the limit of Efron's approximation of ties for many patients. The information is the sum over days of
 * (d_a + d_b) mean of p(u) (1 - p(u)). Where hazards are not proportional the ratio is a mean over the deaths of these arms and
 * this follow-up.
 *
 * Costs days x iterations, about ten.
 *
 * @param a - fraction of the first arm without the event at day 0, 1, ...; in [0, 1]; non-increasing; length >= 2
 * @param b - the same of the second arm
 * @param shares - of the patients of the trial; default: equal
 * @param untilDay - last day of follow-up of every patient; default: the last day of the shorter curve
 * @returns hazard ratio and information
 * @throws InputError - when a curve is too short, leaves [0, 1] or increases, a share is not positive and finite, or the last day
 *   is no day of both curves
 * @see Struthers & Kalbfleisch 1986, doi:10.1093/biomet/73.2.363 (limit of the estimate); Efron 1977, doi:10.1080/01621459.1977.10480613
 */
export function expectedHazardRatio(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  shares: AllocationShares = { a: 1, b: 1 },
  untilDay: number = Math.min(a.length, b.length) - 1,
): ExpectedHazardRatio {
  requireCurve(a, 'a');
  requireCurve(b, 'b');
  for (const arm of ['a', 'b'] as const) {
    if (!(shares[arm] > 0 && shares[arm] < Number.POSITIVE_INFINITY)) {
      throw new InputError(`expectedHazardRatio.shares.${arm}: must be positive and finite; got ${shares[arm]}`);
    }
  }
  const last = Math.min(a.length, b.length) - 1;
  if (!(Number.isInteger(untilDay) && untilDay >= 1 && untilDay <= last)) {
    throw new InputError(`expectedHazardRatio.untilDay: must be a whole day in [1, ${last}]; got ${untilDay}`);
  }
  const total = shares.a + shares.b;
  const days = daysWithEvents({ a, b, untilDay, shareA: shares.a / total, shareB: shares.b / total });
  const [eventsA, eventsB] = days.reduce(([sumA, sumB], day) => [sumA + day.eventsA, sumB + day.eventsB], [0, 0]);
  const infinite = (hazardRatio: number): ExpectedHazardRatio => ({ hazardRatio, informationPerPatient: 0 });
  if (eventsA === 0 || eventsB === 0) {
    return infinite(eventsA === eventsB ? Number.NaN : eventsA === 0 ? 0 : Number.POSITIVE_INFINITY);
  }
  let [low, high] = [-2 * MOST_LOG_RATIO, 2 * MOST_LOG_RATIO];
  let logRatio = log(eventsA / shares.a / (eventsB / shares.b));
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const { score, information } = scoreAt(days, exp(logRatio));
    if (score > 0) low = logRatio;
    else high = logRatio;
    const next = logRatio + score / information;
    // Newton's step, or half the bracket where it leaves that
    const moved = next > low && next < high ? next : (low + high) / 2;
    const isDone = Math.abs(moved - logRatio) <= TOLERANCE;
    logRatio = moved;
    if (isDone) break;
  }
  // No patient of one arm is at risk when the other has events
  if (Math.abs(logRatio) > MOST_LOG_RATIO) return infinite(logRatio > 0 ? Number.POSITIVE_INFINITY : 0);
  return { hazardRatio: exp(logRatio), informationPerPatient: scoreAt(days, exp(logRatio)).information };
}

/**
 * Standard error of the log hazard ratio that a trial estimates: 1 / sqrt(n I).
 *
 * @param expected - of the arms
 * @param patients - of both arms together; > 0
 * @returns standard error; Infinity without information
 */
export function logHazardRatioError({ informationPerPatient }: ExpectedHazardRatio, patients: number): number {
  return 1 / Math.sqrt(patients * informationPerPatient);
}

/** Events of a day and patients at risk before it, as shares of all patients of the trial. */
interface EventDay {
  readonly eventsA: number;
  readonly eventsB: number;
  readonly atRiskA: number;
  readonly atRiskB: number;
}

interface TwoCurves {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly untilDay: number;
  readonly shareA: number;
  readonly shareB: number;
}

function daysWithEvents({ a, b, untilDay, shareA, shareB }: TwoCurves): readonly EventDay[] {
  const days: EventDay[] = [];
  for (let day = 1; day <= untilDay; day++) {
    const eventsA = shareA * (a[day - 1]! - a[day]!);
    const eventsB = shareB * (b[day - 1]! - b[day]!);
    if (eventsA + eventsB > 0) {
      days.push({ eventsA, eventsB, atRiskA: shareA * a[day - 1]!, atRiskB: shareB * b[day - 1]! });
    }
  }
  return days;
}

function scoreAt(days: readonly EventDay[], ratio: number): { readonly score: number; readonly information: number } {
  let [score, information] = [0, 0];
  for (const { eventsA, eventsB, atRiskA, atRiskB } of days) {
    const isFew = eventsA <= FEW_EVENTS * atRiskA && eventsB <= FEW_EVENTS * atRiskB;
    const events = eventsA + eventsB;
    score += eventsA;
    for (const { node, weight } of isFew ? TWO_NODES : NODES) {
      const passed = (1 + node) / 2;
      const first = (atRiskA - passed * eventsA) * ratio;
      const share = first / (first + atRiskB - passed * eventsB);
      score -= events * weight * share;
      information += events * weight * share * (1 - share);
    }
  }
  return { score, information };
}

function requireCurve(curve: ArrayLike<number>, name: 'a' | 'b'): void {
  if (!(curve.length >= 2)) {
    throw new InputError(`expectedHazardRatio.${name}: must hold two days at least; got ${curve.length}`);
  }
  for (let day = 0; day < curve.length; day++) {
    const [before, value] = [day === 0 ? 1 : curve[day - 1]!, curve[day]!];
    if (!(value >= 0 && value <= before)) {
      throw new InputError(
        `expectedHazardRatio.${name}[${day}]: must lie in [0, ${before}], the day before; got ${value}`,
      );
    }
  }
}

import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { exp, expectedHazardRatio, logHazardRatioError, type RandomStream } from '../../../src/index.js';
import { type CurveName, forEachCurve } from '../../endpoints/curves.js';
import { type Endpoint, endpoints } from '../../endpoints/endpoints.js';
import { aliveAt, aliveDaily, type NewArm, timeAt } from './new-arm.js';
import { forEachFamily, type RateFamily } from './rate-steps.js';

/**
 * Endpoints of an arm with infinitely many patients; percent, months for a median; in the order of `endpoints`; NaN for a landmark
 * after the horizon.
 */
export function expectedEndpoints(arm: NewArm, monthDays: number): Float64Array {
  return Float64Array.from(endpoints, (endpoint) => {
    if ('rate' in endpoint) return 100 * shareOf(endpoint.classes, (index) => arm.probabilities[endpoint.kind][index]!);
    const curve = endpoint.curve.name;
    if (endpoint.kind === 'median') return timeAt(arm, curve, 0.5) / monthDays;
    return isWithin(arm, curve, endpoint.month * monthDays)
      ? 100 * aliveAt(arm, curve, endpoint.month * monthDays)
      : Number.NaN;
  });
}

const shareOf = (classes: readonly number[], of: (index: number) => number): number =>
  classes.reduce((sum, index) => sum + of(index), 0);

const isWithin = ({ hazards }: NewArm, curve: CurveName, day: number): boolean => day <= hazards[curve].length - 1;

/** Patients with an evaluable response, one visit and best, and those of each curve. */
export interface PlannedPatients extends Readonly<Record<RateFamily, number>> {
  readonly curves: Readonly<Record<CurveName, number>>;
}

/**
 * The endpoints that a trial of n patients of an arm reports: a class and an event time of each are drawn, all followed to the event.
 *
 * @param arm - the arm
 * @param patients - n
 * @param monthDays - days of a month
 * @param stream - uniforms
 * @returns in the order of `endpoints`; percent, months for a median
 */
export function drawnEndpoints(
  arm: NewArm,
  patients: PlannedPatients,
  monthDays: number,
  stream: RandomStream,
): Float64Array {
  const counts = forEachFamily(({ family }) => drawnClasses(arm.probabilities[family], patients[family], stream));
  // The fraction alive at a patient's event is uniform
  const atEvent = forEachCurve(({ name }) => {
    const uniforms = Float64Array.from({ length: patients.curves[name] }, () => stream());
    return uniforms.sort();
  });
  return Float64Array.from(endpoints, (endpoint) => drawnEndpoint(endpoint, arm, { counts, atEvent }, monthDays));
}

interface DrawnPatients {
  readonly counts: Readonly<Record<RateFamily, readonly number[]>>;
  readonly atEvent: Readonly<Record<CurveName, Float64Array>>;
}

function drawnEndpoint(endpoint: Endpoint, arm: NewArm, { counts, atEvent }: DrawnPatients, monthDays: number): number {
  if ('rate' in endpoint) {
    const own = counts[endpoint.kind];
    const total = own.reduce((sum, count) => sum + count, 0);
    return total === 0 ? Number.NaN : (100 * shareOf(endpoint.classes, (index) => own[index]!)) / total;
  }
  const curve = endpoint.curve.name;
  const sorted = atEvent[curve];
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  if (endpoint.kind === 'median') {
    // Events in order are uniforms from the largest down
    const [first, second] = [sorted[n - Math.ceil(n / 2)]!, sorted[n - 1 - Math.floor(n / 2)]!];
    return (timeAt(arm, curve, first) + timeAt(arm, curve, second)) / 2 / monthDays;
  }
  const day = endpoint.month * monthDays;
  if (!isWithin(arm, curve, day)) return Number.NaN;
  return (100 * countBelow(sorted, aliveAt(arm, curve, day))) / n;
}

/** Number of sorted values below a limit. */
function countBelow(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawnClasses(probabilities: readonly number[], patients: number, stream: RandomStream): readonly number[] {
  const counts = probabilities.map(() => 0);
  for (let patient = 0; patient < patients; patient++) {
    let left = stream();
    const found = probabilities.findIndex((probability) => {
      left -= probability;
      return left < 0;
    });
    counts[found < 0 ? counts.length - 1 : found]!++;
  }
  return counts;
}

/** Two arms of a trial, and how long their patients are followed. */
export interface Comparison {
  readonly patients: readonly [number, number];
  /** Last day of follow-up; whole, within the horizon. */
  readonly untilDay: number;
}

/**
 * Hazard ratio of two arms: that of infinitely many patients, and one drawn for a trial, log-normal with its expected information.
 *
 * @param arms - first over second
 * @param curve - of which event
 * @param comparison - patients and follow-up
 * @param stream - uniforms; one is taken
 */
export function drawnHazardRatio(
  [first, second]: readonly [NewArm, NewArm],
  curve: CurveName,
  { patients, untilDay }: Comparison,
  stream: RandomStream,
): { readonly expected: number; readonly drawn: number } {
  const [a, b] = patients;
  const ratio = expectedHazardRatio(aliveDaily(first, curve), aliveDaily(second, curve), { a, b }, untilDay);
  const error = logHazardRatioError(ratio, a + b);
  const normal = normalQuantile(Math.max(stream(), Number.MIN_VALUE), 0, 1);
  return { expected: ratio.hazardRatio, drawn: ratio.hazardRatio * exp(error * normal) };
}

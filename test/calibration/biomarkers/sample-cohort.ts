import type { MarkerName } from '../../../src/index.js';
import { randomStream } from '../../../src/random/streams.js';

/** Settings of a simulated cohort. */
export interface SampleCohort {
  readonly patients: number;
  readonly seed: string;
  /** Strength of the association of response and markers; 0 for none. */
  readonly effect: number;
}

/** Markers of simulated patients, and whether each responded. */
export interface SampleMarkers {
  /** One value per patient; unit of the marker. */
  readonly markers: Readonly<Record<MarkerName, Float64Array>>;
  /** 1 for a responder, 0 for a non-responder. */
  readonly responder: Uint8Array;
}

/** Standard normal numbers by Box and Muller, doi:10.1214/aoms/1177706645. */
function normalOf(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/**
 * A simulated cohort with markers like the model's: skewed, in units far apart, and correlated, as the ratios share a
 * numerator with the densities and a denominator with each other.
 */
export function sampleCohort({ patients, seed, effect }: SampleCohort): SampleMarkers {
  const uniform = randomStream({ seed, streamName: 'cohort', index: 0 });
  const normal = normalOf(uniform);
  const th1 = new Float64Array(patients);
  const ctl = new Float64Array(patients);
  const treg = new Float64Array(patients);
  const responder = new Uint8Array(patients);
  for (let patient = 0; patient < patients; patient++) {
    const shared = normal();
    const [a, b, c] = [shared + 0.7 * normal(), shared + normal(), normal()];
    th1[patient] = 2e9 * Math.exp(0.4 * a);
    ctl[patient] = 5e8 * Math.exp(0.3 * b);
    treg[patient] = 1e9 * Math.exp(0.3 * c);
    responder[patient] = +(uniform() < 1 / (1 + Math.exp(0.2 - effect * (a + 0.5 * b - 0.6 * c))));
  }
  const ratio = (cells: Float64Array) => cells.map((value, patient) => value / treg[patient]!);
  return { markers: { th1, ctl, th1_treg: ratio(th1), ctl_treg: ratio(ctl) }, responder };
}

/** Log odds of each row by a classifier: intercept + sum of weight x marker. */
export function classifierScores(
  { intercept, weights }: { readonly intercept: number; readonly weights: readonly number[] },
  columns: readonly Float64Array[],
): Float64Array {
  return columns[0]!.map((_, row) => weights.reduce((sum, weight, j) => sum + weight * columns[j]![row]!, intercept));
}

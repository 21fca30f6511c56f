import type { BestRates } from './best-response.js';
import type { Curve, CurveName, curves } from './curves.js';
import type { Endpoint, Rates } from './endpoints.js';

/** A value with its standard error, in the unit of the endpoint; null where undefined. */
export interface Measured {
  readonly value: number | null;
  readonly error: number | null;
}

/** Landmarks of a curve as they are spelled in result files. */
export type LandmarkKey<Of extends Curve = Curve> = `${Of['landmarkMonths'][number]}`;

/** Median and landmarks of one curve with the spelling of result files, with their Monte-Carlo errors; months and percent. */
export type CurveOutcome<Of extends Curve> = Readonly<
  Record<Of['outcome']['median' | 'medianError' | 'comparedMedian' | 'comparedMedianError'], number | null>
> &
  Readonly<
    Record<Of['outcome']['landmarks'] | Of['outcome']['landmarkErrors'], Readonly<Record<LandmarkKey<Of>, number>>>
  >;

type Both<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The same of every curve. */
export type CurveOutcomes = Both<{ readonly [Name in CurveName]: CurveOutcome<(typeof curves)[Name]> }[CurveName]>;

/** Best response of an arm with the spelling of result files; percent. */
export interface BestResponseOutcome {
  readonly bor: BestRates;
  readonly bor_standard_errors: BestRates;
}

/** Endpoints of an arm with the spelling of result files. */
export type ArmEndpoints = Rates & { readonly rate_standard_errors: Rates } & CurveOutcomes & BestResponseOutcome;

/** An endpoint of an arm from its result, as it is compared with trials. */
export function readOutcome(endpoint: Endpoint, outcome: ArmEndpoints): Measured {
  if (endpoint.kind === 'rate') {
    return { value: outcome[endpoint.rate], error: outcome.rate_standard_errors[endpoint.rate] };
  }
  if (endpoint.kind === 'best') {
    return { value: outcome.bor[endpoint.rate], error: outcome.bor_standard_errors[endpoint.rate] };
  }
  const { outcome: keys } = endpoint.curve;
  if (endpoint.kind === 'median')
    return { value: outcome[keys.comparedMedian], error: outcome[keys.comparedMedianError] };
  const at = (landmarks: Readonly<Partial<Record<string, number>>>) => landmarks[String(endpoint.month)] ?? null;
  return { value: at(outcome[keys.landmarks]), error: at(outcome[keys.landmarkErrors]) };
}

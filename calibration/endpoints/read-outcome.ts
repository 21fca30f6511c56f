import type { Curve } from './curves.js';
import type { Endpoint, Rates } from './endpoints.js';
import type { LandmarkKey } from './months.js';

/** A value with its standard error, in the unit of the endpoint; null where undefined. */
export interface Measured {
  readonly value: number | null;
  readonly error: number | null;
}

type Outcome = Curve['outcome'];
type ByLandmark = Readonly<Record<LandmarkKey, number>>;

/** Medians and landmarks with the spelling of result files, with their Monte-Carlo errors; months and percent. */
export type CurveOutcomes = Readonly<Record<Outcome['median'] | Outcome['medianError'], number | null>> &
  Readonly<Record<Outcome['landmarks'] | Outcome['landmarkErrors'], ByLandmark>>;

/** Endpoints of an arm with the spelling of result files. */
export type ArmEndpoints = Rates & { readonly rate_standard_errors: Rates } & CurveOutcomes;

/** An endpoint of an arm from its result. */
export function readOutcome(endpoint: Endpoint, outcome: ArmEndpoints): Measured {
  if (endpoint.kind === 'rate') {
    return { value: outcome[endpoint.rate], error: outcome.rate_standard_errors[endpoint.rate] };
  }
  const { outcome: keys } = endpoint.curve;
  if (endpoint.kind === 'median') return { value: outcome[keys.median], error: outcome[keys.medianError] };
  return { value: outcome[keys.landmarks][endpoint.month], error: outcome[keys.landmarkErrors][endpoint.month] };
}

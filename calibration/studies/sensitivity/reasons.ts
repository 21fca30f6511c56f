import { type Factor, factorVaries } from './factors.js';

/** Reasons why a row has no estimate. */
export const reasons = {
  noRange: 'baseline is 0: no relative range',
  noLogarithm: 'baseline is 0: no logarithm',
  constant: 'output does not vary',
  failed: 'a sample failed',
  notReached: 'endpoint not reached',
  noPatients: 'no patients in the interval',
} as const;

/** Parameters, or groups of parameters, of which nothing varies. */
export function unvaried(factors: readonly Factor[], by: 'parameter' | 'group'): readonly string[] {
  const nameOf = (factor: Factor) => (by === 'group' ? factor.group : factor.name);
  const varied = new Set(factors.filter(factorVaries).map(nameOf));
  return [...new Set(factors.map(nameOf))].filter((name) => !varied.has(name));
}

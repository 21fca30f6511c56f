import type { FixedParameterName } from './fixed-parameters.js';
import type { HeterogeneityParameterName } from './heterogeneity.js';

/**
 * The one parameter that exists only in a corrected form of the model: the gain of Tfh proliferation by IL-21, which the
 * posted code overwrites with the gain of Tfh differentiation because both carry the name `lambda_TfhI21`.
 */
export const correctedOnlyParameters = {
  lambda_betaTfhI21: { value: 0.1, unit: '1', group: 'proliferation', requires: 'tfh-il21' },
} as const;

export type CorrectedOnlyParameterName = keyof typeof correctedOnlyParameters;

/** Every name that an equation of the model may use. */
export type ParameterName = FixedParameterName | HeterogeneityParameterName | CorrectedOnlyParameterName;

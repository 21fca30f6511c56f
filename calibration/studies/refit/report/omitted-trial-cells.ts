import { decimalsOf, endpointShort, unitOf } from '../../../endpoints/endpoints.js';
import type { LeaveOneTrialOutEndpoint } from '../../../inference/results.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';

/** Cells that every table of omitted trials begins with, up to the prediction; and those that it ends with, from the interval. */
export interface OmittedTrialCells {
  readonly first: readonly string[];
  readonly last: readonly (string | Html)[];
}

/** The cells of one prediction of an omitted trial. */
export function omittedTrialCells(prediction: LeaveOneTrialOutEndpoint): OmittedTrialCells {
  const { trial, endpoint, patients, observed, predicted, low, high, covered } = prediction;
  const decimals = decimalsOf(endpoint);
  return {
    first: [
      trial,
      `${endpointShort(endpoint)}, ${unitOf(endpoint)}`,
      formatCount(patients),
      formatFixed(observed, decimals),
      formatFixed(predicted, decimals),
    ],
    last: [
      `${formatFixed(low, decimals)} to ${formatFixed(high, decimals)}`,
      covered ? html`<span class="within">inside</span>` : html`<span class="outside">outside</span>`,
    ],
  };
}

import { endpointLabel, formatFixed, unitOf } from '../../../browser.js';
import type { EndpointForest } from '../../../targets/meta-analysis/endpoint-forest.js';

/** One sentence: what is pooled, what has changed, how far the trials agree. */
export function answerOf(
  forest: EndpointForest | undefined,
  before: readonly EndpointForest[] | null,
  arm: string,
): string {
  if (forest === undefined) return 'No trial of this arm is pooled.';
  const { endpoint, pooled, heterogeneity, rows } = forest;
  const decimals = unitOf(endpoint) === '%' ? 1 : 2;
  const unit = unitOf(endpoint) === '%' ? '%' : 'months';
  const old = before?.find((each) => each.endpoint === endpoint)?.pooled.value;
  const from = old === undefined || old === pooled.value ? '' : ` (${formatFixed(old, decimals)} before)`;
  const trials = rows.filter(({ weight }) => weight > 0).length;
  const agree =
    heterogeneity === null
      ? ''
      : `; ${heterogeneity.p < 0.05 ? 'they differ by more than sampling error' : 'they differ by no more than sampling error would'} (p ${heterogeneity.p < 0.001 ? '< 0.001' : formatFixed(heterogeneity.p, 3)}, I² ${formatFixed(100 * heterogeneity.iSquared, 0)} %)`;
  return `${endpointLabel(endpoint)} of ${arm}: ${formatFixed(pooled.value, decimals)} ${unit}${from} over ${pooled.n} patients of ${trials} ${trials === 1 ? 'trial' : 'trials'}${agree}.`;
}

import { curveList } from '../endpoints/curves.js';
import { decimalsOf, endpointLabel, unitOf } from '../endpoints/endpoints.js';
import { formatFixed } from '../page/format-number.js';
import { type ArmStyle, armLabel } from './arm-style.js';

/**
 * An endpoint within a sentence.
 *
 * @param name - such as `dcr` or `survival_6`
 * @returns text such as `disease control (DCR)`, `share alive at 6 months`
 */
export function endpointPhrase(name: string): string {
  const label = endpointLabel(name);
  const phrase = `${label[0]!.toLowerCase()}${label.slice(1)}`;
  return curveList.some(({ landmarkPrefix }) => name.startsWith(landmarkPrefix)) ? `share ${phrase}` : phrase;
}

/**
 * An endpoint of an arm within a sentence.
 *
 * @param row - arm and endpoint
 * @param arms - styles of the arms
 * @returns text such as `disease control (DCR) with Placebo`
 */
export function endpointOfArm(
  { arm, endpoint }: { readonly arm: string; readonly endpoint: string },
  arms: readonly ArmStyle[],
): string {
  return `${endpointPhrase(endpoint)} with ${armLabel(arms, arm)}`;
}

/**
 * A value of an endpoint with its unit.
 *
 * @param name - the endpoint
 * @param value - percent or months; null where it has none
 * @returns text such as `68.6 %`, `7.55 months`
 */
export function endpointValue(name: string, value: number | null): string {
  return `${formatFixed(value, decimalsOf(name))} ${unitOf(name)}`;
}

/**
 * Two values of an endpoint, the second as the reference of the first.
 *
 * @param name - the endpoint
 * @param value - percent or months
 * @param reference - the same unit
 * @returns text such as `68.6 against 69.5 %`
 */
export function endpointAgainst(name: string, value: number | null, reference: number | null): string {
  return `${formatFixed(value, decimalsOf(name))} against ${endpointValue(name, reference)}`;
}

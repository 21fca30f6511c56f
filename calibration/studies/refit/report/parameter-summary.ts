import { ownValue } from '../../../../src/index.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { quantityName } from './profile-summary.js';

/** A transformed parameter as it is shown to a reader. */
export interface ParameterSummary {
  readonly name: string;
  readonly unit: string;
  /** Parameters of a death function come before shapes. */
  readonly isShape: boolean;
  /** From the transformed parameter to the value that is shown; increasing. */
  readonly toValue: (transformedParameter: number) => number;
}

const asIs = (transformedParameter: number): number => transformedParameter;
const toPercent = (logit: number): number => 100 / (1 + Math.exp(-logit));

/** `placebo: logit daily death probability at chi = 0` without the arm, and how it is shown. */
const DEATH_NAMES: Readonly<Record<string, Omit<ParameterSummary, 'isShape'>>> = {
  'logit daily death probability at chi = 0': { name: 'deaths at χ = 0', unit: '% per day', toValue: toPercent },
  'logit daily death probability at chi = 1': { name: 'deaths at χ = 1', unit: '% per day', toValue: toPercent },
  'half-width of mu': { name: 'half-width of μ', unit: 'units of χ', toValue: asIs },
  'relative half-width of sigma': { name: 'half-width of σ', unit: 'share of σ', toValue: asIs },
};

/**
 * A transformed parameter of the fit as it is shown: shapes instead of their logarithms, percent instead of logits.
 *
 * @param transformedParameter - name as in the fit
 * @param arms - styles of the run's arms
 * @returns its name and an increasing map to the value shown; an unknown parameter is shown unchanged
 */
export function parameterSummary(transformedParameter: string, arms: readonly ArmStyle[]): ParameterSummary {
  const shape = /^log ((?:alpha|beta) of .+)$/.exec(transformedParameter)?.[1];
  if (shape !== undefined) return { name: quantityName(shape), unit: '', isShape: true, toValue: Math.exp };
  const [, arm = '', rest = ''] = /^([^:]+): (.+)$/.exec(transformedParameter) ?? [];
  const known = ownValue(DEATH_NAMES, rest);
  return known === undefined
    ? { name: transformedParameter, unit: '', isShape: false, toValue: asIs }
    : { ...known, name: `${armLabel(arms, arm)}: ${known.name}`, isShape: false };
}

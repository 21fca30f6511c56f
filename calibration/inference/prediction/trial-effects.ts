import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type RandomEffects, type RandomEffectsCell, type RandomStream, randomEffects } from '../../../src/index.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { ArmForecast } from './arm-forecasts.js';
import {
  type DeviationOptions,
  type EffectName,
  effectNames,
  type TrialDeviation,
  trialDeviations,
} from './trial-deviations.js';

/** How trials differ from a model and from each other in one respect. */
export interface TrialEffects {
  readonly effect: EffectName;
  readonly deviations: readonly TrialDeviation[];
  /** Arms with a deviation, in the order of the groups of the posterior. */
  readonly arms: readonly string[];
  /** Posterior of the standard deviation between trials; null without a trial. */
  readonly posterior: RandomEffects | null;
}

/**
 * Differences between the trials in every respect: their deviations from the model, and the posterior of their standard deviation,
 * which all arms have in common.
 *
 * @param tables - trial tables
 * @param forecasts - the model's arms at the estimate
 * @param options - months and horizon
 */
export function trialEffects(
  tables: TrialTables,
  forecasts: Readonly<Record<string, ArmForecast>>,
  options: DeviationOptions,
): readonly TrialEffects[] {
  return effectNames.map((effect) => {
    const deviations = trialDeviations(effect, tables, forecasts, options);
    const arms = [...new Set(deviations.map(({ arm }) => arm))];
    const trials = [...new Set(deviations.map(({ trial }) => trial))];
    const posterior =
      deviations.length === 0
        ? null
        : randomEffects({
            estimates: deviations.map(({ estimate }) => estimate),
            standardErrors: deviations.map(({ standardError }) => standardError),
            groups: deviations.map(({ arm }) => arms.indexOf(arm)),
            studies: deviations.map(({ trial }) => trials.indexOf(trial)),
          });
    return { effect, deviations, arms, posterior };
  });
}

/** What a new trial adds to the model in each of its arms. */
export interface DrawnEffect {
  /** Mean deviation of the trials of the arm from the model; 0 for an arm without a trial. */
  readonly shift: number;
  /** Error of that mean from the sampling of the trials. */
  readonly samplingOfMean: number;
  /** Effect of the new trial, and the error of the mean from the effects of the trials behind it. */
  readonly betweenTrials: number;
}

/**
 * Draws the effects of a new trial from the posterior: standard deviation and correlation, the effects and sampling errors of the trials behind
 * each mean, and those of the new trial, shared between its arms by the correlation.
 *
 * @param effects - of one respect
 * @param arms - of the new trial
 * @param stream - uniforms; as many are taken at each call
 */
export function drawEffects(
  { posterior, deviations, arms: groups }: TrialEffects,
  arms: readonly string[],
  stream: RandomStream,
): readonly DrawnEffect[] {
  if (posterior === null) return arms.map(() => ({ shift: 0, samplingOfMean: 0, betweenTrials: 0 }));
  const { tau, rho, means, weights } = drawCell(posterior.cells, stream());
  const normal = () => normalQuantile(Math.max(stream(), Number.MIN_VALUE), 0, 1);
  const effectsOfTrial = () => {
    const common = Math.sqrt(rho) * normal();
    return () => tau * (common + Math.sqrt(1 - rho) * normal());
  };
  const trials = new Map<string, () => number>();
  const behind = deviations.map(({ trial, standardError }) => {
    const known = trials.get(trial) ?? effectsOfTrial();
    trials.set(trial, known);
    return { effect: known(), sampling: standardError * normal() };
  });
  const own = effectsOfTrial();
  return arms.map((arm) => {
    const group = groups.indexOf(arm);
    const effect = own();
    if (group < 0) return { shift: 0, samplingOfMean: 0, betweenTrials: effect };
    let [samplingOfMean, betweenTrials] = [0, effect];
    behind.forEach((each, index) => {
      const weight = weights[group * deviations.length + index]!;
      samplingOfMean -= weight * each.sampling;
      betweenTrials -= weight * each.effect;
    });
    return { shift: means[group]!, samplingOfMean, betweenTrials };
  });
}

function drawCell(cells: readonly RandomEffectsCell[], uniform: number): RandomEffectsCell {
  let left = uniform;
  for (const cell of cells) {
    left -= cell.probability;
    if (left < 0) return cell;
  }
  return cells.at(-1)!;
}

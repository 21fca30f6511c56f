import { type ExplorerResult, endpoints, fittedDeath, meanAndSd, type pointOf } from '../../../browser.js';
import type { Codec } from '../../app/codecs.js';
import type { ExplorerHeader } from '../../workers/explorer-messages.js';

type Point = ReturnType<typeof pointOf>;

/** Value of a field at a point, in the units of the fields. */
export function valueAt({ problem, values }: ExplorerHeader, point: Point, owner: string, field: string): number {
  const marginal = point.marginals.find(({ name }) => name === owner);
  if (marginal !== undefined) {
    if (field === 'alpha' || field === 'beta') return marginal[field];
    return meanAndSd(marginal)[field === 'mean' ? 'mean' : 'sd'];
  }
  const { muHalfWidth, sigmaRelativeHalfWidth, logitAtZero, logitAtOne } = point.death[owner]!;
  const percents = () => fittedDeath(problem, values, point)[owner]!;
  const byField: Readonly<Record<string, () => number>> = {
    mu: () => -logitAtZero / (logitAtOne - logitAtZero),
    sigma: () => 1 / (logitAtOne - logitAtZero),
    at_zero: () => percents().daily_death_percent_at_zero,
    at_one: () => percents().daily_death_percent_at_one,
    mu_half_width: () => muHalfWidth,
    sigma_half_width: () => sigmaRelativeHalfWidth,
  };
  return byField[field]?.() ?? Number.NaN;
}

/** State of the explorer in an address: `K1.mean=3e9,placebo.mu=1.4`. */
export const stateCodec: Codec<Readonly<Record<string, number>>> = {
  read: (text) => {
    const pairs = text === '' ? [] : text.split(',').map((part) => part.split('='));
    const isState = pairs.every(
      ([name, value]) => name !== undefined && name !== '' && Number.isFinite(Number(value ?? 'x')),
    );
    return isState ? Object.fromEntries(pairs.map(([name, value]) => [name!, Number(value)])) : null;
  },
  write: (state) =>
    Object.entries(state)
      .map(([name, value]) => `${name}=${value}`)
      .join(','),
};

/** Options of the command that repeats a state. */
export const setOptions = (state: Readonly<Record<string, number>>): string =>
  Object.entries(state)
    .map(([name, value]) => ` --set ${/^[\w.:-]+$/.test(name) ? name : `'${name}'`}=${value}`)
    .join('');

/** Endpoint that has changed most from the fitted point, in its own unit over what counts as much: a point of percent, a tenth of a month. */
export function largestChange(fitted: ExplorerResult, result: ExplorerResult) {
  let most = { arm: '', name: '', change: 0, size: 0 };
  for (const [arm, values] of Object.entries(result.endpoints)) {
    for (const [name, value] of Object.entries(values)) {
      const change = value - (fitted.endpoints[arm] as Readonly<Record<string, number>>)[name]!;
      const size = Math.abs(change) * (name.startsWith('median') ? 10 : 1);
      if (size > most.size) most = { arm, name, change, size };
    }
  }
  return most;
}

/** A target as the fit names it, such as `sd of placebo`, with the labels of its endpoint and arm. */
export function targetText({ labels }: ExplorerHeader, target: string): string {
  const [, name = target, arm = ''] = /^(.+) of (.+)$/.exec(target) ?? [];
  const endpoint = endpoints.find((each) => each.name === name);
  return arm === '' ? target : `${endpoint?.shortLabel ?? name} of ${labels[arm] ?? arm}`;
}

import type { SensitivityReply } from '../../../server/api/sensitivity.js';

/** An effect of a parameter on an output. */
export interface Effect {
  readonly value: number;
  /** Ends of its 95 % interval; null where the method has none. */
  readonly low: number | null;
  readonly high: number | null;
  /** p value adjusted by Holm's method; null where the method has none. */
  readonly p: number | null;
}

/** A parameter, or a group of parameters, with its effects on all outputs. */
export interface EffectRow {
  readonly name: string;
  /** Family of processes; empty where the method stores none. */
  readonly group: string;
  /** In the order of the outputs; null where there is no estimate. */
  readonly effects: readonly (Effect | null)[];
}

/** A measure of a method. */
export interface Measure {
  readonly id: string;
  readonly label: string;
  /** `share`: outputs have different units, so that each is shown as a share of its largest effect. */
  readonly scale: 'unit' | 'share';
  readonly kind: 'diverging' | 'sequential';
}

/** Measures of each method; the first is shown at first. */
export const measures: Readonly<Record<SensitivityReply['result']['method'], readonly [Measure, ...Measure[]]>> = {
  pcc: [{ id: 'r', label: 'Pearson correlation', scale: 'unit', kind: 'diverging' }],
  prcc: [{ id: 'r', label: 'partial rank correlation', scale: 'unit', kind: 'diverging' }],
  morris: [{ id: 'mu_star', label: 'mean absolute effect μ*', scale: 'share', kind: 'sequential' }],
  sobol: [
    { id: 'total', label: 'total order', scale: 'unit', kind: 'sequential' },
    { id: 'first', label: 'first order', scale: 'unit', kind: 'sequential' },
  ],
  local: [
    { id: 'slope', label: 'slope', scale: 'share', kind: 'diverging' },
    { id: 'elasticity', label: 'elasticity', scale: 'share', kind: 'diverging' },
  ],
  shapes: [{ id: 'slope', label: 'slope', scale: 'share', kind: 'diverging' }],
  intervals: [{ id: 'spread', label: 'spread of disease control over quintiles', scale: 'unit', kind: 'sequential' }],
};

const plain = (value: number): Effect => ({ value, low: null, high: null, p: null });

/** Effects of one response by the name of the parameter, with its group. */
function effectsOf(
  result: SensitivityReply['result'],
  place: number,
  measure: string,
): readonly (readonly [name: string, group: string, effect: Effect | null])[] {
  switch (result.method) {
    case 'pcc':
    case 'prcc':
      return result.responses[place]!.rows.map(({ parameter, group, correlation }) => [
        parameter,
        group,
        correlation === null
          ? null
          : { value: correlation.r, low: correlation.ci_low, high: correlation.ci_high, p: correlation.p_holm },
      ]);
    case 'morris':
      return result.responses[place]!.rows.map(({ name, mu_star: value, ci_low: low, ci_high: high }) => [
        name,
        '',
        value === null ? null : { value, low, high, p: null },
      ]);
    case 'sobol':
      return result.responses[place]!.rows.map(({ name, first, total }) => {
        const share = measure === 'first' ? first : total;
        return [name, '', share === null ? null : { ...share, p: null }];
      });
    case 'local':
      return result.responses[place]!.rows.map(({ parameter, group, derivative }) => {
        const value = measure === 'elasticity' ? derivative?.elasticity : derivative?.slope;
        return [parameter, group, value === undefined || value === null ? null : plain(value)];
      });
    case 'shapes':
      return result.responses[place]!.rows.map(({ parameter, group, derivative }) => [
        parameter,
        group,
        derivative === null ? null : plain(derivative.slope),
      ]);
    case 'intervals':
      return result.responses[place]!.factors.map(({ parameter, group, spread }) => [parameter, group, plain(spread)]);
  }
}

/**
 * Effects of all parameters on all outputs, those with the largest effect on any output first; effects of different outputs are
 * compared as shares of the largest one of each.
 *
 * @param reply - a stored analysis
 * @param measure - id of a measure of its method
 */
export function effectRows({ result, outputs }: SensitivityReply, measure: string): readonly EffectRow[] {
  const rows = new Map<string, { group: string; effects: (Effect | null)[] }>();
  for (const place of outputs.keys()) {
    for (const [name, group, effect] of effectsOf(result, place, measure)) {
      const own = rows.get(name) ?? { group, effects: outputs.map(() => null) };
      rows.set(name, own);
      own.effects[place] = effect;
    }
  }
  const all = [...rows].map(([name, row]) => ({ name, ...row }));
  const largest = largestEffects(all, outputs.length);
  const strength = ({ effects }: EffectRow) =>
    Math.max(0, ...effects.map((effect, place) => Math.abs(effect?.value ?? 0) / (largest[place] || 1)));
  return all
    .map((row) => [strength(row), row] as const)
    .sort(([a], [b]) => b - a)
    .map(([, row]) => row);
}

/** Largest absolute effect on each output. */
export function largestEffects(rows: readonly EffectRow[], outputs: number): readonly number[] {
  return Array.from({ length: outputs }, (_, place) =>
    rows.reduce((most, { effects }) => Math.max(most, Math.abs(effects[place]?.value ?? 0)), 0),
  );
}

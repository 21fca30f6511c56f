import {
  type BetaMarginal,
  correlatedSets,
  correlateUniforms,
  correlationsOf,
  type FactorGroup,
  type GaussianCopula,
  gaussianCopula,
  InputError,
  rankCorrelation,
} from '../../../src/index.js';
import type { Factor } from './factors.js';
import type { SensitivityMethod } from './result.js';

/** The copula of the factors that are distributed as in virtual patients; undefined where all factors are independent. */
function copulaOf(factors: readonly Factor[]): GaussianCopula | undefined {
  return gaussianCopula(
    factors.map(({ name, distribution }) => (distribution.kind === 'beta' ? distribution.marginal : { name })),
  );
}

/**
 * Probabilities of the factors from independent ones: those of correlated factors are moved through their copula.
 *
 * A correlated set is a function of its own dimensions of the design alone, so that designs that exchange whole sets keep their meaning.
 *
 * @param factors - in the order of the dimensions
 * @param points - row-major; samples x factors; inside (0, 1)
 */
export function correlatedPoints(factors: readonly Factor[], points: Float64Array): Float64Array {
  const copula = copulaOf(factors);
  return copula === undefined ? points : correlateUniforms(copula, points, factors.length);
}

/**
 * Groups joined where a correlation links them: only independent groups have Sobol indices and elementary effects of their own.
 *
 * @param factors - in the order of the dimensions
 * @param groups - that divide them
 * @returns groups in the order of their first members; joined ones are named `a + b`
 */
export function independentGroups(factors: readonly Factor[], groups: readonly FactorGroup[]): readonly FactorGroup[] {
  const copula = copulaOf(factors);
  if (copula === undefined) return groups;
  let joined = groups.map(({ name, members }) => ({ names: [name], members }));
  for (const set of correlatedSets(copula)) {
    const isLinked = ({ members }: { readonly members: readonly number[] }) =>
      members.some((each) => set.includes(each));
    const linked = joined.filter(isLinked);
    const one = {
      names: linked.flatMap(({ names }) => names),
      members: linked.flatMap(({ members }) => members).sort((a, b) => a - b),
    };
    joined = joined.flatMap((group) => (group === linked[0] ? [one] : isLinked(group) ? [] : [group]));
  }
  return joined.map(({ names, members }) => ({ name: names.join(' + '), members }));
}

/**
 * Makes sure that correlated parameters are varied together or not at all.
 *
 * @param marginals - of all per-patient parameters
 * @param varied - names of the factors
 * @throws InputError - when a part of a correlated set is varied
 */
export function requireWholeSets(marginals: readonly BetaMarginal[], varied: readonly string[]): void {
  const copula = gaussianCopula(marginals);
  if (copula === undefined) return;
  for (const set of correlatedSets(copula)) {
    const names = set.map((dimension) => marginals[dimension]!.name);
    const own = names.filter((name) => varied.includes(name));
    if (own.length === 0 || own.length === names.length) continue;
    throw new InputError(
      `--parameters: must name all or none of ${names.join(', ')}, which are correlated; got ${own.join(', ')} alone`,
    );
  }
}

/** How the estimates of a method are to be read where parameters are correlated. */
const readings: Readonly<Partial<Record<SensitivityMethod, (names: string) => string>>> = {
  pcc: (names) =>
    `correlated parameters (${names}): Pearson’s coefficient of one includes what it shares with those it is correlated with`,
  prcc: (names) =>
    `correlated parameters (${names}): a partial rank correlation is of what is left of one when the ranks of all others, the correlated ones included, are taken out; it is not the association of the parameter by itself`,
  intervals: (names) =>
    `correlated parameters (${names}): the patients of a quintile of one differ in those it is correlated with as well`,
  sobol: (names) =>
    `correlated parameters (${names}) enter as one group: its first order is the closed index, the share of the variance that all of its parameters explain together, and its total order adds interactions with others; a single one of them has no index of its own`,
  morris: (names) =>
    `correlated parameters (${names}) enter as one group, whose steps are taken in the independent scores behind them; a single one of them has no elementary effect of its own`,
};

/**
 * Remarks on the correlations of a study, none where parameters are independent.
 *
 * @param settings - of the study; its marginals carry the correlations
 */
export function correlationRemarks({
  method,
  space,
  marginals,
}: {
  readonly method: SensitivityMethod;
  readonly space: string;
  readonly marginals: readonly BetaMarginal[];
}): readonly string[] {
  const pairs = correlationsOf(marginals);
  if (pairs.length === 0) return [];
  const listed = pairs
    .map(({ between: [a, b], normalScore }) => `${a} and ${b}: ${rankCorrelation(normalScore).toFixed(3)}`)
    .join('; ');
  if (space === 'shapes' || space === 'trial') {
    return [`patients are drawn with the rank correlations of the stored run (${listed}), which stay as they are`];
  }
  if (space !== 'patients') {
    return [
      `the stored run correlates parameters (rank correlations, ${listed}); under --space ${space} all parameters vary independently`,
    ];
  }
  const names = correlatedSets(gaussianCopula(marginals)!)
    .map((set) => set.map((dimension) => marginals[dimension]!.name).join(', '))
    .join('; ');
  const reading = readings[method];
  return [
    `parameters are sampled with the rank correlations of the stored run (${listed})`,
    ...(reading === undefined ? [] : [reading(names)]),
  ];
}

import {
  type BetaMarginal,
  betaQuantile,
  fixedParameterNames,
  fixedParameters,
  furtherParameters,
  heterogeneityParameters,
  InputError,
  type ModelDrug,
  nearestHint,
  ownParameters,
  ownValue,
  publishedDrugs,
  type Switches,
} from '../../../src/index.js';

/** Distribution of a factor: uniform between bounds, or as a Beta marginal of virtual patients. */
export type FactorDistribution =
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'beta'; readonly marginal: BetaMarginal };

/** A parameter of the model that an analysis varies. */
export interface Factor {
  readonly name: string;
  /** Family of processes. */
  readonly group: string;
  readonly unit: string;
  readonly baseline: number;
  readonly distribution: FactorDistribution;
}

/** Distributions of the factors: around the baseline, over the ranges of virtual patients, or as virtual patients are distributed. */
export const factorSpaces = ['baseline', 'range', 'patients'] as const;
export type FactorSpace = (typeof factorSpaces)[number];

export interface FactorChoice {
  readonly space: FactorSpace;
  /** Half-width around the baseline, as a share of it; used by `baseline`. */
  readonly range: number;
  /** Names of parameters or groups; default: all. */
  readonly parameters: readonly string[] | undefined;
  readonly switches: Switches;
  /** Drugs of the model, whose own parameters are factors too; default: the published ones. */
  readonly drugs?: readonly ModelDrug[];
  /** Marginals of the virtual patients, used by `range` and `patients`. */
  readonly marginals: readonly BetaMarginal[];
}

interface KnownParameter {
  readonly name: string;
  readonly group: string;
  readonly unit: string;
  readonly baseline: number;
}

const fixedTable: Readonly<Record<string, { readonly value: number; readonly unit: string; readonly group: string }>> =
  {
    ...fixedParameters,
    // Parameter of a corrected form; the posted form does not have it
    lambda_betaTfhI21: { value: 0.1, unit: '1', group: 'proliferation' },
    ...furtherParameters,
  };

/**
 * The factors of an analysis: per-patient parameters first, then fixed ones, each in canonical order.
 *
 * `baseline`: uniform within +/- range of the baseline, fixed and per-patient parameters alike; states at day 0 and body only
 * where they are named. `range`: the parameters that differ between patients, uniform on their [min, max]. `patients`: the
 * same, distributed as in virtual patients.
 *
 * @throws InputError - on an unknown name, a range outside (0, 1), or fixed parameters where only per-patient parameters vary
 */
export function chooseFactors(choice: FactorChoice): readonly Factor[] {
  const { space, range, parameters, marginals } = choice;
  if (space === 'baseline' && !(range > 0 && range < 1)) {
    throw new InputError(`--range: must lie in (0, 1), a share of the baseline; got ${range}`);
  }
  const known = knownParameters(choice);
  const chosen =
    parameters === undefined ? known : selected([...known, ...(space === 'baseline' ? further : [])], parameters);
  return chosen.map((parameter) => {
    const { baseline, name } = parameter;
    if (space === 'baseline') {
      return {
        ...parameter,
        distribution: { kind: 'uniform', low: baseline * (1 - range), high: baseline * (1 + range) },
      };
    }
    const marginal = marginals.find((candidate) => candidate.name === name)!;
    return {
      ...parameter,
      distribution:
        space === 'range' ? { kind: 'uniform', low: marginal.min, high: marginal.max } : { kind: 'beta', marginal },
    };
  });
}

function knownParameters({
  space,
  switches,
  marginals,
  drugs = publishedDrugs,
}: FactorChoice): readonly KnownParameter[] {
  const perPatient = Object.entries(heterogeneityParameters).map(([name, { group, unit, baseline }]) => ({
    name,
    group,
    unit,
    baseline,
  }));
  const ownOfDrugs = ownParameters(drugs);
  const own = (name: string): KnownParameter => {
    const { value, unit, group } = fixedTable[name] ?? ownOfDrugs[name]!;
    return { name, group, unit, baseline: value };
  };
  if (space !== 'baseline') return [...perPatient, ...furtherNames(marginals).map(own)];
  return [...perPatient, ...fixedParameterNames(switches, drugs).map(own)];
}

/** States at day 0 and the body. */
const further = Object.entries(furtherParameters).map(
  ([name, { value, unit, group }]): KnownParameter => ({ name, group, unit, baseline: value }),
);

/** Names of the marginals beside the 21 published ones. */
export function furtherNames(marginals: readonly BetaMarginal[]): readonly string[] {
  return marginals.map(({ name }) => name).filter((name) => !Object.hasOwn(heterogeneityParameters, name));
}

function selected(known: readonly KnownParameter[], wanted: readonly string[]): readonly KnownParameter[] {
  const names = [...known.map(({ name }) => name), ...new Set(known.map(({ group }) => group))];
  for (const name of wanted) {
    if (names.includes(name)) continue;
    throw new InputError(
      `--parameters: must name parameters or groups of this analysis; got ${name}${nearestHint(name, names)}`,
    );
  }
  return known.filter(({ name, group }) => wanted.includes(name) || wanted.includes(group));
}

/** An absolute range of a factor. */
export type AbsoluteRange = readonly [low: number, high: number];

/**
 * Gives single factors absolute ranges, uniform between their ends.
 *
 * @param factors - the factors of the analysis
 * @param ranges - lower and upper end by name; unit of the parameter
 * @param requireValue - throws where a value is outside the domain of a parameter
 * @throws InputError - on a name that is no factor, ends that are not finite or not ascending, or a value outside the domain
 */
export function withRanges(
  factors: readonly Factor[],
  ranges: Readonly<Record<string, AbsoluteRange>>,
  requireValue: (name: string, value: number) => void,
): readonly Factor[] {
  const names = factors.map(({ name }) => name);
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const where = `--range ${name}=${low}..${high}`;
    if (!names.includes(name)) {
      throw new InputError(`${where}: must name a parameter that is varied; got ${name}${nearestHint(name, names)}`);
    }
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
      throw new InputError(`${where}: must have a lower end below the upper one; got ${low} and ${high}`);
    }
    for (const end of [low, high]) requireValue(name, end);
  }
  return factors.map((factor) => {
    const range = ownValue(ranges, factor.name);
    return range === undefined
      ? factor
      : { ...factor, distribution: { kind: 'uniform', low: range[0], high: range[1] } };
  });
}

/** Value of a factor at probability u; its own unit. */
export function factorValue({ distribution }: Factor, u: number): number {
  if (distribution.kind === 'beta') return betaQuantile(distribution.marginal, u).value;
  return distribution.low + (distribution.high - distribution.low) * u;
}

/** Whether a factor varies: 10 % around zero is zero. */
export function factorVaries({ distribution }: Factor): boolean {
  return distribution.kind === 'beta' || distribution.high > distribution.low;
}

/** Default of a parameter of patients that an analysis does not vary: the baseline, or the mean of virtual patients. */
export function defaultValue(name: string, choice: Pick<FactorChoice, 'space' | 'marginals'>): number {
  if (choice.space === 'baseline') {
    const published: Readonly<Record<string, { readonly baseline: number }>> = heterogeneityParameters;
    return published[name]?.baseline ?? fixedTable[name]!.value;
  }
  const { min, max, alpha, beta } = choice.marginals.find((marginal) => marginal.name === name)!;
  return min + ((max - min) * alpha) / (alpha + beta);
}

/** Values of each factor at the points; columns of one number per sample. */
export function factorColumns(factors: readonly Factor[], points: Float64Array): readonly Float64Array[] {
  const samples = points.length / factors.length;
  return factors.map((factor, index) =>
    Float64Array.from({ length: samples }, (_, sample) =>
      factorValue(factor, points[sample * factors.length + index]!),
    ),
  );
}

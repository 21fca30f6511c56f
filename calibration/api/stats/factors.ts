import { type FactorGroup, InputError, singletons } from '../../../src/index.js';

/** An input of a function whose sensitivity is analysed: uniform on [min, max]. */
export interface Factor {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Factors of one group are moved together, and analysed as one; default: each by itself. */
  readonly group?: string;
}

/** A point of a design: a value of each factor, by name. */
export type FactorValues = Readonly<Record<string, number>>;

/** Checks factors. @throws InputError - naming the factor and what is wrong with it */
export function requireFactors(factors: readonly Factor[]): void {
  if (!(Array.isArray(factors) && factors.length > 0)) {
    throw new InputError('factors: must be a list of at least one factor; got none');
  }
  const names = factors.map(({ name }) => name);
  for (const [index, { name, min, max }] of factors.entries()) {
    if (names.indexOf(name) !== index)
      throw new InputError(`factors[${index}]: must have a name of its own; got ${name}`);
    if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
      throw new InputError(`factors.${name}: must have finite min < max; got min ${min}, max ${max}`);
    }
  }
}

/** Groups of factors in order of appearance; a factor without group is one by itself. */
export function groupsOf(factors: readonly Factor[]): readonly FactorGroup[] {
  if (factors.every(({ group }) => group === undefined)) return singletons(factors.map(({ name }) => name));
  const names = [...new Set(factors.map(({ name, group = name }) => group))];
  return names.map((name) => ({
    name,
    members: factors.flatMap((factor, index) => ((factor.group ?? factor.name) === name ? [index] : [])),
  }));
}

/** Points of the unit cube in the units of the factors. */
export function pointsOf(factors: readonly Factor[], unit: Float64Array): FactorValues[] {
  const width = factors.length;
  return Array.from({ length: unit.length / width }, (_, row) =>
    Object.fromEntries(
      factors.map(({ name, min, max }, index) => [name, min + unit[row * width + index]! * (max - min)]),
    ),
  );
}

/** Outputs of a design: one per point; NaN or null for a point without one. */
export type SampledOutputs = ArrayLike<number | null>;

/** Outputs and which are missing. @throws InputError - when their number is not that of the points */
export function checkedOutputs(outputs: SampledOutputs, points: number): { values: Float64Array; failed: Uint8Array } {
  if (outputs.length !== points) {
    throw new InputError(`outputs: must be ${points} numbers, one for each point; got ${outputs.length}`);
  }
  const values = Float64Array.from({ length: points }, (_, index) => outputs[index] ?? Number.NaN);
  const failed = Uint8Array.from(values, (value) => (Number.isFinite(value) ? 0 : 1));
  return { values: values.map((value, index) => (failed[index] === 1 ? 0 : value)), failed };
}

/**
 * The design behind a sample, which its points alone do not show.
 *
 * @throws InputError - when the sample is a copy, or another one
 */
export function requireDesign<Sample extends object, Design>(
  designs: WeakMap<Sample, Design>,
  sample: Sample,
  where: string,
): Design {
  const design = designs.get(sample);
  if (design === undefined)
    throw new InputError(`${where}.sample: must be the sample that was drawn; got another object`);
  return design;
}

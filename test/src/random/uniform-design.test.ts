import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import {
  MAX_DESIGN_PATIENTS,
  type UniformDesignOptions,
  uniformDesign,
  uniformDesigns,
} from '../../../src/random/uniform-design.js';

const base: UniformDesignOptions = {
  kind: 'latin-hypercube',
  patients: 101,
  dimensions: 21,
  seed: '0',
  streamName: 'pool patients',
};

function column(design: Float64Array, dimension: number, dimensions: number): number[] {
  return Array.from({ length: design.length / dimensions }, (_, patient) => design[patient * dimensions + dimension]!);
}

describe('uniformDesign', () => {
  // Odd and even sizes, a power of two, and sizes whose reciprocal is not a double.
  test.each([1, 2, 3, 7, 49, 100, 1024, 12_000])(
    'a Latin hypercube of %i patients has one value in each stratum',
    (patients) => {
      const design = uniformDesign({ ...base, patients, dimensions: 3 });
      expect(design.length).toBe(patients * 3);
      for (let dimension = 0; dimension < 3; dimension++) {
        const strata = column(design, dimension, 3).map((uniform) => Math.floor(uniform * patients));
        expect(new Set(strata).size).toBe(patients);
        expect(Math.min(...strata)).toBe(0);
        expect(Math.max(...strata)).toBe(patients - 1);
      }
    },
  );

  test('the largest design still has one value in each stratum', { tags: 'full/oracles' }, () => {
    const design = uniformDesign({ ...base, patients: MAX_DESIGN_PATIENTS - 1, dimensions: 1 });
    const seen = new Uint8Array(design.length);
    for (const uniform of design) seen[Math.floor(uniform * design.length)]! += 1;
    expect(seen.every((count) => count === 1)).toBe(true);
  });

  test.each(uniformDesigns)('%s: values lie strictly inside (0, 1)', (kind) => {
    const design = uniformDesign({ ...base, kind, patients: 5000 });
    expect(design.every((uniform) => uniform > 0 && uniform < 1)).toBe(true);
  });

  test.each(uniformDesigns)('%s: same seed same bits; another seed or stream name differs', (kind) => {
    const design = uniformDesign({ ...base, kind });
    expect(uniformDesign({ ...base, kind })).toEqual(design);
    expect(uniformDesign({ ...base, kind, seed: '1' })).not.toEqual(design);
    expect(uniformDesign({ ...base, kind, streamName: 'confirmation patients' })).not.toEqual(design);
  });

  test.each(['random', 'sobol'] as const)(
    '%s: the numbers of patient i do not change when the cohort grows',
    (kind) => {
      const small = uniformDesign({ ...base, kind, patients: 10 });
      const large = uniformDesign({ ...base, kind, patients: 1000 });
      expect(large.slice(0, small.length)).toEqual(small);
    },
  );

  test('sobol: the first 2^m patients fill each of 2^m strata of every dimension once, and so do the next 2^m', () => {
    // Closed form: a (0, m, 1)-net in every dimension
    const design = uniformDesign({ ...base, kind: 'sobol', patients: 128 });
    for (let dimension = 0; dimension < 21; dimension++) {
      const strata = column(design, dimension, 21).map((uniform) => Math.floor(uniform * 64));
      expect(new Set(strata.slice(0, 64)).size).toBe(64);
      expect(new Set(strata.slice(64)).size).toBe(64);
    }
  });

  test('a Latin hypercube keeps the jitter of patient i when the cohort grows', () => {
    // u * patients = stratum + jitter, so the fraction is the jitter up to rounding of u, 2^-53 * 128.
    const JITTER_ROUNDING = 2 ** -45;
    const jitters = (patients: number) =>
      Array.from(uniformDesign({ ...base, patients }).slice(0, 210), (uniform) => (uniform * patients) % 1);
    const [small, large] = [jitters(64), jitters(128)];
    small.forEach((jitter, position) => {
      expect(Math.abs(jitter - large[position]!)).toBeLessThan(JITTER_ROUNDING);
    });
  });

  test('columns of a Latin hypercube are permuted independently', () => {
    // Closed form: the correlation of two random permutations of n has variance 1 / (n - 1); five standard errors.
    const patients = 2000;
    const design = uniformDesign({ ...base, patients, dimensions: 6 });
    const columns = Array.from({ length: 6 }, (_, dimension) => column(design, dimension, 6));
    for (let one = 0; one < 6; one++) {
      for (let other = 0; other < one; other++) {
        const products = columns[one]!.map((uniform, patient) => (uniform - 0.5) * (columns[other]![patient]! - 0.5));
        const correlation = (12 * products.reduce((sum, product) => sum + product, 0)) / patients;
        expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(patients - 1));
      }
    }
  });

  test('every permutation of three patients is equally likely', () => {
    // Closed form: 6 permutations, 3000 seeds, expected 500 each with standard deviation 20.4; five of them.
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3000; seed++) {
      const design = uniformDesign({ ...base, seed: String(seed), patients: 3, dimensions: 1 });
      const order = Array.from(design, (uniform) => Math.floor(uniform * 3)).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(5 * 20.4);
  });

  test.each([
    ['patients', { patients: 0 }],
    ['patients', { patients: 2.5 }],
    ['patients', { patients: MAX_DESIGN_PATIENTS + 1 }],
    ['dimensions', { dimensions: 0 }],
    ['dimensions', { dimensions: Number.NaN }],
  ])('refuses a faulty number of %s', (field, issue) => {
    expect(() => uniformDesign({ ...base, ...issue })).toThrow(InputError);
    expect(() => uniformDesign({ ...base, ...issue })).toThrow(`uniformDesign.${field}: must be an integer`);
  });

  test('refuses an unknown kind', () => {
    const unknown: UniformDesignOptions = JSON.parse(JSON.stringify({ ...base, kind: 'halton' }));
    expect(() => uniformDesign(unknown)).toThrow(
      "uniformDesign.kind: must be one of latin-hypercube, random, sobol; got 'halton'",
    );
  });
});

// Evidence: closed form (columns are those of the design, in a stated order; the error of a mean over a half-space) · independent tool is
// the test of the sequence itself.
import { describe, expect, test } from 'vitest';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { cohortUniforms } from '../../../src/patients/cohort-uniforms.js';
import { uniformDesign, uniformDesigns } from '../../../src/random/uniform-design.js';

const of = { patients: 64, seed: '0', streamName: 'pool patients' } as const;
const names: readonly string[] = heterogeneityParameterNames;

function column(uniforms: Float64Array, dimension: number, width: number): number[] {
  return Array.from({ length: uniforms.length / width }, (_, patient) => uniforms[patient * width + dimension]!);
}

describe('cohortUniforms', () => {
  test.each(['latin-hypercube', 'random'] as const)('%s: dimensions are the parameters in their order', (design) => {
    const uniforms = cohortUniforms({ ...of, design, parameters: names });
    expect(uniforms).toEqual(uniformDesign({ ...of, kind: design, dimensions: 21 }));
  });

  test('sobol: the parameters that decide responses have the first dimensions, the others follow in their order', () => {
    const uniforms = cohortUniforms({ ...of, design: 'sobol', parameters: names });
    const points = uniformDesign({ ...of, kind: 'sobol', dimensions: 21 });
    const dimensionOf = (name: string) => {
      const own = column(uniforms, names.indexOf(name), 21).join();
      return names.findIndex((_, dimension) => column(points, dimension, 21).join() === own);
    };
    const order = [...names].sort((a, b) => dimensionOf(a) - dimensionOf(b));
    expect(order.slice(0, 2)).toEqual(['beta_X3', 'beta_X2']);
    expect(order.slice(10)).toEqual(names.filter((name) => order.indexOf(name) >= 10));
    expect(new Set(names.map(dimensionOf)).size).toBe(21);
  });

  test('sobol: further parameters, and parameters of another model, keep their order', () => {
    const parameters = ['one', 'beta_X3', 'two'];
    const uniforms = cohortUniforms({ ...of, design: 'sobol', parameters });
    const points = uniformDesign({ ...of, kind: 'sobol', dimensions: 3 });
    expect(column(uniforms, 1, 3)).toEqual(column(points, 0, 3));
    expect(column(uniforms, 0, 3)).toEqual(column(points, 1, 3));
    expect(column(uniforms, 2, 3)).toEqual(column(points, 2, 3));
  });

  test('errors of a share: sobol is below a Latin hypercube, which is below independent patients', () => {
    // The half-space of a response: decided by one parameter for four fifths, by two others for the rest
    const parameters = names;
    const at = (name: string) => names.indexOf(name);
    const [first, second, third] = [at('beta_X3'), at('beta_X2'), at('rho_X3X1')];
    const share = (design: (typeof uniformDesigns)[number], seed: number) => {
      const uniforms = cohortUniforms({ design, parameters, patients: 1024, seed: String(seed), streamName: 'share' });
      let count = 0;
      for (let row = 0; row < uniforms.length; row += 21) {
        const sum = 2 * uniforms[row + first]! + uniforms[row + second]! + uniforms[row + third]!;
        if (sum < 2) count++;
      }
      return count / 1024;
    };
    const spread = (design: (typeof uniformDesigns)[number]) => {
      const shares = Array.from({ length: 30 }, (_, seed) => share(design, seed) - 0.5);
      return Math.sqrt(shares.reduce((sum, value) => sum + value * value, 0) / shares.length);
    };
    const [hypercube, random, sobol] = uniformDesigns.map(spread) as [number, number, number];
    // Thirty seeds: a ratio of spreads has a standard error of a fifth
    expect(sobol).toBeLessThan(0.8 * hypercube);
    expect(hypercube).toBeLessThan(0.75 * random);
  });
});

import betaln from '@stdlib/math-base-special-betaln';
import type { FittedShape, Identifiability } from '../../../../../calibration/fit/results.js';
import type { ShapeRow, SingularValueRow } from '../../../../../calibration/studies/run/plot-tables.js';
import type { FitResult } from '../../../../../calibration/studies/run/result.js';
import { heterogeneityParameters } from '../../../../../src/model/parameters/heterogeneity.js';
import { sampleRandom } from './sample-random.js';

const GRID = 80;

export function sampleShapes(): Readonly<Record<string, FittedShape>> {
  const random = sampleRandom('shapes');
  return Object.fromEntries(
    Object.entries(heterogeneityParameters).map(([name, { min, max, alpha, beta, unit }], index) => {
      const moved = index % 5 === 2 ? 0.5 : 0.12;
      const fitted = {
        alpha: alpha * Math.exp(moved * random.normal()),
        beta: beta * Math.exp(moved * random.normal()),
      };
      const shape: FittedShape = {
        ...fitted,
        min,
        max,
        unit,
        published_alpha: alpha,
        published_beta: beta,
        free: !name.startsWith('K_TN'),
        at_bound: name === 'rho_X3X1' ? ['alpha'] : [],
      };
      return [name, shape];
    }),
  );
}

function betaDensity(u: number, { alpha, beta }: { alpha: number; beta: number }): number {
  return Math.exp((alpha - 1) * Math.log(u) + (beta - 1) * Math.log(1 - u) - betaln(alpha, beta));
}

export function sampleShapeRows(): readonly ShapeRow[] {
  return Object.entries(sampleShapes()).flatMap(([parameter, shape]) =>
    Array.from({ length: GRID }, (_, index) => {
      const u = (index + 0.5) / GRID;
      const width = shape.max - shape.min;
      return {
        parameter,
        x: shape.min + u * width,
        density_published: betaDensity(u, { alpha: shape.published_alpha, beta: shape.published_beta }) / width,
        density_fitted: betaDensity(u, shape) / width,
      };
    }),
  );
}

const SINGULAR_VALUES = Array.from({ length: 38 }, (_, index) => 31 * Math.exp(-0.42 * index - 0.004 * index * index));

export function sampleSingularValues(): readonly SingularValueRow[] {
  return SINGULAR_VALUES.map((singular_value, index) => ({ index: index + 1, singular_value }));
}

const LEADING_DESCRIPTIONS = [
  'log alpha of beta_X2 up, log beta of beta_X2 down, log alpha of d_X2 down',
  'log beta of sigma_X2 up, log alpha of varepsilon_TX2 down',
  'log alpha of rho_DD0 up, log alpha of phi_L down',
  'log beta of K2 up, log alpha of beta_X1 down',
];

function sampleIdentifiability(): Identifiability {
  return {
    free_parameters: 44,
    data_values: 24,
    constrained_directions: SINGULAR_VALUES.filter((value) => value > 1).length,
    singular_values: SINGULAR_VALUES,
    leading: LEADING_DESCRIPTIONS.map((summary, index) => {
      const singularValue = SINGULAR_VALUES[index] ?? 0;
      return { singular_value: singularValue, informed: singularValue ** 2 / (1 + singularValue ** 2), summary };
    }),
    summary: [
      '44 free parameters are fitted to 24 clinical endpoints: most directions of the shape space are set by the prior.',
      'A set of shapes that moves along an unconstrained direction fits the trials as well as this one.',
    ],
  };
}

export function sampleFit(): FitResult {
  return {
    shapes: sampleShapes(),
    dpf: {
      placebo: {
        mu: 1.62,
        sigma: 0.31,
        daily_death_percent_at_zero: 0.53,
        daily_death_percent_at_one: 11.9,
        at_bound: [],
      },
      tas102: {
        mu: [2.1, 2.9],
        sigma: 0.42,
        daily_death_percent_at_zero: 0.26,
        daily_death_percent_at_one: 2.78,
        at_bound: ['mu'],
      },
      tas102_bev: {
        mu: [2.4, 3.1],
        sigma: [0.39, 0.47],
        daily_death_percent_at_zero: 0.17,
        daily_death_percent_at_one: 1.71,
        at_bound: [],
      },
    },
    rounds: [1, 2, 3, 4].map((round) => ({
      round,
      simulated: 4000,
      pooled: 4000 * round,
      effective_sample_size: [1435, 3120, 5210, 7804][round - 1] ?? 0,
      iterations: [24, 17, 12, 9][round - 1] ?? 0,
      cost_data: [3.91, 2.75, 2.52, 2.48][round - 1] ?? 0,
      cost_prior: [4.8, 4.12, 4.05, 4.02][round - 1] ?? 0,
      fresh_cohort_worst: [2.31, 1.42, 1.08, 0.83][round - 1] ?? null,
    })),
    identifiability: sampleIdentifiability(),
  };
}

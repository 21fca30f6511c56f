// Evidence: closed form (2 sin(pi rho / 6)) · contract of the messages.
import { describe, expect, test } from 'vitest';
import { configuredCorrelations } from '../../../calibration/config/correlation-schema.js';
import { configuredMarginals, parseConfig } from '../../../calibration/config/parse-config.js';
import { ConfigError, correlationsOf } from '../../../src/index.js';

const parse = (correlations: unknown) => parseConfig(JSON.stringify({ name: 'x', seed: 1, correlations }), 'x.json');

function issuesOf(correlations: unknown): readonly string[] {
  try {
    parse(correlations);
  } catch (error) {
    if (error instanceof ConfigError) return error.issues;
    throw error;
  }
  return [];
}

const SIN_15_DEGREES = (Math.sqrt(6) - Math.sqrt(2)) / 4;

describe('correlations of a configuration', () => {
  test('are none by default, and then marginals carry none', () => {
    const config = parseConfig(JSON.stringify({ name: 'x', seed: 1 }), 'x.json');
    expect(config.correlations).toEqual([]);
    expect(configuredMarginals(config).some((marginal) => 'correlations' in marginal)).toBe(false);
  });

  test('as pairs: rank correlations become those of normal scores, Pearson ones stay', () => {
    const config = parse([
      { between: ['K1', 'K2'], spearman: 0.5 },
      { between: ['K3', 'K1'], pearson: -0.25 },
    ]);
    const [first, second] = configuredCorrelations(config.correlations);
    expect(first!.normalScore).toBeCloseTo(2 * SIN_15_DEGREES, 15);
    expect(second).toEqual({ between: ['K3', 'K1'], normalScore: -0.25 });
    expect(correlationsOf(configuredMarginals(config))).toEqual([
      { between: ['K1', 'K2'], normalScore: first!.normalScore },
      { between: ['K1', 'K3'], normalScore: -0.25 },
    ]);
  });

  test('as a matrix mean the same as its pairs', () => {
    const parameters = ['K1', 'K2', 'K3'];
    const matrix = [
      [1, 0.5, -0.25],
      [0.5, 1, 0],
      [-0.25, 0, 1],
    ];
    for (const kind of ['spearman', 'pearson'] as const) {
      const pairs = parse([
        { between: ['K1', 'K2'], [kind]: 0.5 },
        { between: ['K1', 'K3'], [kind]: -0.25 },
      ]);
      expect(configuredMarginals(parse({ parameters, matrix, kind }))).toEqual(configuredMarginals(pairs));
    }
  });

  test.each([
    [
      'a name twice',
      [{ between: ['K1', 'K1'], spearman: 0 }],
      ['correlations[0].between: must name two parameters; got K1 twice'],
    ],
    [
      'an unknown name, with the nearest',
      [{ between: ['K1', 'K22'], spearman: 0.1 }],
      ['correlations[0].between: must name per-patient parameters; got K22 (did you mean K2?)'],
    ],
    [
      'a pair again',
      [
        { between: ['K1', 'K2'], spearman: 0.1 },
        { between: ['K2', 'K1'], spearman: 0.1 },
      ],
      ['correlations[1].between: must give each pair once; got K2 and K1 again'],
    ],
    [
      'a correlation of 1',
      [{ between: ['K1', 'K2'], spearman: 1 }],
      ['correlations[0].spearman: must lie in (-1, 1); got 1'],
    ],
    [
      'both kinds',
      [{ between: ['K1', 'K2'], spearman: 0.1, pearson: 0.1 }],
      [
        'correlations[0]: must have either spearman or pearson; got {"between":["K1","K2"],"spearman":0.1,"pearson":0.1}',
      ],
    ],
    [
      'a matrix of another size',
      { parameters: ['K1', 'K2'], matrix: [[1, 0.5, 0]], kind: 'pearson' },
      ['correlations.matrix: must have 2 rows of 2 numbers, one for each parameter; got 1 rows of 3'],
    ],
    [
      'a matrix that is not symmetric, or has no ones on its diagonal',
      {
        parameters: ['K1', 'K2'],
        matrix: [
          [1, 0.5],
          [0.4, 0.9],
        ],
        kind: 'pearson',
      },
      [
        'correlations.matrix[1][0]: must be 0.5, as in the other triangle; got 0.4',
        'correlations.matrix[1][1]: must be 1 on the diagonal; got 0.9',
      ],
    ],
    [
      'a parameter of a matrix twice',
      {
        parameters: ['K1', 'K1'],
        matrix: [
          [1, 0],
          [0, 1],
        ],
        kind: 'spearman',
      },
      ['correlations.parameters: must name each once; got K1 again'],
    ],
  ])('refuse %s', (_name, correlations, issues) => {
    expect(issuesOf(correlations)).toEqual(issues);
  });

  test('refuse a matrix that is not positive definite', () => {
    // Eigenvalues of three correlations r, r, -r: 1 + r, 1 + r, 1 - 2 r
    const pairs = [
      { between: ['K1', 'K2'], pearson: 0.75 },
      { between: ['K2', 'K3'], pearson: 0.75 },
      { between: ['K1', 'K3'], pearson: -0.75 },
    ];
    expect(issuesOf(pairs)).toEqual([
      expect.stringMatching(
        /^correlations: must make a positive definite matrix of the normal scores; got a smallest eigenvalue of -0\.500, from K/,
      ),
    ]);
  });
});

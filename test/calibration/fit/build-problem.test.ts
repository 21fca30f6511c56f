// Evidence: independent tool (numpy: Mahalanobis distance of the multinomial) · closed form (bounds, scales, first order of
// the median) · laws.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../calibration/fit/build-problem.js';
import { type FitSettings, toFitPoint } from '../../../calibration/fit/problem.js';
import { deathFormNames, deathForms } from '../../../calibration/fit/survival/death-forms.js';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { atDay, logit, medianSurvivalDays } from '../../../src/index.js';
import { publishedTables } from '../targets/published-tables.js';
import { HORIZON, MONTH, toyMarginals } from './toy-model.js';
import { armTargets, toyDeath, toySettings, toySurvival, toyTargets, withMonths } from './toy-problem.js';

interface MultinomialCase {
  readonly n: number;
  readonly clinical: readonly [number, number, number, number];
  readonly simulated: readonly [number, number, number, number];
  readonly distance: number;
}

const { cases }: { readonly cases: readonly MultinomialCase[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/fit/multinomial-distance.json', import.meta.url), 'utf8'),
);

/** Relative, against a pseudo-inverse of a matrix of condition up to 1e4. */
const FIXTURE_TOLERANCE = 1e-9;

const ROUNDING = 1e-12;

const endpoints = {
  arm: 'control',
  n: 400,
  rates: { cr: 0.3, pr: 9.5, sd: 28.5, pd: 61.7 },
  medianMonths: 5.8,
  survival: [100, 84.6, 47.9, 21.9, 9.6],
};
const targets = [armTargets(endpoints)];

const problemOf = (changes: Partial<FitSettings> = {}) => buildProblem(targets, toySettings(changes));
const columnNames = (changes: Partial<FitSettings> = {}) => problemOf(changes).columns.map(({ endpoint }) => endpoint);

describe('response columns', () => {
  it.each(cases)(
    'have squared residuals that sum to the Mahalanobis distance of the multinomial, n = $n: $distance',
    ({ n, clinical, simulated, distance }) => {
      const [cr, pr, sd, pd] = clinical;
      const { columns } = buildProblem([armTargets({ ...endpoints, n, rates: { cr, pr, sd, pd } })], toySettings());
      const response = columns.filter(({ column }) => column.kind === 'response');
      const squares = response.map(
        ({ target, scale, column }) => ((simulated[column.index]! / 100 - target) / scale) ** 2,
      );
      const sum = squares.reduce((total, square) => total + square, 0);
      expect(Math.abs(sum - distance)).toBeLessThanOrEqual(FIXTURE_TOLERANCE * (1 + distance));
    },
  );

  it('have a positive scale at rates of 0 and 100 %', () => {
    const all = armTargets({ ...endpoints, n: 1, rates: { cr: 0, pr: 0, sd: 0, pd: 100 } });
    for (const { scale } of buildProblem([all], toySettings()).columns.slice(0, 4)) expect(scale).toBeGreaterThan(0);
  });

  it('shrink their scale by the root of the weight', () => {
    const columnsOf = (response: number) =>
      problemOf({ targetWeights: { response, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 } })
        .columns;
    const [once, four] = [columnsOf(1), columnsOf(4)];
    four.slice(0, 4).forEach(({ scale, samplingError }, index) => {
      expect(scale * 2).toBeCloseTo(once[index]!.scale, 15);
      expect(samplingError).toBe(once[index]!.samplingError);
    });
    expect(four.slice(4)).toEqual(once.slice(4));
  });
});

describe('survival columns', () => {
  it('are in order of time, the median among the landmarks', () => {
    expect(columnNames().slice(4)).toEqual(['survival_3', 'median_os', 'survival_6', 'survival_9', 'survival_12']);
    const { columns, grids } = problemOf();
    expect(columns.slice(4).map(({ column }) => column)).toEqual(
      [0, 1, 2, 3, 4].map((index) => ({ kind: 'survival', index })),
    );
    expect(grids.control!.times).toHaveLength(5);
  });

  it('use months of the given length', () => {
    const short = problemOf({ monthDays: 30, horizonDays: 360 });
    expect(columnNames({ monthDays: 30, horizonDays: 360 })).toContain('survival_12');
    expect(short.grids.control!.days.at(-1)).toBe(360);
  });

  it('exclude times beyond the horizon', () => {
    expect(columnNames({ horizonDays: 200 }).slice(4)).toEqual(['survival_3', 'median_os', 'survival_6']);
  });

  it('exclude months that are no landmarks', () => {
    const [target] = targets;
    const dense = withMonths(target!, [1, 2, 3, 4, 6]);
    const names = buildProblem([dense], toySettings()).columns.map(({ endpoint }) => endpoint);
    expect(names.slice(4)).toEqual(['survival_3', 'median_os', 'survival_6']);
  });

  it('have residuals in standard errors of the clinical curve', () => {
    const { columns } = problemOf();
    const six = columns.find(({ endpoint }) => endpoint === 'survival_6')!;
    expect(six.target).toBeCloseTo(0.479, 15);
    expect(Math.abs(six.scale - Math.sqrt((0.479 * 0.521) / 400))).toBeLessThan(ROUNDING);
  });

  it('state the median as survival of one half at its time: to first order the residual of the median itself', () => {
    const marginals = toyMarginals();
    const alive = toySurvival('control', marginals[1]!, toyDeath.control);
    const simulated = medianSurvivalDays(alive)! / MONTH;
    for (const shift of [-0.2, -0.05, 0.05, 0.2]) {
      const months = simulated + shift;
      // The clinical curve is as steep there as the simulated one, so that both state one error in two ways
      const density = (atDay(alive, months * MONTH - 0.5)! - atDay(alive, months * MONTH + 0.5)!) * MONTH;
      const standardError = 0.5 / Math.sqrt(400) / density;
      const { os, pfs } = targets[0]!.curves;
      const target = {
        ...targets[0]!,
        curves: { pfs, os: { ...os, median: { ...os.median, months, standardError } } },
      };
      const column = buildProblem([target], toySettings()).columns.find(({ endpoint }) => endpoint === 'median_os')!;
      const residual = (atDay(alive, months * MONTH)! - column.target) / column.scale;
      const direct = (simulated - months) / standardError;
      // What is left is the curvature: a tenth at a shift of 0.2 months
      expect(Math.abs(residual - direct)).toBeLessThan(0.1 * Math.abs(direct));
      expect(Math.sign(residual)).toBe(Math.sign(direct));
    }
  });

  it('have a positive scale where everybody lives or nobody does', () => {
    const extreme = armTargets({ ...endpoints, survival: [100, 100, 60, 20, 0] });
    for (const { scale } of buildProblem([extreme], toySettings()).columns) expect(scale).toBeGreaterThan(0);
  });
});

describe('weights of 0', () => {
  it('exclude their group', () => {
    const without = (changes: Partial<FitSettings['targetWeights']>) =>
      columnNames({
        targetWeights: {
          response: 1,
          medianOs: 1,
          survival: 1,
          medianPfs: 0,
          pfs: 0,
          bestResponse: 0,
          ...changes,
        },
      });
    expect(without({ response: 0 })).toEqual(['survival_3', 'median_os', 'survival_6', 'survival_9', 'survival_12']);
    expect(without({ medianOs: 0 })).not.toContain('median_os');
    expect(without({ survival: 0 })).toEqual(['cr', 'pr', 'sd', 'pd', 'median_os']);
    expect(without({ survival: 0, medianOs: 0 })).toEqual(['cr', 'pr', 'sd', 'pd']);
  });

  it('exclude the death function where no survival is fitted', () => {
    const { parameters } = problemOf({
      targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 },
    });
    expect(parameters.map(({ role }) => role.kind)).toEqual(['shape', 'shape', 'shape', 'shape']);
  });
});

describe('residuals in tolerances', () => {
  it('are measured in half the tolerance where that is smaller than the sampling error', () => {
    const tolerances = { ratePoints: 1, medianMonths: 0.1, survivalRmsePoints: 1.5 };
    const { columns } = problemOf({ residualScale: 'tolerance', tolerances });
    for (const { endpoint, scale, samplingError } of columns) {
      expect(scale).toBeLessThanOrEqual(samplingError);
      if (endpoint === 'pd') expect(scale).toBeCloseTo(0.005, 15);
      if (endpoint === 'cr') expect(scale).toBe(samplingError);
      if (endpoint === 'survival_6') expect(scale).toBeCloseTo(0.0075, 15);
      // Half of a tenth of a month, times the density that the two sampling errors imply
      if (endpoint === 'median_os') expect(scale).toBeCloseTo((0.05 * samplingError) / 0.3, 12);
    }
  });

  it('are sampling errors where tolerances are wide', () => {
    const tolerances = { ratePoints: 50, medianMonths: 50, survivalRmsePoints: 50 };
    expect(problemOf({ residualScale: 'tolerance', tolerances }).columns).toEqual(problemOf().columns);
  });
});

describe('parameters', () => {
  it('are both log shapes of every free marginal, then the death function of each arm', () => {
    const { parameters } = buildProblem(toyTargets(toyMarginals()), toySettings());
    expect(parameters.map(({ name }) => name)).toEqual([
      'log alpha of response',
      'log beta of response',
      'log alpha of growth',
      'log beta of growth',
      ...['control', 'treated'].flatMap((arm) => [
        `${arm}: logit daily death probability at chi = 0`,
        `${arm}: logit daily death probability at chi = 1`,
        `${arm}: half-width of mu`,
      ]),
    ]);
  });

  it('exclude the shapes of marginals that are not free', () => {
    const { parameters } = problemOf({ freeMarginals: ['growth'] });
    const shapes = parameters.filter(({ role }) => role.kind === 'shape');
    expect(shapes.map(({ role }) => role)).toEqual([
      { kind: 'shape', dimension: 1, which: 'alpha' },
      { kind: 'shape', dimension: 1, which: 'beta' },
    ]);
    expect(problemOf({ freeMarginals: [] }).parameters.every(({ role }) => role.kind === 'death')).toBe(true);
  });

  it.each([
    { mu: 'point', sigma: 'point', count: 2 },
    { mu: 'range', sigma: 'point', count: 3 },
    { mu: 'point', sigma: 'range', count: 3 },
    { mu: 'range', sigma: 'range', count: 4 },
  ] as const)('have $count death parameters an arm for $mu mu and $sigma sigma', ({ mu, sigma, count }) => {
    const { parameters } = problemOf({ deathForm: { mu, sigma }, freeMarginals: [] });
    expect(parameters).toHaveLength(count);
  });

  it('start inside their bounds, and at the centre of their prior', () => {
    for (const settings of [
      toySettings(),
      toySettings({
        deathForm: { mu: 'range', sigma: 'range' },
        deathBounds: {
          dailyDeathPercentAtZero: [0.2, 0.25],
          dailyDeathPercentAtOne: [30, 50],
          muHalfWidth: 0.01,
          sigmaRelativeHalfWidth: 0.9,
        },
      }),
    ]) {
      for (const { start, lower, upper, prior } of buildProblem(targets, settings).parameters) {
        expect(start).toBeGreaterThanOrEqual(lower);
        expect(start).toBeLessThanOrEqual(upper);
        expect(prior.mean).toBe(start);
        expect(prior.sd).toBeGreaterThan(0);
      }
    }
  });

  it('are bounded as the settings say', () => {
    const { parameters } = problemOf({ deathForm: { mu: 'range', sigma: 'range' } });
    const boundsOf = (part: string) => {
      const { lower, upper } = parameters.find(({ name }) => name.includes(part))!;
      return [lower, upper];
    };
    expect(boundsOf('log alpha of response')).toEqual([Math.log(3) - 1.5, Math.log(3) + 1.5]);
    expect(boundsOf('chi = 0')).toEqual([logit(1e-6), logit(0.0025)]);
    expect(boundsOf('chi = 1')).toEqual([logit(0.003), logit(0.5)]);
    expect(boundsOf('half-width of mu')).toEqual([0, 0.6]);
    expect(boundsOf('relative half-width of sigma')).toEqual([0, 0.9]);
  });
});

describe('toFitPoint', () => {
  const problem = buildProblem(toyTargets(toyMarginals()), toySettings({ freeMarginals: ['growth'] }));

  it('gives back the starting shapes at the start, and those alone that are not free anywhere', () => {
    const start = toFitPoint(
      problem,
      problem.parameters.map((parameter) => parameter.start),
    );
    start.marginals.forEach((marginal, j) => {
      const { alpha, beta, ...rest } = problem.settings.marginals[j]!;
      expect(marginal).toMatchObject(rest);
      expect(Math.abs(marginal.alpha / alpha - 1)).toBeLessThan(ROUNDING);
      expect(Math.abs(marginal.beta / beta - 1)).toBeLessThan(ROUNDING);
    });
    const moved = toFitPoint(
      problem,
      problem.parameters.map((parameter) => parameter.upper),
    );
    expect(moved.marginals[0]).toEqual(problem.settings.marginals[0]);
    expect(moved.marginals[1]!.alpha).toBeCloseTo(2 * Math.exp(1.5), 12);
  });

  it('assigns every parameter to its role, and to nothing else', () => {
    const values = problem.parameters.map((_, index) => -1 - index / 16);
    const point = toFitPoint(problem, values);
    problem.parameters.forEach(({ role }, index) => {
      if (role.kind === 'shape') {
        expect(Math.log(point.marginals[role.dimension]![role.which])).toBeCloseTo(values[index]!, 13);
        return;
      }
      const { transformedParameter } = role;
      if (transformedParameter === 'effect') throw new Error('no effect was asked for');
      const found = point.death[role.arms[0]!]![transformedParameter];
      expect(found).toBeCloseTo(values[index]!, 13);
    });
    expect(point.death.control!.sigmaRelativeHalfWidth).toBe(0);
  });

  it('adds the treatment effect of an arm to z at both ends', () => {
    const shared = buildProblem(toyTargets(toyMarginals()), toySettings({ deathShared: true, deathEffect: true }));
    const names = shared.parameters.map(({ name }) => name);
    expect(names.slice(-4)).toEqual([
      'all arms: logit daily death probability at chi = 0',
      'all arms: logit daily death probability at chi = 1',
      'all arms: half-width of mu',
      'treated: treatment effect on the log hazard',
    ]);
    const { death } = toFitPoint(shared, [
      ...shared.parameters.slice(0, -4).map(({ start }) => start),
      -8,
      -4,
      0.3,
      -0.5,
    ]);
    expect(death.control).toEqual({ logitAtZero: -8, logitAtOne: -4, muHalfWidth: 0.3, sigmaRelativeHalfWidth: 0 });
    expect(death.treated).toEqual({ logitAtZero: -8.5, logitAtOne: -4.5, muHalfWidth: 0.3, sigmaRelativeHalfWidth: 0 });
  });

  it('has two bounded parameters for each other form of the death function', () => {
    for (const name of deathFormNames) {
      const form = { mu: 'point', sigma: 'point', name } as const;
      const death = problemOf({ deathForm: form }).parameters.filter(({ role }) => role.kind === 'death');
      expect(death.map(({ role }) => role.kind === 'death' && role.transformedParameter)).toEqual([
        'logitAtZero',
        'logitAtOne',
      ]);
      for (const { name: parameter, start, lower, upper } of death) {
        expect(lower < start && start < upper).toBe(true);
        expect(parameter).toContain(deathForms[name].link === 'logit' ? 'logit daily death' : 'log daily hazard');
      }
    }
  });

  it('does not change the settings', () => {
    const before = structuredClone(problem.settings.marginals);
    toFitPoint(
      problem,
      problem.parameters.map(({ upper }) => upper),
    );
    expect(problem.settings.marginals).toEqual(before);
  });
});

it('the published trials make four rates, a median and four landmarks for each of three arms, every scale positive', () => {
  const arms = ['placebo', 'tas102', 'tas102_bev'];
  const { columns, parameters } = buildProblem(clinicalTargets(publishedTables, arms), toySettings());
  for (const arm of arms) expect(columns.filter((column) => column.arm === arm)).toHaveLength(9);
  expect(parameters).toHaveLength(4 + 3 * 3);
  for (const { scale, target } of columns) {
    expect(scale).toBeGreaterThan(0);
    expect(target).toBeGreaterThanOrEqual(0);
    expect(target).toBeLessThanOrEqual(1);
  }
  expect(HORIZON).toBeGreaterThan(12 * MONTH);
});

describe('one death function for all arms', () => {
  const both = toyTargets(toyMarginals());

  it('has one set of parameters, named so, for every arm', () => {
    const problem = buildProblem(both, toySettings({ deathShared: true, freeMarginals: [] }));
    expect(problem.parameters.map(({ name }) => name)).toEqual([
      'all arms: logit daily death probability at chi = 0',
      'all arms: logit daily death probability at chi = 1',
      'all arms: half-width of mu',
    ]);
    const { death } = toFitPoint(problem, [-8, -4, 0.2]);
    expect(death.control).toEqual({ logitAtZero: -8, logitAtOne: -4, muHalfWidth: 0.2, sigmaRelativeHalfWidth: 0 });
    expect(death.treated).toEqual(death.control);
  });

  it('of a single arm is its own', () => {
    const names = (deathShared: boolean) =>
      buildProblem(both.slice(0, 1), toySettings({ deathShared })).parameters.map(({ name }) => name);
    expect(names(true)).toEqual(names(false));
  });
});

describe('a problem by likelihood', () => {
  it('has columns for the classes of each arm and every day of a trial, and no targets of its own', () => {
    const source = { tables: publishedTables, overdispersion: 'none' } as const;
    const problem = buildProblem(clinicalTargets(publishedTables, ['placebo']), toySettings(), source);
    const survival = problem.columns.filter(({ column }) => column.kind === 'survival');
    // Months 1 to 12; every trial of the arm with a median has a curve
    expect(survival.map(({ endpoint }) => endpoint)).toEqual(
      Array.from({ length: 12 }, (_, month) => `survival_${month + 1}`),
    );
    for (const { target } of survival) expect(target).toBeNaN();
    expect(problem.grids.placebo!.times).toHaveLength(12);
    for (const row of problem.likelihood!) {
      const columns = row.kind === 'interval' ? [row.before ?? row.after, row.after] : [row.column];
      for (const column of columns) expect(problem.columns[column]!.arm).toBe('placebo');
    }
  });
});

// Evidence: closed form (logits, bounds) · laws.
import { describe, expect, it } from 'vitest';
import { parametersAtBound } from '../../../../calibration/fit/bounds.js';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import { toFitPoint } from '../../../../calibration/fit/problem.js';
import { fittedDeath, fittedShapes } from '../../../../calibration/studies/run/fitted-values.js';
import { logit } from '../../../../src/index.js';
import { toyMarginals } from '../../fit/toy-model.js';
import { toySettings, toyTargets } from '../../fit/toy-problem.js';

const targets = toyTargets(toyMarginals());
const problem = buildProblem(targets, toySettings());
const start = problem.parameters.map((parameter) => parameter.start);
const at = (changes: Readonly<Record<string, number>>) =>
  problem.parameters.map(({ name, start: value }) => changes[name] ?? value);
const parameterOf = (name: string) => problem.parameters.find((parameter) => parameter.name === name)!;

describe('parametersAtBound', () => {
  it('names what lies on a bound, or a thousandth of the way between the bounds from it', () => {
    const { lower, upper } = parameterOf('log beta of growth');
    const width = upper - lower;
    for (const [value, expected] of [
      [lower, true],
      [upper, true],
      [lower + 0.0009 * width, true],
      [upper - 0.0009 * width, true],
      [lower + 0.0011 * width, false],
      [upper - 0.0011 * width, false],
    ] as const) {
      const names = parametersAtBound(problem, at({ 'log beta of growth': value }));
      expect(names).toEqual(expected ? ['log beta of growth'] : []);
    }
  });

  it('finds a half-width of 0 at its bound', () => {
    expect(parametersAtBound(problem, at({ 'treated: half-width of mu': 0 }))).toEqual(['treated: half-width of mu']);
  });

  it('finds none at the start', () => {
    expect(parametersAtBound(problem, start)).toEqual([]);
  });
});

describe('fittedShapes', () => {
  const some = buildProblem(targets, toySettings({ freeMarginals: ['growth'] }));
  const values = some.parameters.map(({ name, start: value, upper }) =>
    name === 'log alpha of growth' ? upper : value,
  );
  const shapes = fittedShapes(some, values, toFitPoint(some, values), { growth: '1/day' });

  it('state fitted beside published shapes, with range and unit', () => {
    expect(shapes.growth).toMatchObject({
      min: 0,
      max: 1,
      unit: '1/day',
      published_alpha: 2,
      published_beta: 2,
      free: true,
    });
    expect(shapes.growth!.alpha).toBeCloseTo(2 * Math.exp(1.5), 12);
    expect(shapes.growth!.at_bound).toEqual(['alpha']);
  });

  it('state the published shapes of what is not free', () => {
    expect(shapes.response).toMatchObject({ alpha: 3, beta: 2, free: false, at_bound: [], unit: '' });
  });
});

describe('fittedDeath', () => {
  const form = { mu: 'range', sigma: 'range' } as const;
  const ranged = buildProblem(targets, toySettings({ deathForm: form }));

  it('states mu and sigma of the two daily probabilities', () => {
    const pointed = buildProblem(targets, toySettings({ deathForm: { mu: 'point', sigma: 'point' } }));
    const values = pointed.parameters.map(({ name, start: value }) =>
      name.endsWith('chi = 0') ? logit(0.001) : name.endsWith('chi = 1') ? logit(0.1) : value,
    );
    const { control } = fittedDeath(pointed, values, toFitPoint(pointed, values));
    const sigma = 1 / (logit(0.1) - logit(0.001));
    expect(control!.sigma).toBeCloseTo(sigma, 12);
    expect(control!.mu).toBeCloseTo(-sigma * logit(0.001), 12);
    expect(control!.daily_death_percent_at_zero).toBeCloseTo(0.1, 12);
    expect(control!.daily_death_percent_at_one).toBeCloseTo(10, 12);
    expect(control!.at_bound).toEqual([]);
  });

  it('states ranges around the same centre, sigma positive', () => {
    const values = ranged.parameters.map((parameter) => parameter.start);
    const { treated } = fittedDeath(ranged, values, toFitPoint(ranged, values));
    const [low, high] = treated!.mu as readonly [number, number];
    expect(high - low).toBeCloseTo(2 * 0.3 * 0.6, 12);
    const [narrow, broad] = treated!.sigma as readonly [number, number];
    expect(narrow).toBeGreaterThan(0);
    expect((broad - narrow) / (broad + narrow)).toBeCloseTo(0.3 * 0.9, 12);
  });

  it('names the parameters at a bound, by arm', () => {
    const values = ranged.parameters.map(({ name, start: value, upper }) =>
      name === 'treated: half-width of mu' ? upper : value,
    );
    const death = fittedDeath(ranged, values, toFitPoint(ranged, values));
    expect(death.treated!.at_bound).toEqual(['muHalfWidth']);
    expect(death.control!.at_bound).toEqual([]);
  });

  it('is empty where no survival was fitted', () => {
    const none = buildProblem(
      targets,
      toySettings({ targetWeights: { response: 1, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 } }),
    );
    const values = none.parameters.map((parameter) => parameter.start);
    expect(fittedDeath(none, values, toFitPoint(none, values))).toEqual({});
  });
});

// Evidence: properties of minima of weighted sums; the fit itself at weight 1; hand-written sentences.
import { describe, expect, test } from 'vitest';
import type { FitJob } from '../../../calibration/fit/fit-job.js';
import { toFitPoint } from '../../../calibration/fit/problem.js';
import { jobOf, type RefitContext } from '../../../calibration/inference/refit-context.js';
import { tradeOff, weighted } from '../../../calibration/inference/trade-off.js';
import type { TradeOffPoint } from '../../../calibration/inference/trade-off-result.js';
import { compromiseOf, tradeOffSummary } from '../../../calibration/inference/trade-off-summary.js';
import { expectedTables, hereRunner, toyContext } from './toy-context.js';

/** Searches end where the objective decreases by less than 1e-3 of itself. */
const SEARCH_ERROR = 0.02;

/** The toy with survival that its response does not go with: the treated arm's of other patients. */
function contested(kind: 'pooled' | 'likelihood'): RefitContext {
  const whole = toyContext({ kind, patients: 80, settings: { priorLogSd: 0.2 } });
  const { tables, models } = whole;
  const worse = expectedTables(tables, {
    ...models,
    treated: { ...models.treated!, rates: [0.02, 0.08, 0.1, 0.8] },
    control: { ...models.control!, rates: [0.4, 0.3, 0.2, 0.1] },
  });
  return { ...whole, tables: worse, problem: whole.problemOf(worse) };
}

function laws(kind: 'pooled' | 'likelihood') {
  test('a family deviates less the more it weighs, and the rest of the objective grows', async () => {
    const context = contested(kind);
    const result = (await tradeOff(context, 'response', undefined, [0, 0.1, 1, 10]))!;
    expect(result.families).toEqual(['response', 'os']);
    expect(result.points.map(({ converged }) => converged)).toEqual([true, true, true, true]);
    const deviations = result.points.map(({ deviations: own }) => own.response!);
    deviations.forEach((deviation, index) => {
      if (index > 0) expect(deviation).toBeLessThan(deviations[index - 1]! + SEARCH_ERROR);
    });
    expect(deviations.at(-1)!).toBeLessThan(deviations[0]! - 1);
  });

  test('weight 1 is the fit itself, and weight 0 reads no data of the family', async () => {
    const context = contested(kind);
    const asked: FitJob[] = [];
    const run: RefitContext['run'] = (what, jobs) => {
      asked.push(...jobs);
      return hereRunner(what, jobs);
    };
    await tradeOff({ ...context, run }, 'response', undefined, [0, 1]);
    expect(asked[1]!.problem).toEqual(context.problem);
    const other = toyContext({ kind, patients: 80, settings: { priorLogSd: 0.2 } });
    expect(asked[0]!.problem.likelihood ?? asked[0]!.problem.columns).toEqual(
      weighted(other.problem, 'response', 0).likelihood ?? weighted(other.problem, 'response', 0).columns,
    );
  });

  test('the squared residuals of the family are multiplied by the weight', async () => {
    const context = contested(kind);
    const start = (problem: RefitContext['problem']) =>
      hereRunner('objective', [{ ...jobOf(context, problem), maxIterations: 1 }]);
    const sums = [0, 1, 4].map((weight) => weighted(context.problem, 'response', weight));
    const rows = sums.map(({ likelihood, columns }) => (likelihood ?? columns).length);
    expect(rows[0]).toBeLessThan(rows[1]!);
    expect(rows[2]).toBe(rows[1]);
    expect((await start(sums[2]!))[0]!.objective).toBeGreaterThan((await start(sums[1]!))[0]!.objective);
  });

  test('shifts name the parameters that move, in their own units', async () => {
    const context = contested(kind);
    const asked: FitJob[] = [];
    const results: (readonly { readonly values: Float64Array }[])[] = [];
    const run: RefitContext['run'] = async (what, jobs) => {
      asked.push(...jobs);
      const done = await hereRunner(what, jobs);
      results.push(done);
      return done;
    };
    const { shifts } = (await tradeOff({ ...context, run }, 'response', undefined, [0, 10]))!;
    const means = results[0]!.map(({ values }) => {
      const { alpha, beta } = toFitPoint(context.problem, values).marginals[0]!;
      return alpha / (alpha + beta);
    });
    const own = shifts.find(({ name }) => name === 'response')!;
    expect([own.from, own.to]).toEqual(means);
    const sizes = shifts.map(({ prior_deviations: size }) => size);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });
}

describe('tradeOff, pooled', () => laws('pooled'));
describe('tradeOff, likelihood', { tags: 'full/searches' }, () => laws('likelihood'));

test('tradeOff of a family that is not fitted, or that alone is fitted, is null', async () => {
  const context = toyContext({ patients: 50 });
  expect(await tradeOff(context, 'pfs')).toBeNull();
  expect(await tradeOff({ ...context, problem: weighted(context.problem, 'os', 0) }, 'response')).toBeNull();
});

describe('tradeOffSummary', () => {
  const point = (weight: number, pfs: number, os: number, changes: Partial<TradeOffPoint> = {}): TradeOffPoint => ({
    weight,
    converged: true,
    effective_sample_size: 500,
    penalty_active: false,
    deviations: { os, pfs },
    endpoints: {},
    largest: { arm: 'treated', trial: null, endpoint: 'pfs_6', observed: 46.6, fitted: 25.1, residual: -4 },
    ...changes,
  });
  const path = (points: readonly TradeOffPoint[]) =>
    tradeOffSummary({
      varied: 'pfs',
      families: ['os', 'pfs'],
      patients: 100,
      validation_patients: 100,
      compromise: compromiseOf(points).weight,
      points: [...points],
      shifts: [],
    });

  test('says that the model can follow where one weighting brings every family within 1.96', () => {
    expect(path([point(0, 6, 0.5), point(1, 1.4, 0.9), point(10, 0.9, 2.5)])[0]).toBe(
      'The model can follow progression-free survival together with overall survival: at weight 1 the root mean square deviations are overall survival 0.9 and progression-free survival 1.4 sampling errors.',
    );
  });

  test('says that it cannot where the best compromise leaves one family out, and names the largest deviation', () => {
    const sentences = path([point(0, 6, 0.5), point(1, 4, 0.9), point(10, 3, 5)]);
    expect(sentences[0]).toContain('The model cannot follow progression-free survival together with overall survival');
    expect(sentences[0]).toContain('even at weight 1 ');
    expect(sentences[0]).toContain('of treated 25.1 % against 46.6 %');
    expect(sentences[1]).toContain('progression-free survival 6.0 -> 3.0 and overall survival 0.5 -> 5.0');
  });

  test('names what limits the path', () => {
    const limited = point(10, 3, 5, { penalty_active: true });
    const sentences = path([point(0, 6, 0.5), limited, point(30, 3, 5, { converged: false })]);
    expect(
      sentences.some(
        (sentence) => sentence.startsWith('Limited by the effective sample size') && sentence.includes('weights 10'),
      ),
    ).toBe(true);
    expect(sentences.at(-1)).toBe('Not converged at weights 30.');
  });

  test('refits on few effective patients are not assessed', () => {
    const few = point(10, 1, 1, { effective_sample_size: 90 });
    const sentences = path([point(0, 6, 0.5), point(1, 4, 0.9), few]);
    expect(sentences[0]).toContain('even at weight 1 ');
    expect(sentences.at(-1)).toBe('Fewer than 150 effective patients, and not assessed, at weights 10.');
  });

  test('the compromise is the point whose worst family deviates least', () => {
    expect(compromiseOf([point(0, 6, 0.5), point(1, 4, 0.9), point(10, 3, 5)]).weight).toBe(1);
  });
});

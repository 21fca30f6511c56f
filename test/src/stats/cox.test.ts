// Evidence: closed form and by hand; textbooks. Against R: survival-against-r.test.ts.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { type CoxFit, coxRegression } from '../../../src/stats/cox.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import { datasets } from './survival-fixture.js';

const leukemia = datasets[0]!;
const treated = leukemia.group.map((name) => (name === 'placebo' ? 0 : 1));
const { times, observed } = leukemia;

function completed(fit: CoxFit): Extract<CoxFit, { kind: 'completed' }> {
  if (fit.kind !== 'completed') return expect.unreachable(fit.kind);
  return fit;
}

describe('coxRegression', () => {
  test('6-mercaptopurine: coefficient -1.5721 with error 0.4124 (Efron), -1.5092 with 0.4096 (Breslow)', () => {
    const [efron, breslow] = (['efron', 'breslow'] as const).map(
      (ties) => completed(coxRegression({ times, observed, columns: [treated] }, { ties })).coefficients[0]!,
    );
    expect([efron!.estimate, efron!.standardError].map((value) => value.toFixed(4))).toEqual(['-1.5721', '0.4124']);
    expect([breslow!.estimate, breslow!.standardError].map((value) => value.toFixed(4))).toEqual(['-1.5092', '0.4096']);
    expect(efron!.hazardRatio).toBeCloseTo(Math.exp(-1.5721), 4);
  });

  test('by hand: deaths of 0, 1, 0 in order, then a censored 1: the ratio r solves 4 r^2 + r = 1', () => {
    // Risk sets 2 + 2r, 1 + 2r, 1 + r: score 1 - 2r/(1 + r) - 2r/(1 + 2r)
    const { coefficients, logLikelihood } = completed(
      coxRegression({ times: [1, 2, 3, 4], observed: [1, 1, 1, 0], columns: [[0, 1, 0, 1]] }),
    );
    const ratio = (Math.sqrt(17) - 1) / 8;
    const information = (2 * ratio) / (1 + ratio) ** 2 + (2 * ratio) / (1 + 2 * ratio) ** 2;
    expect(coefficients[0]!.hazardRatio).toBeCloseTo(ratio, 13);
    expect(coefficients[0]!.standardError).toBeCloseTo(1 / Math.sqrt(information), 12);
    expect(logLikelihood[0]).toBeCloseTo(-Math.log(4 * 3 * 2), 14);
  });

  test('without ties the score test of a group is the log-rank test', () => {
    const untied = times.map((time, row) => time + row / 1000);
    const { scoreTest } = coxRegression({ times: untied, observed, columns: [treated] });
    expect(scoreTest?.statistic).toBeCloseTo(logRankTest(untied, observed, treated).statistic!, 10);
  });

  test('units and origin of a covariate rescale its coefficient and nothing else', () => {
    const age = leukemia.covariates.pair!;
    const fitOf = (column: readonly number[]) =>
      completed(coxRegression({ times, observed, columns: [treated, column] }));
    const [plain, moved] = [fitOf(age), fitOf(age.map((value) => 1e9 + 1e-3 * value))];
    expect(1e-3 * moved.coefficients[1]!.estimate).toBeCloseTo(plain.coefficients[1]!.estimate, 6);
    expect(moved.waldTest.statistic).toBeCloseTo(plain.waldTest.statistic, 5);
  });

  test('weights of 2 double the information; sampling weights of 2 do not', () => {
    const weights = times.map(() => 2);
    const error = (fit: CoxFit) => completed(fit).coefficients[0]!.standardError;
    const input = { times, observed, columns: [treated] };
    const plain = error(coxRegression(input, { ties: 'breslow' }));
    expect(error(coxRegression({ ...input, weights }, { ties: 'breslow' }))).toBeCloseTo(plain / Math.SQRT2, 12);
    const sampling = (each: readonly number[]) =>
      error(coxRegression({ ...input, weights: each }, { ties: 'breslow', weightsAre: 'sampling' }));
    expect(sampling(weights)).toBeCloseTo(sampling(times.map(() => 1)), 12);
  });

  test('a group without deaths: monotone, said so, with a score test', () => {
    const fit = coxRegression({ times: [1, 2, 3, 4, 5], observed: [1, 1, 0, 0, 0], columns: [[0, 0, 1, 1, 1]] });
    expect(fit).toMatchObject({ kind: 'monotone', direction: [-1] });
    expect(fit.scoreTest?.statistic).toBeGreaterThan(0);
    // Supremum: among the patients with risk 1 only
    expect(fit.logLikelihood[1]).toBeCloseTo(-Math.log(2), 6);
  });

  test('a reference group without deaths: monotone along all indicators together', () => {
    const fit = coxRegression({
      times: [1, 2, 3, 4, 5, 6, 7, 8],
      observed: [1, 1, 1, 1, 0, 0, 0, 0],
      columns: [
        [1, 0, 0, 1, 0, 0, 0, 1],
        [0, 1, 1, 0, 0, 0, 1, 0],
      ],
    });
    expect(fit.kind).toBe('monotone');
    expect(fit.kind === 'monotone' && fit.direction.every((part) => part > 0.5)).toBe(true);
  });

  test('the largest covariate dies first: monotone', () => {
    const fit = coxRegression({ times: [1, 2, 3, 4], observed: [1, 1, 1, 1], columns: [[9, 7, 4, 1]] });
    expect(fit).toMatchObject({ kind: 'monotone', direction: [1] });
  });

  test('a constant and a repeated covariate are lost for themselves alone: the others keep their figures', () => {
    const columns = [times.map(() => 3), treated, treated.map((value) => 5 - 2 * value)];
    const fit = coxRegression({ times, observed, columns });
    expect(fit).toMatchObject({
      kind: 'not-identified',
      columns: [0, 2],
      terms: [{ kind: 'constant' }, { kind: 'estimated' }, { kind: 'collinear' }],
      waldTest: { degreesOfFreedom: 1 },
      likelihoodRatioTest: { degreesOfFreedom: 1 },
    });
    const alone = completed(coxRegression({ times, observed, columns: [treated] })).coefficients[0]!;
    expect(fit.kind === 'not-identified' && fit.terms[1]).toEqual({ kind: 'estimated', ...alone });
  });

  test('a ratio without a maximum leaves the others at their limit; terms that the limit leaves open are named', () => {
    // The patients of the last group outlive all: only the others are compared, as if it were not there
    const group = times.map((_, row) => row % 3);
    const dies = observed.map((flag, row) => (group[row] === 2 ? 0 : flag));
    const dummies = [1, 2].map((name) => group.map((each) => (each === name ? 1 : 0)));
    const fit = coxRegression({ times, observed: dies, columns: [...dummies, treated] });
    expect(fit).toMatchObject({
      kind: 'monotone',
      terms: [{ kind: 'estimated' }, { kind: 'zero' }, { kind: 'estimated' }],
    });
    const rows = [...times.keys()].filter((row) => group[row] !== 2);
    const of = (column: readonly number[]) => rows.map((row) => column[row]!);
    const limit = completed(
      coxRegression({ times: of(times), observed: of(dies), columns: [of(dummies[0]!), of(treated)] }),
    );
    expect(fit.logLikelihood[1]).toBeCloseTo(limit.logLikelihood[1], 10);
    if (fit.kind !== 'monotone') return expect.unreachable(fit.kind);
    for (const [term, index] of [
      [0, 0],
      [2, 1],
    ] as const) {
      expect(fit.terms[term]).toMatchObject({ estimate: expect.closeTo(limit.coefficients[index]!.estimate, 10) });
      expect(fit.terms[term]).toMatchObject({
        standardError: expect.closeTo(limit.coefficients[index]!.standardError, 10),
      });
    }
  });

  test('groups that die out one after the other: no finite ratio, and the limit of the likelihood', () => {
    // In the limit each death is one of the patients of its group: 2, 1, 2, 1
    const fit = coxRegression({
      times: [1, 2, 3, 4, 5, 6],
      observed: [1, 1, 1, 1, 0, 0],
      columns: [
        [0, 0, 1, 1, 0, 0],
        [0, 0, 0, 0, 1, 1],
      ],
    });
    expect(fit).toMatchObject({ kind: 'monotone', terms: [{ kind: 'zero' }, { kind: 'zero' }] });
    expect(fit.logLikelihood[1]).toBeCloseTo(-2 * Math.log(2), 10);
    expect(fit.kind === 'monotone' && fit.likelihoodRatioTest).toMatchObject({ degreesOfFreedom: 2 });
  });

  test('one far value of a covariate is no monotone likelihood', () => {
    const far = treated.map((value, row) => (row === 41 ? 1e7 : value));
    expect(coxRegression({ times, observed: observed.with(41, 0), columns: [far] }).kind).not.toBe('monotone');
  });

  test.each(['efron', 'breslow'] as const)('weights that count patients equal repeated rows, %s', (ties) => {
    const counts = times.map((_, row) => 1 + (row % 4));
    const repeat = (column: readonly number[]) =>
      column.flatMap((value, row) => Array<number>(counts[row]!).fill(value));
    const { covariates } = leukemia;
    const weighted = coxRegression(
      { times, observed, columns: [treated, covariates.pair!], weights: counts },
      { ties },
    );
    const whole = coxRegression(
      { times: repeat(times), observed: repeat(observed), columns: [repeat(treated), repeat(covariates.pair!)] },
      { ties },
    );
    expect([weighted.n, weighted.deaths]).toEqual([whole.n, whole.deaths]);
    completed(weighted).coefficients.forEach(({ estimate, standardError, p }, index) => {
      const expected = completed(whole).coefficients[index]!;
      expect(estimate).toBeCloseTo(expected.estimate, 10);
      expect(standardError).toBeCloseTo(expected.standardError, 10);
      expect(p).toBeCloseTo(expected.p!, 10);
    });
    weighted.logLikelihood.forEach((value, index) => {
      expect(value).toBeCloseTo(whole.logLikelihood[index]!, 8);
    });
    expect(weighted.scoreTest?.statistic).toBeCloseTo(whole.scoreTest!.statistic, 10);
  });

  test('half a patient and absurdly many are refused where weights count patients', () => {
    const of = (weights: readonly number[]) => () =>
      coxRegression({ times: [1, 2], observed: [1, 1], columns: [[0, 1]], weights });
    expect(of([1, 0.5])).toThrow(
      new InputError('coxRegression.weights[1]: must be a whole number of patients; got 0.5'),
    );
    expect(of([1e7, 1])).toThrow(
      new InputError('coxRegression.weights: must count at most 1e7 patients; got 10000001'),
    );
  });

  test('all censored and one patient: not identified, without tests', () => {
    expect(coxRegression({ times: [1, 2], observed: [0, 0], columns: [[0, 1]] })).toMatchObject({
      kind: 'not-identified',
      scoreTest: null,
    });
    expect(coxRegression({ times: [1], observed: [1], columns: [[2]] })).toMatchObject({ kind: 'not-identified' });
  });

  test('a covariate of enormous range does not overflow', () => {
    const column = [3, 1, 4, 1, 5, 9, 2, 6].map((value) => 1e200 * value);
    const fit = coxRegression({
      times: [1, 2, 3, 4, 5, 6, 7, 8],
      observed: [1, 1, 0, 1, 1, 1, 1, 0],
      columns: [column.map((v) => v / 1e100)],
    });
    expect(fit.kind).toBe('completed');
  });

  test.each([
    ['no covariate', [], 'coxRegression.columns: must hold one covariate at least; got none'],
    ['a short covariate', [[1]], 'coxRegression.columns[0]: must hold 2 values; got 1'],
    ['NaN', [[1, Number.NaN]], 'coxRegression.columns[0][1]: must be finite; got NaN'],
  ])('refuses %s', (_, columns, message) => {
    expect(() => coxRegression({ times: [1, 2], observed: [1, 1], columns })).toThrow(new InputError(message));
  });
});

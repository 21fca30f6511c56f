// Evidence: worked by hand · laws.
import { describe, expect, it } from 'vitest';
import { evaluateFit } from '../../../calibration/fit/evaluate-fit.js';
import type { ArmOutcome } from '../../../calibration/fit/results.js';
import { toPrettyJson } from '../../../src/index.js';
import { armTargets, withMonths } from './toy-problem.js';

const clinical = armTargets({
  arm: 'control',
  n: 400,
  rates: { cr: 1, pr: 9, sd: 30, pd: 60 },
  medianMonths: 6,
  survival: [100, 80, 50, 25, 10],
});

/** An outcome that equals every target, with changes. */
function outcomeOf(changes: Partial<ArmOutcome> = {}): ArmOutcome {
  const rates = { cr: 1, pr: 9, sd: 30, pd: 60, orr: 10, dcr: 40 };
  return {
    ...rates,
    completed: 1000,
    failed: 0,
    bounds: { pd: [60, 60], dcr: [40, 40] },
    rate_standard_errors: rates,
    median_os_months: 6,
    median_os_standard_error: 0.05,
    survival: { '3': 80, '6': 50, '9': 25, '12': 10 },
    survival_standard_errors: { '3': 1, '6': 1, '9': 1, '12': 1 },
    median_pfs_months: 2,
    median_pfs_standard_error: 0.02,
    median_pfs_between_visits_months: 2,
    median_pfs_between_visits_standard_error: 0.02,
    pfs_percent: { '3': 30, '3.68': 25, '6': 10, '9': 5, '12': 2 },
    pfs_percent_standard_errors: { '3': 1, '3.68': 1, '6': 1, '9': 1, '12': 1 },
    bor: { ...rates, pd: 50, ne: 10 },
    bor_standard_errors: { ...rates, ne: 1 },
    deaths_per_quarter: { '0-3': 20, '3-6': 30, '6-9': 25, '9-12': 15 },
    ...changes,
  };
}

const tolerances = { ratePoints: 1, medianMonths: 0.1, survivalRmsePoints: 1.5 };
const weights = { response: 1, medianOs: 1, survival: 1, medianPfs: 0, pfs: 0, bestResponse: 0 };

const evaluate = (changes: Partial<ArmOutcome> = {}, given: Partial<typeof weights> = {}) =>
  evaluateFit({ control: outcomeOf(changes) }, [clinical], tolerances, { ...weights, ...given }, {});

const rowOf = (goodnessOfFit: ReturnType<typeof evaluate>, endpoint: string) =>
  goodnessOfFit.rows.find((row) => row.endpoint === endpoint)!;

describe('evaluateFit', () => {
  it('finds an outcome that equals every target within all tolerances', () => {
    const goodnessOfFit = evaluate();
    expect(goodnessOfFit.worst).toBe(0);
    expect(goodnessOfFit.survivalRmse).toEqual([{ arm: 'control', rmse: 0, published_rmse: null }]);
    for (const { verdict, endpoint, difference } of goodnessOfFit.rows) {
      expect(verdict).toBe(endpoint.startsWith('survival') ? 'not assessed' : 'within');
      expect(difference).toBe(0);
    }
  });

  it('has six rates, the median and four landmarks per arm, with unit, patients and source', () => {
    const { rows } = evaluate();
    expect(rows.map(({ endpoint }) => endpoint)).toEqual([
      ...['cr', 'pr', 'sd', 'pd', 'orr', 'dcr', 'median_os'],
      ...['survival_3', 'survival_6', 'survival_9', 'survival_12'],
    ]);
    expect(rows.map(({ unit }) => unit === 'months')).toEqual(rows.map(({ endpoint }) => endpoint === 'median_os'));
    expect(rows.every(({ patients, fitted }) => patients === 400 && fitted)).toBe(true);
    expect(rowOf(evaluate(), 'median_os').source).toBe('median of control');
  });

  it('states the difference and the standardised difference: simulated minus target, over the standard error', () => {
    const row = rowOf(evaluate({ pd: 62.5 }), 'pd');
    expect(row).toMatchObject({ target: 60, simulated: 62.5, difference: 2.5, tolerance: 1, verdict: 'outside' });
    expect(row.standardised_difference).toBeCloseTo(2.5 / clinical.response!.standardErrors.pd, 12);
  });

  it.each([
    { pd: 61, verdict: 'within' },
    { pd: 59, verdict: 'within' },
    { pd: 61 + 1e-9, verdict: 'outside' },
    { pd: 59 - 1e-9, verdict: 'outside' },
  ])('finds a PD of $pd against 60 +- 1 $verdict', ({ pd, verdict }) => {
    const goodnessOfFit = evaluate({ pd });
    expect(rowOf(goodnessOfFit, 'pd').verdict).toBe(verdict);
    expect(goodnessOfFit.worst <= 1).toBe(verdict === 'within');
    expect(goodnessOfFit.worstTarget).toBe('pd of control');
  });

  it('measures the worst in tolerances, across units', () => {
    expect(evaluate({ pd: 60.5, median_os_months: 6.08 })).toMatchObject({ worstTarget: 'median_os of control' });
    expect(evaluate({ pd: 60.5, median_os_months: 6.08 }).worst).toBeCloseTo(0.8, 10);
    expect(evaluate({ pd: 60.9, median_os_months: 6.08 }).worst).toBeCloseTo(0.9, 10);
  });

  it('assesses survival by the root mean square of an arm: 3, 1, 1, 1 points are sqrt(3), beyond 1.5', () => {
    const goodnessOfFit = evaluate({ survival: { '3': 83, '6': 49, '9': 26, '12': 9 } });
    expect(goodnessOfFit.survivalRmse[0]!.rmse).toBeCloseTo(Math.sqrt(3), 12);
    expect(goodnessOfFit.worst).toBeCloseTo(Math.sqrt(3) / 1.5, 12);
    expect(goodnessOfFit.worstTarget).toBe('survival landmarks of control');
    expect(rowOf(goodnessOfFit, 'survival_3').verdict).toBe('not assessed');
  });

  it('finds a median that is not reached outside, without a number', () => {
    const goodnessOfFit = evaluate({ median_os_months: null });
    expect(rowOf(goodnessOfFit, 'median_os')).toMatchObject({
      simulated: null,
      difference: null,
      standardised_difference: null,
      verdict: 'outside',
    });
    expect(goodnessOfFit.worst).toBe(Number.POSITIVE_INFINITY);
  });

  it.each<{ given: Partial<typeof weights>; changes: Partial<ArmOutcome>; notAssessed: readonly string[] }>([
    { given: { response: 0 }, changes: { pd: 90 }, notAssessed: ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] },
    { given: { medianOs: 0 }, changes: { median_os_months: null }, notAssessed: ['median_os'] },
    { given: { survival: 0 }, changes: { survival: { '3': 0, '6': 0, '9': 0, '12': 0 } }, notAssessed: [] },
  ])('shows a group of weight 0 and does not assess it: $given', ({ given, changes, notAssessed }) => {
    const goodnessOfFit = evaluate(changes, given);
    expect(goodnessOfFit.worst).toBe(0);
    for (const row of goodnessOfFit.rows) {
      const left = notAssessed.includes(row.endpoint) || row.endpoint.startsWith('survival');
      expect(row.verdict).toBe(left ? 'not assessed' : 'within');
      if (notAssessed.includes(row.endpoint)) expect(row).toMatchObject({ tolerance: null, fitted: false });
    }
  });

  it('assesses nothing where all weights are 0', () => {
    const goodnessOfFit = evaluate(
      { pd: 0 },
      { response: 0, medianOs: 0, survival: 0, medianPfs: 0, pfs: 0, bestResponse: 0 },
    );
    expect(goodnessOfFit).toMatchObject({ worst: 0, worstTarget: 'no target assessed' });
  });

  it('reports the worst arm', () => {
    const treated = { ...clinical, arm: 'treated' };
    const outcomes = { control: outcomeOf({ pd: 60.5 }), treated: outcomeOf({ cr: 3 }) };
    const goodnessOfFit = evaluateFit(outcomes, [clinical, treated], tolerances, weights, { treated: 4.2 });
    expect(goodnessOfFit).toMatchObject({ worst: 2, worstTarget: 'cr of treated' });
    expect(goodnessOfFit.rows).toHaveLength(22);
    expect(goodnessOfFit.survivalRmse.map(({ published_rmse: publishedRmse }) => publishedRmse)).toEqual([null, 4.2]);
  });

  it('ignores months that are no landmarks', () => {
    const dense = withMonths(clinical, [0, 3, 5, 6, 12]);
    const { rows } = evaluateFit({ control: outcomeOf() }, [dense], tolerances, weights, {});
    expect(rows.slice(7).map(({ endpoint }) => endpoint)).toEqual(['survival_3', 'survival_6', 'survival_12']);
  });

  it('holds no number that JSON cannot, but for the worst of a median that is not reached', () => {
    const { rows, survivalRmse } = evaluate({ median_os_months: null, survival: { '3': 0, '6': 0, '9': 0, '12': 0 } });
    expect(() => toPrettyJson({ rows, survivalRmse })).not.toThrow();
  });

  it.each([
    { name: 'a rate', changes: { pd: Number.NaN } },
    { name: 'the median', changes: { median_os_months: Number.NaN } },
    { name: 'a landmark', changes: { survival: { '3': Number.NaN, '6': 50, '9': 25, '12': 10 } } },
  ])('never counts as met where $name is not a number', ({ changes }) => {
    expect(evaluate(changes).worst <= 1).toBe(false);
  });

  it('has finite residuals where everybody lives', () => {
    const extreme = armTargets({
      arm: 'control',
      rates: { cr: 1, pr: 9, sd: 30, pd: 60 },
      medianMonths: 6,
      survival: [100, 100, 50, 25, 0],
    });
    const { rows } = evaluateFit({ control: outcomeOf() }, [extreme], tolerances, weights, {});
    expect(() => toPrettyJson(rows)).not.toThrow();
  });

  it('has no rmse that is not a number where the trials state no landmark', () => {
    const none = withMonths(clinical, [0, 1, 2, 4, 5]);
    const { survivalRmse } = evaluateFit({ control: outcomeOf() }, [none], tolerances, weights, {});
    expect(() => toPrettyJson(survivalRmse)).not.toThrow();
  });
});

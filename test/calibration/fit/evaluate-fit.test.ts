// Evidence: worked by hand · laws.
import { describe, expect, it } from 'vitest';
import { judgeCohort } from '../../../calibration/fit/evaluate-fit.js';
import type { ArmOutcome } from '../../../calibration/studies/run/result.js';
import { toPrettyJson } from '../../../src/index.js';
import { clinicalFigures } from './toy-problem.js';

const clinical = clinicalFigures({
  arm: 'control',
  n: 400,
  rates: { cr: 1, pr: 9, sd: 30, pd: 60 },
  medianMonths: 6,
  survival: [100, 80, 50, 25, 10],
});

/** An outcome that meets every figure, with changes. */
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
    deaths_per_quarter: { '0-3': 20, '3-6': 30, '6-9': 25, '9-12': 15 },
    ...changes,
  };
}

const tolerances = { ratePoints: 1, medianMonths: 0.1, survivalRmsePoints: 1.5 };
const weights = { response: 1, medianOs: 1, survival: 1 };

const judge = (changes: Partial<ArmOutcome> = {}, given: Partial<typeof weights> = {}) =>
  judgeCohort({ control: outcomeOf(changes) }, [clinical], tolerances, { ...weights, ...given }, {});

const rowOf = (judgement: ReturnType<typeof judge>, indicator: string) =>
  judgement.rows.find((row) => row.indicator === indicator)!;

describe('judgeCohort', () => {
  it('finds nothing wrong with an outcome that meets every figure', () => {
    const judgement = judge();
    expect(judgement.worst).toBe(0);
    expect(judgement.survivalMisfit).toEqual([{ arm: 'control', rmse: 0, publishedRmse: null }]);
    for (const { verdict, indicator, difference } of judgement.rows) {
      expect(verdict).toBe(indicator.startsWith('survival') ? 'not judged' : 'within');
      expect(difference).toBe(0);
    }
  });

  it('has six rates, the median and four landmarks per arm, with unit, patients and source', () => {
    const { rows } = judge();
    expect(rows.map(({ indicator }) => indicator)).toEqual([
      ...['cr', 'pr', 'sd', 'pd', 'orr', 'dcr', 'median_os'],
      ...['survival_3', 'survival_6', 'survival_9', 'survival_12'],
    ]);
    expect(rows.map(({ unit }) => unit === 'months')).toEqual(rows.map(({ indicator }) => indicator === 'median_os'));
    expect(rows.every(({ patients, fitted }) => patients === 400 && fitted)).toBe(true);
    expect(rowOf(judge(), 'median_os').source).toBe('median of control');
  });

  it('states difference and residual: simulated minus target, over the standard error', () => {
    const row = rowOf(judge({ pd: 62.5 }), 'pd');
    expect(row).toMatchObject({ target: 60, simulated: 62.5, difference: 2.5, tolerance: 1, verdict: 'outside' });
    expect(row.residual).toBeCloseTo(2.5 / clinical.response.standardErrors.pd, 12);
  });

  it.each([
    { pd: 61, verdict: 'within' },
    { pd: 59, verdict: 'within' },
    { pd: 61 + 1e-9, verdict: 'outside' },
    { pd: 59 - 1e-9, verdict: 'outside' },
  ])('finds a PD of $pd against 60 +- 1 $verdict', ({ pd, verdict }) => {
    const judgement = judge({ pd });
    expect(rowOf(judgement, 'pd').verdict).toBe(verdict);
    expect(judgement.worst <= 1).toBe(verdict === 'within');
    expect(judgement.worstTarget).toBe('pd of control');
  });

  it('measures the worst in tolerances, across units', () => {
    expect(judge({ pd: 60.5, median_os_months: 6.08 })).toMatchObject({ worstTarget: 'median_os of control' });
    expect(judge({ pd: 60.5, median_os_months: 6.08 }).worst).toBeCloseTo(0.8, 10);
    expect(judge({ pd: 60.9, median_os_months: 6.08 }).worst).toBeCloseTo(0.9, 10);
  });

  it('judges survival by the root mean square of an arm: 3, 1, 1, 1 points are sqrt(3), beyond 1.5', () => {
    const judgement = judge({ survival: { '3': 83, '6': 49, '9': 26, '12': 9 } });
    expect(judgement.survivalMisfit[0]!.rmse).toBeCloseTo(Math.sqrt(3), 12);
    expect(judgement.worst).toBeCloseTo(Math.sqrt(3) / 1.5, 12);
    expect(judgement.worstTarget).toBe('survival landmarks of control');
    expect(rowOf(judgement, 'survival_3').verdict).toBe('not judged');
  });

  it('finds a median that is not reached outside, without a number', () => {
    const judgement = judge({ median_os_months: null });
    expect(rowOf(judgement, 'median_os')).toMatchObject({
      simulated: null,
      difference: null,
      residual: null,
      verdict: 'outside',
    });
    expect(judgement.worst).toBe(Number.POSITIVE_INFINITY);
  });

  it.each<{ given: Partial<typeof weights>; changes: Partial<ArmOutcome>; unjudged: readonly string[] }>([
    { given: { response: 0 }, changes: { pd: 90 }, unjudged: ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] },
    { given: { medianOs: 0 }, changes: { median_os_months: null }, unjudged: ['median_os'] },
    { given: { survival: 0 }, changes: { survival: { '3': 0, '6': 0, '9': 0, '12': 0 } }, unjudged: [] },
  ])('shows a group of weight 0 and does not judge it: $given', ({ given, changes, unjudged }) => {
    const judgement = judge(changes, given);
    expect(judgement.worst).toBe(0);
    for (const row of judgement.rows) {
      const left = unjudged.includes(row.indicator) || row.indicator.startsWith('survival');
      expect(row.verdict).toBe(left ? 'not judged' : 'within');
      if (unjudged.includes(row.indicator)) expect(row).toMatchObject({ tolerance: null, fitted: false });
    }
  });

  it('judges nothing where nothing was asked for', () => {
    const judgement = judge({ pd: 0 }, { response: 0, medianOs: 0, survival: 0 });
    expect(judgement).toMatchObject({ worst: 0, worstTarget: 'nothing judged' });
  });

  it('lets the worst arm decide', () => {
    const treated = { ...clinical, arm: 'treated' };
    const outcomes = { control: outcomeOf({ pd: 60.5 }), treated: outcomeOf({ cr: 3 }) };
    const judgement = judgeCohort(outcomes, [clinical, treated], tolerances, weights, { treated: 4.2 });
    expect(judgement).toMatchObject({ worst: 2, worstTarget: 'cr of treated' });
    expect(judgement.rows).toHaveLength(22);
    expect(judgement.survivalMisfit.map(({ publishedRmse }) => publishedRmse)).toEqual([null, 4.2]);
  });

  it('leaves out months that are no landmarks', () => {
    const dense = { ...clinical, survival: { ...clinical.survival, months: [0, 3, 5, 6, 12] } };
    const { rows } = judgeCohort({ control: outcomeOf() }, [dense], tolerances, weights, {});
    expect(rows.slice(7).map(({ indicator }) => indicator)).toEqual(['survival_3', 'survival_6', 'survival_12']);
  });

  it('holds no number that JSON cannot, but for the worst of a median that is not reached', () => {
    const { rows, survivalMisfit } = judge({ median_os_months: null, survival: { '3': 0, '6': 0, '9': 0, '12': 0 } });
    expect(() => toPrettyJson({ rows, survivalMisfit })).not.toThrow();
  });

  it.each([
    { name: 'a rate', changes: { pd: Number.NaN } },
    { name: 'the median', changes: { median_os_months: Number.NaN } },
    { name: 'a landmark', changes: { survival: { '3': Number.NaN, '6': 50, '9': 25, '12': 10 } } },
  ])('never counts as met where $name is not a number', ({ changes }) => {
    expect(judge(changes).worst <= 1).toBe(false);
  });

  it('has finite residuals where everybody lives', () => {
    const extreme = clinicalFigures({
      arm: 'control',
      rates: { cr: 1, pr: 9, sd: 30, pd: 60 },
      medianMonths: 6,
      survival: [100, 100, 50, 25, 0],
    });
    const { rows } = judgeCohort({ control: outcomeOf() }, [extreme], tolerances, weights, {});
    expect(() => toPrettyJson(rows)).not.toThrow();
  });

  it('has no misfit that is not a number where the trials state no landmark', () => {
    const none = { ...clinical, survival: { ...clinical.survival, months: [0, 1, 2, 4, 5] } };
    const { survivalMisfit } = judgeCohort({ control: outcomeOf() }, [none], tolerances, weights, {});
    expect(() => toPrettyJson(survivalMisfit)).not.toThrow();
  });
});

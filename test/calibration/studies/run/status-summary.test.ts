// Evidence: laws on what the summary must report.
import { describe, expect, it } from 'vitest';
import { deathRemarks, statusSummary, trialSentences } from '../../../../calibration/studies/run/status-summary.js';

const goodnessOfFit = (worst: number) => ({ rows: [], survivalRmse: [], worst, worstTarget: 'pd of control' });
const context = {
  patients: 5000,
  attempts: 1,
  against: 'targets' as const,
  atBound: [],
  identifiability: null,
  searchEnded: true,
  failures: { tooMany: false, summary: [] },
};
const summary = (changes: Partial<Parameters<typeof statusSummary>[2]> = {}) =>
  statusSummary('converged', goodnessOfFit(0.52), { ...context, ...changes }).join('\n');

describe('statusSummary', () => {
  it('begins with the outcome, the size of the cohort and the worst endpoint', () => {
    expect(statusSummary('converged', goodnessOfFit(0.52), context)[0]).toMatch(
      /^Converged: on an independent validation cohort of 5000 patients.*52 % of its tolerance \(pd of control\)/,
    );
    expect(statusSummary('not-converged', goodnessOfFit(2.5), context)[0]).toMatch(
      /^Not converged: .*pd of control differs by 2\.50/,
    );
    expect(statusSummary('evaluated', goodnessOfFit(7), context)[0]).toMatch(
      /^Evaluated without fitting shapes.*7\.00/,
    );
    expect(statusSummary('interrupted', goodnessOfFit(0), context)[0]).toBe('Interrupted before the validation.');
  });

  it('states where the cohort ended at a look, of how many patients, and with which error', () => {
    expect(summary({ patients: 2048, ended: { planned: 4096, error: 0.01 } })).toContain(
      'The cohort ended after 2048 of 4096 patients: the verdict of the full cohort was certain, with an error of at most 1 %.',
    );
    expect(summary()).not.toContain('ended after');
  });

  it('compared with the fit, names what the targets still miss, the largest difference first', () => {
    const row = (endpoint: string, difference: number, verdict: 'within' | 'outside') => ({
      ...{
        arm: 'control',
        endpoint,
        unit: 'months' as const,
        target: 4,
        patients: 100,
        standard_error: 0.3,
        simulated: 4,
      },
      ...{ tolerance: 0.1, fitted: true, source: '', difference, standardised_difference: null, verdict },
    });
    const rows = [row('median_os', 0.25, 'outside'), row('dcr', 0.05, 'within'), row('median_pfs', -1.4, 'outside')];
    const [first, second] = statusSummary(
      'converged',
      { ...goodnessOfFit(0.52), rows: rows as never },
      { ...context, against: 'fit' },
    );
    expect(first).toContain('within its tolerance of what the fit predicts');
    expect(second).toBe(
      "The trials' targets are not all met: Median progression-free survival of control by 14.0 times its tolerance, Median overall survival of control by 2.5 times its tolerance.",
    );
  });

  it('a fit with too many failed patients is not converged for that reason', () => {
    const failures = { tooMany: true, summary: ['13 of 1100 failed.'] };
    const [first, second] = statusSummary('not-converged', goodnessOfFit(0.52), { ...context, failures });
    expect(first).toMatch(/^Not converged: too many simulations failed/);
    expect(second).toBe('13 of 1100 failed.');
  });

  it('ends a remark on trials with one mark', () => {
    expect(trialSentences(['a.csv: no DOI', 'a.csv:2: is it the same trial?'])).toEqual([
      'Trials: a.csv: no DOI.',
      'Trials: a.csv:2: is it the same trial?',
    ]);
  });

  it('reports parameters at a bound', () => {
    expect(summary()).toContain('No fitted value is at a bound.');
    expect(summary({ atBound: ['log alpha of a', 'log beta of b'] })).toContain(
      'At a bound: log alpha of a; log beta of b.',
    );
  });

  it('reports how many earlier validation cohorts disagreed, and what that means', () => {
    expect(summary()).not.toContain('This was validation cohort');
    expect(summary({ attempts: 2 })).toContain('validation cohort 2; the earlier one disagreed');
    expect(summary({ attempts: 4 })).toContain('validation cohort 4; the earlier 3 disagreed');
    expect(summary({ attempts: 2 })).toContain('optimistic');
  });

  it('reports that the search did not converge', () => {
    expect(summary()).not.toContain('limit of iterations');
    expect(summary({ searchEnded: false })).toContain('limit of iterations');
  });

  it('ends with identifiability', () => {
    const identifiability = {
      free_parameters: 2,
      data_values: 1,
      constrained_directions: 1,
      singular_values: [3],
      leading: [],
      summary: ['The data inform 1 of 2 directions.'],
    };
    expect(summary({ identifiability }).endsWith('The data inform 1 of 2 directions.')).toBe(true);
  });

  it('reports that a median was not reached', () => {
    const lost = statusSummary('not-converged', goodnessOfFit(Number.POSITIVE_INFINITY), context).join('\n');
    expect(lost).not.toContain('Infinity');
  });
});

describe('deathRemarks', () => {
  const death = (dailyDeathPercentAtOne: number) => ({
    mu: 1,
    sigma: 0.1,
    daily_death_percent_at_zero: 0.01,
    daily_death_percent_at_one: dailyDeathPercentAtOne,
    at_bound: [],
  });

  it('are none where no survival was fitted', () => {
    expect(deathRemarks({})).toEqual([]);
  });

  it('list the daily probability at chi = 1 of every arm', () => {
    expect(deathRemarks({ a: death(1.234), b: death(20) })[0]).toContain(
      'a 1.2 % a day at chi = 1, b 20 % a day at chi = 1',
    );
  });

  it('call ten percent a day and more a threshold, less a gentle rise, and name the arms', () => {
    expect(deathRemarks({ a: death(10), b: death(45) })[1]).toContain('steeply');
    expect(deathRemarks({ a: death(9.99), b: death(45) })[1]).toMatch(/^In a the risk rises gently/);
    expect(deathRemarks({ a: death(1), b: death(2) })[1]).toMatch(/^In a and b the risk rises gently/);
  });
});

// Evidence: closed form (Wilson's interval at 0 and at n) · worked by hand from the published tables.
import { describe, expect, it } from 'vitest';
import { clinicalSurvivalRows, responseRows } from '../../../../calibration/studies/run/clinical-plot-rows.js';
import { clinicalTargets } from '../../../../calibration/targets/clinical-targets.js';
import { wilsonInterval } from '../../../../src/index.js';
import { arms, publishedTables } from '../../targets/published-tables.js';

const targets = clinicalTargets(publishedTables, arms);
const rates = { cr: 0, pr: 2, sd: 18, pd: 80, orr: 2, dcr: 20 };
const outcome = { ...rates, completed: 50 } as never;

describe('responseRows', () => {
  const rows = responseRows({ placebo: outcome }, targets, publishedTables);

  it('hold the cohort first, then the pooled trials, then each trial, six rates each', () => {
    const placebo = rows.filter(({ arm }) => arm === 'placebo');
    const sources = [...new Set(placebo.map(({ source }) => source))];
    expect(sources.slice(0, 2)).toEqual(['simulated', 'pooled trials']);
    expect(sources).toHaveLength(2 + publishedTables.recist.filter(({ arm }) => arm === 'placebo').length);
    for (const source of sources) {
      const endpoints = placebo.filter((row) => row.source === source).map(({ endpoint }) => endpoint);
      expect(endpoints).toEqual(['cr', 'pr', 'sd', 'pd', 'orr', 'dcr']);
    }
  });

  it('omit the cohort of an arm that was not simulated', () => {
    expect(rows.filter(({ arm, source }) => arm === 'tas102' && source === 'simulated')).toEqual([]);
  });

  it("have Wilson's interval of the patients behind them, 0 at its lower end where nobody responded", () => {
    const [cr] = rows;
    expect(cr).toMatchObject({ endpoint: 'cr', percent: 0, ci_low: 0, n: 50 });
    const z = 1.959963984540054;
    // At no success the upper end is z^2 / (n + z^2)
    expect(cr!.ci_high).toBeCloseTo((100 * z ** 2) / (50 + z ** 2), 10);
    for (const { percent, ci_low, ci_high } of rows) {
      expect(ci_low!).toBeLessThanOrEqual(percent + 1e-9);
      expect(ci_high!).toBeGreaterThanOrEqual(percent - 1e-9);
      expect(ci_low!).toBeGreaterThanOrEqual(0);
      expect(ci_high!).toBeLessThanOrEqual(100);
    }
  });

  it('add up CR and PR to ORR, and SD to DCR, trial by trial', () => {
    const sources = new Set(rows.map(({ arm, source }) => `${arm}: ${source}`));
    for (const key of sources) {
      const percent = Object.fromEntries(
        rows.filter(({ arm, source }) => `${arm}: ${source}` === key).map((row) => [row.endpoint, row.percent]),
      );
      expect(percent.orr).toBeCloseTo(percent.cr! + percent.pr!, 9);
      expect(percent.dcr).toBeCloseTo(percent.orr! + percent.sd!, 9);
    }
  });

  it('accept a rate that rounding has put beyond 100 %', () => {
    const beyond = responseRows(
      { placebo: { ...rates, dcr: 100 + 1e-12, completed: 50 } as never },
      targets,
      publishedTables,
    );
    expect(beyond.find(({ endpoint, source }) => endpoint === 'dcr' && source === 'simulated')!.ci_high).toBe(100);
  });
});

describe('clinicalSurvivalRows', () => {
  const rows = clinicalSurvivalRows(targets, publishedTables);

  it('hold the pooled curve with intervals and each trial without', () => {
    for (const { curves, arm } of targets) {
      const survival = curves.os.landmarks;
      const pooled = rows.filter((row) => row.arm === arm && row.trial === 'pooled');
      expect(pooled.map(({ month }) => month)).toEqual(survival.months);
      pooled.forEach((row, index) => {
        const share = survival.percent[index]! / 100;
        const { low, high } = wilsonInterval({ successes: share * survival.n, trials: survival.n });
        expect(row.survival_percent).toBe(survival.percent[index]);
        expect(row.ci_low).toBeCloseTo(100 * low, 10);
        expect(row.ci_high).toBeCloseTo(100 * high, 10);
      });
    }
    const trials = rows.filter(({ trial }) => trial !== 'pooled');
    expect(trials).toHaveLength(publishedTables.survival.reduce((sum, { months }) => sum + months.length, 0));
    expect(trials.every(({ ci_low, ci_high }) => ci_low === null && ci_high === null)).toBe(true);
  });

  it('tell the subgroups of one trial apart', () => {
    const names = new Set(rows.map(({ arm, trial, subgroup }) => `${arm}: ${trial}: ${subgroup}`));
    expect(names.size).toBe(publishedTables.survival.length + arms.length);
  });
});

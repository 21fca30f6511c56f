// Evidence: closed forms (counts and curves of a known factor), and the likelihood on a fine grid.
import { describe, expect, test } from 'vitest';
import { forEachCurve } from '../../../../calibration/endpoints/curves.js';
import type { ArmForecast } from '../../../../calibration/inference/prediction/arm-forecasts.js';
import { hazardAt, trialDeviations } from '../../../../calibration/inference/prediction/trial-deviations.js';
import { emptyTables, type TrialTables } from '../../../../calibration/targets/trial-tables.js';
import { medianRow, recistRow, survivalRow } from '../../fit/objective/trial-tables.js';

const MONTH = 30;
const HORIZON = 360;
const options = { monthDays: MONTH, horizonDays: HORIZON };
const hazard = Float64Array.from({ length: HORIZON + 1 }, (_, day) => 0.1 * (day / MONTH) ** 1.2);
const logits = (control: number, response: number) =>
  Float64Array.from([Math.log(control / (1 - control)), Math.log(response / (1 - response)), -9]);
const arm: ArmForecast = {
  logits: { rate: logits(0.5, 0.1), best: Float64Array.from([...logits(0.5, 0.1), 9]) },
  hazards: forEachCurve(() => hazard),
};
const tablesOf = (part: Partial<TrialTables>): TrialTables => ({ ...emptyTables, ...part });
const months = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const curveOf = (factor: number) => months.map((month) => 100 * Math.exp(-factor * hazardAt(hazard, month * MONTH)));

describe('trialDeviations', () => {
  test('a curve S^f has the deviation log f, with the information of its deaths', () => {
    const factor = 1.4;
    const row = survivalRow({ trial: 'A', arm: 'tas102', n: 1000, months, percent: curveOf(factor) });
    const [found] = trialDeviations('os', tablesOf({ survival: [row] }), { tas102: arm }, options);
    expect(found!.estimate).toBeCloseTo(Math.log(factor), 8);
    // Grouped deaths carry nearly the information of exact times: the number of deaths
    const deaths = 1000 * (1 - curveOf(factor).at(-1)! / 100);
    expect(found!.standardError * Math.sqrt(deaths)).toBeGreaterThan(1);
    expect(found!.standardError * Math.sqrt(deaths)).toBeLessThan(1.01);
  });

  test('is the maximum of the likelihood on a grid', () => {
    const percent = [100, 95, 91, 80, 78, 70, 60, 55, 40, 39, 35, 30, 20];
    const row = survivalRow({ trial: 'A', arm: 'tas102', n: 200, months, percent });
    const logLikelihood = (delta: number): number =>
      months.slice(1).reduce((sum, month, index) => {
        const [before, after] = [percent[index]! / 100, percent[index + 1]! / 100];
        const own = Math.exp(delta) * (hazardAt(hazard, month * MONTH) - hazardAt(hazard, (month - 1) * MONTH));
        return sum + 200 * ((before - after) * Math.log(1 - Math.exp(-own)) - after * own);
      }, 0);
    const grid = Array.from({ length: 20001 }, (_, index) => -1 + index / 10000);
    const best = grid.reduce((most, delta) => (logLikelihood(delta) > logLikelihood(most) ? delta : most), -1);
    const [found] = trialDeviations('os', tablesOf({ survival: [row] }), { tas102: arm }, options);
    expect(Math.abs(found!.estimate - best)).toBeLessThanOrEqual(1e-4);
    const step = 1e-3;
    const curvature =
      (2 * logLikelihood(best) - logLikelihood(best + step) - logLikelihood(best - step)) / (step * step);
    expect(found!.standardError * Math.sqrt(curvature)).toBeGreaterThan(0.97);
    expect(found!.standardError * Math.sqrt(curvature)).toBeLessThan(1.03);
  });

  test('a median m has log(log 2 / H(m)), with standard error 1 / (log 2 sqrt n); a curve comes first', () => {
    const medianOs = [medianRow({ trial: 'B', arm: 'tas102', n: 100, medianMonths: 8 })];
    const [found] = trialDeviations('os', tablesOf({ medianOs }), { tas102: arm }, options);
    expect(found!.estimate).toBeCloseTo(Math.log(Math.LN2 / hazardAt(hazard, 8 * MONTH)), 12);
    expect(found!.standardError).toBeCloseTo(1 / (Math.LN2 * 10), 12);
    const survival = [survivalRow({ trial: 'B', arm: 'tas102', n: 100, months, percent: curveOf(1) })];
    const [withCurve] = trialDeviations('os', tablesOf({ medianOs, survival }), { tas102: arm }, options);
    expect(withCurve!.estimate).toBeCloseTo(0, 8);
  });

  test('shares: the mean over trials, weighted by information, is that of the pooled share', () => {
    const recist = [
      recistRow({ trial: 'A', arm: 'tas102', n: 100, crPercent: 0, prPercent: 0, sdPercent: 40, pdPercent: 60 }),
      recistRow({ trial: 'B', arm: 'tas102', n: 300, crPercent: 0, prPercent: 3, sdPercent: 57, pdPercent: 40 }),
    ];
    const tables = tablesOf({ recist });
    const control = trialDeviations('dcr', tables, { tas102: arm }, options);
    // 220 of 400, against one half
    const weights = control.map(({ standardError }) => standardError ** -2);
    const mean =
      control.reduce((sum, { estimate }, index) => sum + weights[index]! * estimate, 0) / (weights[0]! + weights[1]!);
    expect(mean).toBeCloseTo(Math.log(0.55 / 0.45), 12);
    expect(control[0]!.standardError).toBeCloseTo(1 / Math.sqrt(100 * 0.55 * 0.45), 12);
    // 9 responses of 220, none of the 40 of A
    const response = trialDeviations('orr', tables, { tas102: arm }, options);
    const p = 9 / 220;
    expect(response[0]!.patients).toBe(40);
    expect(response[0]!.estimate).toBeCloseTo(Math.log(p / (1 - p)) - Math.log(0.1 / 0.9) - 1 / (1 - p), 10);
  });

  test('subgroups that are listed instead of a trial count together; subsets and other arms do not count', () => {
    const part = (subgroup: string, percent: number) =>
      recistRow({
        trial: 'A',
        subgroup,
        arm: 'tas102',
        n: 50,
        crPercent: 0,
        prPercent: 0,
        sdPercent: percent,
        pdPercent: 100 - percent,
      });
    const recist = [
      part('mutant', 40),
      part('wild', 60),
      { ...part('Japan', 100), trial: 'A, subgroups', subsetOf: 'A' },
      { ...part('', 10), arm: 'elsewhere' },
    ];
    const found = trialDeviations('dcr', tablesOf({ recist }), { tas102: arm }, options);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ trial: 'A', patients: 100, estimate: expect.closeTo(0, 12) });
  });

  test('a curve without an event has half of one; nothing in the simulated time has no deviation', () => {
    const flat = survivalRow({ trial: 'A', arm: 'tas102', n: 40, months: [0, 3], percent: [100, 100] });
    const [found] = trialDeviations('os', tablesOf({ survival: [flat] }), { tas102: arm }, options);
    expect(found!.estimate).toBeLessThan(-2);
    expect(Number.isFinite(found!.standardError)).toBe(true);
    const late = [medianRow({ trial: 'A', arm: 'tas102', n: 40, medianMonths: 20 })];
    expect(trialDeviations('os', tablesOf({ medianOs: late }), { tas102: arm }, options)).toEqual([]);
  });
});

// Evidence: closed form (moments of the multinomial, of survival shares, of a sample median, Greenwood's formula).
import { describe, expect, it } from 'vitest';
import type { ArmModel } from '../../../calibration/inference/arm-models.js';
import { syntheticTables } from '../../../calibration/inference/synthetic-tables.js';
import { emptyTables, type SurvivalRow, type TrialTables } from '../../../calibration/targets/trial-tables.js';
import { randomStream } from '../../../src/index.js';
import { medianRow, recistRow, survivalRow } from '../fit/objective/trial-tables.js';
import { publishedTables } from '../targets/published-tables.js';

const MONTH = 30;
const days = Array.from({ length: 53 }, (_, week) => 7 * week);
const mean = 400;
const model: ArmModel = { rates: [0.02, 0.18, 0.5, 0.3], days, alive: days.map((day) => Math.exp(-day / mean)) };
const models = { x: model };

const draw = (tables: TrialTables, index = 0, seed = '0') =>
  syntheticTables(tables, models, MONTH, randomStream({ seed, streamName: 'synthetic', index }));

const empty: TrialTables = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };
const DRAWS = 1500;

/** Mean and variance over the draws of a statistic. */
function moments(tables: TrialTables, statistic: (drawn: TrialTables) => number) {
  const values = Array.from({ length: DRAWS }, (_, index) => statistic(draw(tables, index)));
  const average = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  return { average, variance: values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (DRAWS - 1) };
}

/** Four standard errors of a mean, and of a variance of nearly normal statistics. */
function expectMoments(found: { average: number; variance: number }, expected: { average: number; variance: number }) {
  expect(Math.abs(found.average - expected.average)).toBeLessThan(4 * Math.sqrt(expected.variance / DRAWS));
  expect(Math.abs(found.variance / expected.variance - 1)).toBeLessThan(4 * Math.sqrt(2 / DRAWS));
}

describe('syntheticTables', () => {
  it('draws classes of a multinomial among the evaluable patients', () => {
    const tables = { ...empty, recist: [recistRow({ trial: 'A', arm: 'x', n: 100, nEvaluable: 80 })] };
    for (const [column, rate] of [
      ['prPercent', 0.18],
      ['sdPercent', 0.5],
      ['pdPercent', 0.3],
    ] as const) {
      expectMoments(
        moments(tables, ({ recist }) => recist[0]![column]),
        { average: 100 * rate, variance: (1e4 * rate * (1 - rate)) / 80 },
      );
    }
    const { crPercent, prPercent, sdPercent, pdPercent } = draw(tables).recist[0]!;
    expect(crPercent + prPercent + sdPercent + pdPercent).toBeCloseTo(100, 10);
    expect((crPercent * 80) / 100).toBeCloseTo(Math.round((crPercent * 80) / 100), 9);
  });

  it('draws curves with the share alive at each month', () => {
    const tables = { ...empty, survival: [survivalRow({ trial: 'A', arm: 'x', n: 80 })] };
    for (const place of [1, 4]) {
      const alive = Math.exp((-3 * place * MONTH) / mean);
      expectMoments(
        moments(tables, ({ survival }) => survival[0]!.percent[place]!),
        { average: 100 * alive, variance: (1e4 * alive * (1 - alive)) / 80 },
      );
    }
    expect(draw(tables).survival[0]!.percent[0]).toBe(100);
  });

  it.each([81, 201])('draws medians of %i patients: 1 / (2 f sqrt n) around the median', (n) => {
    const tables = { ...empty, medianOs: [medianRow({ trial: 'A', arm: 'x', n })] };
    const expected = mean * Math.LN2;
    const found = moments(tables, ({ medianOs }) => medianOs[0]!.medianMonths * MONTH);
    // Density 1/2 / mean. The mean of the median of exponentials: a sum of 1/k over the upper half, here to 1/n
    let average = 0;
    for (let k = (n + 1) / 2; k <= n; k++) average += mean / k;
    expect(Math.abs(average - expected)).toBeLessThan(mean / n);
    let variance = 0;
    for (let k = (n + 1) / 2; k <= n; k++) variance += (mean / k) ** 2;
    expectMoments(found, { average, variance });
  });

  it('extrapolates beyond the simulated time with the last hazard', () => {
    const tables = {
      ...empty,
      survival: [survivalRow({ trial: 'A', arm: 'x', n: 200, months: [0, 24], percent: [100, 20] })],
    };
    const alive = Math.exp((-24 * MONTH) / mean);
    expectMoments(
      moments(tables, ({ survival }) => survival[0]!.percent[1]!),
      { average: 100 * alive, variance: (1e4 * alive * (1 - alive)) / 200 },
    );
  });

  it("follows the reported numbers at risk, so that a curve has Greenwood's variance", () => {
    const atRisk = [100, 50.4, 20, 8];
    const row = survivalRow({ trial: 'A', arm: 'x', n: 100, atRisk });
    const tables = { ...empty, survival: [row] };
    const alive = Math.exp((-9 * MONTH) / mean);
    const hazard = 1 - Math.exp((-3 * MONTH) / mean);
    const greenwood = alive ** 2 * [100, 50, 20].reduce((sum, n) => sum + hazard / (n * (1 - hazard)), 0);
    const found = moments(tables, ({ survival }) => survival[0]!.percent[3]!);
    expect(Math.abs(found.average - 100 * alive)).toBeLessThan(4 * Math.sqrt((1e4 * greenwood) / DRAWS));
    // Greenwood's formula is first order in 1 / 20 patients
    expect(Math.abs(found.variance / (1e4 * greenwood) - 1)).toBeLessThan(4 * Math.sqrt(2 / DRAWS) + 0.05);
    expect(draw(tables).survival[0]!.atRisk).toEqual([100, 50, 20, 8]);
  });

  it('keeps a curve constant where no patient is followed', () => {
    const row = survivalRow({ trial: 'A', arm: 'x', n: 20, atRisk: [20, 5, 0, 0] });
    const { percent, atRisk } = draw({ ...empty, survival: [row] }).survival[0]!;
    expect(atRisk?.slice(2)).toEqual([0, 0]);
    expect(percent[4]).toBe(percent[2]);
  });

  it('gives the same bits for the same stream, and other trials for another', () => {
    const tables = { ...publishedTables };
    const drawn = (index: number) =>
      syntheticTables(
        tables,
        { placebo: model, tas102: model, tas102_bev: model },
        MONTH,
        randomStream({ seed: '0', streamName: 'synthetic', index }),
      );
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  it('omits arms without a model, and changes only the data', () => {
    const drawn = syntheticTables(
      publishedTables,
      { placebo: model },
      MONTH,
      randomStream({ seed: '0', streamName: 's', index: 0 }),
    );
    expect(drawn.survival.map(({ trial, subgroup, n, subsetOf }) => [trial, subgroup, n, subsetOf])).toEqual(
      publishedTables.survival
        .filter(({ arm }) => arm === 'placebo')
        .map(({ trial, subgroup, n, subsetOf }) => [trial, subgroup, n, subsetOf]),
    );
  });
});

describe('trials that differ by more than sampling', () => {
  const rho = 0.08;
  const correlated = (tables: TrialTables, index: number) =>
    syntheticTables(tables, models, MONTH, randomStream({ seed: '2', streamName: 'alike', index }), {
      x: { response: rho, survival: rho, pfs: 0, bestResponse: 0 },
    });
  const spread = (values: readonly number[]) => {
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { average, variance: values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1) };
  };
  /** Four standard errors of a variance, and terms of the correlation of binary indicators beyond first order. */
  const WITHIN = 4 * Math.sqrt(2 / DRAWS) + 0.05;

  it('have the variance of the design effect in disease control and around the median', () => {
    const tables = {
      ...empty,
      recist: [recistRow({ trial: 'A', arm: 'x', n: 60 })],
      survival: [survivalRow({ trial: 'A', arm: 'x', n: 60, months: [0, 9], percent: [100, 50] })],
    };
    const drawn = Array.from({ length: DRAWS }, (_, index) => correlated(tables, index));
    const alive = Math.exp((-9 * MONTH) / mean);
    for (const [found, share] of [
      [spread(drawn.map(({ recist }) => 1 - recist[0]!.pdPercent / 100)), 0.7],
      [spread(drawn.map(({ survival }) => survival[0]!.percent[1]! / 100)), alive],
    ] as const) {
      const variance = ((share * (1 - share)) / 60) * (1 + 59 * rho);
      expect(Math.abs(found.average - share)).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
      expect(Math.abs(found.variance / variance - 1)).toBeLessThan(WITHIN);
    }
  });

  it('are correlated only within a trial', () => {
    const tables = {
      ...empty,
      recist: ['A', 'B'].map((trial) => recistRow({ trial, arm: 'x', n: 60 })),
    };
    const pairs = Array.from({ length: DRAWS }, (_, index) =>
      correlated(tables, index).recist.map((row) => row.pdPercent),
    );
    const sums = spread(pairs.map(([a, b]) => a! + b!));
    const own = spread(pairs.map(([a]) => a!));
    expect(Math.abs(sums.variance / (2 * own.variance) - 1)).toBeLessThan(WITHIN);
  });
});

describe('patients of several rows', () => {
  /** Alive at the months of the whole from its parts. */
  const together = (parts: readonly SurvivalRow[]) =>
    parts[0]!.months.map(
      (_, index) =>
        parts.reduce((sum, { n, percent }) => sum + n * percent[index]!, 0) / parts.reduce((sum, { n }) => sum + n, 0),
    );

  it('are the same in the curve and the median of a trial', () => {
    const months = Array.from({ length: 25 }, (_, k) => k);
    const tables = {
      ...empty,
      medianOs: [medianRow({ trial: 'A', arm: 'x', n: 61 })],
      survival: [survivalRow({ trial: 'A', arm: 'x', n: 61, months, percent: months.map(() => 50) })],
    };
    for (let index = 0; index < 20; index++) {
      const { medianOs, survival } = draw(tables, index);
      const month = medianOs[0]!.medianMonths;
      const { percent } = survival[0]!;
      expect(percent[Math.floor(month)]).toBeGreaterThanOrEqual(50);
      expect(percent[Math.floor(month) + 1]).toBeLessThan(50);
    }
  });

  it('of subsets that make up a trial make up its curve, in any order of the rows', () => {
    const part = (subgroup: string, n: number) => survivalRow({ trial: 'S', subgroup, subsetOf: 'A', arm: 'x', n });
    const whole = survivalRow({ trial: 'A', arm: 'x', n: 100 });
    for (const survival of [
      [whole, part('Japan', 30), part('USA', 70)],
      [part('Japan', 30), part('USA', 70), whole],
    ]) {
      const drawn = draw({ ...empty, survival }).survival;
      const [all, parts] = [drawn.find(({ trial }) => trial === 'A')!, drawn.filter(({ trial }) => trial === 'S')];
      together(parts).forEach((percent, index) => {
        expect(percent).toBeCloseTo(all.percent[index]!, 10);
      });
    }
  });

  it('of a subset are the same in both tables, in any order of the rows', () => {
    const months = Array.from({ length: 40 }, (_, k) => k);
    const names = [
      ['Japan', 31],
      ['USA', 51],
    ] as const;
    const shared = names.map(([subgroup, n]) => ({ trial: 'S', subgroup, subsetOf: 'A', arm: 'x', n }));
    const tables: TrialTables = {
      ...emptyTables,
      medianOs: [medianRow({ trial: 'A', arm: 'x', n: 100 }), ...shared.map((row) => medianRow(row))],
      survival: [...shared].reverse().map((row) => survivalRow({ ...row, months, percent: months.map(() => 50) })),
    };
    const { medianOs, survival } = draw(tables);
    for (const [subgroup] of names) {
      const month = medianOs.find((row) => row.subgroup === subgroup)!.medianMonths;
      const { percent } = survival.find((row) => row.subgroup === subgroup)!;
      expect(percent[Math.floor(month)]).toBeGreaterThanOrEqual(50);
      expect(percent[Math.floor(month) + 1]).toBeLessThan(50);
    }
  });

  it('of subgroups that make up their trial in one table are those of the trial in the other', () => {
    const months = Array.from({ length: 40 }, (_, k) => k);
    const group = (subgroup: string) =>
      survivalRow({ trial: 'T', subgroup, arm: 'x', n: 49, months, percent: months.map(() => 50) });
    const tables: TrialTables = {
      ...emptyTables,
      medianOs: [medianRow({ trial: 'T', arm: 'x', n: 98 })],
      survival: [group('mutant'), group('wild-type')],
    };
    for (let index = 0; index < 10; index++) {
      const { medianOs, survival } = draw(tables, index);
      const month = medianOs[0]!.medianMonths;
      const percent = together(survival);
      expect(percent[Math.floor(month)]).toBeGreaterThanOrEqual(50);
      expect(percent[Math.floor(month) + 1]).toBeLessThanOrEqual(50);
    }
  });
});

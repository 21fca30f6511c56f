// Evidence: closed form (a curve that is exact gives its own patients back) · the stated bound, as a law over drawn trials.
import { describe, expect, test } from 'vitest';
import { type RandomStream, randomStream } from '../../../src/random/streams.js';
import { pseudoPatients } from '../../../src/stats/guyot.js';
import { kaplanMeier, survivalAt } from '../../../src/stats/kaplan-meier.js';

/** Rounding of products of a few hundred fractions. */
const ROUNDING = 1e-12;

interface Trial {
  readonly times: readonly number[];
  readonly observed: readonly number[];
}

/** A trial with median survival 8 and staggered entry: censored between months 6 and 20. */
function drawnTrial(patients: number, random: RandomStream): Trial {
  const draws = Array.from({ length: patients }, () => ({
    death: -Math.log1p(-random()) * (8 / Math.LN2),
    censoring: 6 + 14 * random(),
  }));
  return {
    times: draws.map(({ death, censoring }) => Math.min(death, censoring)),
    observed: draws.map(({ death, censoring }) => (death <= censoring ? 1 : 0)),
  };
}

const countFrom = ({ times }: Trial, month: number): number => times.filter((time) => time >= month).length;
const RISK_MONTHS = [0, 3, 6, 9, 12, 15, 18];

/** What a reader takes from a plot: survival every `grid` months to a tenth of a percent, and the risk table. */
function digitised(trial: Trial, grid: number, digits = 3) {
  const curve = kaplanMeier(trial.times, trial.observed);
  const last = Math.max(...trial.times);
  const times = Array.from({ length: Math.floor(last / grid) + 1 }, (_, index) => index * grid);
  return {
    patients: trial.times.length,
    times,
    survival: times.map((time) => Number(survivalAt(curve, time).toFixed(digits))),
    atRisk: { times: RISK_MONTHS, patients: RISK_MONTHS.map((month) => countFrom(trial, month)) },
  };
}

function survivalDifference(curve: { times: readonly number[]; survival: readonly number[] }, pseudo: Trial): number {
  const estimate = kaplanMeier(pseudo.times, pseudo.observed);
  return Math.max(...curve.times.map((time, index) => Math.abs(survivalAt(estimate, time) - curve.survival[index]!)));
}

const toTrial = ({ times, observed }: { times: Float64Array; observed: Uint8Array }): Trial => ({
  times: [...times],
  observed: [...observed],
});

describe('pseudoPatients with numbers at risk', () => {
  const trials = [20, 47, 246, 500].flatMap((patients) =>
    [0.25, 1].map((grid) => ({
      patients,
      grid,
      trial: drawnTrial(patients, randomStream({ seed: '5', streamName: 'test', index: patients })),
    })),
  );

  test.each(trials)(
    '$patients patients, a point every $grid months: the curve within half a death',
    ({ trial, grid, patients }) => {
      const curve = digitised(trial, grid);
      const pseudo = pseudoPatients(curve);
      expect(pseudo.times.length).toBe(patients);
      expect(pseudo.largestDifference).toBeLessThanOrEqual(pseudo.roundingBound + ROUNDING);
      expect(Math.abs(survivalDifference(curve, toTrial(pseudo)) - pseudo.largestDifference)).toBeLessThan(ROUNDING);
      expect(pseudo.warnings).toEqual([]);
    },
  );

  test.each(trials)('$patients patients, a point every $grid months: the risk table again', ({ trial, grid }) => {
    const pseudo = toTrial(pseudoPatients(digitised(trial, grid)));
    for (const month of RISK_MONTHS) {
      // A fall read on the grid at the month itself came before the count
      expect(pseudo.times.filter((time) => time > month || month === 0).length).toBe(countFrom(trial, month));
    }
  });

  test.each(trials)(
    '$patients patients, a point every $grid months: deaths within 3 % of the patients',
    ({ trial, grid, patients }) => {
      const deaths = trial.observed.filter((flag) => flag === 1).length;
      // What happens after month 18, where nothing is reported, is not known: a few patients.
      expect(Math.abs(pseudoPatients(digitised(trial, grid)).deaths - deaths)).toBeLessThanOrEqual(
        Math.max(2, 0.03 * patients),
      );
    },
  );

  test('reported deaths are met', () => {
    const trial = drawnTrial(246, randomStream({ seed: '6', streamName: 'test', index: 0 }));
    const deaths = trial.observed.filter((flag) => flag === 1).length;
    const pseudo = pseudoPatients({ ...digitised(trial, 0.5), deaths });
    expect(pseudo.deaths).toBe(deaths);
    expect(pseudo.observed.filter((flag) => flag === 1).length).toBe(deaths);
    expect(pseudo.warnings).toEqual([]);
  });

  test('an exact curve without censoring gives the patients back', () => {
    const trial = { times: [1, 2, 2, 3.5, 4, 6, 7, 7, 7, 9], observed: new Array<number>(10).fill(1) };
    const curve = kaplanMeier(trial.times, trial.observed);
    const pseudo = pseudoPatients({
      patients: 10,
      times: curve.times,
      survival: curve.survival,
      atRisk: { times: [0, 4, 8], patients: [10, 6, 1] },
    });
    expect([...pseudo.times]).toEqual(trial.times);
    expect([...pseudo.observed]).toEqual(trial.observed);
    expect(pseudo.largestDifference).toBeLessThan(ROUNDING);
  });

  test('censorings are spread evenly over their stretch, and continue at the mean rate after the last number', () => {
    // 12 patients, nobody dies: 3 leave in months 0 to 6, so 2 in the four months after
    const pseudo = pseudoPatients({
      patients: 12,
      times: [0, 10],
      survival: [1, 1],
      atRisk: { times: [0, 6], patients: [12, 9] },
    });
    expect([...pseudo.times.slice(0, 5)].map((time) => Number(time.toFixed(12)))).toEqual([
      1.5,
      3,
      4.5,
      Number((6 + 4 / 3).toFixed(12)),
      Number((6 + 8 / 3).toFixed(12)),
    ]);
    expect([...pseudo.times.slice(5)]).toEqual(new Array(7).fill(10));
    expect(pseudo.deaths).toBe(0);
  });

  test('numbers at risk that contradict the curve are named', () => {
    const pseudo = pseudoPatients({
      patients: 10,
      times: [0, 1, 5],
      survival: [1, 0.5, 0.5],
      atRisk: { times: [0, 3], patients: [10, 8] },
    });
    expect(pseudo.atRiskMisses).toEqual([{ time: 3, reported: 8, reached: 5 }]);
    expect(pseudo.warnings).toEqual(['1 reported number(s) at risk cannot be reproduced from the curve']);
  });

  test('a fall where nobody is left is reported', () => {
    const pseudo = pseudoPatients({
      patients: 4,
      times: [1, 5],
      survival: [0.75, 0.25],
      atRisk: { times: [0, 3], patients: [4, 0] },
    });
    expect(pseudo.warnings).toEqual(['the curve falls where nobody is left at risk; the pseudo patients end above it']);
    expect(pseudo.largestDifference).toBeGreaterThan(0.4);
  });
});

describe('pseudoPatients without numbers at risk', () => {
  test('nobody is censored before the end, and a warning reports it', () => {
    const trial = drawnTrial(100, randomStream({ seed: '7', streamName: 'test', index: 0 }));
    const { atRisk: _, ...curve } = digitised(trial, 0.5);
    const pseudo = pseudoPatients(curve);
    const end = curve.times.at(-1)!;
    expect(pseudo.times.filter((time, index) => pseudo.observed[index] === 0 && time < end)).toHaveLength(0);
    expect(pseudo.deaths).toBe(Math.round(100 * (1 - curve.survival.at(-1)!)));
    expect(pseudo.largestDifference).toBeLessThanOrEqual(0.005 + ROUNDING);
    expect(pseudo.warnings).toEqual([expect.stringContaining('nobody is censored before the end of the curve')]);
  });

  test('a table with month 0 alone says no more than none', () => {
    const curve = { patients: 10, times: [1, 2], survival: [0.8, 0.4] };
    expect(pseudoPatients({ ...curve, atRisk: { times: [0], patients: [10] } })).toEqual(pseudoPatients(curve));
  });

  test('reported deaths fix how many are censored', () => {
    const trial = drawnTrial(200, randomStream({ seed: '8', streamName: 'test', index: 0 }));
    const deaths = trial.observed.filter((flag) => flag === 1).length;
    const { atRisk: _, ...curve } = digitised(trial, 0.5);
    const pseudo = pseudoPatients({ ...curve, deaths });
    expect(pseudo.deaths).toBe(deaths);
    expect(pseudo.warnings).toEqual([expect.stringContaining('spread evenly over the whole curve')]);
  });

  test('deaths that the curve cannot hold are reported', () => {
    const { warnings } = pseudoPatients({ patients: 10, times: [1, 2], survival: [0.8, 0.4], deaths: 9 });
    expect(warnings.at(-1)).toBe('9 deaths are reported, the curve of 10 patients gives 6');
  });

  test('one patient, and a curve that ends at 0', () => {
    expect(pseudoPatients({ patients: 1, times: [3], survival: [0] })).toMatchObject({
      deaths: 1,
      largestDifference: 0,
    });
    expect(pseudoPatients({ patients: 1, times: [3], survival: [1] })).toMatchObject({ deaths: 0 });
  });
});

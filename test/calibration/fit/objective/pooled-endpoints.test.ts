// Evidence: closed form (exponential and Weibull survival) · central differences.
import { describe, expect, it } from 'vitest';
import { curves } from '../../../../calibration/endpoints/curves.js';
import { endpointNames } from '../../../../calibration/endpoints/endpoints.js';
import { buildProblem } from '../../../../calibration/fit/build-problem.js';
import {
  asTargets,
  type EndpointProblem,
  endpointProblem,
  expectedMedians,
  readEndpoints,
  toEndpoints,
} from '../../../../calibration/fit/objective/pooled-endpoints.js';
import { HORIZON, MONTH, toyMarginals, toyVisits } from '../toy-model.js';
import { toySettings, toyTargets } from '../toy-problem.js';

const targets = toyTargets(toyMarginals());
const fitted = buildProblem(targets, toySettings());

/** Share of those alive who are free of progression, after a number of visits. */
const FREE = [1, 0.7, 0.4];

/**
 * Columns of both arms with the same rates and the survival of a curve; those free of progression are shares of them that drop at
 * visits.
 */
function columnsOf({ places }: EndpointProblem, alive: (day: number) => number, free = FREE): number[] {
  return ['control', 'treated'].flatMap((arm) => [
    ...[0.05, 0.15, 0.3, 0.5],
    ...places[arm]!.curves.os.days.map(alive),
    ...places[arm]!.curves.pfs.days.map((day) => alive(day) * free[visitsUntil(day)]!),
    ...[0.02, 0.13, 0.35, 0.4, 0.1],
  ]);
}

const visitsUntil = (day: number) => toyVisits.filter((visit) => visit <= day).length;

/** Days of the columns of overall survival. */
const daysOf = ({ places }: EndpointProblem, arm: string) => places[arm]!.curves.os.days;

const medianOf = (asked: EndpointProblem, columns: readonly number[]) =>
  toEndpoints(
    ['control', 'treated'],
    readEndpoints(asked, columns).map(({ value }) => value),
  ).control!.median_os;

/** Months: a cubic through points 20 days apart. A hundredth of what a run may miss a median by. */
const INTERPOLATION = 1e-3;

describe('endpointProblem', () => {
  it('asks for four classes, the landmarks and survival around the expected median, ascending and within the horizon', () => {
    const asked = endpointProblem(fitted, { control: 200, treated: 350 });
    expect(daysOf(asked, 'control')).toEqual(
      [
        ...new Set(
          [3, 6, 9, 12]
            .map((month) => month * MONTH)
            .concat([-80, -60, -40, -20, 0, 20, 40, 60, 80].map((d) => 200 + d)),
        ),
      ]
        .filter((day) => day <= HORIZON)
        .sort((a, b) => a - b),
    );
    expect(Math.max(...daysOf(asked, 'treated'))).toBeLessThanOrEqual(HORIZON);
    const widths = ['control', 'treated'].map((arm) => {
      const { os, pfs } = asked.places[arm]!.curves;
      return 4 + os.days.length + pfs.days.length + 5;
    });
    expect(asked.problem.columns).toHaveLength(widths[0]! + widths[1]!);
    expect(asked.problem.parameters).toBe(fitted.parameters);
  });

  it('has no likelihood of its own, also where the fit was by likelihood', () => {
    const { problem } = endpointProblem({ ...fitted, likelihood: [] }, { control: 200, treated: 250 });
    expect('likelihood' in problem).toBe(false);
  });

  it('asks for no day before the first', () => {
    expect(Math.min(...daysOf(endpointProblem(fitted, { control: 30, treated: 30 }), 'control'))).toBe(10);
  });

  it('asks for progression-free survival at its landmarks, around visits and closely after the last one', () => {
    const { days } = endpointProblem(fitted, { control: 200, treated: 200 }).places.control!.curves.pfs;
    for (const day of [46, 66, 102, 112, ...curves.pfs.landmarkMonths.map((month) => month * MONTH), HORIZON]) {
      expect(days).toContain(day);
    }
    days.forEach((day, index) => {
      expect(day).toBeGreaterThan(days[index - 1] ?? 0);
      if (day > 112) expect(day - days[index - 1]!).toBeLessThanOrEqual(5);
    });
  });
});

describe('readEndpoints', () => {
  it('reads rates in percent and their sums, landmarks at their months', () => {
    const asked = endpointProblem(fitted, { control: 200, treated: 200 });
    const read = readEndpoints(
      asked,
      columnsOf(asked, (day) => 2 ** (-day / 200)),
    );
    const { treated } = toEndpoints(
      ['control', 'treated'],
      read.map(({ value }) => value),
    );
    const expected = { cr: 5, pr: 15, sd: 30, pd: 50, orr: 20, dcr: 50 } as const;
    for (const [name, value] of Object.entries(expected)) {
      expect(treated![name as keyof typeof expected]).toBeCloseTo(value, 12);
    }
    for (const month of [3, 6, 9, 12] as const) {
      expect(treated![`survival_${month}`]).toBeCloseTo(100 * 2 ** ((-month * MONTH) / 200), 12);
    }
    expect(Object.keys(treated!)).toEqual([...endpointNames]);
  });

  it.each([
    ['exponential', 1],
    ['Weibull of rising hazard', 1.6],
    ['Weibull of falling hazard', 0.7],
  ] as const)('reads the median of a known curve, wherever it was expected: %s', (_, shape) => {
    for (const median of [150, 182.6, 219.3, 273.9]) {
      const alive = (day: number) => 2 ** -((day / median) ** shape);
      for (const away of [-60, -20, -0.01, 0, 0.01, 7, 60]) {
        const asked = endpointProblem(fitted, { control: median + away, treated: 200 });
        expect(Math.abs(medianOf(asked, columnsOf(asked, alive)) - median / MONTH)).toBeLessThan(INTERPOLATION);
      }
    }
  });

  it('is not disturbed by a landmark next to one of its times', () => {
    const alive = (day: number) => 2 ** -((day / 182.6) ** 1.2);
    for (const gap of [1e-9, 1e-6, 1e-3]) {
      const asked = endpointProblem(fitted, { control: 6 * MONTH + gap, treated: 200 });
      expect(Math.abs(medianOf(asked, columnsOf(asked, alive)) - 182.6 / MONTH)).toBeLessThan(INTERPOLATION);
    }
  });

  it('has no median where the curve stays above one half, or is below it at once', () => {
    const asked = endpointProblem(fitted, { control: 200, treated: 200 });
    for (const alive of [() => 0.6, () => 0.4]) {
      const read = readEndpoints(asked, columnsOf(asked, alive));
      const median = read[endpointNames.indexOf('median_os')]!;
      expect(median).toEqual({ value: Number.NaN, slopes: [] });
    }
  });

  it('reads a curve that is constant for a while', () => {
    const asked = endpointProblem(fitted, { control: 200, treated: 200 });
    const alive = (day: number) => (day < 190 ? 0.8 : day < 215 ? 0.5 : 0.3);
    const median = medianOf(asked, columnsOf(asked, alive));
    expect(median).toBeGreaterThan(180 / MONTH);
    expect(median).toBeLessThanOrEqual(215 / MONTH);
  });

  it('has no landmark that the horizon does not reach', () => {
    const short = buildProblem(targets, toySettings({ horizonDays: 300 }));
    const asked = endpointProblem(short, { control: 200, treated: 200 });
    const read = readEndpoints(
      asked,
      columnsOf(asked, (day) => 2 ** (-day / 200)),
    );
    expect(read[endpointNames.indexOf('survival_12')]).toEqual({ value: Number.NaN, slopes: [] });
  });

  it('has the derivatives of its values by every column', () => {
    const step = 1e-6;
    const asked = endpointProblem(fitted, { control: 205, treated: 260 });
    const columns = columnsOf(asked, (day) => 2 ** -((day / 210) ** 1.3));
    const read = readEndpoints(asked, columns);
    columns.forEach((_, column) => {
      const [above, below] = [step, -step].map((shift) =>
        readEndpoints(
          asked,
          columns.map((value, k) => (k === column ? value + shift : value)),
        ),
      );
      read.forEach(({ slopes }, endpoint) => {
        const difference = (above![endpoint]!.value - below![endpoint]!.value) / (2 * step);
        const slope = slopes.filter((each) => each.column === column).reduce((sum, each) => sum + each.slope, 0);
        // Central differences of values of size 100
        expect(Math.abs(slope - difference)).toBeLessThan(1e-6 * (1 + Math.abs(difference)));
      });
    });
  });
});

describe('a curve that drops at visits', () => {
  const asked = endpointProblem(fitted, { control: 200, treated: 200 });
  const place = endpointNames.indexOf('median_pfs');
  const alive = (day: number) => 2 ** (-day / 300);
  const medianAt = (free: readonly number[]) => readEndpoints(asked, columnsOf(asked, alive, [...free]))[place]!;

  it('has its median on the straight line through the window of the visit at which it falls through one half', () => {
    const crossing = (from: number, before: number, to: number, after: number) =>
      (from + ((to - from) * (before - 0.5)) / (before - after)) / MONTH;
    const first = crossing(46, alive(46), 66, alive(66) * 0.4);
    expect(medianAt([1, 0.4, 0.3]).value).toBeCloseTo(first, 12);
    const second = crossing(102, alive(102) * 0.8, 112, alive(112) * 0.3);
    expect(medianAt([1, 0.8, 0.3]).value).toBeCloseTo(second, 12);
  });

  it('follows the curve after the last visit', () => {
    const after = 300 * Math.log2(0.8 / 0.5);
    expect(Math.abs(medianAt([1, 0.9, 0.8]).value - after / MONTH)).toBeLessThan(INTERPOLATION);
  });

  it('has none where it stays above one half', () => {
    const high = readEndpoints(
      asked,
      columnsOf(asked, () => 0.9, [1, 0.9, 0.8]),
    );
    expect(high[place]).toEqual({ value: Number.NaN, slopes: [] });
  });

  it('reads landmarks at their months and best responses with their sums', () => {
    const read = toEndpoints(
      ['control', 'treated'],
      readEndpoints(asked, columnsOf(asked, alive)).map(({ value }) => value),
    ).treated!;
    // 3.68 months are day 112.01, after the second visit
    expect(read['pfs_3.68']).toBeCloseTo(100 * alive(3.68 * MONTH) * 0.4, 10);
    expect(read.pfs_3).toBeCloseTo(100 * alive(3 * MONTH) * 0.7, 10);
    const best = { bor_cr: 2, bor_pr: 13, bor_sd: 35, bor_pd: 40, bor_ne: 10, bor_orr: 15, bor_dcr: 50 } as const;
    for (const [name, value] of Object.entries(best)) expect(read[name as keyof typeof best]).toBeCloseTo(value, 10);
  });
});

describe('asTargets', () => {
  it('replaces the targets by the predictions of a fit, and keeps their errors', () => {
    const asked = endpointProblem(fitted, expectedMedians(targets, MONTH));
    const read = readEndpoints(
      asked,
      columnsOf(asked, (day) => 2 ** (-day / 200)),
    );
    const endpoints = toEndpoints(
      ['control', 'treated'],
      read.map(({ value }) => value),
    );
    const [control] = asTargets(targets, endpoints);
    expect(control!.response).toMatchObject({ n: 400, dcr: expect.closeTo(50, 10) });
    expect(control!.response!.standardErrors).toEqual(targets[0]!.response!.standardErrors);
    expect(control!.curves.os.median.months).toBe(endpoints.control!.median_os);
    expect(control!.curves.os.landmarks.percent).toEqual([
      targets[0]!.curves.os.landmarks.percent[0],
      ...[3, 6, 9, 12].map((month) => endpoints.control![`survival_${month as 3}`]),
    ]);
  });
});

// Evidence: closed form (constant hazards) · independent tool (test/fixtures/survival/progression.R: R 4.2.2, survival 3.5-3) · laws.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseSurvival } from '../../../../calibration/studies/survival/compute.js';
import { overallCurve, progressionCurves } from '../../../../calibration/studies/survival/expected-curves.js';
import {
  armSurvivals,
  drawTrial,
  expectedResult,
  type TrialEndpoint,
} from '../../../../calibration/studies/survival/simulated-trial.js';
import { kaplanMeier, parseCsv, survivalAt } from '../../../../src/index.js';
import { SAMPLE_HORIZON_DAYS, SAMPLE_VISIT_DAYS, sampleArms, sampleStates } from './sample-states.js';
import { sampleOptions, sampleOrigin } from './sample-survival.js';

const rows = sampleArms.flatMap(sampleStates);
const run = { arms: sampleArms.map(({ arm }) => arm), targets: [] };
const trial = (endpoint: 'pfs' | 'ttp', trialSize: number, seed = '0') => {
  const arms = armSurvivals(run, (arm) => progressionCurves(rows, arm, endpoint), { trialSize });
  return { arms, data: drawTrial(arms, { seed, endpoint }) };
};
/** Shares by closed form have some 15 digits. */
const AGREEMENT = 1e-12;
/** Iterations of R and of this program end within this of the maximum. */
const R_AGREEMENT = 1e-8;

describe('progressionCurves', () => {
  const [{ arm, progression: q, death: h }] = sampleArms as [(typeof sampleArms)[number]];
  const { curve, visits, estimand } = progressionCurves(rows, arm, 'ttp');
  const { curve: pfs, estimand: pfsEstimand } = progressionCurves(rows, arm, 'pfs');

  test('the curve is (1 - q)^visits (1 - h)^days, with a drop by q at each visit', () => {
    expect([...visits]).toEqual([2, 4, 6, 8, 10, 12]);
    const seen = new Map<number, number>();
    for (let point = 0; point < curve.times.length; point++) {
      const time = curve.times[point]!;
      const before = seen.get(time);
      seen.set(time, curve.alive[point]!);
      const day = Math.round(30 * time);
      const visitsPast = Math.floor(day / SAMPLE_VISIT_DAYS) - (visits.has(time) && before === undefined ? 1 : 0);
      expect(Math.abs(curve.alive[point]! - (1 - h) ** day * (1 - q) ** visitsPast)).toBeLessThan(AGREEMENT);
    }
    expect([seen.size, curve.times.length]).toEqual([SAMPLE_HORIZON_DAYS + 1, SAMPLE_HORIZON_DAYS + 7]);
    expect(pfs).toEqual(curve);
    expect(pfsEstimand).toBe(pfs);
  });

  test('with deaths censored only visits lower the curve: (1 - q)^visits', () => {
    const { median, landmarks } = expectedResult(estimand, { landmarks: [1.9, 2, 3, 12], tau: null });
    expect(median).toBe(4);
    expect(landmarks[1.9]).toBeCloseTo(1, 12);
    expect(landmarks[2]).toBeCloseTo(1 - q, 12);
    expect(landmarks[3]).toBeCloseTo(1 - q, 12);
    expect(landmarks[12]).toBeCloseTo((1 - q) ** 6, 12);
  });

  test('without progression they are overall survival', () => {
    const calm = sampleStates({ arm: 'a', progression: 0, death: 0.01 });
    const os = calm.map(({ day, month }) => ({ arm: 'a', day, month, survival_percent: 100 * 0.99 ** day }));
    const { curve: free, visits: none, estimand: net } = progressionCurves(calm, 'a', 'pfs');
    expect(none.size).toBe(0);
    expect(net).toBe(free);
    const alive = overallCurve(os, 'a').curve.alive;
    for (let day = 0; day < os.length; day++) expect(free.alive[day]).toBeCloseTo(alive[day]!, 12);
  });

  test('refuses an arm without rows', () => {
    expect(() => progressionCurves(rows, 'other', 'pfs')).toThrow(
      'figures/states.csv: arm other: must have a curve from 100 % on; got 0 point(s)',
    );
  });
});

describe('drawTrial of progression', () => {
  const size = 6000;
  const noise = 4 * Math.sqrt(0.25 / size);

  test.each(['pfs', 'ttp'] as const)('the Kaplan-Meier curve of many patients is the expected one, %s', (endpoint) => {
    const { arms, data } = trial(endpoint, size);
    arms.forEach(({ estimand }, group) => {
      const own = [...data.groupOf.keys()].filter((row) => data.groupOf[row] === group);
      const curve = kaplanMeier(
        Float64Array.from(own, (row) => data.times[row]!),
        Uint8Array.from(own, (row) => data.observed[row]!),
      );
      const landmarks = [1, 2, 3, 4.5, 8, 11.9];
      const expected = expectedResult(estimand, { landmarks, tau: null }).landmarks;
      for (const time of landmarks) {
        expect(Math.abs(survivalAt(curve, time) - expected[time]!)).toBeLessThan(noise);
      }
    });
  });

  test('both endpoints have the same patients; deaths are events of one and censored in the other', () => {
    const [pfs, ttp] = [trial('pfs', 200).data, trial('ttp', 200).data];
    expect(ttp.times).toEqual(pfs.times);
    const days = [...pfs.times].map((time) => 30 * time);
    pfs.observed.forEach((flag, patient) => {
      const isVisit = Math.abs(days[patient]! % SAMPLE_VISIT_DAYS) < 1e-9;
      expect(ttp.observed[patient]).toBe(flag === 1 && isVisit ? 1 : 0);
    });
  });
});

describe('a small trial as R analyses it', () => {
  const fixture = (name: string) =>
    readFileSync(new URL(`../../../fixtures/survival/${name}`, import.meta.url), 'utf8');
  const right = JSON.parse(fixture('progression.json')) as Readonly<Record<string, number & readonly number[]>>;
  const { rows: cells } = parseCsv(fixture('progression.csv'), 'progression.csv');

  test.each(['pfs', 'ttp'] as const satisfies readonly TrialEndpoint[])('%s', (endpoint) => {
    const { data } = trial(endpoint, 60, '15');
    const flag = endpoint === 'pfs' ? 2 : 3;
    expect([...data.times]).toEqual(cells.map(({ cells: row }) => Number(row[1])));
    expect([...data.observed]).toEqual(cells.map(({ cells: row }) => Number(row[flag])));
    const { results } = analyseSurvival(data, { ...sampleOptions, landmarks: [3, 6] }, sampleOrigin);
    const [control, novel] = ['control', 'new'].map((name) => results.groups[name]!);
    expect([control!.median, novel!.median]).toEqual(right[`${endpoint}Medians`]);
    const landmarks = [control!, novel!].flatMap((group) => [3, 6].map((time) => group.landmarks[time]!.survival));
    landmarks.forEach((value, index) => {
      expect(value).toBeCloseTo(right[`${endpoint}Landmarks`]![index]!, 12);
    });
    expect(results.logrank?.statistic).toBeCloseTo(right[`${endpoint}LogRank`]!, 9);
    const [term] = results.cox!.terms;
    [term!.hazard_ratio, term!.low, term!.high].forEach((value, index) => {
      expect(Math.abs(value! - right[`${endpoint}Ratio`]![index]!)).toBeLessThan(R_AGREEMENT);
    });
  });
});

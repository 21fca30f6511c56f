// Evidence: worked by hand · laws.
import { describe, expect, test } from 'vitest';
import { drugsOfRegimen } from '../../../src/model/administrations.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import type { DosingCourse, Regimen } from '../../../src/model/regimens.js';
import { byDrug, type DosePlan, dosePlan, planForBody } from '../../../src/simulation/dose-segments.js';
import { dosingPaths } from '../../../src/simulation/dosing-paths.js';
import { type ArmSpec, fixedArm } from '../../../src/simulation/simulation-spec.js';

const HORIZON = 120;
const visits = [28, 56, 84] as const;
const protocol = builtInRegimens['protocol-tas102']!;
const bevacizumab: Regimen = { bevacizumab: builtInRegimens['protocol-tas102-bev']!.bevacizumab! };

const until = (regimen: Regimen, delayDays = 0, next: Regimen | null = null): ArmSpec => ({
  ...fixedArm('arm', regimen, visits),
  untilProgression: { delayDays, next },
});
const edgesOf = ({ segments }: DosePlan) => segments.map(({ endDay }) => endDay);
/** Starts of the doses of one drug. */
const dosesOf = ({ segments }: DosePlan, drug: 'tas102' | 'bevacizumab') =>
  segments.filter(({ input }) => input[drug]! > 0).map(({ startDay }) => startDay);

const cycle = (start: number) => [1, 2, 3, 4, 5, 8, 9, 10, 11, 12].map((day) => start + day);

describe('dosingPaths', () => {
  test('has one plan, that of the regimen, where doses do not depend on visits', () => {
    expect(dosingPaths(fixedArm('arm', protocol, visits), HORIZON)).toEqual({
      plan: dosePlan(protocol, HORIZON),
      stops: [],
    });
  });

  test('stops in front of the first dose after a visit, and cuts nothing else', () => {
    const { plan, stops } = dosingPaths(until(protocol), HORIZON);
    expect(plan).toEqual(dosePlan(protocol, HORIZON));
    expect(stops.map(({ visit }) => visit)).toEqual([0, 1, 2]);
    expect(stops.map(({ plan: own }) => dosesOf(own, 'tas102'))).toEqual([
      cycle(0),
      [0, 28].flatMap(cycle),
      [0, 28, 56].flatMap(cycle),
    ]);
    expect(stops.map(({ shared }) => plan.segments[shared - 1]!.endDay)).toEqual([29, 57, 85]);
    expect(stops.map(({ plan: own }) => own.scheduled.tas102! / 95)).toEqual(
      [10, 20, 30].map((n) => expect.closeTo(n, 9)),
    );
    for (const { shared, plan: own } of stops) {
      expect(own.segments.slice(0, shared)).toEqual(plan.segments.slice(0, shared));
      expect(edgesOf(own).slice(shared)).toEqual([HORIZON]);
    }
  });

  test('gives the doses of a delay, and finishes the dose that runs at its end', () => {
    const { stops } = dosingPaths(until(protocol, 3.05), HORIZON);
    // Day 59.05 is inside the third dose of the third cycle
    expect(dosesOf(stops[1]!.plan, 'tas102').slice(20)).toEqual([57, 58, 59]);
    expect(stops[1]!.plan.segments[stops[1]!.shared - 1]!.endDay).toBe(59.1);
    expect(stops[1]!.plan.scheduled.tas102).toBeCloseTo(23 * 95, 9);
  });

  test('finishes a dose of one drug that runs when the dose of another ends', () => {
    const long: DosingCourse = { dose: 100, days: [1], cycleDays: 7, cycles: null, durationDays: 2 };
    const short: DosingCourse = { ...long, days: [1], durationDays: 0.5 };
    const { stops } = dosingPaths({ ...until({ tas102: [long], bevacizumab: [short] }, 1.25), visits: [28] }, HORIZON);
    // Both begin on day 29; the stop is on day 29.25
    const { plan, shared } = stops[0]!;
    expect(plan.segments.slice(shared - 1).map(({ startDay, endDay, input }) => [startDay, endDay, input])).toEqual([
      [29, 29.5, { tas102: 50, bevacizumab: 200 }],
      [29.5, 31, { tas102: 50, bevacizumab: 0 }],
      [31, HORIZON, { tas102: 0, bevacizumab: 0 }],
    ]);
    expect(plan.scheduled).toEqual({ tas102: 500, bevacizumab: 500 });
  });

  test.each([
    ['whose cycles are over', { tas102: [{ ...protocol.tas102![0]!, cycles: 2 }] }, [0]],
    ['that gives nothing', {}, []],
  ])('has no stop after a regimen %s, as it changes no dose', (_what, regimen, stopVisits) => {
    expect(dosingPaths(until(regimen), HORIZON).stops.map(({ visit }) => visit)).toEqual(stopVisits);
  });

  test('has no stop whose delay ends after the simulation', () => {
    expect(dosingPaths(until(protocol, 36), HORIZON).stops.map(({ visit }) => visit)).toEqual([0, 1]);
  });

  test('starts the next regimen at the stop, its day 1 one day later', () => {
    const { plan, stops } = dosingPaths(until(protocol, 7, bevacizumab), HORIZON);
    expect(plan).toEqual(dosePlan({ ...protocol, bevacizumab: [] }, HORIZON, [35, 63, 91]));
    expect(stops.map(({ plan: own }) => dosesOf(own, 'bevacizumab'))).toEqual([
      [36, 50, 64, 78, 92, 106],
      [64, 78, 92, 106],
      [92, 106],
    ]);
    expect(dosesOf(stops[0]!.plan, 'tas102')).toEqual([...cycle(0), 29, 30, 31, 32, 33]);
    expect(stops[0]!.plan.scheduled.bevacizumab).toBeCloseTo(6 * 280, 9);
  });

  test('adds the rates of a dose that runs and of one that begins', () => {
    const course: DosingCourse = { dose: 10, days: [0], cycleDays: 40, cycles: null, durationDays: 10 };
    const { stops } = dosingPaths({ ...until({ tas102: [course] }, 0, { tas102: [course] }), visits: [45] }, 60);
    expect(stops[0]!.plan.segments.map(({ startDay, input }) => [startDay, input.tas102])).toEqual([
      [0, 1],
      [10, 0],
      [40, 1],
      [45, 2],
      [50, 1],
      [55, 0],
    ]);
    expect(stops[0]!.plan.scheduled.tas102).toBe(30);
  });

  test('gives boluses up to the stop, and the first one of the next regimen at the stop itself', () => {
    const bolus: DosingCourse = { dose: 10, days: [0], cycleDays: 20, cycles: null, durationDays: 0 };
    const next: Regimen = { bevacizumab: [{ ...bolus, dose: 3 }] };
    const { plan, stops } = dosingPaths({ ...until({ tas102: [bolus] }, 5, next), visits: [28] }, 60);
    const given = ({ segments }: DosePlan) =>
      segments.flatMap(({ startDay, bolus: own }) =>
        own === undefined ? [] : [[startDay, own.tas102, own.bevacizumab]],
      );
    expect(given(plan)).toEqual([0, 20, 40].map((day) => [day, 10, 0]));
    expect(given(stops[0]!.plan)).toEqual([
      [0, 10, 0],
      [20, 10, 0],
      [33, 0, 3],
      [53, 0, 3],
    ]);
    expect(stops[0]!.plan.scheduled).toEqual({ tas102: 20, bevacizumab: 6 });
    // A bolus at the very time of the stop belongs to what ends
    const { stops: late } = dosingPaths({ ...until({ tas102: [bolus] }, 12), visits: [28] }, 60);
    expect(given(late[0]!.plan).map(([day]) => day)).toEqual([0, 20]);
  });

  test('a next regimen per kilogram after a fixed one, and a fixed one after one per square meter', () => {
    const body = { weightKg: 80, heightCm: 180 };
    const course: DosingCourse = { dose: 10, days: [0], cycleDays: 20, cycles: null, durationDays: 1 };
    const perKg: Regimen = { bevacizumab: [{ ...course, per: 'kg' }] };
    const perM2: Regimen = { tas102: [{ ...course, per: 'm2' }] };
    const pathOf = (first: Regimen, next: Regimen | null) =>
      dosingPaths({ ...until(first, 0, next), visits: [30] }, 60).stops[0]!.plan;
    const asFixed = (regimen: Regimen, factor: number) =>
      byDrug(drugsOfRegimen(regimen), (drug) =>
        regimen[drug]!.map(({ per: _, ...own }) => ({ ...own, dose: factor * own.dose })),
      );
    for (const [first, next, fixedFirst, fixedNext] of [
      [{ tas102: [course] }, perKg, { tas102: [course] }, asFixed(perKg, 80)],
      [perM2, { tas102: [course] }, asFixed(perM2, 2), { tas102: [course] }],
      [perM2, perKg, asFixed(perM2, 2), asFixed(perKg, 80)],
    ] as const) {
      expect(planForBody(pathOf(first, next), body)).toEqual(pathOf(fixedFirst, fixedNext));
    }
  });
});

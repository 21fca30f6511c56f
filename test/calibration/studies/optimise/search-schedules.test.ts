// Evidence: slow oracle · a made-up effect of schedules, of which all are evaluated to find the front; closed form · made-up noise of the
// search, whose winner's curse is known.
import { describe, expect, test } from 'vitest';
import type { OptimiseConfig } from '../../../../calibration/config/optimise-schema.js';
import { parseOptimise } from '../../../../calibration/config/parse-optimise.js';
import { confirmSchedules, optimismOf } from '../../../../calibration/studies/optimise/confirm-schedules.js';
import type { ScheduleEvaluator } from '../../../../calibration/studies/optimise/evaluate-schedules.js';
import { plannedDose } from '../../../../calibration/studies/optimise/planned-doses.js';
import type { Schedule } from '../../../../calibration/studies/optimise/schedule.js';
import type { ScheduleProblem } from '../../../../calibration/studies/optimise/schedule-problem.js';
import { scheduleSpace } from '../../../../calibration/studies/optimise/schedule-space.js';
import { frontOf, searchSchedules } from '../../../../calibration/studies/optimise/search-schedules.js';
import {
  bestPoints,
  builtInRegimens,
  dominates,
  pointKey,
  randomStream,
  type SearchPoint,
  sha256,
  toCanonicalJson,
} from '../../../../src/index.js';

const MONTH = 30.4375;
const regimen = builtInRegimens['protocol-tas102']!;
const reference: Schedule = { regimen, untilProgression: true, delayDays: 0, next: null };

const configOf = (changes: object = {}): OptimiseConfig =>
  parseOptimise(
    JSON.stringify({
      name: 'made-up',
      seed: 1,
      arm: 'tas102',
      variables: [
        { name: 'dose', drug: 'tas102', vary: 'dose', least: 65, most: 125, step: 5 },
        { name: 'days', drug: 'tas102', vary: 'days', choices: { a: [1, 2, 3], b: [1, 2, 3, 15, 16, 17], c: [1, 8] } },
        { name: 'interval', drug: 'tas102', vary: 'cycleDays', values: [10, 21, 28] },
        { name: 'delay', vary: 'stopDelayDays', values: [0, 28] },
      ],
      conditions: [{ when: { days: 'b' }, variable: 'interval', least: 21 }],
      objectives: [
        { quantity: 'median_os', goal: 'max' },
        { quantity: 'dose_intensity.tas102', goal: 'min' },
      ],
      limits: [{ quantity: 'dcr', least: 30 }],
      evaluations: 150,
      population: 24,
      ...changes,
    }),
    'o.json',
  );
const problemOf = (config: OptimiseConfig): ScheduleProblem => ({
  reference,
  space: scheduleSpace({
    config,
    template: reference,
    regimens: builtInRegimens,
    held: [],
    visits: [56],
    horizonDays: 366,
  }),
  asked: [],
  horizonDays: 366,
  death: 'tas102',
  drugs: ['tas102'],
  modelDrugs: [],
  definitions: {},
});

/** Made-up endpoints: survival saturates with the dose, and is better where it is spread or continued; disease control falls with the delay. */
function madeUp({ regimen: given, delayDays }: Schedule) {
  const [course] = given.tas102!;
  const intensity = plannedDose('dose_intensity', given, 'tas102', 366);
  const spread = course!.days.length / course!.cycleDays;
  return {
    median_os: 6 + (3 * intensity) / (intensity + 400) + 2 * spread + delayDays / 200,
    dcr: 20 + intensity / 50 - delayDays / 10 + 3 * spread,
  };
}

/** An evaluator without patients: made-up values with a normal-looking error of its own for each schedule. */
const evaluator =
  (noise: number, purpose: string): ScheduleEvaluator =>
  async (schedules) => ({
    statistics: schedules.map(({ schedule }) => {
      const stream = randomStream({ seed: sha256(toCanonicalJson(schedule)), streamName: purpose, index: 0 });
      const { median_os: months, dcr } = madeUp(schedule);
      const values = { median_os: months + noise * (stream() + stream() + stream() - 1.5) * 2, dcr };
      return {
        patients: 40,
        failed: 0,
        values,
        replicates: [values, values],
        curves: { os: new Float64Array(1), pfs: new Float64Array(1) },
      };
    }),
    counts: schedules.map(({ name }) => ({ cohort: name, patients: 40, failed: 0 })),
  });
const silent = { onCohort: () => {} };
const searched = (config: OptimiseConfig, noise = 0) =>
  searchSchedules(config, problemOf(config), { evaluate: evaluator(noise, 'search'), monthDays: MONTH }, silent);

/** The possible schedules within the limits that none is better than. */
function bruteForce(config: OptimiseConfig): readonly string[] {
  const { space } = problemOf(config);
  const levels = space.variables.map(({ levels: count }) => Array.from({ length: count }, (_, level) => level));
  const points = levels.reduce<readonly SearchPoint[]>(
    (before, own) => before.flatMap((point) => own.map((level) => [...point, level])),
    [[]],
  );
  const all = points.flatMap((point) => {
    const found = space.scheduleOf(point);
    if (found.kind === 'impossible') return [];
    const { median_os: months, dcr } = madeUp(found.schedule);
    const intensity = plannedDose('dose_intensity', found.schedule.regimen, 'tas102', 366);
    return dcr < 30 || intensity > 700 ? [] : [{ point, objectives: [-months], violation: 0 }];
  });
  return all
    .filter((one) => !all.some((other) => dominates(other, one)))
    .map(({ point }) => pointKey(point))
    .sort();
}

describe('search for schedules', () => {
  /** One objective, and doses in steps of 1: 976 possible schedules. */
  const fine = (seed: number) =>
    configOf({
      seed,
      variables: [
        { name: 'dose', drug: 'tas102', vary: 'dose', least: 65, most: 125, step: 1 },
        ...configOf().variables.slice(1),
      ],
      objectives: [{ quantity: 'median_os', goal: 'max' }],
      limits: [
        { quantity: 'dcr', least: 30 },
        { quantity: 'dose_intensity.tas102', most: 700 },
      ],
      evaluations: 350,
    });
  const best = async (seed: number) => {
    const [first] = frontOf((await searched(fine(seed))).searched, 1, bestPoints);
    return pointKey(first!.point);
  };

  test('finds the best of all 976 possible schedules within limits by 350 evaluations', async () => {
    expect([await best(1)]).toEqual(bruteForce(fine(1)));
  });

  // Two regions that differ in days, interval and dose at once are almost alike: measured 96 of 100 seeds, 71 of 100 by 150 evaluations
  test('finds the better of two regions that are almost alike for 9 of 10 seeds', {
    tags: 'full/searches',
  }, async () => {
    const expected = bruteForce(fine(0));
    const found: number[] = [];
    for (let seed = 0; seed < 20; seed++) if (expected.includes(await best(seed))) found.push(seed);
    expect(found.length).toBeGreaterThanOrEqual(18);
  });

  test('evaluates every possible schedule once where it may, and counts the impossible ones by reason', async () => {
    const outcome = await searched(configOf({ evaluations: 1000, population: 104 }));
    expect(outcome.exhausted).toBe(true);
    expect(outcome.searched).toHaveLength(13 * (3 * 3 - 1) * 2);
    expect(outcome.impossible).toEqual([{ reason: 'interval: must be at least 21 where days is b', schedules: 26 }]);
    expect(outcome.counts).toHaveLength(outcome.searched.length + 1);
  });

  test('ends after the evaluations that are allowed', async () => {
    const outcome = await searched(configOf({ evaluations: 30 }));
    expect(outcome.searched).toHaveLength(30);
    expect([outcome.generations, outcome.exhausted]).toEqual([2, false]);
  });

  test('begins with the reference where a point gives it', async () => {
    const days = {
      name: 'days',
      drug: 'tas102',
      vary: 'days',
      choices: { x: [1], protocol: regimen.tas102![0]!.days },
    };
    const [first] = (await searched(configOf({ variables: [days], conditions: [], evaluations: 2 }))).searched;
    expect(first!.schedule).toEqual(reference);
  });

  test('with one objective the best schedules within the limits are confirmed, in order', async () => {
    const config = configOf({ objectives: [{ quantity: 'median_os', goal: 'max' }], evaluations: 48 });
    const front = frontOf((await searched(config)).searched, 5, bestPoints);
    const months = front.map(({ objectives }) => -objectives[0]!);
    expect(front).toHaveLength(5);
    expect(months).toEqual([...months].sort((a, b) => b - a));
    expect(front.every(({ violation }) => violation === 0)).toBe(true);
  });

  test('its promises are too good by chance alone, and the confirmation shows by how much', async () => {
    const config = configOf({ objectives: [{ quantity: 'median_os', goal: 'max' }], confirm: 4 });
    const promised = async (noise: number) => {
      const search = await searched(config, noise);
      const front = frontOf(search.searched, config.confirm, bestPoints);
      const settings = { drugs: ['tas102'], horizonDays: 366, monthDays: MONTH };
      const confirmation = await confirmSchedules(
        config,
        reference,
        { front, asked: [] },
        { ...settings, evaluate: evaluator(noise, 'confirmation') },
        silent,
      );
      return optimismOf(config, search, confirmation!)[0]!;
    };
    expect((await promised(0)).mean).toBeCloseTo(0, 12);
    // The best of some 200 schedules with errors of standard deviation 0.5 are chosen for their errors
    expect((await promised(0.5)).mean).toBeGreaterThan(0.3);
  });

  test('a schedule under which too many patients fail is never on the front', async () => {
    const config = configOf({ evaluations: 48 });
    const failing: ScheduleEvaluator = async (schedules, onCohort) => {
      const { statistics, counts } = await evaluator(0, 'search')(schedules, onCohort);
      const isHigh = schedules.map(({ schedule }) => schedule.regimen.tas102![0]!.dose > 95);
      return { statistics, counts: counts.map((count, index) => ({ ...count, failed: isHigh[index] ? 1 : 0 })) };
    };
    const { searched: found } = await searchSchedules(
      config,
      problemOf(config),
      { evaluate: failing, monthDays: MONTH },
      silent,
    );
    const front = frontOf(found, 1000, bestPoints);
    expect(front.length).toBeGreaterThan(0);
    expect(front.every(({ schedule }) => schedule.regimen.tas102![0]!.dose <= 95)).toBe(true);
  });
});

// Evidence: drawn deaths (Monte Carlo) against expectations without a draw.
import { describe, expect, test } from 'vitest';
import { armOutcome } from '../../../calibration/fit/cohort-outcome.js';
import {
  type DeathProbabilityMixture,
  dailyDeathProbability,
  defaultAssessmentRules,
  emptyArmRecord,
  progressionDay,
  publishedBaseline,
  randomStream,
  responseCourse,
} from '../../../src/index.js';
import { MONTH, toySpec } from './toy-model.js';

const VISITS = [56, 112, 168, 224, 280, 336];
const DAYS = toySpec.horizonDays + 1;
const PATIENTS = 400;
const CLASSES = ['cr', 'pr', 'sd', 'pd', 'ne'] as const;

/** Largest of some twenty standardised differences: beyond it with a probability below 1e-4. */
const MOST_ERRORS = 4.5;

/** A range of mu as three shapes, and sigma such that a third dies before the first visit of the fastest growing. */
const mixture: DeathProbabilityMixture = [
  { shape: { mu: 1.6, sigma: 0.2 }, weight: 0.25 },
  { shape: { mu: 1.9, sigma: 0.2 }, weight: 0.5 },
  { shape: { mu: 2.2, sigma: 0.2 }, weight: 0.25 },
];

/** Tumors that shrink, then grow, at rates of their own: all best responses occur, and progression at any visit or none. */
function arm() {
  const record = emptyArmRecord(toySpec, PATIENTS, VISITS);
  const stream = randomStream({ seed: '7', streamName: 'drawn trials', index: 0 });
  const tumors = Array.from({ length: PATIENTS }, () => {
    const [shrink, grow, turn] = [0.02 * stream(), 0.012 * stream(), 200 * stream()];
    return Float64Array.from({ length: DAYS }, (_, day) =>
      Math.exp(-shrink * Math.min(day, turn) + grow * Math.max(0, day - turn)),
    );
  });
  tumors.forEach((sizes, patient) => {
    record.status[patient] = 1;
    record.baselineTumor[patient] = publishedBaseline.density;
    record.baselineVolumeCm3[patient] = publishedBaseline.volumeCm3;
    record.tri[patient] = sizes[toySpec.assessmentDay]! - 1;
    record.burden.set(sizes, patient * DAYS);
    VISITS.forEach((day, slot) => {
      record.visitTumor[patient * VISITS.length + slot] = sizes[day]! * publishedBaseline.density;
    });
  });
  return record;
}

/** A trial: patients of the cohort at random, each with a shape of the mixture, dying day by day, seen at visits until death. */
function trial(record: ReturnType<typeof arm>, size: number) {
  const stream = randomStream({ seed: '8', streamName: 'drawn trials', index: 1 });
  const courses = Array.from({ length: PATIENTS }, (_, patient) =>
    responseCourse(
      record.visitTumor.subarray(patient * VISITS.length, (patient + 1) * VISITS.length),
      publishedBaseline,
      VISITS,
      defaultAssessmentRules,
    ),
  );
  const alive = new Float64Array(DAYS);
  const free = new Float64Array(DAYS);
  const best = { cr: 0, pr: 0, sd: 0, pd: 0, ne: 0 };
  for (let draw = 0; draw < size; draw++) {
    const patient = Math.floor(stream() * PATIENTS);
    const chosen = stream();
    const { shape } = mixture[chosen < 0.25 ? 0 : chosen < 0.75 ? 1 : 2]!;
    let death = 0;
    while (death < DAYS - 1 && stream() >= dailyDeathProbability(record.burden[patient * DAYS + death]!, shape))
      death++;
    // The trial of the last day drawn decides who is alive on the day after it
    const lastAlive = death;
    const course = courses[patient]!;
    const seen = VISITS.filter((day) => day <= lastAlive).length;
    best[seen === 0 ? 'ne' : (course.runningBest[seen - 1]!.toLowerCase() as keyof typeof best)]++;
    const progressed = progressionDay(course, VISITS);
    for (let day = 0; day <= lastAlive; day++) {
      alive[day]!++;
      if (day < progressed) free[day]!++;
    }
  }
  return { alive, free, best };
}

function compared(size: number) {
  const record = arm();
  const { outcome, alive, progressionFree } = armOutcome(record, mixture, {
    horizonDays: DAYS - 1,
    monthDays: MONTH,
    responseRule: 'volume',
    visits: VISITS,
    assessment: defaultAssessmentRules,
  });
  const drawn = trial(record, size);
  const errorsOf = (expected: number, count: number) =>
    (count / size - expected) / Math.max(Math.sqrt((expected * (1 - expected)) / size), 1 / size);
  const days = [28, ...VISITS.flatMap((day) => [day - 1, day]), DAYS - 1];
  return {
    outcome,
    drawn,
    differences: [
      ...days.map((day) => errorsOf(alive[day]!, drawn.alive[day]!)),
      ...days.map((day) => errorsOf(progressionFree[day]!, drawn.free[day]!)),
      ...CLASSES.map((name) => errorsOf(outcome.bor[name] / 100, drawn.best[name])),
    ],
  };
}

function laws(size: number) {
  const { outcome, drawn, differences } = compared(size);
  const largest = differences.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  expect(largest).toBeLessThan(MOST_ERRORS);
  // Median PFS of the trial: the first day by which half have progressed or died
  const half = drawn.free.findIndex((count) => count <= size / 2);
  const spread = 3 + 200 / Math.sqrt(size);
  expect(Math.abs(half - outcome.median_pfs_months! * MONTH)).toBeLessThan(spread);
  for (const name of CLASSES) expect(outcome.bor[name]).toBeGreaterThan(1);
}

describe('a drawn trial has survival, progression-free survival and best responses around their expectations', () => {
  test('of 5,000 patients', () => laws(5000));
  test('of 100,000 patients', { tags: 'full/oracles' }, () => laws(100_000));
});

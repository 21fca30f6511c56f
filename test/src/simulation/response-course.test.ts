// Evidence: slow oracle (each definition on its own, over all pairs of visits) · worked by hand · laws.
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { type BaselineTumor, publishedBaseline } from '../../../src/simulation/baseline-tumor.js';
import {
  type AssessedClass,
  type AssessmentRules,
  assessedClasses,
  defaultAssessmentRules,
  responseCourse,
} from '../../../src/simulation/response-course.js';
import { classifyResponse, responseRules } from '../../../src/simulation/treatment-response.js';

const BASELINE = 4e8;

/** The course by its definitions, written a second time: no state is carried from visit to visit. */
function oracle(sizes: readonly number[], volume: number, days: readonly number[], rules: AssessmentRules) {
  const { rule, leastStableDays, confirmDays } = rules;
  const diameter = (size: number) => ((6 * volume * (size / BASELINE)) / Math.PI) ** (1 / 3);
  const visits = sizes.map((_, visit) => visit);
  const measured = (visit: number) => !Number.isNaN(sizes[visit]!);
  const classAt = (visit: number): AssessedClass => {
    if (!measured(visit)) return 'NE';
    const size = sizes[visit]!;
    const before = [
      BASELINE,
      ...visits.filter((other) => other < visit && measured(other)).map((other) => sizes[other]!),
    ];
    if (rule === 'volume') {
      if (before.some((other) => size / other >= 1.2)) return 'PD';
      const ratio = size / BASELINE;
      return ratio <= 0.2 ? 'CR' : ratio < 0.7 ? 'PR' : 'SD';
    }
    const now = diameter(size);
    const smallest = diameter(Math.min(...before));
    if (now >= 1.2 * smallest && now >= smallest + 0.5) return 'PD';
    return now < 0.5 ? 'CR' : now <= 0.7 * diameter(BASELINE) ? 'PR' : 'SD';
  };
  const classes = visits.map(classAt);
  const pd = classes.indexOf('PD');
  const counted = visits.filter((visit) => pd < 0 || visit <= pd);
  const lasts = (visit: number) => days[visit]! >= leastStableDays;
  const bestOf = (until: number): AssessedClass => {
    const seen = counted.filter((visit) => visit <= until);
    if (seen.some((visit) => classes[visit] === 'CR')) return 'CR';
    if (seen.some((visit) => classes[visit] === 'PR')) return 'PR';
    if (seen.some((visit) => classes[visit] === 'SD' && lasts(visit))) return 'SD';
    return seen.some((visit) => classes[visit] === 'PD') ? 'PD' : 'NE';
  };
  const confirms = (visit: number, accepted: readonly AssessedClass[]) => {
    const [next] = counted.filter(
      (other) => measured(other) && days[other]! - days[visit]! >= confirmDays && other > visit,
    );
    return next !== undefined && accepted.includes(classes[next]!);
  };
  const confirmed = (): AssessedClass => {
    if (counted.some((visit) => classes[visit] === 'CR' && confirms(visit, ['CR']))) return 'CR';
    // CR followed by PR was a PR
    const responses = ['CR', 'PR'] as const;
    if (counted.some((visit) => responses.some((name) => name === classes[visit]) && confirms(visit, responses)))
      return 'PR';
    const noWorse = ['CR', 'PR', 'SD'];
    if (counted.some((visit) => noWorse.includes(classes[visit]!) && lasts(visit))) return 'SD';
    return pd >= 0 ? 'PD' : 'NE';
  };
  return {
    classes,
    progressionVisit: pd,
    best: bestOf(Number.POSITIVE_INFINITY),
    bestConfirmed: confirmed(),
    responseVisit: counted.findIndex((visit) => ['CR', 'PR'].includes(classes[visit]!)),
    runningBest: visits.map(bestOf),
  };
}

/** Sizes that walk through all classes, with gaps in the measurements; days at uneven distances. */
function drawn(seed: number) {
  const stream = randomStream({ seed: '0', streamName: 'response course', index: seed });
  const rules: AssessmentRules = {
    rule: responseRules[seed % 2]!,
    leastStableDays: [0, 42, 56, 100][seed % 4]!,
    confirmDays: [0, 28, 60][seed % 3]!,
  };
  let [day, size] = [0, BASELINE];
  const days: number[] = [];
  const sizes = Array.from({ length: Math.floor(9 * stream()) }, () => {
    day += 1 + Math.floor(60 * stream());
    days.push(day);
    size *= Math.exp(2 * stream() - 1 - 0.3 * (seed % 2));
    return stream() < 0.15 ? Number.NaN : size;
  });
  const baseline: BaselineTumor = { density: BASELINE, volumeCm3: [0.2, 2.2, 40][seed % 3]! };
  return { sizes, baseline, days, rules };
}

describe('responseCourse', () => {
  test('is what the definitions give, one by one, for drawn courses of both rules', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 4000; seed++) {
      const { sizes, baseline, days, rules } = drawn(seed);
      const course = responseCourse(sizes, baseline, days, rules);
      expect({ seed, ...course }).toEqual({ seed, ...oracle(sizes, baseline.volumeCm3, days, rules) });
      seen.add(`${course.best} ${course.bestConfirmed}`);
    }
    // Every best response, each confirmed one, and each that was not
    expect([...seen].sort()).toEqual(
      [
        'CR CR',
        'CR PR',
        'CR SD',
        'CR NE',
        'CR PD',
        'PR PR',
        'PR SD',
        'PR NE',
        'PR PD',
        'SD SD',
        'PD PD',
        'NE NE',
      ].sort(),
    );
  });

  test.each(responseRules)('begins with the class of classifyResponse by %s, to the last bit', (rule) => {
    const rules = { ...defaultAssessmentRules, rule };
    const near = [-0.8, -0.3, 0.2, -0.9888, -0.657, 0.728].flatMap((tri) => [-1, 0, 1].map((ulp) => tri + ulp * 1e-16));
    const grid = Array.from({ length: 400 }, (_, index) => -1 + index / 100);
    for (const tri of [...near, ...grid]) {
      const size = BASELINE * (1 + tri);
      const [first] = responseCourse([size], publishedBaseline, [56], rules).classes;
      expect(first).toBe(classifyResponse((size - BASELINE) / BASELINE, rule, publishedBaseline.volumeCm3));
    }
  });

  test('the running best never gets worse, keeps its value after progression, and ends at the best', () => {
    const rank = (name: AssessedClass) => assessedClasses.indexOf(name);
    for (let seed = 0; seed < 500; seed++) {
      const { sizes, baseline, days, rules } = drawn(seed);
      const { runningBest, best, bestConfirmed, progressionVisit } = responseCourse(sizes, baseline, days, rules);
      runningBest.forEach((name, visit) => {
        if (visit > 0) expect(rank(name)).toBeLessThanOrEqual(rank(runningBest[visit - 1]!));
        if (progressionVisit >= 0 && visit > progressionVisit) expect(name).toBe(runningBest[progressionVisit]);
      });
      expect(runningBest.at(-1) ?? 'NE').toBe(best);
      expect(rank(bestConfirmed)).toBeGreaterThanOrEqual(rank(best));
    }
  });

  test('depends on ratios of sizes alone by volume', () => {
    for (let seed = 0; seed < 500; seed += 2) {
      const { sizes, baseline, days, rules } = drawn(seed);
      // A power of two changes no digit
      const scaled = responseCourse(
        sizes.map((size) => 2 * size),
        { ...baseline, density: 2 * BASELINE },
        days,
        rules,
      );
      expect(scaled).toEqual(responseCourse(sizes, baseline, days, rules));
    }
  });

  test.each<[string, readonly number[], readonly AssessedClass[], AssessedClass, AssessedClass]>([
    ['growth from a nadir below baseline', [0.5, 0.55, 0.61], ['PR', 'PR', 'PD'], 'PR', 'PR'],
    ['a tumor that vanishes and comes back', [0, 0, 1e-9], ['CR', 'CR', 'PD'], 'CR', 'CR'],
    ['progression at the first visit, then a response', [1.3, 0.5, 0.5], ['PD', 'PR', 'PR'], 'PD', 'PD'],
    ['no measurement', [Number.NaN, Number.NaN], ['NE', 'NE'], 'NE', 'NE'],
    ['a missing visit between two responses', [0.5, Number.NaN, 0.5], ['PR', 'NE', 'PR'], 'PR', 'PR'],
    ['no visit', [], [], 'NE', 'NE'],
  ])('%s', (_name, ratios, classes, best, bestConfirmed) => {
    const days = ratios.map((_, visit) => 56 * (visit + 1));
    const course = responseCourse(
      ratios.map((ratio) => ratio * BASELINE),
      publishedBaseline,
      days,
      defaultAssessmentRules,
    );
    expect(course).toMatchObject({ classes, best, bestConfirmed });
  });
});

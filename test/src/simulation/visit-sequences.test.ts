import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { responseCourse } from '../../../src/simulation/response-course.js';
import { responseRules } from '../../../src/simulation/treatment-response.js';

/** Visit sequences classified by hand from RECIST 1.1; confirm-visit-sequences.py beside them classifies them again. */
interface Sequence {
  readonly title: string;
  readonly unit: 'cm3' | 'mm';
  readonly baseline: number;
  readonly days: readonly number[];
  readonly sizes: readonly (number | null)[];
  readonly volume: string;
  readonly diameter: string;
}

const { sequences } = JSON.parse(
  readFileSync(new URL('../../fixtures/simulation/visit-sequences.json', import.meta.url), 'utf8'),
) as { readonly sequences: readonly Sequence[] };

const LEAST_STABLE_DAYS = 42;
const CONFIRM_DAYS = 28;

/** Volume of a size in the fixture's unit; the volume of a sphere where it is a diameter; cm^3. */
function volumeCm3(size: number, unit: Sequence['unit']): number {
  return unit === 'cm3' ? size : (Math.PI / 6) * (size / 10) ** 3;
}

/** The fixture's line for a course: classes | best, confirmed | progression, response | running best. */
function courseLine({ unit, baseline, days, sizes }: Sequence, rule: (typeof responseRules)[number]): string {
  const course = responseCourse(
    sizes.map((size) => (size === null ? Number.NaN : volumeCm3(size, unit))),
    { density: volumeCm3(baseline, unit), volumeCm3: volumeCm3(baseline, unit) },
    days,
    {
      rule,
      leastStableDays: LEAST_STABLE_DAYS,
      confirmDays: CONFIRM_DAYS,
    },
  );
  return [
    course.classes.join(' '),
    `${course.best} ${course.bestConfirmed}`,
    `${course.progressionVisit} ${course.responseVisit}`,
    course.runningBest.join(' '),
  ].join(' | ');
}

describe.each(responseRules)('responseCourse by %s', (rule) => {
  test.each(sequences)('$title', (sequence) => {
    expect(courseLine(sequence, rule)).toBe(sequence[rule]);
  });
});

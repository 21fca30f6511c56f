// Evidence: laws.
import { describe, expect, test } from 'vitest';
import {
  copyOfArm,
  withCourse,
  withCoursesOf,
  withCycleDays,
  withDayToggled,
  withNewCourse,
} from '../../../../../calibration/web/pages/patient/plan-edits.js';

const course = { dose: 95, days: [1, 2, 3], cycleDays: 28, cycles: null, durationDays: 0.1 } as const;
const regimen = { a: [course], b: [course, { ...course, dose: 5 }] };

describe('regimens', () => {
  test('keep the order of their drugs when one changes', () => {
    expect(Object.keys(withCourse(regimen, 'a', 0, { ...course, dose: 1 }))).toEqual(['a', 'b']);
    expect(withCourse(regimen, 'b', 1, { ...course, dose: 6 }).b!.map(({ dose }) => dose)).toEqual([95, 6]);
    expect(regimen.b[1]!.dose).toBe(5);
  });

  test('lose a drug with its last course', () => {
    expect(withCoursesOf(regimen, 'a', [])).toEqual({ b: regimen.b });
  });

  test('get a further course behind the others, or a further drug', () => {
    expect(withNewCourse(regimen, 'a', 7).a).toHaveLength(2);
    expect(Object.keys(withNewCourse(regimen, 'c', 7))).toEqual(['a', 'b', 'c']);
  });
});

describe('courses', () => {
  test('a day that is toggled twice is as before, and days ascend', () => {
    const once = withDayToggled(course, 9);
    expect(once.days).toEqual([1, 2, 3, 9]);
    expect(withDayToggled(once, 9)).toEqual(course);
    expect(withDayToggled(course, 2).days).toEqual([1, 3]);
  });

  test('keep one day', () => {
    expect(withDayToggled({ ...course, days: [4] }, 4).days).toEqual([4]);
    expect(withCycleDays(course, 2).days).toEqual([1, 2]);
    expect(withCycleDays({ ...course, days: [20] }, 7).days).toEqual([1]);
  });
});

test('copyOfArm has a name that no other arm has', () => {
  const arm = { name: 'x', label: 'X', regimen, untilProgression: null, visits: null, death: null };
  const second = copyOfArm(arm, [arm]);
  expect(second.name).toBe('x 2');
  expect(copyOfArm(arm, [arm, second])).toMatchObject({ name: 'x 3', label: 'X (3)', regimen });
});

// Evidence: worked by hand.
import { describe, expect, test } from 'vitest';
import { courseRemarks } from '../../../calibration/config/course-remarks.js';
import { parseConfig } from '../../../calibration/config/parse-config.js';

const course = { dose: 10, days: [1], cycleDays: 14, cycles: null };

const remarksOf = (regimens: Readonly<Record<string, unknown>>, further: Readonly<Record<string, unknown>> = {}) =>
  courseRemarks(
    parseConfig(
      JSON.stringify({
        name: 'remarks',
        seed: 1,
        regimens,
        arms: { placebo: {}, tas102: { regimen: 'own' } },
        ...further,
      }),
      'c.json',
    ),
  );

describe('courses that overlap', () => {
  test.each([
    ['infusions longer than the gap', [{ ...course, days: [1, 2], durationDays: 1.5 }], 1, 2],
    ['two courses', [course, { ...course, startDay: 14.05 }], 15, 15.05],
    ['boluses on one day', [{ ...course, durationDays: 0, days: [1, 1] }], 1, 1],
  ])('%s are a remark', (_name, bevacizumab, first, second) => {
    expect(remarksOf({ own: { bevacizumab } })).toEqual([
      `Arm tas102: administrations of bevacizumab overlap, and their rates add up; the first two start on days ${first} and ${second}.`,
    ]);
  });

  test('after progression are one as well', () => {
    const arms = {
      placebo: {},
      tas102: { regimen: 'own', untilProgression: true, afterProgression: 'then' },
    };
    const then = { tas102: [course, course] };
    expect(remarksOf({ own: { bevacizumab: course }, then }, { arms })).toEqual([
      'Arm tas102 after progression: administrations of tas102 overlap, and their rates add up; the first two start on days 1 and 1.',
    ]);
  });

  test('courses that follow each other are none', () => {
    expect(
      remarksOf({
        own: {
          bevacizumab: [
            { ...course, cycles: 2 },
            { ...course, startDay: 28 },
          ],
        },
      }),
    ).toEqual([]);
  });
});

test('a course of several that gives nothing is named by its number', () => {
  expect(remarksOf({ own: { tas102: [course, { ...course, startDay: 400 }] } })).toEqual([
    'Arm tas102: course 2 of tas102 gives nothing in the 366 days simulated (its first administration is on day 401).',
  ]);
});

describe('doses that depend on the body', () => {
  const weight = { body_weight: { min: 40, max: 120, alpha: 2, beta: 3 } };

  test('take a weight that patients bring, and share what they do not bring', () => {
    const own = { bevacizumab: { ...course, per: 'kg' } };
    expect(remarksOf({ own }, { marginals: weight })).toEqual([]);
    expect(remarksOf({ own: { bevacizumab: { ...course, per: 'm2' } } }, { marginals: weight })).toEqual([
      'Doses per square meter take body_height 170 cm for every patient.',
    ]);
  });

  test('a weight without a dose that depends on it has no effect', () => {
    expect(remarksOf({ own: { bevacizumab: course } }, { marginals: weight })).toEqual([
      'Marginal body_weight: no dose depends on it, so that it has no effect.',
    ]);
  });

  test('an override of the body is the value that is named', () => {
    const own = { bevacizumab: { ...course, per: 'kg' } };
    expect(remarksOf({ own }, { model: { overrides: { body_weight: 82 } } })).toEqual([
      'Doses per kilogram take body_weight 82 kg for every patient.',
    ]);
  });

  test.each([
    ['kg', 'Doses per kilogram take body_weight 70 kg for every patient.'],
    ['m2', 'Doses per square meter take body_weight 70 kg and body_height 170 cm for every patient.'],
  ])('per %s take the body that all patients share', (per, remark) => {
    expect(remarksOf({ own: { bevacizumab: { ...course, per } } })).toEqual([remark]);
  });
});

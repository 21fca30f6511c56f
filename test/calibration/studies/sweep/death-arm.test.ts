// Evidence: the rule itself, case by case.
import { expect, test } from 'vitest';
import { deathArmFor, deathRemarks } from '../../../../calibration/studies/sweep/death-arm.js';

const trials = { placebo: [], tas102: ['tas102'], tas102_bev: ['tas102', 'bevacizumab'] };

test.each([
  ['no drug: the arm without one', [], 'placebo'],
  ['the drugs of an arm: that arm', ['tas102'], 'tas102'],
  ['in another order', ['bevacizumab', 'tas102'], 'tas102_bev'],
  ['a drug that is given in a combination alone', ['bevacizumab'], 'tas102_bev'],
  ['a further drug beside those of an arm', ['tas102', 'bevacizumab', 'other'], 'tas102_bev'],
  ['a drug of no arm', ['other'], 'placebo'],
])('deathArmFor: %s', (_, given, arm) => {
  expect(deathArmFor(given, trials)).toBe(arm);
});

test('deathArmFor: an arm of the run with the further drug goes before those of the trials', () => {
  expect(deathArmFor(['other', 'tas102'], { ...trials, mine: ['other', 'tas102'] })).toBe('mine');
});

test('deathArmFor: of equal arms the first', () => {
  expect(deathArmFor(['tas102'], { weekly: ['tas102'], ...trials })).toBe('weekly');
});

test('deathRemarks: one sentence where a death function was fitted without a drug, none elsewhere', () => {
  const points = [
    { given: [], arm: 'placebo' },
    { given: ['tas102'], arm: 'tas102' },
    { given: ['tas102', 'other'], arm: 'tas102' },
    { given: ['other', 'tas102'], arm: 'tas102' },
    { given: ['other', 'third'], arm: 'placebo' },
  ];
  expect(deathRemarks(points, trials)).toEqual([
    'Survival of points that give other follows the death function of tas102, which was fitted without it.',
    'Survival of points that give other and third follows the death function of placebo, which was fitted without them.',
  ]);
});

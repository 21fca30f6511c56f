// Evidence: by hand, against the published tables.
import { expect, test } from 'vitest';
import { addTrials } from '../../../../calibration/targets/new-trials/add-trials.js';
import { probableDoubles } from '../../../../calibration/targets/new-trials/probable-doubles.js';
import { publishedTables } from '../published-tables.js';
import { type Cells, parseRows, sunlight, wholeRow } from './new-trial-texts.js';

const questions = (...rows: readonly Cells[]) => {
  const trials = parseRows(rows.map((row) => ({ ...wholeRow, n: 99, ...row })));
  return probableDoubles(trials, addTrials(publishedTables, trials));
};
const name = 'the name but for case, punctuation or a qualifier';

test.each([
  ['kotani-2019', 'tas102', 'Kotani 2019'],
  ['Mayer 2015', 'tas102', 'Mayer 2015 (RECOURSE)'],
  ['recourse', 'tas102', 'Mayer 2015 (RECOURSE)'],
  ['Kotáni 2019 (retrospective)', 'tas102', 'Kotani 2019'],
])('%s, %s has the name of %s', (trial, arm, other) => {
  expect(questions({ trial, arm })).toEqual([
    expect.stringMatching(new RegExp(`: has ${name} as ${other.replace(/[()]/g, '\\$&')}, ${arm} `)),
  ]);
});

test.each([
  ['another year', { trial: 'Mayer 2016' }],
  ['another qualifier', { trial: 'Mayer 2015 (TERRA)' }],
  ['an arm that the trial lacks', { trial: 'RECOURSE', arm: 'tas102_bev' }],
  ['a declared subset', { trial: 'RECOURSE', subset_of: 'Mayer 2015 (RECOURSE)' }],
  ['the same n and another median', { n: 66, median_os_months: 8.1 }],
  ['the same median and another n', { n: 67, median_os_months: 8 }],
])('%s is no question', (_, row) => {
  expect(questions(row)).toEqual([]);
});

test('the same n and median, or n and survival, under another name', () => {
  expect(questions({ n: 66, median_os_months: 8 })).toEqual([
    expect.stringMatching(/^f\.csv:2: T, tas102: has the same n, median OS as Kotani 2019, tas102 /),
  ]);
  expect(questions({ n: 66, median_os_months: '', month_3: 79.8, month_6: 63.5 })).toEqual([
    expect.stringMatching(/has the same n, survival as Kotani 2019, tas102 /),
  ]);
});

test('two new rows are compared once', () => {
  expect(questions({}, { trial: 'U' })).toEqual([
    'f.csv:3: U, tas102: has the same n, median OS as T, tas102 (f.csv:2): is it the same trial?',
  ]);
});

test('rows that the tables hold already need no question', () => {
  expect(probableDoubles(sunlight, addTrials(publishedTables, sunlight))).toEqual([]);
});

// Evidence: by hand · every packaged row.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cellNumber, isNotReached } from '../../../calibration/targets/cell-number.js';
import { parseTrialTables } from '../../../calibration/targets/parse-trial-tables.js';
import { medianContradiction } from '../../../calibration/targets/units.js';
import { issuesOf, parseRows, parseText, wholeRow } from './new-trials/new-trial-texts.js';
import { arms, publishedTables, publishedTexts } from './published-tables.js';

const curve = { months: [0, 3, 6, 9, 12], percent: [100, 86.1, 60.4, 42, 29.8] };

describe('a cell', () => {
  test('holds a percentage with or without its sign', () => {
    for (const cell of ['45.8', '45.8%', '45.8 %']) expect(cellNumber('pr_percent', cell)).toBe(45.8);
    expect(cellNumber('month_6', '60.4%')).toBe(60.4);
    expect(cellNumber('median_os_months', '7.5%')).toBeNaN();
  });

  test('holds a whole number in digits alone', () => {
    expect(cellNumber('n', '246')).toBe(246);
    for (const cell of ['+5', '5.0', '1e3', '-5', '05', '5 000']) expect(cellNumber('n', cell)).toBeNaN();
    expect(issuesOf(() => parseRows([{ ...wholeRow, n: '+5' }]))).toEqual([
      "f.csv:2: column n: must be an integer >= 1, in digits alone; got '+5'",
    ]);
  });

  test('states that a median was not reached', () => {
    for (const cell of ['NR', 'nr.', 'NR.', 'not reached', 'Not reached', 'NE']) expect(isNotReached(cell)).toBe(true);
    for (const cell of ['', '7.5', 'n/a', 'Norway']) expect(isNotReached(cell)).toBe(false);
  });
});

describe('medianContradiction', () => {
  test('no packaged median contradicts its curve', () => {
    for (const row of publishedTables.survival) {
      const median = publishedTables.medianOs.find(
        ({ trial, subgroup, arm }) => trial === row.trial && subgroup === row.subgroup && arm === row.arm,
      );
      if (median !== undefined) expect(medianContradiction(median.medianMonths, row)).toBeNull();
    }
  });

  test.each([
    [7.5, null],
    // Month 6 lies less than half a month from the median, month 9 on the right side
    [6.4, null],
    [6, null],
    [5.4, '5.4 months beside 60.4 % alive at month 6'],
    [9.6, '9.6 months beside 42 % alive at month 9'],
    [313, '313 months beside 42 % alive at month 9'],
    ['not reached', 'a median that was not reached beside 42 % alive at month 9'],
  ] as const)('%s months', (median, contradiction) => {
    expect(medianContradiction(median, curve)).toBe(contradiction);
  });

  test('3 points of survival are reading error', () => {
    expect(medianContradiction(8, { months: [0, 6, 9], percent: [100, 55, 53] })).toBeNull();
    expect(medianContradiction(8, { months: [0, 6, 9], percent: [100, 55, 53.1] })).not.toBeNull();
    expect(medianContradiction(8, { months: [0, 6, 9], percent: [100, 47, 40] })).toBeNull();
    expect(medianContradiction(8, { months: [0, 6, 9], percent: [100, 46.9, 40] })).not.toBeNull();
  });
});

/** A table of the form of data/trials, added to the shipped one. */
const withText = (table: 'recist' | 'medianOs' | 'survival', text: string, allow: 'median-range'[] = []) => {
  const remarks: string[] = [];
  const texts = { ...publishedTexts, [table]: [...publishedTexts[table], { source: 'new.csv', text }] };
  return { tables: parseTrialTables(texts, { arms, allow, remarks }), remarks };
};
const medianText = (cell: string) => `trial,arm,n,median_os_months,source\nNew,placebo,50,${cell},doi\n`;

describe('units of the tables of data/trials', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a median in days',
      () => withText('medianOs', medianText('313')),
      'new.csv:2: column median_os_months: must be in [0.5, 60] months, or allowed as median-range (--allow, targets.allow); got 313 (313 days are 10.3 months)',
    ],
    [
      'rates as shares',
      () =>
        withText(
          'recist',
          'trial,arm,n,cr_percent,pr_percent,sd_percent,pd_percent,source\nNew,placebo,50,0,0.012,0.458,0.53,doi\n',
        ),
      'new.csv:2: CR, PR, SD and PD must be percentages; got shares that add up to 1',
    ],
    [
      'survival as shares',
      () => withText('survival', 'trial,arm,n,month_3,month_6,source\nNew,placebo,50,0.86,0.604,doi\n'),
      'new.csv:2: survival must be in percent; got shares, 0.86, 0.604',
    ],
  ])('%s is refused', (_, run, issue) => {
    expect(issuesOf(run)).toEqual([issue]);
  });

  test('a median that contradicts the curve of the other table is refused', () => {
    const [first] = publishedTexts.medianOs;
    const text = first!.text.replace('placebo,57,6.6', 'placebo,57,4.6');
    const texts = { ...publishedTexts, medianOs: [{ source: 'median_os.csv', text }] };
    expect(issuesOf(() => parseTrialTables(texts, { arms }))).toEqual([
      'median_os.csv:2: column median_os_months: must agree with the survival of its own row (50 % within 3 points, months within 0.5); got 4.6 months beside 54.2 % alive at month 6 (survival_landmarks.csv:2)',
    ]);
  });

  test('a median outside the range may be allowed', () => {
    expect(withText('medianOs', medianText('72'), ['median-range']).tables.medianOs.at(-1)?.medianMonths).toBe(72);
  });

  test('a median that was not reached is no row of the table, and stated', () => {
    const { tables, remarks } = withText('medianOs', medianText('NR'));
    expect(tables.medianOs).toEqual(publishedTables.medianOs);
    expect(remarks).toEqual([
      'new.csv:2: New, placebo: median_os_months was not reached; the row has no median to pool',
    ]);
  });
});

describe('units of the one-file table', () => {
  test.each<[string, Record<string, string | number>, string]>([
    [
      'a median in days',
      { median_os_months: 313 },
      'f.csv:2: column median_os_months: must be in [0.5, 60] months, or allowed as median-range (--allow, targets.allow); got 313 (313 days are 10.3 months)',
    ],
    [
      'survival as shares',
      { month_6: 0.756, month_12: 0.42 },
      'f.csv:2: survival must be in percent; got shares, 0.756, 0.42',
    ],
    [
      'rates as shares',
      { cr_percent: 0, pr_percent: 0.1, sd_percent: 0.4, pd_percent: 0.5 },
      'f.csv:2: CR, PR, SD and PD must be percentages; got shares that add up to 1',
    ],
    [
      'a median that contradicts its survival',
      { month_6: 75.6, month_9: 60 },
      'f.csv:2: median_os_months must agree with the survival of its own row (50 % within 3 points, months within 0.5); got 7 months beside 60 % alive at month 9',
    ],
    [
      'survival at days',
      { median_os_months: '', month_90: 90, month_180: 76, month_360: 40 },
      'f.csv:2: the month at which survival reaches 50 % must be in [0.5, 60] months, or allowed as median-range (--allow, targets.allow); got 310 (310 days are 10.2 months)',
    ],
    [
      'an interval level as a share',
      { median_os_low_months: 6, median_os_high_months: 8, interval_percent: 0.95 },
      "f.csv:2: column interval_percent: must be a percentage in (1, 100); got '0.95'",
    ],
    [
      'a median not reached beside survival below one half',
      { median_os_months: 'NR', month_6: 42 },
      'f.csv:2: median_os_months must agree with the survival of its own row (50 % within 3 points, months within 0.5); got a median that was not reached beside 42 % alive at month 6',
    ],
  ])('%s is refused', (_, cells, issue) => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, ...cells }]))).toEqual([issue]);
  });

  test('days and shares of one row come together', () => {
    expect(issuesOf(() => parseRows([{ ...wholeRow, median_os_months: 313, month_6: 0.756 }]))).toHaveLength(2);
  });

  test('percent signs, a median not reached and an open interval are read, and stated', () => {
    const remarks: string[] = [];
    const rows = [
      { ...wholeRow, median_os_months: 'NR', month_6: '75.6%', month_12: '58 %' },
      { ...wholeRow, trial: 'U', median_os_low_months: 6, median_os_high_months: 'NR' },
    ];
    const [first, second] = parseRows(rows, { remarks });
    expect(first?.curves.os).toMatchObject({
      median: null,
      medianNotReached: true,
      landmarks: { months: [0, 6, 12], percent: [100, 75.6, 58] },
    });
    expect(second?.curves.os.median).toEqual({ months: 7, interval: null });
    expect(remarks).toEqual([
      'f.csv: percent signs are read as the unit of their cells (2)',
      'f.csv:2: T, tas102: median_os_months was not reached; the row has no median to pool',
      'f.csv:3: U, tas102: median_os_high_months was not reached; the interval is not used',
    ]);
  });

  test('the packaged table is read without a remark', () => {
    const remarks: string[] = [];
    const url = new URL('../../../data/new-trials/sunlight.csv', import.meta.url);
    expect(parseText(readFileSync(url, 'utf8'), { remarks })).toHaveLength(2);
    expect(remarks).toEqual([]);
  });
});

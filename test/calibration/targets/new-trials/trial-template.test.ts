// Evidence: law · the template has the columns of the reader and of data/new-trials/README.md; filled in it is accepted, empty it is refused
// cell by cell.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { curveList } from '../../../../calibration/endpoints/curves.js';
import { parseNewTrials } from '../../../../calibration/targets/new-trials/parse-new-trials.js';
import { optionalColumns, requiredColumns } from '../../../../calibration/targets/new-trials/trial-columns.js';
import {
  landmarkColumns,
  templateColumns,
  trialTemplate,
} from '../../../../calibration/targets/new-trials/trial-template.js';
import { parseTable, toCsv } from '../../../../src/index.js';

const arms = ['placebo', 'tas102'];
const read = (text: string, source: string) => parseNewTrials([{ source, text, curveFiles: new Map() }]);

/** What a publication might report. */
const reported: Readonly<Record<string, string | number>> = {
  trial: 'Mine 2026',
  n: 120,
  reference: 'Mine et al. 2026',
  year: 2026,
  cr_count: 0,
  pr_count: 3,
  sd_count: 52,
  pd_count: 65,
  median_os_months: 7.9,
  month_3: 87,
  month_6: 61,
  month_9: 43,
  month_12: 30,
  median_pfs_months: 2.4,
  'pfs_month_3.68': 30,
};

describe('templateColumns', () => {
  test('are those that the reader knows, each once', () => {
    const names = templateColumns.map(({ name }) => name);
    const known = [...requiredColumns, ...optionalColumns, ...curveList.flatMap(landmarkColumns)];
    expect([...names].sort()).toEqual([...known].sort());
    expect(templateColumns.filter(({ required }) => required).map(({ name }) => name)).toEqual([...requiredColumns]);
  });

  test('are described in data/new-trials/README.md', async () => {
    const text = await readFile(new URL('../../../../data/new-trials/README.md', import.meta.url), 'utf8');
    const missing = templateColumns.filter(({ name }) => {
      const month = curveList.some((curve) => landmarkColumns(curve).includes(name));
      return !text.includes(month ? name.replace(/[\d.]+$/, '<k>') : `\`${name}\``);
    });
    expect(missing).toEqual([]);
    for (const { meaning } of templateColumns) expect(meaning.length).toBeGreaterThan(7);
  });
});

describe('trialTemplate', () => {
  test.each(['csv', 'json'] as const)('%s is refused at every empty cell that is required', (format) => {
    const source = `t.${format}`;
    const message = (() => {
      try {
        return read(trialTemplate(arms, format), source).length;
      } catch (cause) {
        return (cause as Error).message;
      }
    })();
    const at = (row: number, column: string) =>
      format === 'csv' ? `t.csv:${row + 2}: column ${column}` : `t.json: trials[${row}].${column}`;
    for (const row of [0, 1]) {
      for (const column of ['trial', 'reference'])
        expect(message).toContain(`${at(row, column)}: must not be empty; got an empty cell`);
      expect(message).toContain(`${at(row, 'n')}: must be an integer >= 1; got ''`);
    }
    expect(message).toContain('6 issue(s)');
  });

  test('csv is accepted when it is filled in', () => {
    const { header, rows } = parseTable(trialTemplate(arms, 'csv'), 't.csv');
    const filled = rows.map(({ cells }) => header.map((name, place) => reported[name] ?? cells[place] ?? ''));
    const trials = read(toCsv(header, filled), 't.csv');
    expect(trials.map(({ arm, n, trial }) => ({ arm, n, trial }))).toEqual(
      arms.map((arm) => ({ arm, n: 120, trial: 'Mine 2026' })),
    );
  });

  test('json is accepted when it is filled in', () => {
    const { trials } = JSON.parse(trialTemplate(arms, 'json')) as { trials: object[] };
    const filled = trials.map((trial) => ({ ...trial, ...reported }));
    expect(read(JSON.stringify({ trials: filled }), 't.json').map(({ arm }) => arm)).toEqual(arms);
  });
});

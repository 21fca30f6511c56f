// Evidence: the command line itself, on the files that the tables are saved as · cells named by hand.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { weightsOf } from '../../../../../calibration/fit/problem.js';
import { type CheckedTable, checkTable } from '../../../../../calibration/web/pages/trials/check-table.js';
import { cellText, editTable, HEADER_ROW, withCell } from '../../../../../calibration/web/pages/trials/table-model.js';
import { openedTable, tableFile } from '../../../../../calibration/web/pages/trials/table-text.js';
import { MAX_LISTED_ISSUES } from '../../../../../src/io/table-issues.js';
import { root, runCli } from '../../../cli/run-cli.js';
import { publishedTables } from '../../../targets/published-tables.js';

const folder = `${root}test/fixtures/targets/new-trials/`;
const names = ['excel-export', 'many-issues', 'misspelt-arm', 'probable-double', 'unknown-arm'] as const;
const paths = [
  ...names.map((name) => [name, `${folder}${name}.csv`] as const),
  ['sunlight', `${root}data/new-trials/sunlight.csv`] as const,
];

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-check-table-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

const contextOf = (source: string, allow: readonly 'median-range'[] = []) => ({
  source,
  curveFiles: new Map(),
  base: publishedTables,
  fitted: null,
  medians: { median: 'mean' as const, weights: weightsOf(() => 1) },
  allow,
});

/** Paths of shipped tables differ between a checkout and a package. */
const withoutFolders = (text: string) =>
  text
    .replaceAll(/[^\s(]*\/data\/trials\//g, '')
    .replaceAll(/recist\.csv|median_os\.csv|survival\.csv/g, (name) => name);
const sentences = (entries: CheckedTable['issues']) => entries.map(({ sentence }) => withoutFolders(sentence));

/** As a message lists issues. */
const listed = (issues: readonly string[]) => [
  ...issues.slice(0, MAX_LISTED_ISSUES).map((issue) => `  ${issue}`),
  ...(issues.length > MAX_LISTED_ISSUES ? [`  and ${issues.length - MAX_LISTED_ISSUES} more`] : []),
];

describe('checkTable', () => {
  test.each(paths)(
    '%s: says what the command line says of the saved file, and of the opened one',
    async (name, path) => {
      const table = openedTable(await readFile(path, 'utf8'), path);
      const checked = checkTable(table, contextOf('saved.csv'));
      await writeFile(join(cwd, 'saved.csv'), checked.text);
      const { code, stdout, stderr } = await runCli(['trials', 'check', 'saved.csv', '--json'], { cwd });
      expect(code).toBe(checked.issues.length === 0 ? 0 : 2);
      if (code === 0) {
        const { remarks, additions, trials } = JSON.parse(stdout).result;
        expect(sentences(checked.remarks)).toEqual(remarks.map(withoutFolders));
        expect(checked.additions).toEqual(additions);
        expect(JSON.parse(JSON.stringify(checked.trials))).toEqual(trials);
      } else {
        expect(stderr).toContain(`${checked.issues.length} issue(s)`);
        expect(stderr.split('\n').filter((line) => line.startsWith('  '))).toEqual(listed(sentences(checked.issues)));
      }
      const again = checkTable(openedTable(checked.text, 'saved.csv'), contextOf('saved.csv'));
      expect(again.text).toBe(checked.text);
      expect(again.issues.map(({ sentence }) => sentence)).toEqual(checked.issues.map(({ sentence }) => sentence));
      expect(name).not.toBe('');
    },
  );

  test('each issue stands at its cells', async () => {
    const path = `${folder}many-issues.csv`;
    const table = openedTable(await readFile(path, 'utf8'), path);
    const { issues, tables } = checkTable(table, contextOf('t.csv'));
    expect(tables).toBeNull();
    const places = issues.map(({ row, columns, text }) => [
      row,
      columns.map((column) => table.header[column]).join(' '),
      text.split('; got')[0],
    ]);
    expect(places).toEqual(
      expect.arrayContaining([
        [0, 'n', 'must be an integer >= 1'],
        [1, 'doi', 'must be a DOI, 10.x/y'],
        [1, 'cr_percent pr_percent sd_percent pd_percent', 'CR, PR, SD and PD must add up to 100 % within 0.15'],
        [
          1,
          'median_os_low_months',
          'an interval of the median must have both ends (for an open interval leave both empty)',
        ],
        [2, 'reference', 'must not be empty'],
        [2, 'year', 'must be a year'],
        [2, 'month_6', 'must be a number in [0, 80], the month before'],
        [3, 'subset_of', 'must name another trial'],
        [3, 'n_evaluable', 'n_evaluable must come with response classes'],
        [
          4,
          'median_os_months',
          expect.stringContaining('median_os_months must agree with the survival of its own row'),
        ],
        [5, 'median_os_months', expect.stringContaining('must be in [0.5, 60] months')],
        [6, 'month_3 month_6 month_12', 'survival must be in percent'],
        [7, '', 'must be the only row of its trial, subgroup and arm'],
        [8, 'arm', 'must be a name of letters, digits and _'],
        [8, 'n', 'must be an integer >= 1'],
        [8, 'median_os_months', 'must be a number > 0'],
      ]),
    );
    for (const { row, columns } of issues) {
      for (const column of columns) expect(cellText(table, { row: row ?? HEADER_ROW, column })).toBeTypeOf('string');
    }
  });

  test.each([
    [
      'an unknown name',
      { row: HEADER_ROW, column: 1 },
      'am',
      1,
      "must be a known column; got 'am' (did you mean arm?)",
    ],
    ['a name twice', { row: HEADER_ROW, column: 1 }, 'trial', 0, 'must be in the header once; got it as 1 and 2'],
  ])('%s stands at the header', (_, place, text, column, words) => {
    const table = withCell(editTable(['trial', 'arm', 'n', 'reference'], [['T', 'tas102', '3', 'R']]), place, text);
    const { issues } = checkTable(table, contextOf('t.csv'));
    expect(issues).toContainEqual(expect.objectContaining({ row: HEADER_ROW, columns: [column], text: words }));
  });

  test('an issue with a row of the shipped tables stands at the own row', () => {
    const header = ['trial', 'arm', 'n', 'reference', 'median_os_months'];
    const table = editTable(header, [['Kotani 2019', 'tas102', '66', 'Reference', '9.5']]);
    const { issues } = checkTable(table, contextOf('t.csv'));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      row: 0,
      text: expect.stringMatching(/^must agree with .*; got a median of 9.5 months against 8$/),
    });
  });

  test('what is allowed is a remark, with the words of --allow', () => {
    const header = ['trial', 'arm', 'n', 'reference', 'median_os_months'];
    const table = editTable(header, [['T', 'tas102', '66', 'Reference', '80']]);
    expect(checkTable(table, contextOf('t.csv')).issues[0]).toMatchObject({ row: 0, columns: [4] });
    const { issues, remarks } = checkTable(table, contextOf('t.csv', ['median-range']));
    expect(issues).toEqual([]);
    expect(remarks).toContainEqual(
      expect.objectContaining({
        row: 0,
        sentence: 't.csv:2: T, tas102: median overall survival of 80 months, as median-range allows',
      }),
    );
  });

  test('excluded rows and empty rows at the end are not in the file, and rows keep their places', () => {
    const header = ['trial', 'arm', 'n', 'reference', 'median_os_months'];
    const rows = [
      ['A\nB', 'tas102', 'x', 'R', '7'],
      ['C', 'tas102', '5', 'R', '7'],
      ['D', 'tas102', 'y', 'R', '7'],
      ['', '', '', '', ''],
    ];
    const table = editTable(header, rows);
    const without = { ...table, rows: table.rows.map((row, place) => ({ ...row, excluded: place === 1 })) };
    expect([...tableFile(without).rowOfLine]).toEqual([
      [2, 0],
      [4, 2],
    ]);
    expect(checkTable(without, contextOf('t.csv')).issues.map(({ row }) => row)).toEqual([0, 2]);
  });

  test('a table with decimal commas is saved with semicolons; a comma in a note is none', () => {
    const header = ['trial', 'arm', 'n', 'reference', 'median_os_months', 'note'];
    const saved = (median: string, note: string) =>
      tableFile(editTable(header, [['T', 'tas102', '5', 'R', median, note]])).text;
    expect(saved('7,5', '')).toContain('T;tas102;5;R;7,5;');
    expect(saved('7.5', '12,5')).toContain('T,tas102,5,R,7.5,"12,5"');
    const { issues } = checkTable(openedTable(saved('7,5', ''), 't.csv'), contextOf('t.csv'));
    expect(issues).toEqual([]);
  });
});

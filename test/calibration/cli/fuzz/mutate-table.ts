import { parseCsv } from '../../../../src/io/csv.js';
import type { Choice } from './choice.js';

type Table = string[][];

const cells = [
  ...[
    '',
    ' ',
    '0',
    '-0',
    '1',
    '-1',
    '2',
    '0.5',
    '5.0',
    '100',
    '101',
    '1e3',
    '1e308',
    '-1e308',
    '1e309',
    '5e-324',
    '1e18',
  ],
  ...[
    '+5',
    ' 5',
    '5 ',
    '0x10',
    '1_000',
    '５',
    '9007199254740993',
    '0.30000000000000004',
    '1,5',
    '12%',
    'NR',
    'NE',
    '1e-12',
  ],
  ...[
    'NA',
    'na',
    'NaN',
    'nan',
    '.',
    'Infinity',
    '-Infinity',
    'null',
    'TRUE',
    'FALSE',
    'yes',
    'CR',
    'a',
    'placebo',
    'tas102',
  ],
  ...[
    '=1+1',
    '@SUM(A1)',
    '-2+3',
    "'5",
    '"',
    '""',
    'a"b',
    'a\nb',
    'a;b',
    '\u0000',
    '\u001b[31m',
    '\u202e',
    'é',
    '😀',
    '\ufeff',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '<script>alert(1)</script>',
    '../x',
    'x'.repeat(70_000),
  ],
];

const quoted = (cell: string, separator: string) =>
  cell.includes(separator) || /["\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const changes: readonly ((table: Table, choice: Choice) => void)[] = [
  // One cell, more often than anything else
  ...Array.from({ length: 5 }, () => (table: Table, { one, whole }: Choice) => {
    const row = one(table);
    row[whole(row.length)] = one(cells);
  }),
  ...Array.from({ length: 2 }, () => (table: Table, { one, whole }: Choice) => {
    const row = table[1 + whole(table.length)];
    const column = whole(table[0]!.length);
    const number = Number(row?.[column]);
    if (row !== undefined && Number.isFinite(number))
      row[column] = String(number * one([-1, 0.01, 0.1, 2, 30.44, 100, 1e6]));
  }),
  (table, { one, whole }) => {
    const [column, cell] = [whole(table[0]!.length), one(cells)];
    for (const row of table.slice(1)) row[column] = cell;
  },
  (table, { one, whole }) => {
    const [column, factor] = [whole(table[0]!.length), one([0, -1, 0.01, 100, 1e-300, 1e300, 1e15, 30.44])];
    for (const row of table.slice(1)) row[column] = String(Number(row[column]) * factor);
  },
  (table) => {
    for (const row of table.slice(1)) {
      for (const [column, cell] of row.entries()) {
        if (/percent|month_/.test(table[0]![column] ?? '') && cell !== '') row[column] = String(Number(cell) / 100);
      }
    }
  },
  (table, { whole }) => {
    const column = whole(table[0]!.length);
    for (const row of table) row.splice(column, 1);
  },
  (table, { whole }) => {
    const column = whole(table[0]!.length);
    for (const row of table) row.push(row[column] ?? '');
  },
  (table, { one, whole }) => {
    table[0]![whole(table[0]!.length)] = one(['', 'x', 'trial', 'month_13', 'month_1.5', 'month_99999', ...cells]);
  },
  (table, { whole }) => {
    const [a, b] = [whole(table[0]!.length), whole(table[0]!.length)];
    for (const row of table.slice(1)) [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
  },
  (table, { whole }) => void table.splice(whole(table.length), 1),
  (table, { whole }) => void table.splice(1 + whole(table.length), 0, [...(table[whole(table.length)] ?? [])]),
  (table) => void table.push(...table.slice(1).map((row) => [...row])),
  (table) => void table.splice(2),
  (table) => void table.splice(1),
  (table) => void table.splice(3),
  (table, { one }) => void one(table).pop(),
  (table, { one }) => void one(table).push('x'),
  (table) => void table.push(table[0]!.map(() => '')),
  (table, { whole }) => {
    const column = whole(table[0]!.length);
    const first = table[1]?.[column] ?? '';
    for (const row of table.slice(1)) row[column] = first;
  },
];

/**
 * CSV text near a valid one: one to three changes of cells, rows and columns, now and then with another separator.
 *
 * @param text - the valid table
 */
export function mutateTable(text: string, choice: Choice): string {
  const { header, rows } = parseCsv(text, 'valid table');
  const table = [[...header], ...rows.map((row) => [...row.cells])];
  for (let count = choice.one([1, 1, 1, 2, 3]); count > 0 && (table[0]?.length ?? 0) > 0; count--)
    choice.one(changes)(table, choice);
  const separator = choice.chance(0.06) ? choice.one([';', '\t', '|', ' ']) : ',';
  // A quote that nobody closed
  const write = choice.chance(0.03) ? (cell: string) => cell : (cell: string) => quoted(cell, separator);
  return `${table.map((row) => row.map(write).join(separator)).join('\n')}\n`;
}

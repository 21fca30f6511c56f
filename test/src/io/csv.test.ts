import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { DataError, InternalError } from '../../../src/errors.js';
import { parseCsv, toCsv, toCsvCell, toTableText } from '../../../src/io/csv.js';
import { parseDecimal } from '../../../src/io/decimal.js';
import { parseTable } from '../../../src/io/table.js';
import { randomStream } from '../../../src/random/streams.js';

describe('parseCsv', () => {
  test('gives the line where each record starts', () => {
    const { header, rows } = parseCsv('\ufeffa,b\r\n1,2\r\n\r\n"x\r\ny",3\r\n4', 'f.csv');
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 4, cells: ['x\r\ny', '3'] },
      { line: 6, cells: ['4'] },
    ]);
  });

  test.each(['\n', '\r\n', '\r'])('line ending %j makes no difference', (ending) => {
    expect(parseCsv(['a,b', '1,2', '3,4', ''].join(ending), 'f.csv')).toEqual(parseCsv('a,b\n1,2\n3,4', 'f.csv'));
  });

  test('keeps spaces in cells', () => {
    expect(parseCsv('a,b\n x ,  ', 'f.csv').rows[0]!.cells).toEqual([' x ', '  ']);
  });

  test('names the line of a quote that is out of place, and refuses a text without header', () => {
    expect(() => parseCsv('a,b\n1,2\n"3"x,4\n', 'f.csv')).toThrow(DataError);
    expect(() => parseCsv('a,b\n1,2\n"3"x,4\n', 'f.csv')).toThrow(/^f\.csv:3: must be a CSV record/);
    expect(() => parseCsv('\n\n', 'f.csv')).toThrow('f.csv:1: must have a header line; got an empty text');
  });

  test('any text is read, or refused, as csv-parse does', () => {
    const uniform = randomStream({ seed: '0', streamName: 'pieces', index: 0 });
    const pieces = [
      '\n',
      '\r\n',
      '\r',
      ',',
      ',',
      'a',
      '1.5',
      ' ',
      ';',
      '\t',
      '\u2028',
      '\v',
      '\ufeff',
      '"',
      '""',
      '"b,"',
      '"\n"',
      ',"c"',
    ];
    for (let sample = 0; sample < 200; sample++) {
      const length = Math.floor(40 * uniform());
      const text = `h${Array.from({ length }, () => pieces[Math.floor(pieces.length * uniform())]).join('')}`;
      const refused = 'refused';
      const oracle = (given: string) => {
        const options = { bom: true, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] };
        try {
          const records = parse(given, options) as string[][];
          return records.filter((cells) => cells.length > 1 || cells[0] !== '');
        } catch {
          return refused;
        }
      };
      const read = (given: string) => {
        try {
          const { header, rows } = parseCsv(given, 'f.csv');
          return [header, ...rows.map(({ cells }) => cells)];
        } catch {
          return refused;
        }
      };
      for (const given of [text, `\ufeff${text}`]) expect(read(given)).toEqual(oracle(given));
    }
  });

  test('refuses more rows than asked for, and a record of more than a million characters', () => {
    const rows = (count: number) => `a\n${'1\n'.repeat(count)}`;
    expect(parseCsv(rows(3), 'f.csv', { mostRows: 3 }).rows).toHaveLength(3);
    expect(() => parseCsv(rows(4), 'f.csv', { mostRows: 3 })).toThrow('f.csv: must have at most 3 rows; got more');
    expect(() => parseCsv(`a\n${'1,'.repeat(1_100_000)}`, 'f.csv')).toThrow(/^f\.csv:2: must be a CSV record; got Max/);
  });
});

describe('text that a spreadsheet would run', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1+1', "' =1+1"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ["'=1", "''=1"],
    ['=HYPERLINK("a","b")', '"\'=HYPERLINK(""a"",""b"")"'],
    ['--', "'--"],
  ])('%j is written with an apostrophe', (text, cell) => {
    expect(toCsvCell(text)).toBe(cell);
  });

  test.each(['-5', '+1.5e-3', '-.5', "'quoted'", "'", "'-5", 'a=b', 'TAS-102 + bevacizumab', '<0.01', '−5', '-', '='])(
    '%j is written as it is',
    (text) => {
      expect(toCsvCell(text)).toBe(text);
    },
  );

  test('a table of this program reads back to the letter, whatever its names', () => {
    const random = randomStream({ seed: '1', streamName: 'csv', index: 0 });
    const signs = ["'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', ';', '5', '.', 'e', 'x'];
    const text = () => {
      return Array.from(
        { length: 1 + Math.floor(6 * random()) },
        () => signs[Math.floor(signs.length * random())],
      ).join('');
    };
    const rows = Array.from({ length: 3000 }, () => ['first', text(), text()]);
    const table = parseCsv(toCsv(['=a', "'b", "'-c"], rows), 'f.csv');
    expect(table.header).toEqual(['=a', "'b", "'-c"]);
    expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
    const begins = rows.flat().filter((cell) => /^[=+\-@\t\r\n]/.test(toCsvCell(cell).replace(/^"/, '')));
    // What begins so is a plain number or a sign alone
    expect(begins.filter((cell) => cell.length > 1 && Number.isNaN(parseDecimal(cell)))).toEqual([]);
  });

  test('cells of another program without the apostrophe are read as they are', () => {
    expect(parseCsv("a,b,c\n=1+1,'quoted',-x\n", 'f.csv').rows[0]!.cells).toEqual(['=1+1', "'quoted'", '-x']);
  });
});

describe('toCsv', () => {
  test('parseCsv gives back what was written, quotes, commas and line breaks included', () => {
    const rows = [
      ['plain', 'with, comma', 'with "quotes"'],
      ['two\nlines', 'and\r\nthree', ' spaces '],
      ['', 'é ≥ 你', "'single'"],
    ];
    const table = parseCsv(toCsv(['a', 'b', 'c'], rows), 'f.csv');
    expect(table.rows.map(({ cells }) => cells)).toEqual(rows);
  });

  test('quotes only where RFC 4180 asks', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x y', 'p,q'],
          [null, 'say "hi"'],
        ],
      ),
    ).toBe('a,b\nx y,"p,q"\n,"say ""hi"""\n');
  });

  test('numbers read back to the same double', () => {
    for (const number of [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -1e21, 123456789012345680000]) {
      expect(Number(toCsvCell(number))).toBe(number);
    }
    expect(toCsvCell(0.1)).toBe('0.1');
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses to write %s', (number) => {
    expect(() => toCsv(['a'], [[number]])).toThrow(InternalError);
  });

  test('refuses a record that is not as long as the header', () => {
    expect(() => toCsv(['a', 'b'], [[1]])).toThrow('toCsvLine: a record must have 2 cells; got 1');
  });
});

describe('toTableText', () => {
  const records = [
    ['trial', 'a;b,c\td', 'n'],
    ['two\nlines', '4,9', ' 5.1 '],
    ['=1+1', "'quoted'", '"'],
    ['-5', 'x;y', '\r\n'],
  ];

  test.each([',', ';'] as const)('%s: parseTable gives the cells back, at the lines that are stated', (separator) => {
    const { text, lines } = toTableText(records, separator);
    const { header, rows } = parseTable(text, 'f.csv');
    expect([header, ...rows.map(({ cells }) => cells)]).toEqual(records);
    expect([1, ...rows.map(({ line }) => line)]).toEqual(lines);
    expect(lines).toEqual([1, 2, 4, 5]);
  });

  test('plain cells have no quotes', () => {
    expect(
      toTableText(
        [
          ['a', 'b'],
          ['4,9', '1;2'],
        ],
        ';',
      ).text,
    ).toBe('a;b\n4,9;"1;2"\n');
    expect(
      toTableText(
        [
          ['a', 'b'],
          ['4,9', '1;2'],
        ],
        ',',
      ).text,
    ).toBe('a,b\n"4,9",1;2\n');
  });
});

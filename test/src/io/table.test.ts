// Evidence: the contract of tables as people have them, dialect by dialect; what could be two numbers is none.
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { parseTable } from '../../../src/io/table.js';

/** A German spreadsheet's export: byte order mark, semicolons, decimal commas, CR LF, an empty last row. */
const EXPORT = '\ufeff"trial";"n";"source";"pr"\r\n"Example 2033";"61";"Example, A.; 2033";"4,9"\r\n;;;\r\n';
const numbersOf = (text: string) => {
  const { rows, numbers } = parseTable(text, 'f.csv');
  return rows.map(({ cells }) => cells.map(numbers.parse));
};
const explained = (text: string): string => {
  const { rows, numbers } = parseTable(text, 'f.csv');
  const refused = rows.flatMap(({ cells }) => cells).filter((cell) => Number.isNaN(numbers.parse(cell)));
  return refused.map((cell) => `${cell}${numbers.explain(cell)}`).join(' | ');
};

describe('parseTable', () => {
  test("reads a spreadsheet's export with semicolons and decimal commas, and states how", () => {
    const { header, rows, numbers, readAs } = parseTable(EXPORT, 'f.csv');
    expect(header).toEqual(['trial', 'n', 'source', 'pr']);
    expect(rows).toEqual([{ line: 2, cells: ['Example 2033', '61', 'Example, A.; 2033', '4,9'] }]);
    expect([rows[0]!.cells[1]!, rows[0]!.cells[3]!].map(numbers.parse)).toEqual([61, 4.9]);
    expect(readAs).toBe('read as semicolon-separated with decimal commas; 1 empty row at the end left out');
  });

  test('a plain table is read without a remark', () => {
    expect(parseTable('\ufeffa,b\r\n1,2.5\r\n\r\n', 'f.csv')).toMatchObject({
      header: ['a', 'b'],
      rows: [{ line: 2, cells: ['1', '2.5'] }],
      readAs: null,
    });
  });

  test.each([
    ['semicolons with decimal points', 'a;b\n1.5;2\n', 'read as semicolon-separated with decimal points'],
    ['tabs', 'a\tb\n1.5\t2\n', 'read as tab-separated with decimal points'],
    ['tabs with decimal commas', 'a\tb\n1,5\t2\n', 'read as tab-separated with decimal commas'],
    [
      'the line by which spreadsheets state it',
      'sep=;\r\na;b\r\n1,5;2\r\n',
      'read as semicolon-separated with decimal commas',
    ],
    [
      'empty rows of a plain table',
      'a,b\n1.5,2\n,\n , \n',
      'read as comma-separated; 2 empty rows at the end left out',
    ],
    ['empty columns', 'a,b,,\n1.5,2,,\n', 'read as comma-separated; 2 empty columns at the right left out'],
  ])('reads %s', (_, text, readAs) => {
    expect(numbersOf(text)).toEqual([[1.5, 2]]);
    expect(parseTable(text, 'f.csv').readAs).toBe(readAs);
  });

  test('the line that states the separator counts as a line', () => {
    expect(parseTable('sep=;\na;b\n1;2\n', 'f.csv').rows[0]!.line).toBe(3);
  });

  test('semicolons and commas inside quotes or fewer than the others do not separate', () => {
    expect(parseTable('a,"b;c;d",e\n1,2,3\n', 'f.csv').header).toEqual(['a', 'b;c;d', 'e']);
    expect(parseTable('a;b, free text;c\n1;2;3\n', 'f.csv').header).toEqual(['a', 'b, free text', 'c']);
    expect(parseTable('a,b;c\n1,2\n', 'f.csv').header).toEqual(['a', 'b;c']);
  });

  test('rows in the middle and filled columns are kept', () => {
    const { header, rows } = parseTable('a;b;\n1;2;\n;;\n3;4;x\n', 'f.csv');
    expect(header).toEqual(['a', 'b', '']);
    expect(rows).toHaveLength(3);
  });

  test('three digits after a comma are decimals only where another number shows it', () => {
    expect(numbersOf('a;b\n1,234;0,5\n')).toEqual([[1.234, 0.5]]);
    expect(explained('a;b\n1,234;2,345\n')).toBe(
      '1,234 (it may be 1.234 or 1234; no other number of the table tells) | 2,345 (it may be 2.345 or 2345; no other number of the table tells)',
    );
    expect(explained('a;b\n1.234;12\n')).toBe('1.234 (it may be 1.234 or 1234; no other number of the table tells)');
    expect(explained('a;b\n1.234,5;12\n')).toBe('1.234,5 (thousands separators are not read)');
    expect(numbersOf('a\tb\n1.234\t12\n')).toEqual([[1.234, 12]]);
  });

  test.each([
    [
      'thousands beside decimal commas',
      'a;b\n1.234,5;4,9\n',
      "1.234,5 (the table has decimal commas, '4,9'; thousands separators are not read)",
    ],
    [
      'thousands alone beside decimal commas',
      'a;b\n1.234;4,9\n',
      "1.234 (the table has decimal commas, '4,9'; thousands separators are not read)",
    ],
    [
      'thousands beside decimal points',
      'a;b\n1,234.5;4.9\n',
      "1,234.5 (the table has decimal points, '4.9'; thousands separators are not read)",
    ],
    [
      'both marks',
      'a;b\n4,9;4.8\n',
      "4,9 (the table has decimal commas, '4,9', and decimal points, '4.8') | 4.8 (the table has decimal commas, '4,9', and decimal points, '4.8')",
    ],
    ['decimal commas between commas', 'a,b\n"4,9",1\n', '4,9 (columns are separated by commas here; write 4.9)'],
    ['thousands between commas', 'a,b\n"1,234",1\n', '1,234 (it may be 1.234 or 1234)'],
    [
      'a number too large',
      'a,b\n1e51,1e999\n',
      '1e51 (numbers are at most 1e+50 in size) | 1e999 (numbers are at most 1e+50 in size)',
    ],
    ['thousands with decimals between commas', 'a,b\n"1,234.5",1\n', '1,234.5 (thousands separators are not read)'],
    ['words', 'a;b\nmild, or worse;4,9\n', 'mild, or worse'],
  ])('refuses in words: %s', (_, text, expected) => {
    expect(explained(text)).toBe(expected);
  });

  test.each([
    ['an HTML page', '\ufeff <!DOCTYPE html><html></html>'],
    ['an HTML page', '<table><tr><td>a</td></tr></table>'],
    ['an XML document', '<?xml version="1.0"?><a/>'],
    ['JSON', '{ "trials": [] }'],
  ])('names what a text is that is no table: %s', (kind, text) => {
    expect(() => parseTable(text, 'f.csv')).toThrow(
      new DataError(`f.csv: must be a table separated by commas, semicolons or tabs; got ${kind}`),
    );
  });
});

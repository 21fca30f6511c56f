import { describe, expect, test } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { toCsv } from '../../../src/io/csv.js';
import { parsePatientTable } from '../../../src/patients/patient-table.js';

const options = { source: 'mine.csv', required: ['K1', 'beta_X1', 'beta_X2'], optional: ['V_D_CA', 'd_T8'] };

const parse = (text: string) => parsePatientTable(text, options);

function issuesOf(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.message.split('\n').map((line) => line.trim());
  }
  throw new Error('the table was accepted');
}

describe('parsePatientTable', () => {
  test('puts columns in canonical order, overrides after them in header order', () => {
    const table = parse('beta_X2,d_T8,patient,K1,V_D_CA,beta_X1\n0.5,7,anna,1e9,8,0.25\n0.125,9,bo,2e9,10,0\n');
    expect(table.ids).toEqual(['anna', 'bo']);
    expect(table.columns).toEqual(['K1', 'beta_X1', 'beta_X2', 'd_T8', 'V_D_CA']);
    expect([...table.values]).toEqual([1e9, 0.25, 0.5, 7, 8, 2e9, 0, 0.125, 9, 10]);
  });

  test('reads semicolons with decimal commas, and refuses thousands by cell', () => {
    const table = parse('patient;K1;beta_X1;beta_X2\r\nanna;1e9;0,25;0,5\r\n;;;\r\n');
    expect([...table.values]).toEqual([1e9, 0.25, 0.5]);
    expect(issuesOf('patient;K1;beta_X1;beta_X2\nanna;1.000.000;0,25;0,5\n')).toContain(
      "mine.csv:2: column K1: must be a number ≥ 0; got '1.000.000' (the table has decimal commas, '0,25'; thousands separators are not read)",
    );
  });

  test('accepts a byte order mark, CR LF, blank lines, quoted cells and spaces around names and numbers', () => {
    const table = parse('\ufeffpatient, K1 ,beta_X1,beta_X2\r\n"one, two", 3 ,4,5\r\n\r\n');
    expect(table.ids).toEqual(['one, two']);
    expect([...table.values]).toEqual([3, 4, 5]);
  });

  test('reads back every double up to the largest size that a CSV writer wrote', () => {
    const numbers = [0.1 + 0.2, 5e-324, 9.999999999999999e49];
    const text = toCsv(['patient', ...options.required], [['p', ...numbers]]);
    expect([...parse(text).values]).toEqual(numbers);
  });

  test('names file, line and column of every issue, and reports all of them together', () => {
    const issues = issuesOf('patient,K1,beta_X1,beta_X2\na,1,,3\na,x,-2,NaN\nb,Infinity,0x10,1e999\n,1,2,3\n');
    expect(issues).toEqual([
      'mine.csv: 9 issue(s)',
      'mine.csv:2: column beta_X1: must be a number ≥ 0; got an empty cell',
      "mine.csv:3: column patient: must be unique; got 'a', which line 2 has too",
      "mine.csv:3: column K1: must be a number ≥ 0; got 'x'",
      "mine.csv:3: column beta_X1: must be a number ≥ 0; got '-2'",
      "mine.csv:3: column beta_X2: must be a number ≥ 0; got 'NaN'",
      "mine.csv:4: column K1: must be a number ≥ 0; got 'Infinity'",
      "mine.csv:4: column beta_X1: must be a number ≥ 0; got '0x10'",
      "mine.csv:4: column beta_X2: must be a number ≥ 0; got '1e999' (numbers are at most 1e+50 in size)",
      'mine.csv:5: column patient: must name the patient; got an empty cell',
    ]);
  });

  test('issues of the header are listed beside issues of the cells', () => {
    expect(issuesOf('patient,beta_x1,K1,K1,weight\na,1,zero,2,3\n')).toEqual([
      'mine.csv: 6 issue(s)',
      "mine.csv:1: column 2: must be a known column; got 'beta_x1' (did you mean beta_X1?)",
      'mine.csv:1: column K1: must be in the header once; got it as 3 and 4',
      "mine.csv:1: column 5: must be a known column; got 'weight'",
      'mine.csv:1: column beta_X1: must be present; got a header without it',
      'mine.csv:1: column beta_X2: must be present; got a header without it',
      "mine.csv:2: column K1: must be a number ≥ 0; got 'zero'",
    ]);
  });

  test('a ragged row is one issue, whatever its cells hold', () => {
    expect(issuesOf('patient,K1,beta_X1,beta_X2\na,1,2\nb,1,2,x,4\nc,1,2,3\n').slice(1)).toEqual([
      'mine.csv:2: must have 4 cells, as the header has; got 3',
      'mine.csv:3: must have 4 cells, as the header has; got 5',
    ]);
  });

  test('lines are counted in the file, through quoted line breaks and blank lines', () => {
    expect(issuesOf('patient,K1,beta_X1,beta_X2\n"a\nb",1,2,3\n\nc,1,2,x\n')[1]).toMatch(
      /^mine\.csv:5: column beta_X2/,
    );
  });

  test('a table without patients, an empty text and an unclosed quote are refused', () => {
    expect(issuesOf('patient,K1,beta_X1,beta_X2\n')).toContain(
      'mine.csv: must hold at least one patient; got a header alone',
    );
    expect(() => parse('')).toThrow('mine.csv:1: must have a header line; got an empty text');
    expect(() => parse('patient,K1\n"a,1\n')).toThrow(/^mine\.csv:2: must be a CSV record; got /);
  });

  test('long lists of issues are cut and counted', () => {
    const rows = Array.from({ length: 50 }, (_, row) => `p${row},x,1,1`);
    const issues = issuesOf(['patient,K1,beta_X1,beta_X2', ...rows].join('\n'));
    expect(issues[0]).toBe('mine.csv: 50 issue(s)');
    expect(issues.at(-1)).toBe('and 30 more');
    expect(issues.length).toBe(22);
  });
});

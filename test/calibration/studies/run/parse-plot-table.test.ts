import { describe, expect, it } from 'vitest';
import { parseFigureTable, toFigureTableCells } from '../../../../calibration/studies/run/parse-plot-table.js';
import { FIGURE_TABLE_NAMES, type FigureTableName } from '../../../../calibration/studies/run/plot-tables.js';
import { DataError, InternalError } from '../../../../src/errors.js';
import { toCsv } from '../../../../src/io/csv.js';
import { sampleFigures } from './report/sample-report-input.js';

const HEADER = 'arm,trial,subgroup,month,survival_percent,ci_low,ci_high,n';
const parseClinical = (lines: string) =>
  parseFigureTable('survival_clinical', `${HEADER}\n${lines}`, 'survival_clinical.csv');

function roundTrip(name: FigureTableName): { before: unknown; after: unknown } {
  const before = sampleFigures()[name];
  const { header, rows } = toFigureTableCells(name, before);
  return { before, after: parseFigureTable(name, toCsv(header, rows), `${name}.csv`) };
}

describe('parseFigureTable', () => {
  it.each(FIGURE_TABLE_NAMES)('parseFigureTable gives the rows of toFigureTableCells back bit for bit: %s', (name) => {
    const { before, after } = roundTrip(name);
    expect(after).toEqual(before);
  });

  it('numbers are read as numbers, empty optional cells as null', () => {
    expect(parseClinical('placebo,pooled,,3,78.8,,82,573\n')).toEqual([
      {
        arm: 'placebo',
        trial: 'pooled',
        subgroup: '',
        month: 3,
        survival_percent: 78.8,
        ci_low: null,
        ci_high: 82,
        n: 573,
      },
    ]);
  });

  it('text with commas, quotes and line breaks survives the file', () => {
    const row = {
      arm: 'a,b',
      trial: 'says "x"\nand y',
      subgroup: '=1+1, "b"',
      month: 0,
      survival_percent: 1e-7,
      ci_low: null,
      ci_high: 0,
      n: 1,
    };
    const { header, rows } = toFigureTableCells('survival_clinical', [row]);
    expect(parseFigureTable('survival_clinical', toCsv(header, rows), 'x.csv')).toEqual([row]);
  });

  it('a table without rows is its header', () => {
    const { header, rows } = toFigureTableCells('roc', []);
    expect(toCsv(header, rows)).toBe('arm,score,kind,scale,threshold,fpr,tpr,auc\n');
    expect(parseFigureTable('roc', toCsv(header, rows), 'roc.csv')).toEqual([]);
  });

  it('a header with a column missing, added or moved is refused', () => {
    const refuse = (header: string) => () => parseFigureTable('singular_values', `${header}\n`, 'sv.csv');
    expect(refuse('index')).toThrow(DataError);
    expect(refuse('index,singular_value,more')).toThrow(DataError);
    expect(refuse('singular_value,index')).toThrow(
      'sv.csv: header must be index,singular_value; got singular_value,index',
    );
  });

  it('a cell that is no finite number is refused with its line and column', () => {
    for (const cell of ['', 'NaN', 'Infinity', '1.2.3', 'null']) {
      expect(() => parseClinical(`placebo,pooled,,3,${cell},,,573\n`)).toThrow(
        `survival_clinical.csv:2: survival_percent: must be a finite number; got '${cell}'`,
      );
    }
  });

  it('a class outside its list is refused', () => {
    const csv = 'arm,rank,patient,change_percent,recist\nplacebo,1,7,12,NE\n';
    expect(() => parseFigureTable('waterfall', csv, 'w.csv')).toThrow(
      "w.csv:2: recist: must be one of CR, PR, SD, PD; got 'NE'",
    );
  });

  it('a ragged row is refused', () => {
    expect(() => parseClinical('placebo,pooled,3\n')).toThrow('survival_clinical.csv:2: must have 8 cells; got 3');
  });

  it('a number that is not finite never reaches the file', () => {
    const { header, rows } = toFigureTableCells('singular_values', [{ index: 1, singular_value: Number.NaN }]);
    expect(() => toCsv(header, rows)).toThrow(InternalError);
  });
});

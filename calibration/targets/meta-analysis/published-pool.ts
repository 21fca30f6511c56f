import { matchCsvColumns, parseCsv, parseDecimal, throwTableIssues } from '../../../src/index.js';
import { type CurveName, curveList, forEachCurve } from '../../endpoints/curves.js';
import { type Rates, rateNames } from '../../endpoints/endpoints.js';

/** Pooled figures of one arm as the paper prints them; percent, months. */
export interface PublishedPool extends Rates {
  readonly arm: string;
  /** Patients that the paper prints beside the figures. */
  readonly n: number;
  readonly medianMonths: Readonly<Record<CurveName, number>>;
}

/**
 * Reads the paper's pooled table.
 *
 * @param text - columns arm, n, one for each rate (`cr_percent`), one for the median of each curve that the paper pools
 * @param source - its name, for messages
 * @returns one row per arm
 * @throws DataError - on a missing column or a cell that is no number
 */
export function parsePublishedPool(text: string, source: string): readonly PublishedPool[] {
  const table = parseCsv(text, source);
  const required = [
    'arm',
    'n',
    ...rateNames.map((rate) => `${rate}_percent`),
    ...curveList.map(({ medianColumn }) => medianColumn),
  ];
  const { positions, issues: shapeIssues } = matchCsvColumns(table, { source, required, optional: [] });
  throwTableIssues(source, shapeIssues);
  const issues: string[] = [];
  const rows = table.rows.map(({ line, cells }): PublishedPool => {
    const number = (column: string): number => {
      const cell = cells[positions.get(column)!]!;
      const value = parseDecimal(cell);
      if (!(value >= 0)) issues.push(`${source}:${line}: column ${column}: must be a number >= 0; got '${cell}'`);
      return value;
    };
    return {
      arm: cells[positions.get('arm')!]!.trim(),
      n: number('n'),
      ...(Object.fromEntries(rateNames.map((rate) => [rate, number(`${rate}_percent`)])) as Rates),
      medianMonths: forEachCurve(({ medianColumn }) => number(medianColumn)),
    };
  });
  throwTableIssues(source, issues);
  return rows;
}

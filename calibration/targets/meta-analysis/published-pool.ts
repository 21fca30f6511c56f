import { matchCsvColumns, parseCsv, parseDecimal, throwTableIssues } from '../../../src/index.js';
import { type CurveName, requiredCurves } from '../../endpoints/curves.js';
import { type ClassRateName, classRateNames, type RateName, rateNames } from '../../endpoints/endpoints.js';

/** Pooled endpoints of one arm as printed in the paper; percent, months. A sum of classes that is not printed is absent. */
export interface PublishedPool
  extends Readonly<Record<ClassRateName, number> & Partial<Record<Exclude<RateName, ClassRateName>, number>>> {
  readonly arm: string;
  /** Number of patients as printed in the paper. */
  readonly n: number;
  /** Of the curves that the paper pools. */
  readonly medianMonths: Readonly<Partial<Record<CurveName, number>>>;
}

/**
 * Reads the paper's pooled table.
 *
 * @param text - columns arm, n, one for each response class (`cr_percent`) and each sum of classes that the paper prints, one for the median of each curve that the paper pools
 * @param source - its name, for messages
 * @returns one row per arm
 * @throws DataError - on a missing column or a cell that is not a number
 */
export function parsePublishedPool(text: string, source: string): readonly PublishedPool[] {
  const table = parseCsv(text, source);
  const columnOf = (rate: RateName) => `${rate}_percent`;
  const medians = requiredCurves.map(({ medianColumn }) => medianColumn);
  const required = ['arm', 'n', ...classRateNames.map(columnOf), ...medians];
  const optional = rateNames.map(columnOf).filter((column) => !required.includes(column));
  const { positions, issues: shapeIssues } = matchCsvColumns(table, { source, required, optional });
  throwTableIssues(source, shapeIssues);
  const printed = rateNames.filter((rate) => positions.has(columnOf(rate)));
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
      ...(Object.fromEntries(printed.map((rate) => [rate, number(columnOf(rate))])) as Record<ClassRateName, number>),
      medianMonths: Object.fromEntries(requiredCurves.map(({ name, medianColumn }) => [name, number(medianColumn)])),
    };
  });
  throwTableIssues(source, issues);
  return rows;
}

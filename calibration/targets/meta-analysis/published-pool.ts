import { matchCsvColumns, parseCsv, parseDecimal, throwTableIssues } from '../../../src/index.js';
import type { ResponseRates } from '../pool-response.js';

/** Pooled figures of one arm as the paper prints them; percent, months. */
export interface PublishedPool extends ResponseRates {
  readonly arm: string;
  /** Patients that the paper prints beside the figures. */
  readonly n: number;
  readonly medianOsMonths: number;
}

const rates = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;

/**
 * Reads the paper's pooled table.
 *
 * @param text - columns arm, n, cr_percent ... dcr_percent, median_os_months
 * @param source - its name, for messages
 * @returns one row per arm
 * @throws DataError - on a missing column or a cell that is no number
 */
export function parsePublishedPool(text: string, source: string): readonly PublishedPool[] {
  const table = parseCsv(text, source);
  const required = ['arm', 'n', ...rates.map((rate) => `${rate}_percent`), 'median_os_months'];
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
      cr: number('cr_percent'),
      pr: number('pr_percent'),
      sd: number('sd_percent'),
      pd: number('pd_percent'),
      orr: number('orr_percent'),
      dcr: number('dcr_percent'),
      medianOsMonths: number('median_os_months'),
    };
  });
  throwTableIssues(source, issues);
  return rows;
}

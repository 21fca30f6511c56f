import { matchCsvColumns, ownValue, parseCsv, parseDecimal, throwTableIssues } from '../../src/index.js';
import { type CurveName, curves } from '../endpoints/curves.js';

/** A hazard ratio of two arms of a trial, as published. */
export interface HazardRatioRow {
  readonly trial: string;
  readonly arm: string;
  /** Arm that it is compared with. */
  readonly versus: string;
  /** Curve whose events it is about. */
  readonly endpoint: CurveName;
  readonly hazardRatio: number;
  /** Ends of its 95 % interval; null where the publication states none. */
  readonly low95: number | null;
  readonly high95: number | null;
  /** What the number rests on. */
  readonly basis: string;
}

const columns = ['trial', 'arm', 'versus', 'endpoint', 'hazard_ratio', 'low_95', 'high_95', 'basis'] as const;

/**
 * Reads a table of published hazard ratios.
 *
 * @param text - table with the columns trial, arm, versus, endpoint (os, pfs), hazard_ratio, low_95, high_95, basis, source
 * @param source - its name, for messages
 * @throws DataError - on a missing or unknown column, an unknown endpoint, or a number that is not positive
 */
export function parseHazardRatios(text: string, source: string): readonly HazardRatioRow[] {
  const table = parseCsv(text, source);
  const { positions, issues } = matchCsvColumns(table, { source, required: columns, optional: ['source'] });
  throwTableIssues(source, [...issues]);
  const cellIssues: string[] = [];
  const rows = table.rows.map(({ line, cells }): HazardRatioRow => {
    const cell = (name: (typeof columns)[number]) => cells[positions.get(name)!]!.trim();
    const positive = (name: (typeof columns)[number]): number => {
      const value = parseDecimal(cell(name));
      if (!(value > 0)) cellIssues.push(`${source}:${line}: ${name}: must be a number above 0; got '${cell(name)}'`);
      return value;
    };
    const optional = (name: 'low_95' | 'high_95') => (cell(name) === '' ? null : positive(name));
    const curve = ownValue(curves, cell('endpoint'));
    if (curve === undefined) {
      const known = Object.keys(curves).join(', ');
      cellIssues.push(`${source}:${line}: endpoint: must be one of ${known}; got '${cell('endpoint')}'`);
    }
    const [hazardRatio, low95, high95] = [positive('hazard_ratio'), optional('low_95'), optional('high_95')];
    if ((low95 !== null && low95 > hazardRatio) || (high95 !== null && high95 < hazardRatio)) {
      cellIssues.push(
        `${source}:${line}: hazard_ratio: must lie in its interval, ${low95 ?? ''} to ${high95 ?? ''}; got ${hazardRatio}`,
      );
    }
    return {
      trial: cell('trial'),
      arm: cell('arm'),
      versus: cell('versus'),
      endpoint: curve?.name ?? 'os',
      hazardRatio,
      low95,
      high95,
      basis: cell('basis'),
    };
  });
  throwTableIssues(source, cellIssues);
  return rows;
}

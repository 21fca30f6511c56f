import { readFileSync } from 'node:fs';
import type { NewTrial } from '../../../../calibration/targets/new-trials/new-trial.js';
import { type NewTrialOptions, parseNewTrials } from '../../../../calibration/targets/new-trials/parse-new-trials.js';
import { DataError } from '../../../../src/errors.js';

/** A row by its columns. */
export type Cells = Readonly<Record<string, string | number>>;

export const wholeRow: Cells = { trial: 'T', arm: 'tas102', n: 100, reference: 'Ref', median_os_months: 7 };

const quoted = (cell: string | number): string => (/[",]/.test(String(cell)) ? `"${cell}"` : String(cell));

/** Rows as CSV; a column that a row leaves out is an empty cell. */
export function csvOf(rows: readonly Cells[]): string {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [header.join(','), ...rows.map((row) => header.map((name) => quoted(row[name] ?? '')).join(','))].join('\n');
}

export interface Extras extends NewTrialOptions {
  /** Name and text of curve files. */
  readonly curves?: Readonly<Record<string, string>>;
  readonly source?: string;
}

export function parseText(
  text: string,
  { curves = {}, source = 'f.csv', ...options }: Extras = {},
): readonly NewTrial[] {
  const curveFiles = new Map(Object.entries(curves).map(([name, each]) => [name, { source: name, text: each }]));
  return parseNewTrials([{ source, text, curveFiles }], options);
}

export const parseRows = (rows: readonly Cells[], extras: Extras = {}): readonly NewTrial[] =>
  parseText(csvOf(rows), extras);

/** Issues in the message of an exception, one per line; none without an exception. */
export function issuesOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

export const sunlight = parseText(
  readFileSync(new URL('../../../../data/new-trials/sunlight.csv', import.meta.url), 'utf8'),
  { source: 'sunlight.csv' },
);

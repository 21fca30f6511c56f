import { InputError } from '../../../src/index.js';
import { print, type Runtime } from '../../session/runtime.js';
import { readStoredResult } from '../../store/read-stored-result.js';
import { storedText } from '../../store/study-folder.js';
import { type Comparison, compareRuns, differences } from '../../studies/compare/comparison.js';
import { cellsOf, comparisonCsv } from '../../studies/compare/comparison-csv.js';
import type { ComparedRun } from '../../studies/compare/run-leaves.js';
import { storedKinds } from '../../studies/registry.js';
import { textTable } from '../../text-table.js';

export interface CompareFlags {
  readonly differences: boolean;
  readonly format: 'text' | 'csv' | 'json';
}

export async function compare(runtime: Runtime, folders: readonly string[], flags: CompareFlags): Promise<undefined> {
  if (folders.length < 2) throw new InputError(`runs: must be at least two; got ${folders.length}`);
  const runs: ComparedRun[] = [];
  for (const folder of folders)
    runs.push({ id: folder, ...(await readStoredResult(folder, (kind) => storedKinds[kind].result?.file ?? null)) });
  const whole = compareRuns(runs);
  const comparison = flags.differences ? differences(whole) : whole;
  if (runtime.reply !== undefined) runtime.reply({ result: comparison });
  else if (flags.format === 'json') runtime.stdout.write(storedText(comparison));
  else if (flags.format === 'csv') runtime.stdout.write(comparisonCsv(comparison));
  else print(runtime, comparisonText(comparison));
}

/** Digits of a number in the table for a terminal, and characters of its cells. */
const TEXT_DIGITS = 6;
const MOST_CELL = 24;
const MOST_LABEL = 60;

function comparisonText(comparison: Comparison): string {
  const shown = (value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value)
      ? String(Number(value.toPrecision(TEXT_DIGITS)))
      : shortened(String(value), MOST_CELL);
  const rows = comparison.rows.flatMap((row, place) => {
    const label = shortened(row.label, MOST_LABEL);
    const name = row.unit === '' ? label : `${label} (${row.unit})`;
    const isFirst = comparison.rows[place - 1]?.section !== row.section;
    return [...(isFirst ? [{ heading: row.section }] : []), [name, ...cellsOf(comparison, row, shown)]];
  });
  const remarks = comparison.remarks.map((remark) => `remark: ${remark}`);
  if (rows.length === 0) return ['The runs do not differ.', ...remarks].join('\n');
  return [textTable(['', ...comparison.runs], rows), ...remarks].join('\n');
}

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

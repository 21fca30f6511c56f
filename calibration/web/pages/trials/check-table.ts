import { addedWithRemarks, DataError, issuePlace, parseNewTrials, parseTable } from '../../../browser.js';
import type { Addition } from '../../../targets/new-trials/add-trials.js';
import type { AdditionContext } from '../../../targets/new-trials/added-with-remarks.js';
import type { NewTrial } from '../../../targets/new-trials/new-trial.js';
import type { NewTrialOptions } from '../../../targets/new-trials/parse-new-trials.js';
import type { CurveSummary } from '../../../targets/new-trials/trial-summary.js';
import type { TableText } from '../../../targets/read-trial-rows.js';
import type { TrialTables } from '../../../targets/trial-tables.js';
import { type EditTable, HEADER_ROW } from './table-model.js';
import { tableFile } from './table-text.js';

/** A sentence of the command line at its place in the table. */
export interface TableIssue {
  /** Row, `HEADER_ROW`, or null where it is about the whole table. */
  readonly row: number | null;
  /** Columns from 0; none where it is about the whole row. */
  readonly columns: readonly number[];
  /** Without the place at its beginning. */
  readonly text: string;
  /** As the command line prints it. */
  readonly sentence: string;
}

/** What the command line says of a table. */
export interface CheckedTable {
  /** As it is saved. */
  readonly text: string;
  readonly issues: readonly TableIssue[];
  readonly remarks: readonly TableIssue[];
  /** Rows that were read; none where there is an issue. */
  readonly trials: readonly NewTrial[];
  readonly additions: readonly Addition[];
  readonly curves: readonly CurveSummary[];
  /** The tables with the rows added; null where there is an issue. */
  readonly tables: TrialTables | null;
}

/** What a table is checked against. */
export interface TableContext extends AdditionContext, Pick<NewTrialOptions, 'arms' | 'armsAre' | 'allow'> {
  /** Name of the file, for the sentences. */
  readonly source: string;
  /** By name, as in the column `curve_file`. */
  readonly curveFiles: ReadonlyMap<string, TableText>;
}

/**
 * Checks a table by the readers of the command line: what `qcic trials check` says of the file that the table is saved as.
 *
 * @param table - texts as they were typed
 * @param context - the tables that it is added to, what is allowed, the files of curves that it names
 */
export function checkTable(table: EditTable, context: TableContext): CheckedTable {
  const { source, curveFiles } = context;
  const { text, rowOfLine } = tableFile(table);
  const header = table.header.map((name) => name.trim());
  const placed = (sentence: string): TableIssue => {
    const { line, columns, text: rest } = issuePlace(sentence, source, header);
    const row = line === null ? null : line === 1 ? HEADER_ROW : (rowOfLine.get(line) ?? null);
    const places = columns.map((name) => (header.includes(name) ? header.indexOf(name) : Number(name) - 1));
    return { row, columns: places.filter((place) => place in header), text: rest, sentence };
  };
  const none = { text, remarks: [], trials: [], additions: [], curves: [], tables: null };
  const remarks: string[] = [];
  try {
    const { readAs } = parseTable(text, source);
    const trials = parseNewTrials([{ source, text, curveFiles }], { ...context, remarks });
    const { tables, additions, curves, remarks: ofAddition } = addedWithRemarks(trials, context);
    const all = [...(readAs === null ? [] : [`${source}: ${readAs}`]), ...remarks, ...ofAddition];
    // What is pooled may take patients who were not evaluable in another way than the check
    return { text, issues: [], remarks: all.map(placed), trials, additions, curves, tables };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    const sentences = cause.issues.length > 0 ? cause.issues : [cause.message];
    return { ...none, issues: sentences.map(placed) };
  }
}

import { throwTableIssues } from '../../../src/index.js';
import { classRateNames } from '../../endpoints/endpoints.js';
import { checkTrialRows } from '../check-trial-rows.js';
import { orderIssues } from '../curve-order.js';
import { PRINTED_RATE } from '../meta-analysis/discrepancies.js';
import { unitIssues } from '../stated-units.js';
import { isSameRow, type TrialRow } from '../trial-row.js';
import {
  allRows,
  type MedianRow,
  type RecistRow,
  type SurvivalRow,
  type TrialTableName,
  type TrialTables,
  tablesOf,
  trialTableNames,
} from '../trial-tables.js';
import { allowances } from '../units.js';
import type { NewTrial } from './new-trial.js';
import { type NotEvaluable, toBestResponseRow, toMedianRow, toRecistRow, toSurvivalRow } from './to-table-rows.js';

export interface AddTrialsOptions {
  /** Treatment of patients who were not evaluable; see `toRecistRow`. */
  readonly notEvaluable?: NotEvaluable | undefined;
}

/** Outcome of adding one row of a new trial to one of the tables. */
export interface Addition {
  readonly trial: string;
  readonly subgroup: string;
  readonly arm: string;
  readonly table: TrialTableName;
  readonly outcome: 'added' | 'already there';
}

export interface AddedTrials {
  readonly tables: TrialTables;
  readonly additions: readonly Addition[];
}

/**
 * The trial tables with new trials added: the added rows are pooled like the others (eq. 18, weighted by n).
 *
 * A row is added to each table for which it has data. Data that a table already has for the same trial, subgroup
 * and arm must agree and are not added again; a reported interval of the median is added to the existing row. Where the trial of `subset_of`
 * has no row in a table, the subset is a row of its own there.
 *
 * @param tables - trial tables, as `parseTrialTables` reads them; not changed
 * @param trials - rows of new trials, as `parseNewTrials` reads them
 * @param options - treatment of patients who were not evaluable
 * @returns tables with the new rows after the old ones
 * @throws DataError - with every issue: data that contradict the tables, a trial under a second name (by its DOI), a
 *   `subset_of` that names no trial, a subset with more patients than its trial
 */
export function addTrials(
  tables: TrialTables,
  trials: readonly NewTrial[],
  options: AddTrialsOptions = {},
): TrialTables {
  return addTrialsWithOutcome(tables, trials, options).tables;
}

/** As `addTrials`, with the outcome of each row. */
export function addTrialsWithOutcome(
  tables: TrialTables,
  trials: readonly NewTrial[],
  { notEvaluable = 'left-out' }: AddTrialsOptions = {},
): AddedTrials {
  const existingRows = allRows(tables);
  const issues: string[] = trials.flatMap((trial) => [
    ...nameIssues(trial, existingRows),
    ...wholeIssues(trial, existingRows, trials),
  ]);
  const additions: Addition[] = [];
  const merge = <Row extends TrialRow>(
    table: TrialTableName,
    rows: readonly Row[],
    form: {
      readonly toRow: (trial: NewTrial) => Row | null;
      readonly difference: (row: Row, existing: Row) => string | null;
      readonly isCompared?: (row: Row, trial: NewTrial) => boolean;
    },
    update: (row: Row, existing: Row) => Row = (_, existing) => existing,
  ): Row[] => {
    const merged = [...rows];
    for (const trial of trials) {
      const row = form.toRow(trial);
      if (row === null) continue;
      const place = merged.findIndex((other) => isSameRow(other, row));
      const existing = merged[place];
      if (existing === undefined) {
        merged.push(row);
      } else {
        const difference = existing.n === row.n ? form.difference(row, existing) : `n ${row.n} against ${existing.n}`;
        if (difference !== null && form.isCompared?.(row, trial) !== false)
          issues.push(`${row.where}: must agree with ${existing.where}; got ${difference}`);
        merged[place] = update(row, existing);
      }
      additions.push({
        trial: trial.trial,
        subgroup: trial.subgroup,
        arm: trial.arm,
        table,
        outcome: existing === undefined ? 'added' : 'already there',
      });
    }
    return merged.map((row) => asOwnRow(row, merged, rows));
  };
  const added = tablesOf({
    recist: () =>
      merge('recist', tables.recist, {
        toRow: (trial) => toRecistRow(trial, notEvaluable),
        difference: recistDifference,
      }),
    bestResponse: () =>
      merge('bestResponse', tables.bestResponse, {
        toRow: toBestResponseRow,
        difference: recistDifference,
        // The response of a row is compared once
        isCompared: (row, { bestResponse }) =>
          bestResponse !== null || !tables.recist.some((other) => isSameRow(other, row)),
      }),
    medians: (curve) =>
      merge(
        curve.medianTable,
        tables[curve.medianTable],
        { toRow: (trial) => toMedianRow(curve, trial), difference: medianDifference },
        ({ interval }, existing) => (interval === undefined ? existing : { ...existing, interval }),
      ),
    curves: (curve) =>
      merge(curve.curveTable, tables[curve.curveTable], {
        toRow: (trial) => toSurvivalRow(curve, trial),
        difference: survivalDifference,
      }),
  });
  // Contradictions of existing rows would be reported twice
  if (issues.length === 0) issues.push(...trialTableNames.flatMap((name) => checkTrialRows(added[name])));
  // A median of a new row beside a curve that the tables hold, or the reverse; what a table allows stays allowed
  if (issues.length === 0) {
    const issuesOf = (of: TrialTables) => [...unitIssues(of, allowances), ...orderIssues(of)];
    const known = new Set(issuesOf(tables));
    issues.push(...issuesOf(added).filter((issue) => !known.has(issue)));
  }
  throwTableIssues('added trials', [...new Set(issues)]);
  return { tables: added, additions };
}

/** A subset whose trial has no row in a table shares its patients with no other row. Rows that the table had before are not changed. */
function asOwnRow<Row extends TrialRow>(row: Row, rows: readonly Row[], before: readonly Row[]): Row {
  if (row.subsetOf === null || before.includes(row)) return row;
  const hasWhole = rows.some(
    ({ trial, arm, subsetOf }) => trial === row.subsetOf && arm === row.arm && subsetOf === null,
  );
  return hasWhole ? row : { ...row, subsetOf: null };
}

const DOI_IN_SOURCE = /\bdoi:(\S+)$/;

/** One publication under two names would count its patients twice. */
function nameIssues(trial: NewTrial, existingRows: readonly TrialRow[]): readonly string[] {
  if (trial.doi === null) return [];
  const doi = trial.doi.toLowerCase();
  const other = existingRows.find(
    (row) => row.trial !== trial.trial && DOI_IN_SOURCE.exec(row.source)?.[1]?.toLowerCase() === doi,
  );
  if (other === undefined) return [];
  return [
    `${trial.where}: trial: must be '${other.trial}', as ${other.where} names doi:${trial.doi}; got '${trial.trial}'`,
  ];
}

function wholeIssues(
  trial: NewTrial,
  existingRows: readonly TrialRow[],
  trials: readonly NewTrial[],
): readonly string[] {
  const { subsetOf, arm, where } = trial;
  if (subsetOf === null) return [];
  const named = [...existingRows, ...trials].filter((row) => row.trial === subsetOf && row.arm === arm);
  if (named.length === 0) {
    return [`${where}: subset_of: must name a trial with arm ${arm} of these tables or files; got '${subsetOf}'`];
  }
  if (named.some((row) => row.subsetOf === null)) return [];
  return [`${where}: subset_of: must name a trial that is not itself a subset; got '${subsetOf}'`];
}

function recistDifference(row: RecistRow, existing: RecistRow): string | null {
  for (const name of classRateNames) {
    const [own, other] = [row[`${name}Percent`], existing[`${name}Percent`]] as const;
    if (Math.abs(own - other) > PRINTED_RATE) {
      return `${name.toUpperCase()} ${Number(own.toPrecision(6))} % against ${other} %`;
    }
  }
  return null;
}

function medianDifference(row: MedianRow, existing: MedianRow): string | null {
  const [own, other] = [row.medianMonths, existing.medianMonths];
  return own === other ? null : `a median of ${own} months against ${other}`;
}

function survivalDifference(row: SurvivalRow, existing: SurvivalRow): string | null {
  for (const [index, month] of row.months.entries()) {
    const place = existing.months.indexOf(month);
    if (place >= 0 && Math.abs(row.percent[index]! - existing.percent[place]!) > PRINTED_RATE) {
      return `${row.percent[index]} % alive at month ${month} against ${existing.percent[place]} %`;
    }
  }
  return null;
}

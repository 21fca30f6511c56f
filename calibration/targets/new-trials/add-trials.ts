import { throwTableIssues } from '../../../src/index.js';
import { classRateNames } from '../../endpoints/endpoints.js';
import { checkTrialRows } from '../check-trial-rows.js';
import type { TrialRow } from '../trial-row.js';
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
import type { NewTrial } from './new-trial.js';
import { type NotEvaluable, toMedianRow, toRecistRow, toSurvivalRow } from './to-table-rows.js';

export interface AddTrialsOptions {
  /** What becomes of patients who could not be assessed; see `toRecistRow`. */
  readonly notEvaluable?: NotEvaluable | undefined;
}

/** What became of one row of a new trial in one of the tables. */
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
 * The tables of clinical figures with new trials in them: the added rows are pooled as the others are (eq. 18, weighted by n).
 *
 * A row gives a row to each table that it states figures for. Figures that a table holds already for the same trial, subgroup
 * and arm must agree and are not added again; a stated interval of the median is taken over. Where the trial that `subset_of`
 * names has no row in a table, the subset stands for itself there.
 *
 * @param tables - clinical figures, as `parseTrialTables` reads them; not changed
 * @param trials - rows of new trials, as `parseNewTrials` reads them
 * @param options - what becomes of patients who could not be assessed
 * @returns tables with the new rows after the old ones
 * @throws DataError - with every fault: figures that contradict the tables, a trial under a second name (by its DOI), a
 *   `subset_of` that names no trial, a subset with more patients than its trial
 */
export function addTrials(
  tables: TrialTables,
  trials: readonly NewTrial[],
  options: AddTrialsOptions = {},
): TrialTables {
  return addTrialsWithOutcome(tables, trials, options).tables;
}

/** As `addTrials`, and what became of each row. */
export function addTrialsWithOutcome(
  tables: TrialTables,
  trials: readonly NewTrial[],
  { notEvaluable = 'left-out' }: AddTrialsOptions = {},
): AddedTrials {
  const held = allRows(tables);
  const issues: string[] = trials.flatMap((trial) => [...nameIssues(trial, held), ...wholeIssues(trial, held, trials)]);
  const additions: Addition[] = [];
  const merge = <Row extends TrialRow>(
    table: TrialTableName,
    rows: readonly Row[],
    form: {
      readonly toRow: (trial: NewTrial) => Row | null;
      readonly difference: (row: Row, there: Row) => string | null;
    },
    takeOver: (row: Row, there: Row) => Row = (_, there) => there,
  ): Row[] => {
    const merged = [...rows];
    for (const trial of trials) {
      const row = form.toRow(trial);
      if (row === null) continue;
      const place = merged.findIndex((other) => isSame(other, row));
      const there = merged[place];
      if (there === undefined) {
        merged.push(row);
      } else {
        const difference = there.n === row.n ? form.difference(row, there) : `n ${row.n} against ${there.n}`;
        if (difference !== null) issues.push(`${row.where}: must agree with ${there.where}; got ${difference}`);
        merged[place] = takeOver(row, there);
      }
      additions.push({
        trial: trial.trial,
        subgroup: trial.subgroup,
        arm: trial.arm,
        table,
        outcome: there === undefined ? 'added' : 'already there',
      });
    }
    return merged.map((row) => standingAlone(row, merged, rows));
  };
  const added = tablesOf({
    recist: () =>
      merge('recist', tables.recist, {
        toRow: (trial) => toRecistRow(trial, notEvaluable),
        difference: recistDifference,
      }),
    medians: (curve) =>
      merge(
        curve.medianTable,
        tables[curve.medianTable],
        { toRow: (trial) => toMedianRow(curve, trial), difference: medianDifference },
        ({ interval }, there) => (interval === undefined ? there : { ...there, interval }),
      ),
    curves: (curve) =>
      merge(curve.curveTable, tables[curve.curveTable], {
        toRow: (trial) => toSurvivalRow(curve, trial),
        difference: survivalDifference,
      }),
  });
  // What contradicts a row that is there would be told a second time
  if (issues.length === 0) issues.push(...trialTableNames.flatMap((name) => checkTrialRows(added[name])));
  throwTableIssues('added trials', [...new Set(issues)]);
  return { tables: added, additions };
}

const isSame = (a: TrialRow, b: TrialRow): boolean =>
  a.trial === b.trial && a.subgroup === b.subgroup && a.arm === b.arm;

/** A subset whose trial has no row in a table is nobody else's patients there. Rows that the table held before stay as they are. */
function standingAlone<Row extends TrialRow>(row: Row, rows: readonly Row[], before: readonly Row[]): Row {
  if (row.subsetOf === null || before.includes(row)) return row;
  const hasWhole = rows.some(
    ({ trial, arm, subsetOf }) => trial === row.subsetOf && arm === row.arm && subsetOf === null,
  );
  return hasWhole ? row : { ...row, subsetOf: null };
}

const DOI_IN_SOURCE = /\bdoi:(\S+)$/;

/** One publication under two names would count its patients twice. */
function nameIssues(trial: NewTrial, held: readonly TrialRow[]): readonly string[] {
  if (trial.doi === null) return [];
  const doi = trial.doi.toLowerCase();
  const other = held.find(
    (row) => row.trial !== trial.trial && DOI_IN_SOURCE.exec(row.source)?.[1]?.toLowerCase() === doi,
  );
  if (other === undefined) return [];
  return [
    `${trial.where}: trial: must be '${other.trial}', as ${other.where} names doi:${trial.doi}; got '${trial.trial}'`,
  ];
}

function wholeIssues(trial: NewTrial, held: readonly TrialRow[], trials: readonly NewTrial[]): readonly string[] {
  const { subsetOf, arm, where } = trial;
  if (subsetOf === null) return [];
  const named = [...held, ...trials].filter((row) => row.trial === subsetOf && row.arm === arm);
  if (named.length === 0) {
    return [`${where}: subset_of: must name a trial with arm ${arm} of these tables or files; got '${subsetOf}'`];
  }
  if (named.some((row) => row.subsetOf === null)) return [];
  return [`${where}: subset_of: must name a trial that is no subset itself; got '${subsetOf}'`];
}

function recistDifference(row: RecistRow, there: RecistRow): string | null {
  for (const name of classRateNames) {
    const [own, other] = [row[`${name}Percent`], there[`${name}Percent`]] as const;
    if (Math.abs(own - other) > PRINTED_RATE) {
      return `${name.toUpperCase()} ${Number(own.toPrecision(6))} % against ${other} %`;
    }
  }
  return null;
}

/** Half of the last printed digit of a rate, and rounding. */
const PRINTED_RATE = 0.05 + 1e-9;

function medianDifference(row: MedianRow, there: MedianRow): string | null {
  const [own, other] = [row.medianMonths, there.medianMonths];
  return own === other ? null : `a median of ${own} months against ${other}`;
}

function survivalDifference(row: SurvivalRow, there: SurvivalRow): string | null {
  for (const [index, month] of row.months.entries()) {
    const place = there.months.indexOf(month);
    if (place >= 0 && Math.abs(row.percent[index]! - there.percent[place]!) > PRINTED_RATE) {
      return `${row.percent[index]} % alive at month ${month} against ${there.percent[place]} %`;
    }
  }
  return null;
}

import { discrepancies, type EndpointForest, endpointForests, type ForestRow, withoutTrial } from '../../../browser.js';
import type { TrialBase } from '../../../server/api/trials.js';
import type { Discrepancy } from '../../../targets/meta-analysis/discrepancies.js';
import type { TrialTables } from '../../../targets/trial-tables.js';
import { type CheckedTable, checkTable, type TableContext } from './check-table.js';
import type { EditTable } from './table-model.js';

/** What is asked of the tables, besides the edited one. */
export interface Choices extends Pick<TableContext, 'source' | 'curveFiles' | 'allow' | 'notEvaluable'> {
  readonly base: TrialBase;
  /** Names of trials of the base that are excluded. */
  readonly dropped: readonly string[];
}

/** The edited table, checked and pooled with the others. */
export interface Analysis {
  readonly checked: CheckedTable;
  /** What is pooled: the base without the excluded trials, and the rows of the table where it has no issue. */
  readonly tables: TrialTables;
  /** With the excluded trials and rows; null where none is excluded, or where they have issues. */
  readonly all: TrialTables | null;
  /** Whether anything differs from the base. */
  readonly isChanged: boolean;
}

function contextOf(choices: Choices, base: TrialTables): TableContext {
  const { source, curveFiles, allow = [], notEvaluable, base: of } = choices;
  return {
    ...{ source, curveFiles, notEvaluable, base },
    allow: [...new Set([...of.allow, ...allow])],
    medians: of.medians,
    fitted: of.arms,
    ...(of.arms === null || of.path === null
      ? {}
      : {
          arms: of.arms,
          armsAre: { what: `an arm of ${of.path}`, leaveOut: 'refit --ignore-arm NAME leaves out the rows of an arm' },
        }),
  };
}

/**
 * Checks and pools a table as the command line does: `qcic trials pool --add TABLE --drop TRIAL`.
 *
 * @param table - the edited table
 * @param choices - what it is added to, what is excluded and allowed
 */
export function analyse(table: EditTable, choices: Choices): Analysis {
  const { base, dropped } = choices;
  const kept = dropped.reduce(withoutTrial, base.tables);
  const checked = checkTable(table, contextOf(choices, kept));
  const isAnyExcluded = dropped.length > 0 || table.rows.some(({ excluded }) => excluded);
  const tables = checked.tables ?? kept;
  const isAdding = checked.tables !== null && checked.trials.length > 0;
  return {
    checked,
    tables,
    all: isAnyExcluded ? withExcluded(table, choices) : null,
    isChanged: isAdding || dropped.length > 0,
  };
}

/** The tables with what is excluded taken in. */
function withExcluded(table: EditTable, choices: Choices): TrialTables {
  const whole = { ...table, rows: table.rows.map((row) => ({ ...row, excluded: false })) };
  const { tables } = checkTable(whole, contextOf(choices, choices.base.tables));
  return tables ?? choices.base.tables;
}

/** Forests of one arm, by endpoint: what is pooled, with the excluded, and before. */
export interface ArmForests {
  readonly own: readonly EndpointForest[];
  readonly all: readonly EndpointForest[] | null;
  readonly before: readonly EndpointForest[] | null;
}

export function armForests({ tables, all, isChanged }: Analysis, base: TrialTables, arm: string): ArmForests {
  return {
    own: endpointForests(tables, arm),
    all: all === null ? null : endpointForests(all, arm),
    before: isChanged ? endpointForests(base, arm) : null,
  };
}

/** Discrepancies of what is pooled, as `qcic trials pool` notes them; the paper's table is of the shipped trials alone. */
export const discrepanciesOf = ({ tables, isChanged }: Analysis, { published }: TrialBase): readonly Discrepancy[] =>
  discrepancies(tables, isChanged ? null : published);

/** Ids of the rows of the edited table, excluded or not, that a row of a forest is. */
export function ownRows(table: EditTable): (row: ForestRow, arm: string) => readonly number[] {
  const places = ['trial', 'arm', 'subgroup'].map((name) => table.header.findIndex((own) => own.trim() === name));
  const ids = new Map<string, number[]>();
  for (const { id, cells } of table.rows) {
    const key = JSON.stringify(places.map((place) => cells[place]?.trim() ?? ''));
    const own = ids.get(key);
    if (own === undefined) ids.set(key, [id]);
    else own.push(id);
  }
  return ({ trial, subgroup }, arm) => ids.get(JSON.stringify([trial, arm, subgroup])) ?? [];
}

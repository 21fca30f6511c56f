import { signal } from '@preact/signals';
import type { TableText } from '../../../targets/read-trial-rows.js';
import { startColumns } from './column-help.js';
import { type EditHistory, edited, givenUp, redone, settled, startHistory, undone } from './edit-history.js';
import { type CellPlace, type EditTable, editTable, withCell } from './table-model.js';

/** Rows of a new table. */
const START_ROWS = 4;

/** Where a draft is kept while the window is open: a reload gives it back. */
const KEY = 'qcic-trials-draft';

export const newTable = (): EditTable =>
  editTable(
    startColumns,
    Array.from({ length: START_ROWS }, () => []),
  );

/** The table that is edited, with what can be undone. */
export const history = signal<EditHistory>(startHistory(newTable()));
/** Name of its file. */
export const fileName = signal('my-trials.csv');
/** Files of digitised curves by name, as in the column `curve_file`. */
export const curveFiles = signal<ReadonlyMap<string, TableText>>(new Map());
/** Path and content of the copy that was saved last; null where none was. */
export const savedAs = signal<{ readonly path: string; readonly text: string } | null>(null);

/** One edit of the table. */
export function edit(table: EditTable, what: string): void {
  history.value = edited(settled(history.value), table, { what });
}

/** Letters that are typed into a cell, until the cell is left. */
export function typed(at: CellPlace, text: string): void {
  const table = withCell(history.value.table, at, text);
  history.value = edited(history.value, table, { what: 'typing', key: keyOf(at) });
}

export const endTyping = (): void => {
  history.value = settled(history.value);
};
/** Leaves the cell as it was before the typing. */
export const giveUpTyping = (at: CellPlace): void => {
  history.value = givenUp(history.value, keyOf(at));
};
export const undo = (): void => {
  history.value = undone(history.value);
};
export const redo = (): void => {
  history.value = redone(history.value);
};

const keyOf = ({ row, column }: CellPlace): string => `cell ${row} ${column}`;

/** Opens another table; what can be undone is that of the table before. */
export function openDraft(name: string, table: EditTable, curves: readonly TableText[]): void {
  history.value = startHistory(table);
  fileName.value = name;
  curveFiles.value = new Map(curves.map((curve) => [curve.source, curve]));
  savedAs.value = null;
}

/** Keeps the draft; a browser without room for it keeps none. */
export function keepDraft(): void {
  const { table } = history.value;
  const draft = { name: fileName.value, table, curves: [...curveFiles.value.values()], saved: savedAs.value };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(KEY);
  }
}

/** Takes the draft that is kept; false where there is none. */
export function takeDraft(): boolean {
  try {
    const draft = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (!Array.isArray(draft?.table?.rows) || !Array.isArray(draft.table.header)) return false;
    openDraft(draft.name, draft.table, draft.curves);
    savedAs.value = draft.saved;
    return true;
  } catch {
    return false;
  }
}

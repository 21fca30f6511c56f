import type { EditTable } from './table-model.js';

/** A table before an edit, and what the edit was. */
interface PastEdit {
  readonly table: EditTable;
  /** For the names of the buttons: `Undo: paste`. */
  readonly what: string;
}

/** A table with the tables before it, and those that were undone. */
export interface EditHistory {
  readonly table: EditTable;
  readonly past: readonly PastEdit[];
  readonly future: readonly PastEdit[];
  /** Edits with the same key in a row are one step, such as the letters that are typed into one cell; null for none. */
  readonly key: string | null;
}

/** Steps that can be undone. Tables share the rows that an edit leaves, so that a step is small. */
export const UNDO_STEPS = 500;

export const startHistory = (table: EditTable): EditHistory => ({ table, past: [], future: [], key: null });

/**
 * The history after an edit.
 *
 * @param history - before
 * @param table - after the edit; the same table is no edit
 * @param edit - what it was; key: edits with one key in a row become one step
 */
export function edited(
  history: EditHistory,
  table: EditTable,
  { what, key = null }: { readonly what: string; readonly key?: string | null },
): EditHistory {
  if (table === history.table) return history;
  if (key !== null && key === history.key) return { ...history, table, future: [] };
  const past = [...history.past, { table: history.table, what }].slice(-UNDO_STEPS);
  return { table, past, future: [], key };
}

/** The history after typing into a cell has ended: what is typed next is a step of its own. */
export const settled = (history: EditHistory): EditHistory =>
  history.key === null ? history : { ...history, key: null };

/** The history one step back; the same where there is none. */
export function undone(history: EditHistory): EditHistory {
  const last = history.past.at(-1);
  if (last === undefined) return settled(history);
  return {
    table: last.table,
    past: history.past.slice(0, -1),
    future: [...history.future, { table: history.table, what: last.what }],
    key: null,
  };
}

/** The history one step forward; the same where there is none. */
export function redone(history: EditHistory): EditHistory {
  const next = history.future.at(-1);
  if (next === undefined) return settled(history);
  return {
    table: next.table,
    past: [...history.past, { table: history.table, what: next.what }],
    future: history.future.slice(0, -1),
    key: null,
  };
}

/**
 * The history after typing into a cell was given up: the table before the typing, which is no step any more.
 *
 * @param history - while the cell is edited
 * @param key - of this typing
 */
export function givenUp(history: EditHistory, key: string): EditHistory {
  const last = history.past.at(-1);
  if (history.key !== key || last === undefined) return settled(history);
  return { table: last.table, past: history.past.slice(0, -1), future: [], key: null };
}

import { signal, useSignalEffect } from '@preact/signals';
import { whenFree } from '../../app/after-paint.js';
import { history, keepDraft } from './draft.js';
import type { EditTable } from './table-model.js';

/** The table of the last quiet moment: what is checked is a moment behind what is typed, and never holds up a letter. */
export const settledTable = signal<EditTable>(history.value.table);

/** Follows the table: after each paint it is checked, then kept, each in a task of its own; only the last of several edits is. */
export function useSettledTable(): void {
  useSignalEffect(() => {
    const { table } = history.value;
    let giveUp = whenFree(() => {
      settledTable.value = table;
      giveUp = whenFree(keepDraft);
    });
    return () => giveUp();
  });
}

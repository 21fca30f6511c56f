import { signal, useSignalEffect } from '@preact/signals';
import { history, keepDraft } from './draft.js';
import type { EditTable } from './table-model.js';

/** The table of the last paint: what is checked is a moment behind what is typed, and never holds up a letter. */
export const settledTable = signal<EditTable>(history.value.table);

/** Follows the table: after each paint it is checked and kept; only the last of several edits is. */
export function useSettledTable(): void {
  useSignalEffect(() => {
    const { table } = history.value;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => {
        settledTable.value = table;
        keepDraft();
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  });
}

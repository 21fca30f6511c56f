import { constructTable, createSortedRowModel, rowSortingFeature, tableFeatures } from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';

/** What a cell is sorted and filtered by; null where it is empty. */
export type GridValue = string | number | null;

/** A column, without how it looks. */
export interface GridField<Row> {
  readonly id: string;
  readonly value: (row: Row) => GridValue;
  /** Text that the filter looks through besides the value, such as a formatted number. */
  readonly text?: (row: Row) => string;
}

/** The column that orders the rows. */
export interface GridSort {
  readonly id: string;
  readonly isDescending: boolean;
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

/** Texts as people count: `run 2` before `run 10`. */
const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Order of two values; numbers come before texts. */
function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  return typeof b === 'number' ? 1 : byText.compare(String(a), String(b));
}

/**
 * Rows in the order in which they are shown. Every word of the filter must be in some field of a row, in any case. Empty cells
 * come last in both directions; rows with equal values stay in their order.
 *
 * @param rows - all rows
 * @param fields - columns
 * @param filter - words, separated by blanks
 * @param sort - null leaves the order
 */
export function gridRows<Row extends object>(
  rows: readonly Row[],
  fields: readonly GridField<Row>[],
  filter: string,
  sort: GridSort | null,
): readonly Row[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const data = words.length === 0 ? rows : rows.filter((row) => hasWords(row, fields, words));
  const field = fields.find(({ id }) => id === sort?.id);
  if (sort === null || field === undefined) return data;
  const table = constructTable({
    features,
    data,
    columns: [
      {
        id: field.id,
        accessorFn: (row: Row) => present(field.value(row)),
        sortFn: (a, b) => compareValues(a.getValue(field.id), b.getValue(field.id)),
        sortUndefined: 'last',
      },
    ],
    initialState: { sorting: [{ id: sort.id, desc: sort.isDescending }] },
  });
  return table.getRowModel().rows.map(({ original }) => original);
}

/** An empty cell is undefined to the sorting library; a number that is none is empty. */
function present(value: GridValue): string | number | undefined {
  return value === null || value === '' || Number.isNaN(value) ? undefined : value;
}

function hasWords<Row>(row: Row, fields: readonly GridField<Row>[], words: readonly string[]): boolean {
  const text = fields
    .map((field) => `${field.value(row) ?? ''} ${field.text?.(row) ?? ''}`)
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Sort after a click on the head of a column: the first direction, the other one, none. */
export function nextSort(sort: GridSort | null, id: string, isDescendingFirst: boolean): GridSort | null {
  if (sort?.id !== id) return { id, isDescending: isDescendingFirst };
  return sort.isDescending === isDescendingFirst ? { id, isDescending: !isDescendingFirst } : null;
}

/** Rows that are drawn: those in sight and some around them; `end` is past the last. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/**
 * Rows to draw of a long table.
 *
 * @param count - all rows
 * @param rowHeight - px
 * @param scroll - place and height of what is in sight; px
 * @param around - rows drawn above and below it
 */
export function rowWindow(
  count: number,
  rowHeight: number,
  scroll: { readonly top: number; readonly height: number },
  around: number,
): RowWindow {
  const first = Math.floor(scroll.top / rowHeight);
  const last = Math.ceil((scroll.top + scroll.height) / rowHeight);
  const start = Math.min(Math.max(0, first - around), Math.max(0, count - 1));
  return { start, end: Math.min(count, Math.max(last + around, start + 1)) };
}

/** Rows with a cell as text, for a CSV file: the values, not how they are formatted. */
export function gridTable<Row>(
  rows: readonly Row[],
  fields: readonly (GridField<Row> & { readonly label: string; readonly unit?: string })[],
): { readonly columns: readonly string[]; readonly rows: readonly (readonly GridValue[])[] } {
  return {
    columns: fields.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)),
    rows: rows.map((row) => fields.map(({ value }) => value(row))),
  };
}

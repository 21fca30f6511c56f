/** What the cells of a column hold: text, numbers, or whole numbers of at most 31 bits. */
export type ColumnKind = 'text' | 'number' | 'whole number';

/** A column of a table that a program of others can read: its Parquet file states all of this. */
export interface DescribedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** As in the model: `cell/L`, `day`, `%`; `1` for ratios and counts; empty for text and names. */
  readonly unit: string;
  /** A clause without a full stop. */
  readonly description: string;
}

/** Makes columns of one kind shorter to state. */
const columnOf =
  (kind: ColumnKind) =>
  (name: string, unit: string, description: string): DescribedColumn => ({ name, kind, unit, description });

export const textColumn = (name: string, description: string): DescribedColumn =>
  columnOf('text')(name, '', description);
export const numberColumn = columnOf('number');
export const wholeNumberColumn = columnOf('whole number');

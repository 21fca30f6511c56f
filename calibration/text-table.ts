export type TextRow = readonly string[] | { readonly heading: string } | { readonly remark: string };

/**
 * A table for a terminal: columns as wide as their widest cell, the first one left, the others right.
 *
 * @param heads - titles of the columns
 * @param rows - cells, as many as heads; or a text of its own width: a heading over the rows that follow, or a remark
 * @returns lines without a line feed at the end
 */
export function textTable(heads: readonly string[], rows: readonly TextRow[]): string {
  const cells = rows.filter((row) => 'map' in row);
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [heads, heads.map((_, column) => '-'.repeat(widths[column]!)), ...rows]
    .map((row) => ('map' in row ? lineOf(row) : 'heading' in row ? `\n${row.heading}` : row.remark))
    .join('\n');
}

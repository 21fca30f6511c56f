/**
 * A table in GitHub-flavoured markdown, columns aligned so that the text reads as a table too.
 *
 * @param header - column titles
 * @param rows - cells; a row per line; cells hold no `|` and no line end
 * @returns markdown, without a line end after the last row
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  // A rule needs three dashes.
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((cells) => cells[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Preformatted text: formulas keep their line breaks and can be copied. */
export function codeBlock(lines: readonly string[]): string {
  return ['```text', ...lines, '```'].join('\n');
}

/** A name as inline code. */
export function code(name: string): string {
  return `\`${name}\``;
}

/** A number that reads back to the same value, large and small ones in powers of ten (`3e9`, `2.49e-8`). */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(value);
  return value.toExponential().replace('e+', 'e');
}

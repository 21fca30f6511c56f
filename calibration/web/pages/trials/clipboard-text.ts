/** A cell of a clipboard: in quotes that close before the next separator, or as it stands. */
const cellPattern = (separator: string): RegExp =>
  new RegExp(
    `(?:"([^"]*(?:""[^"]*)*)"(?=${separator}|\\r\\n|\\n|\\r|$)|((?:(?!${separator})[^\\r\\n])*))(${separator}|\\r\\n|\\n|\\r|$)`,
    'y',
  );

function recordsOf(text: string, separator: '\t' | ';' | ','): string[][] {
  const pattern = cellPattern(separator);
  const records: string[][] = [];
  let cells: string[] = [];
  for (;;) {
    // Every text matches: the second form of a cell takes what the first does not
    const [, quoted, plain = '', end] = pattern.exec(text)!;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    records.push(cells);
    if (end === '') break;
    cells = [];
  }
  // A spreadsheet ends its last row as the others
  if (records.length > 1 && records.at(-1)!.every((cell) => cell === '')) records.pop();
  return records;
}

const isEven = (records: readonly (readonly string[])[]): boolean =>
  records.length > 1 && records[0]!.length > 1 && records.every(({ length }) => length === records[0]!.length);

/**
 * Reads what a spreadsheet has put on the clipboard: cells separated by tabs, with quotes around those that hold tabs, quotes or line
 * breaks. A quote within a cell is a character of it.
 *
 * A text without tabs is a table of semicolons or commas where all its lines have the same number of cells, two at least; else
 * its lines are cells of one column, so that a citation with commas stays one cell.
 *
 * @param text - of the clipboard; any line endings, a byte order mark is dropped
 * @returns rows of cells; one empty cell for an empty text
 */
export function clipboardRecords(text: string): readonly (readonly string[])[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const byTabs = recordsOf(body, '\t');
  if (byTabs.some(({ length }) => length > 1)) return byTabs;
  for (const separator of [';', ','] as const) {
    const records = recordsOf(body, separator);
    if (isEven(records)) return records;
  }
  return byTabs;
}

/** Cells as the text that spreadsheets read from the clipboard: separated by tabs, in quotes where a cell holds tabs, quotes or line breaks. */
export function clipboardText(records: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return records.map((cells) => cells.map(cell).join('\t')).join('\n');
}

/** Characters of a record that is certainly shorter than the longest one, however the parser of the package counts. */
const LONGEST_RECORD = 65_536;

/**
 * The records of a well-formed CSV text (RFC 4180): each cell is in quotes or has none. For such a text no parser is needed, whose
 * start takes longer than the reading of a table of trials.
 *
 * Lines may end in LF, CR LF or CR; a byte order mark is dropped; a blank line is a record of one empty cell.
 *
 * @param text - content of the file
 * @param separator - one character
 * @param most - records to read; a blank line is none
 * @returns cells without their quotes; null where a quote is out of place or a record is very long, which the parser of the package tells
 */
export function csvRecords(
  text: string,
  separator: string,
  most = Number.POSITIVE_INFINITY,
): readonly (readonly string[])[] | null {
  const own = `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${own}]*))(${own}|\\r\\n|\\n|\\r|$)`, 'y');
  const records: string[][] = [];
  let cells: string[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  let found = 0;
  cell.lastIndex = start;
  for (;;) {
    const match = cell.exec(text);
    if (match === null || cell.lastIndex - start > LONGEST_RECORD) return null;
    const [, quoted, plain = '', end] = match;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    records.push(cells);
    if (cells.length > 1 || cells[0] !== '') found++;
    if (end === '' || found >= most) return records;
    cells = [];
    start = cell.lastIndex;
  }
}

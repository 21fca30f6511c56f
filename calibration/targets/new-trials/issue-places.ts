import { curveList } from '../../endpoints/curves.js';
import { isMonthColumn, monthOfColumn } from '../../endpoints/month-columns.js';
import { countColumns, percentColumns, responsePrefixes } from './trial-columns.js';

/** Where a sentence of the checks of new trials stands in its table. */
export interface IssuePlace {
  /** Line of the file, 1 for the header; null for a sentence about the whole file or about another one. */
  readonly line: number | null;
  /** Names of the columns that it is about; or numbers from 1, as `column 3`, where the header has no such name. Empty for the whole row. */
  readonly columns: readonly string[];
  /** The sentence without the place at its beginning. */
  readonly text: string;
}

const ESCAPED = /[.*+?^${}()|[\]\\]/g;

/**
 * Finds the cells that an issue or a remark of `parseNewTrials`, `addTrials` and their remarks is about.
 *
 * The place is the beginning of the sentence, `file:line: column name: `, or - in a sentence that begins with another file - where the
 * sentence names the file and a line. Without a column at its beginning, the columns are those that the sentence names.
 *
 * @param sentence - of the grammar `where: what was required; got value`
 * @param source - name of the file
 * @param header - names of its columns
 * @returns line, columns and the rest of the sentence
 */
export function issuePlace(sentence: string, source: string, header: readonly string[]): IssuePlace {
  const at = new RegExp(
    `^${source.replace(ESCAPED, '\\$&')}:(\\d+): (?:column ([^:\\s]+): )?(?:(subset_of|trial): )?`,
  ).exec(sentence);
  if (at === null) {
    if (sentence.startsWith(`${source}: `)) return { line: null, columns: [], text: sentence.slice(source.length + 2) };
    const named = new RegExp(`${source.replace(ESCAPED, '\\$&')}:(\\d+)`).exec(sentence);
    const line = named === null ? null : Number(named[1]);
    return { line, columns: line === null ? [] : namedColumns(sentence, header), text: sentence };
  }
  const [whole, line, column, part] = at;
  const text = sentence.slice(whole.length);
  const own = column ?? part;
  // A column that is missing has no cell
  if (column !== undefined && !header.includes(column) && !/^\d+$/.test(column))
    return { line: Number(line), columns: [], text: `column ${column}: ${text}` };
  return { line: Number(line), columns: own === undefined ? namedColumns(text, header) : [own], text };
}

/** What a sentence about classes or survival names by its meaning, not by its column. */
const CLASSES = /\bCR, PR, SD\b|\bresponse class\b/;
const SURVIVAL = /\bsurvival must be in percent\b|\bsurvival reaches 50 %/;

/** Columns of the header that a sentence names outside of quotes. */
function namedColumns(sentence: string, header: readonly string[]): readonly string[] {
  const words = new Set(sentence.replaceAll(/'[^']*'/g, '').match(/[a-z]+(?:_[a-z0-9.]+)+/g) ?? []);
  const found = header.filter((name) => words.has(name));
  if (found.length > 0) return found;
  if (CLASSES.test(sentence)) {
    const classes = Object.values(responsePrefixes).flatMap((prefix) => [
      ...countColumns(prefix),
      ...percentColumns(prefix),
    ]);
    return header.filter((name) => classes.includes(name));
  }
  if (SURVIVAL.test(sentence)) {
    return header.filter((name) =>
      curveList.some((curve) => isMonthColumn(curve, name) && monthOfColumn(curve, name) > 0),
    );
  }
  return [];
}

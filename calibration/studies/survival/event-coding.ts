import { nearestHint } from '../../../src/index.js';

/** A cell of a column. */
export interface ColumnCell {
  readonly line: number;
  readonly cell: string;
}

/** What the values of an event column mean. */
export interface EventCoding {
  readonly event: string;
  /** The other values of the column, which count as censored; in order of appearance. */
  readonly censored: readonly string[];
}

export interface CodedEvents {
  readonly observed: Uint8Array;
  readonly coding: EventCoding;
  readonly issues: readonly string[];
}

/** Codings that mean one thing only, censored first; letters of either case. */
const CODINGS = [
  ['0', '1'],
  ['FALSE', 'TRUE'],
  ['F', 'T'],
] as const;

/** Most values that a message lists. */
const LISTED = 6;

/**
 * Reads a column of events: 0 and 1, FALSE and TRUE, F and T, or one value against all others where that is named.
 *
 * Other codings, 1 and 2 among them, are refused without a named value: which of them is the event cannot be known.
 *
 * @param cells - the column, without missing values
 * @param options - name of the column, source of the table, the value of an event, reader of numbers
 * @returns 1 for an event, 0 for censored; what the values mean; issues
 */
export function codedEvents(
  cells: readonly ColumnCell[],
  {
    column,
    source,
    value,
    parse,
  }: {
    readonly column: string;
    readonly source: string;
    readonly value: string | undefined;
    readonly parse: (cell: string) => number;
  },
): CodedEvents {
  const number = (text: string) => parse(text);
  const isSame = (cell: string, other: string) => cell === other || number(cell) === number(other);
  const found = [...new Set(cells.map(({ cell }) => cell.trim()))];
  const listed = `${found.slice(0, LISTED).join(', ')}${found.length > LISTED ? ', ...' : ''}`;
  const coded = (event: string, isEvent: (cell: string) => boolean, issues: readonly string[] = []): CodedEvents => ({
    observed: Uint8Array.from(cells, ({ cell }) => Number(isEvent(cell.trim()))),
    coding: { event, censored: found.filter((cell) => !isEvent(cell)) },
    issues,
  });
  if (value !== undefined) {
    const event = value.trim();
    const occurs = cells.length === 0 || found.some((cell) => isSame(cell, event));
    const hint = nearestHint(event, found);
    const issue = `--event-value: must be a value of column ${column} of ${source}: ${listed}; got ${value}${hint}`;
    return coded(event, (cell) => isSame(cell, event), occurs ? [] : [issue]);
  }
  const means = (cell: string, code: string) => isSame(cell.toUpperCase(), code);
  const fits = CODINGS.find((codes) => found.every((cell) => codes.some((code) => means(cell, code))));
  if (fits !== undefined) {
    const [, event] = fits;
    return coded(found.find((cell) => means(cell, event)) ?? event, (cell) => means(cell, event));
  }
  const odd = cells.find(({ cell }) => !['0', '1'].some((code) => isSame(cell.trim(), code)));
  // Of two numbers the larger is the event by custom, as in 1 and 2; that is for the user to say
  const larger = found.length <= 2 ? Math.max(...found.map(number)) : Number.NaN;
  const suggested = found.find((cell) => number(cell) === larger) ?? 'V';
  const issue = `${source}:${odd?.line}: column ${column}: must be 0 (censored) or 1 (event); got '${odd?.cell}' (the column holds ${listed}; --event-value ${suggested} states that ${suggested} is an event)`;
  return coded('1', (cell) => isSame(cell, '1'), [issue]);
}

/** The coding as a remark; none for 0 and 1. */
export function codingRemarks({ event, censored }: EventCoding, column: string): readonly string[] {
  if (Number(event) === 1 && censored.every((cell) => Number(cell) === 0)) return [];
  const others =
    censored.length === 0
      ? 'no row is censored'
      : `${censored.join(', ')} ${censored.length === 1 ? 'counts' : 'count'} as censored`;
  return [`Column ${column}: ${event} is an event, ${others}.`];
}

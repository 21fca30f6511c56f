import { InputError, nearestName, parseTable, throwTableIssues } from '../../src/index.js';
import type { ScoreTable } from './score-table.js';

export interface ScoreTableOptions {
  /** Source of the text, for messages. */
  readonly source: string;
  /** Column of the outcome, and columns of the markers; other columns are ignored. */
  readonly label: string;
  readonly markers: readonly string[];
  /** Cell of the outcome that counts as positive; by default 1 in a column of 0 and 1. */
  readonly positive?: string | undefined;
}

export interface ParsedScoreTable extends ScoreTable {
  /** Cell of the outcome that counts as positive. */
  readonly positive: string;
}

/**
 * Reads markers and a binary outcome from a CSV text.
 *
 * Spaces around names and cells are ignored. Every row must have every marker: a missing value is an error, because its
 * imputation is the decision of the user.
 *
 * @param text - CSV text; a byte order mark and any line ending are accepted
 * @param options - source, columns, positive outcome
 * @returns columns in the order of `markers`, labels, and the positive outcome
 * @throws InputError - when `markers` names a column twice or the column of the outcome, or `positive` is needed or does not occur
 * @throws DataError - names file, line and column of every issue: a missing or repeated column, a ragged row, a cell that
 * is empty or no number, no row at all
 */
export function parseScoreTable(text: string, options: ScoreTableOptions): ParsedScoreTable {
  const { source, label, markers } = options;
  requireNames(options);
  const table = parseTable(text, source);
  const header = table.header.map((cell) => cell.trim());
  const issues: string[] = [];
  const positionOf = (name: string): number => {
    const found = header.flatMap((cell, position) => (cell === name ? [position] : []));
    if (found.length === 0) {
      const nearest = nearestName(name, header);
      issues.push(
        `${source}:1: column ${name}: must be present; got a header without it${nearest === null ? '' : ` (did you mean ${nearest}?)`}`,
      );
    } else if (found.length > 1) {
      issues.push(
        `${source}:1: column ${name}: must be in the header once; got it as ${found.map((place) => place + 1).join(' and ')}`,
      );
    }
    return found[0] ?? -1;
  };
  const labelAt = positionOf(label);
  const markersAt = markers.map(positionOf);
  if (table.rows.length === 0) issues.push(`${source}: must hold at least one row; got a header alone`);
  const columns = markers.map((name) => ({ name, values: new Float64Array(table.rows.length) }));
  const outcomes = table.rows.map(({ line, cells }, row) => {
    if (cells.length !== header.length) {
      issues.push(`${source}:${line}: must have ${header.length} cells, as the header has; got ${cells.length}`);
      return '';
    }
    markersAt.forEach((position, index) => {
      if (position < 0) return;
      const cell = cells[position]!;
      const number = table.numbers.parse(cell);
      columns[index]!.values[row] = number;
      if (Number.isNaN(number)) {
        const got = cell.trim() === '' ? 'an empty cell' : `'${cell.trim()}'${table.numbers.explain(cell)}`;
        issues.push(`${source}:${line}: column ${markers[index]}: must be a number; got ${got}`);
      }
    });
    const outcome = labelAt < 0 ? '' : cells[labelAt]!.trim();
    if (labelAt >= 0 && outcome === '') {
      issues.push(`${source}:${line}: column ${label}: must state the outcome; got an empty cell`);
    }
    return outcome;
  });
  throwTableIssues(source, issues);
  const positive = positiveOutcome(outcomes, options);
  return {
    name: source,
    positive,
    columns,
    labels: Uint8Array.from(outcomes, (outcome) => Number(outcome === positive)),
  };
}

function requireNames({ label, markers }: ScoreTableOptions): void {
  if (markers.length === 0) throw new InputError('--markers: must name at least one column; got none');
  const repeated = markers.find((marker, index) => markers.indexOf(marker) < index);
  if (repeated !== undefined) throw new InputError(`--markers: must name each column once; got ${repeated} twice`);
  if (markers.includes(label))
    throw new InputError(`--markers: must not name the outcome; got ${label}, which is --label`);
}

/** Most outcomes that a message lists. */
const LISTED = 6;

function positiveOutcome(outcomes: readonly string[], { source, label, positive }: ScoreTableOptions): string {
  const found = [...new Set(outcomes)];
  const listed = `${found.slice(0, LISTED).join(', ')}${found.length > LISTED ? ', ...' : ''}`;
  if (found.length < 2) {
    throw new InputError(`${source}: column ${label}: must hold two outcomes; got ${listed} in all rows`);
  }
  if (positive !== undefined) {
    if (!found.includes(positive)) {
      throw new InputError(`--positive: must be an outcome of column ${label} (${listed}); got ${positive}`);
    }
    return positive;
  }
  if (found.every((outcome) => outcome === '0' || outcome === '1')) return '1';
  throw new InputError(
    `--positive: must name the outcome that counts as positive, unless column ${label} holds 0 and 1; got outcomes ${listed}`,
  );
}

import {
  type CsvTable,
  completeRows,
  InputError,
  type MissingPolicy,
  type MissingRows,
  missingCells,
  nearestHint,
  parseTable,
  throwTableIssues,
} from '../../src/index.js';
import type { ScoreTable } from './score-table.js';

/** Outcomes that an option names. */
export interface NamedOutcomes {
  /** The option's value to the letter: an outcome with a comma in it may be named alone. */
  readonly text: string;
  /** The outcomes between its commas. */
  readonly names: readonly string[];
}

export interface ScoreTableOptions {
  /** Source of the text, for messages. */
  readonly source: string;
  /** Column of the outcome, and columns of the markers; other columns are ignored. */
  readonly label: string;
  readonly markers: readonly string[];
  /** Outcomes that count as positive; default: 1 in a column of 0 and 1, or all that are not negative. */
  readonly positive?: NamedOutcomes | undefined;
  /** Outcomes that count as negative; default: all that are not positive. */
  readonly negative?: NamedOutcomes | undefined;
  /** Rows without an outcome or a marker; default `refuse`. */
  readonly missing?: MissingPolicy | undefined;
}

export interface ParsedScoreTable extends ScoreTable {
  /** Outcomes that count as positive, and as negative; those of the table, in order of appearance. */
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  /** Outcomes that an option names and no row has. */
  readonly absent: readonly string[];
  readonly missing: MissingRows & { readonly policy: MissingPolicy };
  /** How the table was read (see `Table`). */
  readonly readAs: string | null;
}

/** Outcome of a patient whose response could not be assessed (RECIST); missing unless an option names it. */
const NOT_EVALUABLE = 'NE';

/**
 * Reads markers and a binary outcome from a table.
 *
 * Spaces around names and cells are ignored. A row without an outcome or a marker is refused or left out, because its
 * imputation is the decision of the user. NE (not evaluable) is no outcome unless an option names it.
 *
 * @param text - a table as `parseTable` reads it
 * @param options - source, columns, positive and negative outcomes, what to do with missing values
 * @returns columns in the order of `markers`, labels, the outcomes of either label, and the rows left out
 * @throws InputError - when `markers` names a column twice or the column of the outcome, or the outcomes are not divided in two
 * @throws DataError - names file, line and column of every issue: a missing or repeated column, a ragged row, a missing
 *   value, a cell that is no number, no row at all
 */
export function parseScoreTable(text: string, options: ScoreTableOptions): ParsedScoreTable {
  const { source, label, markers, missing: policy = 'refuse' } = options;
  requireNames(options);
  const table = parseTable(text, source);
  const issues: string[] = [];
  const [labelAt = -1, ...markersAt] = columnPositions(table, [label, ...markers], { source, issues });
  if (table.rows.length === 0) issues.push(`${source}: must hold at least one row; got a header alone`);
  const isNamed = [options.positive, options.negative].some((outcomes) => outcomes?.names.includes(NOT_EVALUABLE));
  const needed = [
    { name: label, position: labelAt, tokens: isNamed ? missingCells : [...missingCells, NOT_EVALUABLE] },
    ...markers.map((name, index) => ({ name, position: markersAt[index]! })),
  ].filter(({ position }) => position >= 0);
  const complete = completeRows(table, needed, { policy, source });
  issues.push(...complete.issues);
  const columns = markers.map((name) => ({ name, values: new Float64Array(complete.rows.length) }));
  const outcomes = complete.rows.map(({ line, cells }, row) => {
    if (cells.length !== table.header.length) {
      issues.push(`${source}:${line}: must have ${table.header.length} cells, as the header has; got ${cells.length}`);
      return '';
    }
    markersAt.forEach((position, index) => {
      if (position < 0) return;
      const cell = cells[position]!;
      const number = table.numbers.parse(cell);
      columns[index]!.values[row] = number;
      if (Number.isNaN(number)) {
        const explanation = table.numbers.explain(cell);
        issues.push(
          `${source}:${line}: column ${markers[index]}: must be a number; got '${cell.trim()}'${explanation}`,
        );
      }
    });
    return labelAt < 0 ? '' : cells[labelAt]!.trim();
  });
  throwTableIssues(source, issues);
  if (outcomes.length === 0) {
    throw new InputError(`${source}: must hold at least one row without a missing value; got none`);
  }
  const { positive, negative, absent } = dividedOutcomes(outcomes, options);
  return {
    name: source,
    positive,
    negative,
    absent,
    missing: { policy, ...complete.omitted },
    readAs: table.readAs,
    columns,
    labels: Uint8Array.from(outcomes, (outcome) => Number(positive.includes(outcome))),
  };
}

/** Positions of columns in the header; -1 and an issue where one is not there. */
function columnPositions(
  { header }: CsvTable,
  names: readonly string[],
  { source, issues }: { readonly source: string; readonly issues: string[] },
): readonly number[] {
  const known = header.map((cell) => cell.trim());
  return names.map((name) => {
    const found = known.flatMap((cell, position) => (cell === name ? [position] : []));
    if (found.length === 0) {
      const hint = nearestHint(name, known);
      issues.push(`${source}:1: column ${name}: must be present; got a header without it${hint}`);
    } else if (found.length > 1) {
      const places = found.map((place) => place + 1).join(' and ');
      issues.push(`${source}:1: column ${name}: must be in the header once; got it as ${places}`);
    }
    return found[0] ?? -1;
  });
}

function requireNames({ label, markers }: ScoreTableOptions): void {
  if (markers.length === 0) throw new InputError('--markers: must name at least one column; got none');
  const repeated = markers.find((marker, index) => markers.indexOf(marker) < index);
  if (repeated !== undefined) throw new InputError(`--markers: must name each column once; got ${repeated} twice`);
  if (markers.includes(label))
    throw new InputError(`--markers: must not name the outcome; got ${label}, which is --label`);
}

/** Most outcomes that a message lists. */
const LISTED = 12;

interface DividedOutcomes {
  readonly positive: readonly string[];
  readonly negative: readonly string[];
  readonly absent: readonly string[];
}

/** Divides the outcomes of a table into positive and negative ones. */
function dividedOutcomes(outcomes: readonly string[], options: ScoreTableOptions): DividedOutcomes {
  const { source, label } = options;
  const found = [...new Set(outcomes)];
  const listed = `${found.slice(0, LISTED).join(', ')}${found.length > LISTED ? ', ...' : ''}`;
  if (found.length < 2) {
    throw new InputError(`${source}: column ${label}: must hold two outcomes; got ${listed} in all rows`);
  }
  const [positive, negative] = (['positive', 'negative'] as const).map((side) => {
    const named = options[side];
    return named === undefined
      ? null
      : namedOutcomes(named, { found, option: `--${side}`, column: `${label} (${listed})` });
  });
  if (positive == null && negative == null) {
    if (found.every((outcome) => outcome === '0' || outcome === '1')) {
      return { positive: ['1'], negative: ['0'], absent: [] };
    }
    throw new InputError(
      `--positive: must name the outcome that counts as positive, unless column ${label} holds 0 and 1; got outcomes ${listed}`,
    );
  }
  const without = (others: readonly string[]) => found.filter((outcome) => !others.includes(outcome));
  const divided = { positive: positive ?? without(negative ?? []), negative: negative ?? without(positive ?? []) };
  requireDivision(divided, { outcomes, found, label });
  return {
    positive: found.filter((outcome) => divided.positive.includes(outcome)),
    negative: found.filter((outcome) => divided.negative.includes(outcome)),
    absent: [...new Set([...divided.positive, ...divided.negative])].filter((outcome) => !found.includes(outcome)),
  };
}

/**
 * The outcomes of an option: those between its commas, or the whole text where that is an outcome. One of them must occur; the others
 * need not (a trial without a complete response), unless they are one of the table in other letters.
 */
function namedOutcomes(
  { text, names }: NamedOutcomes,
  { found, option, column }: { readonly found: readonly string[]; readonly option: string; readonly column: string },
): readonly string[] {
  const unknown = names.filter((name) => !found.includes(name));
  if (unknown.length > 0 && found.includes(text.trim())) return [text.trim()];
  const twins = unknown.filter((name) => found.some((outcome) => outcome.toLowerCase() === name.toLowerCase()));
  if (unknown.length === names.length || twins.length > 0) {
    throw new InputError(
      `${option}: must be an outcome of column ${column}; got ${(twins.length > 0 ? twins : unknown).join(', ')}`,
    );
  }
  return names;
}

function requireDivision(
  { positive, negative }: Omit<DividedOutcomes, 'absent'>,
  {
    outcomes,
    found,
    label,
  }: { readonly outcomes: readonly string[]; readonly found: readonly string[]; readonly label: string },
): void {
  const both = positive.filter((outcome) => negative.includes(outcome));
  if (both.length > 0) {
    throw new InputError(`--negative: must not name what --positive names; got ${both.join(', ')} in both`);
  }
  const neither = found.filter((outcome) => !positive.includes(outcome) && !negative.includes(outcome));
  if (neither.length > 0) {
    const counts = neither.map((outcome) => `${outcome} (${outcomes.filter((each) => each === outcome).length} rows)`);
    throw new InputError(
      `--negative: with --positive must name every outcome of column ${label}; got neither for ${counts.join(', ')}`,
    );
  }
  for (const [side, named] of Object.entries({ positive, negative })) {
    if (named.length === 0) {
      throw new InputError(
        `--${side}: must be one outcome of column ${label} at least; got none of ${found.join(', ')}`,
      );
    }
  }
}

import { type Scalar, type SectionName, sectionNames } from './json-leaves.js';
import { type ComparedRun, type RunValues, sharedForms, type ValueForm, valuesOfRun } from './run-leaves.js';

/** A quantity of all runs. */
export interface ComparisonRow {
  readonly section: SectionName;
  /** What tells it from every other row; the same in every comparison. */
  readonly key: string;
  readonly label: string;
  /** Unit of its numbers; empty for none. */
  readonly unit: string;
  /** Whether all runs have it, with the same value. */
  readonly isSame: boolean;
  /** By run, in order; a single one where it is the same in all; null also where a run's file has null. */
  readonly values: readonly Scalar[];
  /** Runs that have no such value, by place; empty where all have one. */
  readonly absent: readonly number[];
  /** Where each value stands: file and JSON pointer (RFC 6901); a single one where they are the same; null where there is none. */
  readonly sources: readonly (string | null)[];
}

/** Runs side by side. */
export interface Comparison {
  readonly runs: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** What is left out. */
  readonly remarks: readonly string[];
}

/** What is known of a row while runs are added. */
interface GrowingRow {
  readonly first: ValueForm[number];
  /** By run; undefined of runs that have no such value. */
  readonly values: (Scalar | undefined)[];
  /** By run, where they differ from the first. */
  readonly sources: Map<number, string>;
}

/** A comparison to which runs are added in order; of a run that was added only its values are kept. */
export interface GrowingComparison {
  add(id: string, run: RunValues): void;
  /** Of all runs that were added. */
  comparison(): Comparison;
}

/** Puts runs side by side one after the other, so that many need little memory. */
export function growingComparison(): GrowingComparison {
  const bySection = new Map<SectionName, Map<string, GrowingRow>>(sectionNames.map((section) => [section, new Map()]));
  const remarks: string[] = [];
  const runs: string[] = [];
  const rowsByForm = new Map<ValueForm, readonly GrowingRow[]>();
  /** Row of each value of a form; rows that no run has had are made. */
  const rowsOf = (form: ValueForm): readonly GrowingRow[] => {
    const known = rowsByForm.get(form);
    if (known !== undefined) return known;
    const found = form.map((leaf) => {
      const rows = bySection.get(leaf.section)!;
      const row = rows.get(leaf.key) ?? { first: leaf, values: [], sources: new Map() };
      rows.set(leaf.key, row);
      return row;
    });
    rowsByForm.set(form, found);
    return found;
  };
  return {
    add: (id, { form, values, omitted }) => {
      const place = runs.length;
      runs.push(id);
      if (omitted > 0) remarks.push(`${id}: ${omitted} further values of its result file are not compared`);
      rowsOf(form).forEach((row, index) => {
        while (row.values.length < place) row.values.push(undefined);
        row.values[place] = values[index];
        const { source } = form[index]!;
        if (source !== row.first.source) row.sources.set(place, source);
        else row.sources.delete(place);
      });
    },
    comparison: () => ({
      runs: [...runs],
      rows: sectionNames.flatMap((section) =>
        [...bySection.get(section)!].map(([key, row]) => toRow(section, key, row, runs.length)),
      ),
      remarks: [...remarks],
    }),
  };
}

/**
 * Puts runs side by side: every value is one of their files.
 *
 * @param runs - of any kind; rows that only some of them have are there too
 * @returns rows by section; inside a section in the order of the files, the first run's first
 */
export function compareRuns(runs: readonly ComparedRun[]): Comparison {
  const growing = growingComparison();
  const shared = sharedForms();
  for (const run of runs) growing.add(run.id, valuesOfRun(run, shared));
  return growing.comparison();
}

function toRow(
  section: SectionName,
  key: string,
  { first, values, sources }: GrowingRow,
  count: number,
): ComparisonRow {
  const cells = Array.from({ length: count }, (_, place) => values[place]);
  const absent = cells.flatMap((value, place) => (value === undefined ? [place] : []));
  const isSame = cells.every((value) => Object.is(value, cells[0])) && absent.length === 0;
  const isOneSource = absent.length === 0 && sources.size === 0;
  const sourceAt = (place: number) => (cells[place] === undefined ? null : (sources.get(place) ?? first.source));
  return {
    section,
    key,
    label: first.label,
    unit: first.unit,
    isSame,
    values: isSame ? [cells[0]!] : cells.map((value) => value ?? null),
    absent,
    sources: isOneSource ? [first.source] : cells.map((_, place) => sourceAt(place)),
  };
}

/** The rows that differ between runs. */
export function differences(comparison: Comparison): Comparison {
  return { ...comparison, rows: comparison.rows.filter(({ isSame }) => !isSame) };
}

/** Value of a row for a run; undefined where the run has none. */
export function comparedValue({ isSame, values, absent }: ComparisonRow, run: number): Scalar | undefined {
  if (absent.includes(run)) return undefined;
  return isSame ? values[0] : values[run];
}

import { type Leaf, type Scalar, type SectionName, sectionNames } from './json-leaves.js';
import { type ComparedRun, leavesOfRun } from './run-leaves.js';

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

/**
 * Puts runs side by side: every value is one of their files.
 *
 * @param runs - of any kind; rows that only some of them have are there too
 * @returns rows by section; inside a section in the order of the files, the first run's first
 */
export function compareRuns(runs: readonly ComparedRun[]): Comparison {
  const bySection = new Map<SectionName, Map<string, (Leaf | undefined)[]>>(
    sectionNames.map((section) => [section, new Map()]),
  );
  const remarks: string[] = [];
  for (const [place, run] of runs.entries()) {
    const { leaves, omitted } = leavesOfRun(run);
    if (omitted > 0) remarks.push(`${run.id}: ${omitted} further values of its result file are not compared`);
    for (const leaf of leaves) {
      const rows = bySection.get(leaf.section)!;
      const cells = rows.get(leaf.key);
      if (cells === undefined) {
        const fresh = new Array<Leaf | undefined>(runs.length);
        fresh[place] = leaf;
        rows.set(leaf.key, fresh);
      } else cells[place] = leaf;
    }
  }
  const rows = sectionNames.flatMap((section) =>
    [...bySection.get(section)!].map(([key, cells]) => toRow(section, key, Array.from(cells))),
  );
  return { runs: runs.map(({ id }) => id), rows, remarks };
}

function toRow(section: SectionName, key: string, cells: readonly (Leaf | undefined)[]): ComparisonRow {
  const first = cells.find((cell) => cell !== undefined)!;
  const isSame = cells.every((cell) => cell !== undefined && Object.is(cell.value, first.value));
  const isOneSource = cells.every((cell) => cell?.source === first.source);
  return {
    section,
    key,
    label: first.label,
    unit: first.unit,
    isSame,
    values: isSame ? [first.value] : cells.map((cell) => cell?.value ?? null),
    absent: cells.flatMap((cell, place) => (cell === undefined ? [place] : [])),
    sources: isOneSource ? [first.source] : cells.map((cell) => cell?.source ?? null),
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

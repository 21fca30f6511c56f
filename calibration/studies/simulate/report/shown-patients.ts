import type { ArmRows, EndpointCells } from './cohort.js';

/** A patient that the page shows day by day. */
export interface ShownPatient {
  readonly id: string;
  /** The id, and what it stands for among many. */
  readonly label: string;
  /** Whether its clones, drugs and immune cells are shown too; one patient's are. */
  readonly isMain: boolean;
}

/** As many as are shown of many patients. */
const MOST = 3;

/** Names that a table writes without quotes, so that their records can be found by their beginnings. */
const PLAIN = /^[A-Za-z0-9_.][A-Za-z0-9_. :/-]*$/;

/**
 * The patients that the page shows day by day: at the median and the quartiles of the change of size under the last arm.
 *
 * @param arms - of the study; patients in the order of the table
 * @param change - column of the change of size
 * @returns at most three patients who completed in every arm; all where there are no more
 */
export function shownPatients(arms: readonly ArmRows[], change: string): readonly ShownPatient[] {
  const idOf = ({ patient = '' }: EndpointCells): string => patient;
  const complete = (arms.at(-1)?.completed ?? []).filter(
    (row) =>
      PLAIN.test(idOf(row)) && arms.every(({ completed }) => completed.some((other) => idOf(other) === idOf(row))),
  );
  const shown = (row: EndpointCells, name: string, isMain: boolean): ShownPatient => ({
    id: idOf(row),
    label: `Patient ${idOf(row)}${name === '' ? '' : ` (${name})`}`,
    isMain,
  });
  if (complete.length <= MOST) return complete.map((row, index) => shown(row, '', index === 0));
  const ranked = [...complete].sort((a, b) => Number(a[change]) - Number(b[change]));
  const rankAt = (quantile: number): number => Math.round(quantile * (ranked.length - 1));
  const median = rankAt(0.5);
  return [
    shown(ranked[Math.min(rankAt(0.25), median - 1)]!, 'lower quartile', false),
    shown(ranked[median]!, 'median', true),
    shown(ranked[Math.max(rankAt(0.75), median + 1)]!, 'upper quartile', false),
  ];
}

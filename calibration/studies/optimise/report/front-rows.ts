import { Z95 } from '../../../../src/index.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import type { OptimiseCandidate, OptimiseResult } from '../result.js';
import { nameOf } from './schedule-names.js';

/** A schedule of the search as a point: what its objectives differ by from the reference, by name. */
export interface SearchedPoint {
  readonly differences: Readonly<Record<string, number | null>>;
  readonly isFeasible: boolean;
}

/** A schedule of the front, or the reference, as a point with errors. */
export interface FrontPoint {
  readonly label: string;
  /** Name and colour; that of a schedule that is not chosen is grey. */
  readonly style: ArmStyle;
  readonly isReference: boolean;
  /** Difference from the reference in the search; null where it is not known. */
  readonly searched: Readonly<Record<string, number | null>>;
  /** Difference in the confirmation, and 95 % of its Monte-Carlo error on each side; null where it is not known. */
  readonly confirmed: Readonly<
    Record<string, { readonly value: number; readonly low: number; readonly high: number } | null>
  >;
}

const numberOf = (cell: string | undefined): number | null => (cell === undefined || cell === '' ? null : Number(cell));

const less = (value: number | null | undefined, reference: number | null | undefined): number | null =>
  typeof value === 'number' && typeof reference === 'number' ? value - reference : null;

/**
 * Every schedule that the search simulated.
 *
 * @param result - of `qcic optimise`
 * @param table - cells of `candidates.csv`, header first
 */
export function searchedPoints(
  { objectives, reference }: OptimiseResult,
  [header = [], ...rows]: readonly (readonly string[])[],
): readonly SearchedPoint[] {
  const columnOf = (name: string) => header.indexOf(name);
  return rows.map((cells) => ({
    differences: Object.fromEntries(
      objectives.map(({ name }) => [name, less(numberOf(cells[columnOf(name)]), reference.search?.[name]?.value)]),
    ),
    isFeasible: cells[columnOf('feasible')] !== 'false',
  }));
}

/**
 * The reference and the front, in the search and in the confirmation.
 *
 * @param result - of `qcic optimise`
 * @param styles - names and colours of the chosen schedules
 * @param other - colour of the others
 */
export function frontPoints(result: OptimiseResult, styles: readonly ArmStyle[], other: string): readonly FrontPoint[] {
  const { objectives, reference, front } = result;
  const byObjective = <Value>(read: (name: string) => Value) =>
    Object.fromEntries(objectives.map(({ name }) => [name, read(name)]));
  return [reference, ...front].map((candidate) => ({
    label: candidate.label,
    style: styles.find(({ arm }) => arm === candidate.label) ?? {
      arm: candidate.label,
      label: nameOf(candidate),
      colour: other,
    },
    isReference: candidate === reference,
    searched: byObjective((name) => less(candidate.search?.[name]?.value, reference.search?.[name]?.value)),
    confirmed: byObjective((name) => confirmedOf(candidate, name)),
  }));
}

function confirmedOf({ confirmed }: OptimiseCandidate, name: string): FrontPoint['confirmed'][string] {
  const { difference = null, difference_error: error = null } = confirmed[name] ?? {};
  if (difference === null) return null;
  const beside = Z95 * (error ?? 0);
  return { value: difference, low: difference - beside, high: difference + beside };
}

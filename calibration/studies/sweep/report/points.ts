import { curves } from '../../../endpoints/curves.js';
import type { SweepResult } from '../result.js';

type Cells = readonly (readonly string[])[];

/** An endpoint with its Monte-Carlo standard error; null where it is not reached, or the folder has no error. */
export interface Measured {
  readonly value: number | null;
  readonly error: number | null;
}

/** A point of the table. */
export interface Point {
  /** Its values of what is varied, as text. */
  readonly coordinates: readonly string[];
  readonly endpoints: ReadonlyMap<string, Measured>;
  /** Differences from the first point on the same patients; none in a folder without them, and of that point itself. */
  readonly differences: ReadonlyMap<string, Measured>;
  /** Whether the others are compared with it. */
  readonly isFirst: boolean;
}

const { os } = curves;
const NOT_STATED = '–';

/** The error of the median is named after the endpoint, its difference after the column. */
const errorNames = (name: string): readonly string[] =>
  name === os.outcome.median ? [`${name}_se`, `${os.medianEndpoint}_se`] : [`${name}_se`];

const numberOf = (cell: string | undefined): number | null => (cell === undefined || cell === '' ? null : Number(cell));

function measuredOf(header: readonly string[], cells: readonly string[], from: number): ReadonlyMap<string, Measured> {
  const at = (name: string) => numberOf(cells[header.indexOf(name)]);
  const columns = header.slice(from).filter((name) => !name.endsWith('_se'));
  return new Map(
    columns.map((name) => {
      const error = errorNames(name).find((each) => header.includes(each));
      return [name, { value: at(name), error: error === undefined ? null : at(error) }] as const;
    }),
  );
}

/**
 * The points of a sweep, sorted by their values: numbers ascending, names in the order of the configuration.
 *
 * @param result - of the sweep
 * @param table - cells of `sweep.csv`, header first; its first row is the point that others are compared with
 * @param differences - cells of `differences.csv`; undefined in folders without it
 */
export function pointsOf(
  { coordinates }: Pick<SweepResult, 'coordinates'>,
  [header = [], ...rows]: Cells,
  differences: Cells | undefined,
): readonly Point[] {
  const width = coordinates.length;
  const keyOf = (cells: readonly string[]) => JSON.stringify(cells.slice(0, width));
  const [compared = [], ...others] = differences ?? [];
  const byPoint = new Map(others.map((cells) => [keyOf(cells), measuredOf(compared, cells, width)]));
  const points = rows.map((cells, index) => ({
    coordinates: cells.slice(0, width).map((cell) => (cell === '' ? NOT_STATED : cell)),
    endpoints: measuredOf(header, cells, width),
    differences: byPoint.get(keyOf(cells)) ?? new Map<string, Measured>(),
    isFirst: index === 0,
  }));
  const levels = coordinates.map((_, axis) => levelsOf(points, axis));
  const rankOf = ({ coordinates: own }: Point) => own.map((value, axis) => levels[axis]!.indexOf(value));
  return [...points].sort((a, b) => {
    const [ranks, other] = [rankOf(a), rankOf(b)];
    const axis = ranks.findIndex((rank, index) => rank !== other[index]);
    return axis < 0 ? 0 : ranks[axis]! - other[axis]!;
  });
}

/** The values of an axis: ascending where all are numbers, else in order of appearance. */
export function levelsOf(points: readonly Pick<Point, 'coordinates'>[], axis: number): readonly string[] {
  const levels = [...new Set(points.map(({ coordinates }) => coordinates[axis]!))];
  return levels.every((level) => Number.isFinite(Number(level)))
    ? levels.sort((a, b) => Number(a) - Number(b))
    : levels;
}

/** How an axis is named: its name with spaces. */
export function axisName(name: string): string {
  return name.replaceAll('_', ' ');
}

/** Unit of an axis; empty where there is none or it is not stored. */
export function axisUnit(
  { coordinate_units: units = {} }: Pick<SweepResult, 'coordinate_units'>,
  name: string,
): string {
  return units[name] ?? '';
}

/** A point in a sentence: each axis with its value and unit. */
export function pointName(
  result: Pick<SweepResult, 'coordinates' | 'coordinate_units'>,
  { coordinates }: Pick<Point, 'coordinates'>,
): string {
  return result.coordinates
    .map((name, axis) => {
      const unit = axisUnit(result, name);
      return `${axisName(name)} ${coordinates[axis]}${unit === '' ? '' : ` ${unit}`}`;
    })
    .join(', ');
}

import { curves } from '../../endpoints/curves.js';
import { type EndpointProblem, endpointProblem } from '../../fit/objective/pooled-endpoints.js';
import type { ColumnPlace, FitProblem, TargetColumn } from '../../fit/problem.js';
import type { HazardGrid } from '../../fit/survival/hazard-grid.js';
import { type AskedColumn, placeColumns } from '../../fit/target-columns.js';

/**
 * Days between the points of a curve besides those at which endpoints are read: the days of a run of nodes, at whose ends survival costs next to
 * nothing (see `nodePlan`).
 */
const CURVE_STEP_DAYS = 24;

/** Points of the curves of one arm, and which columns they are. */
export interface CurvePoints {
  readonly days: readonly number[];
  /** Readings of overall survival and of progression-free survival at these days. */
  readonly survival: readonly number[];
  readonly progressionFree: readonly number[];
}

/**
 * A mean that is read from a column: over all patients, or, for progression-free survival at a day, of survival over those who have not progressed
 * by then.
 */
export interface Reading {
  readonly arm: string;
  readonly column: number;
  readonly freeAt: number | null;
}

/** One problem whose columns serve the objective of a fit, every endpoint, and curves. */
export interface ExplorerProblem {
  /** Without columns of progression-free survival, which are read from survival. */
  readonly problem: FitProblem;
  readonly readings: readonly Reading[];
  /** Which readings are the columns of the fit. */
  readonly ofFit: readonly number[];
  /** The problem of the endpoints, and which readings are its columns. */
  readonly endpoints: EndpointProblem;
  readonly ofEndpoints: readonly number[];
  readonly curves: Readonly<Record<string, CurvePoints>>;
}

/** A column at a day or of a class, whatever the times of its arm are. */
const askedOf = ({ arm: _, column, ...rest }: TargetColumn, { times }: HazardGrid): AskedColumn => ({
  ...rest,
  kind: column.kind,
  at: isAtDay(column.kind) ? times[column.index]! : column.index,
});

const isAtDay = (kind: ColumnPlace['kind']): boolean => kind !== 'response' && kind !== 'best';

const keyOf = ({ kind, at }: Pick<AskedColumn, 'kind' | 'at'>): string => `${kind} ${at}`;

/**
 * Joins the columns of a fit with those of all endpoints and of curves, each once.
 *
 * Survival at a time does not depend on the other times of a grid (see `nodePlan`), and progression-free survival of a patient is survival or 0, so every
 * number is the one that the fit itself computes.
 *
 * @param fitted - the problem that was fitted
 * @param medianDays - where the median overall survival of each arm is expected; days
 */
export function explorerProblem(fitted: FitProblem, medianDays: Readonly<Record<string, number>>): ExplorerProblem {
  const endpoints = endpointProblem(fitted, medianDays);
  const columns: TargetColumn[] = [];
  const readings: Reading[] = [];
  const grids: Record<string, HazardGrid> = {};
  const places = new Map<string, number>();
  const placeOf = (arm: string, column: Pick<AskedColumn, 'kind' | 'at'>): number =>
    places.get(`${arm} ${keyOf(column)}`)!;
  const askedOfArm = ({ columns: all, grids: own }: FitProblem, arm: string) =>
    all.filter((column) => column.arm === arm).map((column) => askedOf(column, own[arm]!));
  const points: Record<string, CurvePoints> = {};
  for (const arm of fitted.arms) {
    const days = curveDays(fitted, endpoints, arm);
    const curveColumns = [curves.os.column, curves.pfs.column].flatMap((kind) =>
      days.map((at): AskedColumn => ({ kind, at, endpoint: `${kind}, day ${at}`, ...withoutTarget })),
    );
    const asked = [...askedOfArm(fitted, arm), ...askedOfArm(endpoints.problem, arm), ...curveColumns];
    const distinct = [...new Map(asked.map((column) => [keyOf(column), column])).values()];
    const isFree = ({ kind }: AskedColumn) => kind === curves.pfs.column;
    const survivalAt = (column: AskedColumn): AskedColumn => ({ ...column, kind: curves.os.column });
    // Survival at every day at which either curve is read
    const own = [
      ...new Map(
        distinct.map((each) => (isFree(each) ? survivalAt(each) : each)).map((each) => [keyOf(each), each]),
      ).values(),
    ];
    const columnOf = new Map(own.map((column, index) => [keyOf(column), columns.length + index]));
    for (const column of distinct) {
      places.set(`${arm} ${keyOf(column)}`, readings.length);
      const read = isFree(column) ? survivalAt(column) : column;
      readings.push({ arm, column: columnOf.get(keyOf(read))!, freeAt: isFree(column) ? column.at : null });
    }
    const placed = placeColumns(arm, own, fitted.settings);
    columns.push(...placed.columns);
    grids[arm] = placed.grid;
    points[arm] = {
      days,
      survival: days.map((at) => placeOf(arm, { kind: curves.os.column, at })),
      progressionFree: days.map((at) => placeOf(arm, { kind: curves.pfs.column, at })),
    };
  }
  const placesOf = ({ columns: all, grids: own }: FitProblem) =>
    all.map((column) => placeOf(column.arm, askedOf(column, own[column.arm]!)));
  const { likelihood: _, ...rest } = fitted;
  return {
    problem: { ...rest, columns, grids },
    readings,
    ofFit: placesOf(fitted),
    endpoints,
    ofEndpoints: placesOf(endpoints.problem),
    curves: points,
  };
}

const withoutTarget = { target: 0, scale: 1, samplingError: 1 };

/** Days of the curves of an arm: at regular steps, where endpoints are read, and on both sides of the drop at a visit. */
function curveDays({ settings, grids }: FitProblem, endpoints: EndpointProblem, arm: string): readonly number[] {
  const { horizonDays, visits } = settings;
  const days = new Set([...grids[arm]!.times, ...endpoints.problem.grids[arm]!.times, horizonDays]);
  for (let day = CURVE_STEP_DAYS; day < horizonDays; day += CURVE_STEP_DAYS) days.add(day);
  for (const visit of visits[arm] ?? []) {
    days.add(visit);
    days.add(visit - 1);
  }
  return [...days].filter((day) => day > 0 && day <= horizonDays).sort((a, b) => a - b);
}

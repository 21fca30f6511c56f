import { type Curve, type CurveTable, curveList, curves, type MedianTable } from '../endpoints/curves.js';
import { rateEndpoints } from '../endpoints/endpoints.js';
import { survivalBetweenMonths } from './survival-between-months.js';
import { isSameRow, rowName, type TrialRow } from './trial-row.js';
import { type BestResponseRow, type RecistRow, rowRate, type SurvivalRow } from './trial-tables.js';
import { READING_ERROR_MONTHS, READING_ERROR_POINTS } from './units.js';

/*
 * A patient who lives without progression is alive, so progression-free survival is never above overall survival. A best response is at least
 * as good as the response of one visit.
 */

type OrderedTables = Readonly<Record<MedianTable, readonly (TrialRow & { readonly medianMonths: number })[]>> &
  Readonly<Record<CurveTable, readonly SurvivalRow[]>>;

/** What is not in order in the rows of one trial, subgroup and arm, and by how much. */
interface Disorder {
  /** The statement, after its place. */
  readonly summary: string;
  readonly where: string;
  readonly name: string;
  /** Whether it is larger than reading error. */
  readonly isLarge: boolean;
}

/**
 * Statements that cannot both be right: a median or a landmark above that of the curve that bounds it, by more than reading error.
 *
 * @param tables - trial tables
 * @returns issues, each with both places
 */
export function orderIssues(tables: OrderedTables): readonly string[] {
  return disorders(tables)
    .filter(({ isLarge }) => isLarge)
    .map(({ where, summary }) => `${where}: ${summary}`);
}

/** The same within reading error, and best responses that are rarer than responses of one visit: one remark each. */
export function orderRemarks(
  tables: OrderedTables & { readonly recist: readonly RecistRow[]; readonly bestResponse: readonly BestResponseRow[] },
): readonly string[] {
  const small = disorders(tables).filter(({ isLarge }) => !isLarge);
  return [
    ...small.map(({ where, name, summary }) => `${where}: ${name}: ${summary}; within reading error`),
    ...bestResponseRemarks(tables),
  ];
}

function disorders(tables: OrderedTables): readonly Disorder[] {
  return curveList.flatMap((curve) => {
    if (curve.upperCurve === null) return [];
    const upper = curves[curve.upperCurve];
    return [...medianDisorders(curve, upper, tables), ...landmarkDisorders(curve, upper, tables)];
  });
}

function medianDisorders(curve: Curve, upper: Curve, tables: OrderedTables): readonly Disorder[] {
  return tables[curve.medianTable].flatMap((row) => {
    const other = tables[upper.medianTable].find((each) => isSameRow(each, row));
    if (other === undefined || row.medianMonths <= other.medianMonths) return [];
    const got = `${row.medianMonths} against ${other.medianMonths}${placeOf(other, row)}`;
    return [
      {
        summary: `${curve.medianColumn} must be at most ${upper.medianColumn} of the same patients; got ${got}`,
        where: row.where,
        name: rowName(row),
        isLarge: row.medianMonths - other.medianMonths > READING_ERROR_MONTHS,
      },
    ];
  });
}

function landmarkDisorders(curve: Curve, upper: Curve, tables: OrderedTables): readonly Disorder[] {
  return tables[curve.curveTable].flatMap((row) => {
    const other = tables[upper.curveTable].find((each) => isSameRow(each, row));
    if (other === undefined) return [];
    const above = row.months.flatMap((month, index) => {
      if (month > other.months.at(-1)!) return [];
      const most = survivalBetweenMonths(other, month);
      const excess = row.percent[index]! - most;
      return excess > 0 ? [{ month, percent: row.percent[index]!, most, excess }] : [];
    });
    const [worst] = above.toSorted((a, b) => b.excess - a.excess);
    if (worst === undefined) return [];
    const got = `${worst.percent} % against ${Number(worst.most.toFixed(1))} % at month ${worst.month}${placeOf(other, row)}`;
    return [
      {
        summary: `${curve.label.toLowerCase()} must be at most ${upper.label.toLowerCase()} of the same patients; got ${got}`,
        where: row.where,
        name: rowName(row),
        isLarge: worst.excess > READING_ERROR_POINTS,
      },
    ];
  });
}

const placeOf = (other: TrialRow, row: TrialRow): string => (other.where === row.where ? '' : ` (${other.where})`);

/** Rates that a best response cannot be below. */
const orderedRates = rateEndpoints.filter(({ rate }) => rate === 'orr' || rate === 'dcr');

function bestResponseRemarks({
  recist,
  bestResponse,
}: {
  readonly recist: readonly RecistRow[];
  readonly bestResponse: readonly BestResponseRow[];
}): readonly string[] {
  return bestResponse.flatMap((row) => {
    const visit = recist.find((each) => isSameRow(each, row));
    if (visit === undefined) return [];
    // Rates of the evaluable patients, where a row states those who were not
    const evaluable = 100 - (row.nePercent ?? 0);
    return orderedRates.flatMap((endpoint) => {
      const [best, first] = [(100 * rowRate(row, endpoint)) / evaluable, rowRate(visit, endpoint)];
      if (!(first - best > READING_ERROR_POINTS)) return [];
      return [
        `${row.where}: ${rowName(row)}: best response has ${endpoint.shortLabel} ${best.toFixed(1)} % of the evaluable, one visit ${first.toFixed(1)} %${placeOf(visit, row)}: a best response cannot be rarer among the same patients`,
      ];
    });
  });
}

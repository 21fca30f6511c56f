import { type Curve, curveList } from '../../endpoints/curves.js';
import { classRateNames, rateNames } from '../../endpoints/endpoints.js';
import { PAPER_MONTH_DAYS, TRIAL_MONTH_DAYS } from '../../endpoints/months.js';
import { countPatients } from '../patient-mean.js';
import { distinctRows } from '../select-rows.js';
import type { RecistRow, TrialTables } from '../trial-tables.js';
import { type ArmPooling, armsOf, poolBothWays } from './pool-both-ways.js';
import type { PublishedPool } from './published-pool.js';

/** A discrepancy in the rows of the trials that affects the pooled endpoints. */
export interface Discrepancy {
  readonly kind:
    | 'printed-figures'
    | 'two-counts-of-patients'
    | 'no-response-row'
    | 'counted-twice'
    | 'mean-of-medians'
    | 'published-model'
    | 'not-evaluable'
    | 'no-whole-patients'
    | 'month-length';
  /** One sentence with the values. */
  readonly summary: string;
  /** The values by name; percent, months, patients. */
  readonly figures: Readonly<Record<string, number>>;
}

const list = (parts: readonly string[]): string => parts.join(', ');

/** Pooled table of the paper, and the RMSE of its model. */
export interface PublishedResults {
  readonly pool: readonly PublishedPool[];
  /** Survival of the published model against the pooled trials at 3, 6, 9 and 12 months; RMSE in percentage points, by arm. */
  readonly survivalRmse: Readonly<Record<string, number>>;
}

/**
 * Discrepancies between the rows of the trials, and between them and the pooled table of the paper.
 *
 * @param tables - trial tables
 * @param published - results of the paper, or null to omit them
 * @returns discrepancies that occur
 */
export function discrepancies(tables: TrialTables, published: PublishedResults | null): readonly Discrepancy[] {
  const pools = armsOf(tables).map((arm) => poolBothWays(tables, arm));
  return [
    ...(published === null ? [] : printedTable(pools, published.pool)),
    ...curveList.flatMap((curve) => twoCounts(curve, pools)),
    ...curveList.flatMap((curve) => noResponseRow(curve, tables)),
    ...curveList.flatMap((curve) => countedTwice(curve, tables, pools)),
    ...curveList.flatMap((curve) => meanOfMedians(curve, pools)),
    ...(published === null ? [] : publishedModel(published.survivalRmse)),
    ...notEvaluable(tables.recist),
    ...noWholePatients(tables.recist),
    ...monthLength(pools),
  ];
}

function printedTable(pools: readonly ArmPooling[], published: readonly PublishedPool[]): readonly Discrepancy[] {
  const values: Record<string, number> = {};
  const summary: string[] = [];
  for (const { arm, allRows } of pools) {
    const printed = published.find((row) => row.arm === arm);
    if (printed === undefined) continue;
    for (const rate of rateNames) {
      const [own, stated] = [allRows.response?.[rate], printed[rate]];
      if (own === undefined || stated === undefined || own.toFixed(1) === stated.toFixed(1)) continue;
      values[`${arm} ${rate}`] = own;
      values[`${arm} ${rate} printed`] = stated;
      summary.push(`${arm} ${rate.toUpperCase()} ${own.toFixed(2)} (printed ${stated.toFixed(1)})`);
    }
    for (const { name, shortLabel } of curveList) {
      const months = allRows.curves[name].median?.months;
      const printedMonths = printed.medianMonths[name];
      if (months === undefined || printedMonths === undefined) continue;
      if (months.toFixed(2) === printedMonths.toFixed(2)) continue;
      values[`${arm} median`] = months;
      values[`${arm} median printed`] = printedMonths;
      summary.push(`${arm} median ${shortLabel} ${months.toFixed(2)} (printed ${printedMonths.toFixed(2)})`);
    }
  }
  const exceptions = summary.length === 0 ? '' : `, except ${list(summary)}`;
  return [
    {
      kind: 'printed-figures',
      summary: `eq. 18 reproduces the printed pooled table exactly${exceptions}`,
      figures: values,
    },
  ];
}

function twoCounts({ name, shortLabel }: Curve, pools: readonly ArmPooling[]): readonly Discrepancy[] {
  const counts = pools.flatMap(({ arm, allRows: { response, curves } }) => {
    const { median } = curves[name];
    return response === null || median === null || response.n === median.n
      ? []
      : [{ arm, response: response.n, median: median.n }];
  });
  if (counts.length === 0) return [];
  const slashed = (field: 'response' | 'median') => counts.map((each) => each[field]).join(' / ');
  return [
    {
      kind: 'two-counts-of-patients',
      summary: `response rates are based on ${slashed('response')} patients (${counts.map(({ arm }) => arm).join(' / ')}), median ${shortLabel} on ${slashed('median')}`,
      figures: Object.fromEntries(
        counts.flatMap(({ arm, response, median }) => [
          [`${arm} response`, response],
          [`${arm} median`, median],
        ]),
      ),
    },
  ];
}

function noResponseRow({ medianTable, shortLabel }: Curve, tables: TrialTables): readonly Discrepancy[] {
  const missing = distinctRows(tables[medianTable]).filter(
    ({ trial, arm }) => !tables.recist.some((row) => row.trial === trial && row.arm === arm),
  );
  if (missing.length === 0) return [];
  return [
    {
      kind: 'no-response-row',
      summary: `in median ${shortLabel} but not in the response rates: ${list(missing.map(({ trial, arm, n }) => `${trial} ${arm} (${n})`))}`,
      figures: Object.fromEntries(missing.map(({ trial, arm, n }) => [`${trial} ${arm}`, n])),
    },
  ];
}

function countedTwice(
  { name, medianTable, shortLabel }: Curve,
  tables: TrialTables,
  pools: readonly ArmPooling[],
): readonly Discrepancy[] {
  const medians = tables[medianTable];
  const all = countPatients(medians);
  const distinct = countPatients(distinctRows(medians));
  if (all === distinct) return [];
  const trials = new Set(medians.filter(({ subsetOf }) => subsetOf !== null).map(({ trial }) => trial));
  const changes = pools.flatMap(({ arm, allRows, distinct: counted }) => {
    const [twice, months] = [allRows.curves[name].median?.months, counted.curves[name].median?.months];
    return twice === undefined || months === undefined || twice === months ? [] : [{ arm, twice, months }];
  });
  return [
    {
      kind: 'counted-twice',
      summary:
        `${all - distinct} patients of ${all} are counted twice in median ${shortLabel} (${[...trials].join('; ')}): ${distinct} distinct; ` +
        `without them ${list(changes.map(({ arm, twice, months }) => `${arm} ${twice.toFixed(3)} -> ${months.toFixed(3)}`))} months`,
      figures: {
        all,
        distinct,
        twice: all - distinct,
        ...Object.fromEntries(changes.map(({ arm, twice, months }) => [`${arm} change`, months - twice])),
      },
    },
  ];
}

function meanOfMedians({ name }: Curve, pools: readonly ArmPooling[]): readonly Discrepancy[] {
  const cases = pools.flatMap(({ arm, allRows, distinct }) => {
    const [mean, curve] = [allRows.curves[name].median?.months, distinct.curves[name].landmarks?.median?.months];
    return mean === undefined || curve === undefined ? [] : [{ arm, mean, curve }];
  });
  if (cases.length === 0) return [];
  const slashed = (field: 'mean' | 'curve') => cases.map((each) => each[field].toFixed(2)).join(' / ');
  return [
    {
      kind: 'mean-of-medians',
      summary: `the mean of the medians, ${slashed('mean')} months, is not the median of the pooled curve, ${slashed('curve')}`,
      figures: Object.fromEntries(
        cases.flatMap(({ arm, mean, curve }) => [
          [`${arm} mean of medians`, mean],
          [`${arm} curve`, curve],
        ]),
      ),
    },
  ];
}

function publishedModel(rmse: PublishedResults['survivalRmse']): readonly Discrepancy[] {
  const arms = Object.entries(rmse);
  if (arms.length === 0) return [];
  const points = arms.map(([, each]) => each.toFixed(1)).join(' / ');
  return [
    {
      kind: 'published-model',
      summary: `survival of the published model at 3, 6, 9 and 12 months differs from the pooled curves by ${points} percentage points (RMSE; ${arms.map(([arm]) => arm).join(' / ')})`,
      figures: rmse,
    },
  ];
}

function notEvaluable(rows: readonly RecistRow[]): readonly Discrepancy[] {
  const unknown = rows.filter(({ nEvaluable }) => nEvaluable === null).length;
  const fewer = rows.filter(({ n, nEvaluable }) => nEvaluable !== null && nEvaluable < n);
  const patients = fewer.reduce((sum, { n, nEvaluable }) => sum + n - (nEvaluable ?? n), 0);
  if (unknown + fewer.length === 0) return [];
  return [
    {
      kind: 'not-evaluable',
      summary:
        `the classes of all ${rows.length} response rows add up to 100 %: the ${patients} patients without an assessment in ${fewer.length} rows ` +
        `are in no class; in ${unknown} rows their number is unknown (they may be counted as PD)`,
      figures: { rows: rows.length, fewer: fewer.length, patients, unknown },
    },
  ];
}

/** Half of the last printed digit of a rate, plus rounding error. */
export const PRINTED_RATE = 0.05 + 1e-9;

function noWholePatients(rows: readonly RecistRow[]): readonly Discrepancy[] {
  const isWhole = (percent: number, n: number) =>
    Math.abs((100 * Math.round((percent / 100) * n)) / n - percent) <= PRINTED_RATE;
  const odd = rows.filter((row) =>
    [row.n, row.nEvaluable ?? row.n].every((patients) =>
      classRateNames.some((name) => !isWhole(row[`${name}Percent`], patients)),
    ),
  );
  if (odd.length === 0) return [];
  return [
    {
      kind: 'no-whole-patients',
      summary: `rates that correspond to no whole number of patients, of n or of the evaluable: ${list(odd.map(({ trial, arm }) => `${trial} ${arm}`))}`,
      figures: { rows: odd.length, of: rows.length },
    },
  ];
}

function monthLength(pools: readonly ArmPooling[]): readonly Discrepancy[] {
  const months = Math.max(
    ...pools.flatMap(({ allRows }) => curveList.map(({ name }) => allRows.curves[name].median?.months ?? 0)),
  );
  if (!(months > 0)) return [];
  const days = months * (TRIAL_MONTH_DAYS - PAPER_MONTH_DAYS);
  return [
    {
      kind: 'month-length',
      summary:
        `months of the trial tables have ${TRIAL_MONTH_DAYS} days, those of the paper's simulations ${PAPER_MONTH_DAYS}: a median of ${months.toFixed(2)} months ` +
        `differs by ${days.toFixed(1)} days`,
      figures: { trial: TRIAL_MONTH_DAYS, paper: PAPER_MONTH_DAYS, days },
    },
  ];
}

import { wilsonInterval } from '../../../src/index.js';
import { type CurveName, curveList } from '../../endpoints/curves.js';
import { type EndpointName, endpoints } from '../../endpoints/endpoints.js';
import { trialName } from '../../targets/trial-row.js';
import { type TrialTables, trialValues } from '../../targets/trial-tables.js';

/** A point of a published curve; months, percent, with the Wilson interval of so many patients. */
export interface CurvePoint {
  readonly month: number;
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** A curve of one arm of a trial. */
export interface TrialCurve {
  readonly arm: string;
  readonly curve: CurveName;
  readonly trial: string;
  readonly patients: number;
  readonly points: readonly CurvePoint[];
}

/** An endpoint of one arm of a trial; percent, or months for a median. */
export interface TrialEndpoint {
  readonly arm: string;
  readonly endpoint: EndpointName;
  readonly trial: string;
  readonly patients: number;
  readonly value: number;
  /** 95 % interval: Wilson's for a share, the published one for a median; null where none is stated. */
  readonly low: number | null;
  readonly high: number | null;
}

/** What trials report, as the explorer draws it behind its curves. */
export interface ClinicalData {
  readonly curves: readonly TrialCurve[];
  readonly endpoints: readonly TrialEndpoint[];
}

/** The rows of the arms of a run as they are drawn. */
export function clinicalData(tables: TrialTables, arms: readonly string[]): ClinicalData {
  const isOfRun = ({ arm }: { readonly arm: string }) => arms.includes(arm);
  return {
    curves: curveList.flatMap(({ name, curveTable }) =>
      tables[curveTable].filter(isOfRun).map((row): TrialCurve => {
        const { arm, n, months, percent } = row;
        return {
          arm,
          curve: name,
          trial: trialName(row),
          patients: n,
          points: months.flatMap((month, index) =>
            month === 0 ? [] : [{ month, percent: percent[index]!, ...shareInterval(percent[index]!, n) }],
          ),
        };
      }),
    ),
    endpoints: endpoints.flatMap((endpoint) =>
      trialValues(tables, endpoint)
        .filter(({ row, value }) => isOfRun(row) && Number.isFinite(value))
        .map(({ row, patients, value }): TrialEndpoint => {
          const { arm } = row;
          const own = { arm, endpoint: endpoint.name, trial: trialName(row), patients, value };
          if (endpoint.unit === 'percent') return { ...own, ...shareInterval(value, patients) };
          const { interval } = row as {
            readonly interval?: { readonly lowMonths: number; readonly highMonths: number };
          };
          return { ...own, low: interval?.lowMonths ?? null, high: interval?.highMonths ?? null };
        }),
    ),
  };
}

/** Wilson interval of a percentage of patients; percent. */
function shareInterval(percent: number, patients: number): { readonly low: number; readonly high: number } {
  const { low, high } = wilsonInterval({ successes: (percent / 100) * patients, trials: patients });
  return { low: 100 * low, high: 100 * high };
}

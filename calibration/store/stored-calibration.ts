import { join } from 'node:path';
import { z } from 'zod';
import { correlationsOf, type UniformDesignKind, uniformDesigns, withCorrelations } from '../../src/index.js';
import { type Curve, curveList } from '../endpoints/curves.js';
import { fromStoredCorrelations, storedCorrelations, toStoredCorrelations } from '../fit/correlation-result.js';
import type { CohortDraw } from '../fit/outer-loop.js';
import { list } from '../fit/results.js';
import type { TrialRow } from '../targets/trial-row.js';
import {
  type MedianRow,
  type RecistRow,
  type SurvivalRow,
  type TrialTables,
  tablesOf,
} from '../targets/trial-tables.js';
import { parseStored } from './parse-stored.js';
import { runFiles } from './run-folder.js';
import { readStoredValue } from './stored-file.js';

const CALIBRATION_SCHEMA_VERSION = 2;

/** What a refit needs: how to draw the same patients again, and the trial tables that the run was fitted to. */
export interface StoredCalibration {
  readonly seed: string;
  readonly design: UniformDesignKind;
  readonly draws: readonly CohortDraw[];
  /** Transformed parameters at the fit, by name. */
  readonly values: Readonly<Record<string, number>>;
  /** Numbers that were fitted beside them; empty where the configuration freed none. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: TrialTables;
  readonly published_model: { readonly text: string; readonly source: string } | null;
  readonly hazard_ratios: { readonly text: string; readonly source: string } | null;
}

const storedTable = z.strictObject({
  text: z.string().describe('content of the table'),
  source: z.string().describe('file that it was read from'),
});

const drawSchema = z.strictObject({
  stream_name: z.string().describe('name of the random stream of the cohort'),
  patients: z.int().positive().describe('patients of the cohort'),
  marginals: list(
    z.strictObject({
      name: z.string().describe('parameter'),
      min: z.number().describe('lower end of its range; unit of the parameter'),
      max: z.number().describe('upper end of its range; unit of the parameter'),
      alpha: z.number().positive().describe('first shape of the Beta distribution'),
      beta: z.number().positive().describe('second shape of the Beta distribution'),
    }),
  ).describe('Beta distributions that the patients were drawn from'),
});

const trialRowSchema = z.strictObject({
  trial: z.string().describe('trial'),
  subgroup: z.string().describe("part of the trial's patients; empty where the row is the whole arm"),
  arm: z.string().describe('treatment arm'),
  n: z.int().positive().describe('patients'),
  subset_of: z.string().nullable().describe('trial that already holds these patients; null where none does'),
  source: z.string().describe('citation'),
  basis: z.string().exactOptional().describe('what the number rests on, where the table states it'),
  where: z.string().describe('file and line that the row was read from'),
});

const recistRowSchema = trialRowSchema.extend({
  year: z.number().nullable().describe('year of publication; null where it is not stated'),
  n_evaluable: z.number().nullable().describe('patients with an evaluable response; null where it is not known'),
  cr_percent: z.number().describe('complete response; percent of n'),
  pr_percent: z.number().describe('partial response; percent of n'),
  sd_percent: z.number().describe('stable disease; percent of n'),
  pd_percent: z.number().describe('progressive disease; percent of n'),
});
const bestResponseRowSchema = recistRowSchema.extend({
  ne_percent: z.number().nullable().describe('not evaluable; percent of n; null where the row does not state it'),
});
const intervalSchema = z.strictObject({
  low_months: z.number().describe('lower end; months'),
  high_months: z.number().describe('upper end; months'),
  level_percent: z.number().describe('coverage that the publication states; percent'),
});
type StoredRow = z.infer<typeof trialRowSchema>;
/** The median of a row has the name of its column. */
type StoredMedian = StoredRow &
  Readonly<Partial<Record<Curve['medianColumn'], number>>> & { readonly interval?: z.infer<typeof intervalSchema> };
const medianRowSchema = ({ medianColumn, medianSummary }: Curve): z.ZodType<StoredMedian> =>
  trialRowSchema.extend({
    [medianColumn]: z.number().positive().describe(`${medianSummary}; months of 30.4375 days`),
    interval: intervalSchema.exactOptional().describe('interval of the median, where the trial states it'),
  }) as unknown as z.ZodType<StoredMedian>;
const curveRowSchema = ({ landmarkLabel }: Curve) =>
  trialRowSchema.extend({
    months: list(z.number()).describe('months of 30.4375 days, ascending from 0'),
    percent: list(z.number()).describe(`share ${landmarkLabel.toLowerCase()} at those months; percent`),
    at_risk: list(z.number())
      .exactOptional()
      .describe('patients at risk between two months, where the trial states numbers at risk'),
  });

/** Medians and curves of each time-to-event endpoint. */
const curveShapes = Object.assign(
  {},
  ...curveList.map((curve) => ({
    [curve.medianEndpoint]: list(medianRowSchema(curve)).describe(curve.medianSummary),
    [curve.curveTable]: list(curveRowSchema(curve)).describe(`${curve.label.toLowerCase()} curves`),
  })),
) as Readonly<
  Record<Curve['medianEndpoint'], z.ZodType<readonly StoredMedian[]>> &
    Record<Curve['curveTable'], z.ZodType<readonly z.infer<ReturnType<typeof curveRowSchema>>[]>>
>;

const tablesSchema = z.strictObject({
  recist: list(recistRowSchema).describe('response rates'),
  ...curveShapes,
  best_response: list(bestResponseRowSchema).describe('best responses'),
});

/** calibration.json. */
export const calibrationSchema = z.strictObject({
  schema_version: z.literal(CALIBRATION_SCHEMA_VERSION).describe('version of this form'),
  seed: z.string().describe('seed of every random stream'),
  design: z.enum(uniformDesigns).describe('how patients are drawn'),
  draws: list(drawSchema).check(z.minLength(1)).describe('cohorts that were simulated for the fit, in order'),
  correlations: storedCorrelations
    .exactOptional()
    .describe('correlations of the per-patient parameters of every cohort; only where there are some'),
  values: z
    .record(z.string(), z.number())
    .describe('transformed parameters (logarithms and logits) at the fit, by name'),
  scalars: z
    .record(z.string(), z.number())
    .describe('numbers fitted by a global search, by name; empty where none was'),
  tables: tablesSchema.describe('trial tables that the run was fitted to'),
  published_model: storedTable
    .nullable()
    .describe('survival of the published model; null where the configuration names none'),
  hazard_ratios: storedTable.nullable().describe('hazard ratios of trials; null where the configuration names none'),
});
export type CalibrationFile = z.infer<typeof calibrationSchema>;

/** What calibration.json holds. */
export function toCalibrationFile({ draws, tables, ...others }: StoredCalibration): CalibrationFile {
  const correlations = correlationsOf(draws[0]!.marginals);
  return {
    schema_version: CALIBRATION_SCHEMA_VERSION,
    ...others,
    ...(correlations.length === 0 ? {} : { correlations: toStoredCorrelations(correlations) }),
    draws: draws.map(({ streamName, patients, marginals }) => ({
      stream_name: streamName,
      patients,
      marginals: marginals.map(({ name, min, max, alpha, beta }) => ({ name, min, max, alpha, beta })),
    })),
    tables: {
      recist: tables.recist.map(storedRecist),
      ...storedCurves(tables),
      best_response: tables.bestResponse.map((row) => ({ ...storedRecist(row), ne_percent: row.nePercent })),
    },
  };
}

const ownOf = ({ trial, subgroup, arm, n, subsetOf, source, basis, where }: TrialRow) => ({
  trial,
  subgroup,
  arm,
  n,
  subset_of: subsetOf,
  source,
  ...(basis === undefined ? {} : { basis }),
  where,
});

const storedRecist = (row: RecistRow): z.infer<typeof recistRowSchema> => ({
  ...ownOf(row),
  year: row.year,
  n_evaluable: row.nEvaluable,
  cr_percent: row.crPercent,
  pr_percent: row.prPercent,
  sd_percent: row.sdPercent,
  pd_percent: row.pdPercent,
});

const storedCurves = (tables: TrialTables): Pick<CalibrationFile['tables'], keyof typeof curveShapes> =>
  Object.assign(
    {},
    ...curveList.map((curve) => ({
      [curve.medianEndpoint]: tables[curve.medianTable].map((row) => storedMedian(curve, row)),
      [curve.curveTable]: tables[curve.curveTable].map(storedCurve),
    })),
  );

const storedMedian = ({ medianColumn }: Curve, { medianMonths, interval, ...row }: MedianRow): StoredMedian => ({
  ...ownOf(row),
  [medianColumn]: medianMonths,
  ...(interval === undefined
    ? {}
    : {
        interval: {
          low_months: interval.lowMonths,
          high_months: interval.highMonths,
          level_percent: interval.levelPercent,
        },
      }),
});

const storedCurve = ({ months, percent, atRisk, ...row }: SurvivalRow) => ({
  ...ownOf(row),
  months,
  percent,
  ...(atRisk === undefined ? {} : { at_risk: atRisk }),
});

const rowOf = <Row extends z.infer<typeof trialRowSchema>>({ subset_of: subsetOf, ...row }: Row) => ({
  ...row,
  subsetOf,
});

const recistOf = ({
  n_evaluable: nEvaluable,
  cr_percent: crPercent,
  pr_percent: prPercent,
  sd_percent: sdPercent,
  pd_percent: pdPercent,
  ...row
}: z.infer<typeof recistRowSchema>): RecistRow => ({
  ...rowOf(row),
  nEvaluable,
  crPercent,
  prPercent,
  sdPercent,
  pdPercent,
});

const medianOf = (
  { medianColumn }: Curve,
  { [medianColumn]: medianMonths, interval, ...row }: StoredMedian,
): MedianRow => ({
  ...rowOf(row),
  medianMonths: medianMonths!,
  ...(interval === undefined
    ? {}
    : {
        interval: {
          lowMonths: interval.low_months,
          highMonths: interval.high_months,
          levelPercent: interval.level_percent,
        },
      }),
});

const curveOf = ({ at_risk: atRisk, ...row }: z.infer<ReturnType<typeof curveRowSchema>>): SurvivalRow => ({
  ...rowOf(row),
  ...(atRisk === undefined ? {} : { atRisk }),
});

function fromCalibrationFile({
  schema_version: _,
  draws,
  correlations = [],
  tables,
  ...others
}: CalibrationFile): StoredCalibration {
  return {
    ...others,
    draws: draws.map(({ stream_name: streamName, patients, marginals }) => ({
      streamName,
      patients,
      marginals: withCorrelations(marginals, fromStoredCorrelations(correlations)),
    })),
    tables: tablesOf({
      recist: () => tables.recist.map(recistOf),
      bestResponse: () =>
        tables.best_response.map(({ ne_percent: nePercent, ...row }) => ({ ...recistOf(row), nePercent })),
      medians: (curve) => tables[curve.medianEndpoint].map((row) => medianOf(curve, row)),
      curves: ({ curveTable }) => tables[curveTable].map(curveOf),
    }),
  };
}

/**
 * Reads calibration.json of a finished run.
 *
 * @throws InputError - when it is missing, not as the run wrote it, or of another form
 */
export async function readCalibration(folder: string): Promise<StoredCalibration> {
  const path = join(folder, runFiles.calibration);
  return fromCalibrationFile(parseStored(calibrationSchema, await readStoredValue(folder, runFiles.calibration), path));
}

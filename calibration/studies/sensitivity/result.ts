import { z } from 'zod';
import { designKinds, failurePolicies, switchNames } from '../../../src/index.js';
import { storedCorrelations } from '../../fit/correlation-result.js';
import { factorSpaces } from './factors.js';

/*
 * The schema of `sensitivity.json`: one variant per method. Users script against these names; a change of a name or a meaning
 * raises SENSITIVITY_VERSION. Shares are proportions, intervals are 95 % intervals; null where a value cannot be estimated.
 */
export const SENSITIVITY_VERSION = 2;

const count = z.int().min(0);
const maybe = z.number().nullable();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();

const settingsSchema = z.strictObject({
  space: z.enum([...factorSpaces, 'shapes', 'trial']).describe('distribution of the factors'),
  range: z.number().describe('half-width around the baseline, as a share of it'),
  ranges: z
    .record(z.string(), z.tuple([z.number(), z.number()]).readonly())
    .describe('absolute ranges of single parameters, lower and upper end; unit of the parameter'),
  parameters: list(z.string()).nullable().describe('names of parameters or groups; null for all'),
  by: z.enum(['parameter', 'group']).describe('one factor per parameter, or one per group of processes'),
  arms: list(z.string()).describe('arms'),
  outputs: list(z.string()).describe('outputs, with their day where they have one'),
  samples: count.describe('samples, blocks or trajectories, depending on the method; 0 where it needs none'),
  design: z.enum(designKinds).describe('design of the samples'),
  seed: z.string().describe('seed of the design'),
  corrected: list(z.enum(switchNames)).describe(
    'disputed terms in their corrected form; all others in their posted form',
  ),
  failures: z.enum(failurePolicies).describe('treatment of failed samples'),
  order: z.enum(['first', 'second']).describe('highest order of the Sobol indices'),
  replicates: count.describe('bootstrap replicates'),
  levels: count.describe('levels of the Morris grid'),
  step: z.number().describe('step of the logarithm of a parameter'),
  from: z.string().nullable().describe('SHA-256 of the stored run’s results; null for the published shapes'),
  pool_patients: count.nullable().describe('patients of a population; null where single samples are simulated'),
  correlations: storedCorrelations
    .exactOptional()
    .describe('correlations of the per-patient parameters of the stored run; only where there are some'),
});

const countsSchema = z.strictObject({
  arm: z.string().describe('arm'),
  output: z.string().describe('output'),
  samples: count.describe('simulated samples'),
  failed: count.describe('samples without the output: the simulation failed, or a population has no such value'),
  blocks: count.describe('blocks of samples; an estimate needs each block complete'),
  dropped_blocks: count.describe('blocks with a failed sample, which are dropped'),
  patients: count.describe('simulated patients'),
  failed_patients: count.describe('simulated patients that failed'),
});

const common = {
  schema_version: z.literal(SENSITIVITY_VERSION).describe('version of this schema'),
  settings: settingsSchema.describe('settings of the study'),
  factors: count.describe('factors that were varied'),
  samples: count.describe('samples that were evaluated'),
  counts: list(countsSchema).describe('samples and failures, by arm and output'),
  remarks: list(z.string()).describe('remarks on the design and on unreliable estimates'),
};
const reason = { reason: z.string().nullable().describe('why there is no estimate; null where there is one') };
const response = { arm: z.string().describe('arm'), output: z.string().describe('output') };
const parameter = {
  parameter: z.string().describe('name of the factor'),
  group: z.string().describe('family of processes'),
  baseline: z.number().describe('value at the baseline; unit of the parameter'),
};
const interval = {
  ci_low: z.number().describe('lower end of the 95 % interval'),
  ci_high: z.number().describe('upper end of the 95 % interval'),
};

const correlationSchema = z.strictObject({
  r: z.number().describe('coefficient, in [-1, 1]'),
  ...interval,
  p: z.number().describe('two-sided p value'),
  p_holm: z.number().describe('p adjusted by Holm’s method for the number of factors'),
  p_bh: z.number().describe('p adjusted by Benjamini and Hochberg’s method'),
});
const correlationResponseSchema = z.strictObject({
  ...response,
  rows: list(
    z.strictObject({
      ...parameter,
      correlation: correlationSchema.nullable().describe('null where the factor or the output does not vary'),
      ...reason,
    }),
  ).describe('factors, the strongest first'),
});
const correlation = {
  ...common,
  responses: list(correlationResponseSchema).describe('correlations by arm and output'),
};

const morrisResponseSchema = z.strictObject({
  ...response,
  rows: list(
    z.strictObject({
      name: z.string().describe('parameter, or group of parameters'),
      factors: count.describe('number of parameters changed together'),
      mu_star: maybe.describe('mean absolute elementary effect; unit of the output per full range'),
      ci_low: maybe.describe('lower end of the 95 % interval'),
      ci_high: maybe.describe('upper end of the 95 % interval'),
      mu: maybe.describe('mean effect; null for several parameters'),
      sigma: maybe.describe('standard deviation of the effects; null for several parameters'),
      ...reason,
    }),
  ).describe('factors by decreasing mu*'),
});

const shareSchema = z.strictObject({
  value: z.number().describe('share of the variance'),
  low: z.number().describe('lower end of the 95 % bootstrap interval'),
  high: z.number().describe('upper end of the 95 % bootstrap interval'),
});
const sobolResponseSchema = z.strictObject({
  ...response,
  mean: z.number().describe('mean of the output'),
  variance: z.number().describe('variance of the output'),
  widest: maybe.describe('largest half-width of a total index; null without indices'),
  rows: list(
    z.strictObject({
      name: z.string().describe('parameter, or group of parameters'),
      first: shareSchema.nullable().describe('first order; null without an estimate'),
      total: shareSchema.nullable().describe('total order; null without an estimate'),
      warning: z.string().nullable().describe('why the number of blocks is too small for these indices'),
      ...reason,
    }),
  ).describe('factors by decreasing total'),
  pairs: list(
    z.strictObject({
      names: z.tuple([z.string(), z.string()]).readonly().describe('the pair'),
      second: shareSchema.describe('second order'),
    }),
  ).describe('pairs by decreasing second order; empty unless requested'),
  convergence: list(
    z.strictObject({
      blocks: count.describe('first blocks of the design'),
      totals: list(
        z.strictObject({
          name: z.string().describe('parameter, or group of parameters'),
          total: z.number().describe('total order'),
          half_width: z.number().describe('half of the 95 % interval'),
        }),
      ).describe('totals from these blocks'),
    }),
  ).describe('total order by number of blocks'),
});

const localResponseSchema = z.strictObject({
  ...response,
  base: z.number().describe('output at the baseline'),
  rows: list(
    z.strictObject({
      ...parameter,
      derivative: z
        .strictObject({
          slope: z.number().describe('d output / d log parameter; unit of the output'),
          error: z.number().describe('error estimate'),
          elasticity: maybe.describe('d log output / d log parameter; null where the output is not positive'),
        })
        .nullable()
        .describe('null where a point of the parameter failed'),
      ...reason,
    }),
  ).describe('parameters by decreasing absolute slope'),
});

const shapesResponseSchema = z.strictObject({
  ...response,
  base: maybe.describe('endpoint at the fit; null where it is not reached'),
  rows: list(
    z.strictObject({
      ...parameter,
      derivative: z
        .strictObject({
          slope: z.number().describe('d endpoint / d log value; unit of the endpoint'),
          standard_error: z.number().describe('jackknife standard error'),
        })
        .nullable()
        .describe('null where the endpoint is not reached'),
      ...reason,
    }),
  ).describe('fitted values by decreasing absolute slope'),
});

const intervalsResponseSchema = z.strictObject({
  arm: z.string().describe('arm'),
  factors: list(
    z.strictObject({
      ...parameter,
      spread: z.number().describe('largest minus smallest rate over quintiles with enough patients'),
      quintiles: list(
        z.strictObject({
          quintile: count.describe('quintile of the range; 1 is the lowest'),
          from: z.number().describe('lower end of the quintile; unit of the parameter'),
          to: z.number().describe('upper end of the quintile; unit of the parameter'),
          patients: count.describe('patients in the quintile'),
          dcr: maybe.describe('share with disease control; null without patients'),
          dcr_low: z.number().describe('lower end of its 95 % Wilson interval'),
          dcr_high: z.number().describe('upper end of its 95 % Wilson interval'),
          ...reason,
        }),
      ).describe('quintiles of the range in ascending order'),
    }),
  ).describe('parameters by decreasing spread'),
});

/** `sensitivity.json`. */
export const sensitivityResultSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('pcc'), ...correlation }),
  z.strictObject({ method: z.literal('prcc'), ...correlation }),
  z.strictObject({
    method: z.literal('morris'),
    ...common,
    responses: list(morrisResponseSchema).describe('elementary effects by arm and output'),
  }),
  z.strictObject({
    method: z.literal('sobol'),
    ...common,
    responses: list(sobolResponseSchema).describe('indices by arm and output'),
  }),
  z.strictObject({
    method: z.literal('local'),
    ...common,
    responses: list(localResponseSchema).describe('derivatives by arm and output'),
  }),
  z.strictObject({
    method: z.literal('shapes'),
    ...common,
    responses: list(shapesResponseSchema).describe('derivatives by arm and endpoint'),
  }),
  z.strictObject({
    method: z.literal('intervals'),
    ...common,
    responses: list(intervalsResponseSchema).describe('disease control by arm'),
  }),
]);

export type SensitivityResult = Readonly<z.infer<typeof sensitivityResultSchema>>;
export type SensitivityMethod = SensitivityResult['method'];
/** The result of one method. */
export type ResultOf<Method extends SensitivityMethod> = Extract<SensitivityResult, { readonly method: Method }>;
export type ResponseCounts = Readonly<z.infer<typeof countsSchema>>;
export type Share = Readonly<z.infer<typeof shareSchema>>;
export type CorrelationResponse = Readonly<z.infer<typeof correlationResponseSchema>>;
export type MorrisResponse = Readonly<z.infer<typeof morrisResponseSchema>>;
export type SobolResponse = Readonly<z.infer<typeof sobolResponseSchema>>;
export type LocalResponse = Readonly<z.infer<typeof localResponseSchema>>;
export type ShapesResponse = Readonly<z.infer<typeof shapesResponseSchema>>;
export type IntervalsResponse = Readonly<z.infer<typeof intervalsResponseSchema>>;

type CorrelationRow = CorrelationResponse['rows'][number];

/** Rows with a coefficient, the strongest first. */
export function correlatedRows({ rows }: CorrelationResponse) {
  return rows.filter(
    (row): row is CorrelationRow & { readonly correlation: NonNullable<CorrelationRow['correlation']> } =>
      row.correlation !== null,
  );
}

type SobolRow = SobolResponse['rows'][number];

/** Rows with indices, the largest total first. */
export function indexedRows({ rows }: SobolResponse) {
  return rows.filter(
    (row): row is SobolRow & { readonly first: Share; readonly total: Share } =>
      row.first !== null && row.total !== null,
  );
}

/** Slopes are shown for an increase of a fitted value by 10 %: log(1.1). */
export const TEN_PERCENT = 0.09531017980432493;

/** Number of intervals of equal width in a range. */
export const QUINTILES = 5;

/** Quintiles with fewer patients are not drawn and do not enter the spread: their rates are mostly noise. */
export const FEWEST_PATIENTS = 30;

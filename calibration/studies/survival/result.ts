import { z } from 'zod';
import { missingRowsSchema } from '../missing-rows.js';
import { treatmentKeys } from '../treatments.js';

/**
 * The form of `survival.json`. Users script against these names; a change here raises {@link SURVIVAL_SCHEMA_VERSION}.
 *
 * Times are in the unit of the table (months for a run), survival and its ends are shares in [0, 1]. Counts are sums of weights
 * where there are weights.
 */
export const SURVIVAL_SCHEMA_VERSION = 3;

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const number = (meaning: string) => z.number().describe(meaning);
const maybe = (meaning: string) => z.number().nullable().describe(meaning);
const text = (meaning: string) => z.string().describe(meaning);
const flag = (meaning: string) => z.boolean().describe(meaning);

/** A sentence where something is missing, null where nothing is. */
const reason = (meaning: string) => z.string().nullable().describe(`${meaning}; null where there is one`);

const landmarkSchema = z.strictObject({
  survival: number('share without event'),
  low: maybe('lower end of its interval; null where there is no event by then'),
  high: maybe('upper end of its interval; null where there is no event by then'),
  standard_error: maybe('standard error; null where there is no event by then, or the curve has come to 0'),
  reason: reason('why there is no interval'),
});

const rmstSchema = z.strictObject({
  tau: number('end of the restricted mean; unit of time'),
  mean: number('restricted mean; unit of time'),
  standard_error: maybe('its standard error; null where no event before tau leaves survivors'),
  low: maybe('lower end of its interval'),
  high: maybe('upper end of its interval'),
  reason: reason('why there is no interval'),
});

const groupSchema = z.strictObject({
  n: number('patients; the sum of weights that are numbers of patients'),
  events: number('patients with an event'),
  censored: number('censored patients'),
  weight: number('sum of the weights; the count without weights'),
  weighted_events: number('sum of the weights of patients with an event'),
  last_time: number('last follow-up; unit of time'),
  median: maybe('median; null where it is not reached'),
  median_low: maybe('lower end of its interval'),
  median_high: maybe('upper end of its interval; null where it is not reached'),
  landmarks: z
    .record(z.string(), landmarkSchema.nullable())
    .describe('survival by time; null beyond the last follow-up'),
  rmst: rmstSchema.nullable().describe('restricted mean; null where there is none'),
});

const chiSquareSchema = z.strictObject({
  statistic: number('chi-square statistic'),
  df: number('degrees of freedom'),
  p: number('p value'),
});

const logRankSchema = z.strictObject({
  statistic: maybe('chi-square statistic; null where no event contributes'),
  df: number('degrees of freedom'),
  p: maybe('p value'),
  stratified: flag('whether strata were given'),
  robust: flag('true where sampling weights made the variance a robust one'),
  groups: z
    .record(z.string(), z.strictObject({ observed: number('events'), expected: number('expected events') }))
    .describe('events by group'),
});

const coxTermSchema = z.strictObject({
  name: text('group or covariate; of a covariate of text, column and value'),
  reference: z
    .string()
    .nullable()
    .describe('group, or value of a covariate of text, that the term is compared with; null for numbers'),
  hazard_ratio: maybe('hazard ratio; null where the data give no finite estimate'),
  low: maybe('lower end of its interval'),
  high: maybe('upper end of its interval'),
  coefficient: maybe('logarithm of the hazard ratio'),
  standard_error: maybe('standard error of the coefficient'),
  p: maybe('Wald p value'),
  reason: reason('why there is no finite hazard ratio'),
});

const coxSchema = z.strictObject({
  status: z
    .enum(['completed', 'monotone', 'not-identified', 'not-converged'])
    .describe(
      'completed: every term has a finite estimate; monotone: some have none, the others are those of the limit; not-identified: some are constant or determined by others, which are estimated without them',
    ),
  summary: text('what has no estimate and why, in sentences; empty where the fit is complete'),
  ties: z.enum(['efron', 'breslow']).describe('how equal times are handled'),
  reference: z.string().nullable().describe('group that the others are compared with; null without groups'),
  stratified: flag('whether strata were given'),
  robust: flag('true where sampling weights made the variance a robust one'),
  n: number('patients'),
  events: number('patients with an event'),
  terms: list(coxTermSchema).describe('coefficients'),
  score_test: chiSquareSchema.nullable().describe('score test of all terms'),
  wald_test: chiSquareSchema
    .nullable()
    .describe('Wald test of the terms with an estimate; null where the likelihood is monotone'),
  likelihood_ratio_test: chiSquareSchema
    .nullable()
    .describe('likelihood-ratio test of all terms; at the limit of a monotone likelihood'),
  log_likelihood: z.tuple([z.number(), z.number()]).readonly().describe('partial log-likelihood at zero, and reached'),
});

const differenceSchema = z.strictObject({
  group: text('the one group'),
  reference: text('the group that is subtracted'),
  time: number('landmark, or tau of the restricted mean'),
  difference: maybe('group minus reference'),
  standard_error: maybe('its standard error'),
  low: maybe('lower end of its interval'),
  high: maybe('upper end of its interval'),
  p: maybe('p value'),
  reason: reason('why there is neither interval nor p'),
});

const comparison = {
  n: number('patients; the sum of weights that are numbers of patients'),
  events: number('patients with an event'),
  group_names: list(z.string()).describe('groups in order; the first is the reference'),
  groups: z.record(z.string(), groupSchema).describe('groups by name'),
  logrank: logRankSchema.nullable().describe('log-rank test; null where there is one group'),
  cox: coxSchema.nullable().describe('regression on the groups alone; null where there is one group'),
  cox_adjusted: coxSchema
    .nullable()
    .describe('regression on groups and covariates, or covariates alone; null without covariates'),
  landmark_differences: list(differenceSchema).describe('differences of survival between groups'),
  rmst_differences: list(differenceSchema).describe('differences of restricted means between groups'),
  remarks: list(z.string()).describe('remarks on the data; sentences'),
};
const comparisonSchema = z.strictObject(comparison);

const optimalCutSchema = z.strictObject({
  statistic: number('largest standardised log-rank statistic'),
  cuts_tried: number('cuts that were tried'),
  p_unadjusted: number('unadjusted p, as for a cut chosen in advance'),
  p_permutation: number('p adjusted for the choice of the cut, by permutations'),
  permutations: number('permutations'),
  p_miller_siegmund: number('adjusted p of Miller and Siegmund'),
  p_lausen: number('bound of Lausen and others'),
});

const prognosisSchema = z.strictObject({
  within: text('group whose patients are divided'),
  marker: text('marker that divides them'),
  cut: z.enum(['median', 'tertiles', 'optimal', 'given']).describe('how the cuts are chosen; given: by a number'),
  cuts: list(z.number()).describe('cuts; a patient belongs to the lower group up to and including a cut'),
  optimal: optimalCutSchema.nullable().describe('the optimal cut with its adjusted p values; null for quantiles'),
  comparison: comparisonSchema.describe('the groups compared'),
});

const expectedSchema = z.strictObject({
  median: maybe('median of the exact curve'),
  landmarks: z.record(z.string(), z.number().nullable()).describe('survival of the exact curve by time'),
  rmst: maybe('restricted mean of the exact curve'),
});

/** `survival.json`. */
export const survivalResultSchema = z.strictObject({
  schema_version: z.literal(SURVIVAL_SCHEMA_VERSION).describe('version of this form'),
  kind: z.enum(['table', 'simulated trial']).describe('where the patients come from'),
  endpoint: z
    .enum(['os', 'pfs', 'ttp'])
    .nullable()
    .describe(
      'os: overall survival; pfs: progression-free survival; ttp: time to progression, deaths censored; null for a table',
    ),
  source: text('file or run folder'),
  sha256: text('SHA-256 of what was read'),
  time_unit: z.string().nullable().describe('unit of time; null where the table does not state it'),
  ...treatmentKeys,
  columns: z
    .record(z.string(), z.union([z.string(), list(z.string())]))
    .describe('columns by role; empty for a simulated trial'),
  event_values: z
    .strictObject({
      event: text('value of an event'),
      censored: list(z.string()).describe('values of censored patients'),
    })
    .nullable()
    .describe('what the values of the column of events mean; null for a simulated trial'),
  missing: missingRowsSchema.nullable().describe('rows with a missing value; null for a simulated trial'),
  weights: z.enum(['none', 'sampling', 'patients']).describe('what weights are'),
  seed: text('seed of drawn deaths and permutations'),
  level: number('coverage of intervals'),
  landmarks: list(z.number()).describe('times at which survival is read'),
  tau: maybe('end of restricted means; null where there is none'),
  ...comparison,
  prognosis: list(prognosisSchema).describe('groups by a marker within each group'),
  expected: z
    .record(z.string(), expectedSchema)
    .nullable()
    .describe('exact curves that a simulated trial was drawn from, by arm; null for a table'),
});

export type SurvivalResults = Readonly<z.infer<typeof survivalResultSchema>>;
export type GroupResult = Readonly<z.infer<typeof groupSchema>>;
export type RmstResult = Readonly<z.infer<typeof rmstSchema>>;
export type ChiSquareResult = Readonly<z.infer<typeof chiSquareSchema>>;
export type LogRankResult = Readonly<z.infer<typeof logRankSchema>>;
export type CoxTerm = Readonly<z.infer<typeof coxTermSchema>>;
export type CoxResult = Readonly<z.infer<typeof coxSchema>>;
/** A difference `group` - `reference`. */
export type DifferenceResult = Readonly<z.infer<typeof differenceSchema>>;
/** Groups of patients, and their comparison. */
export type ComparisonResult = Readonly<z.infer<typeof comparisonSchema>>;
/** The optimal cut with its adjusted p values; see `optimalCut`. */
export type OptimalCutResult = Readonly<z.infer<typeof optimalCutSchema>>;
/** Patients divided by a marker, within one group of the analysis. */
export type PrognosisResult = Readonly<z.infer<typeof prognosisSchema>>;
/** The exact curve that a simulated trial was drawn from. */
export type ExpectedResult = Readonly<z.infer<typeof expectedSchema>>;

/** Tables beside the results. */
export const survivalTableFiles = {
  curves: 'curves.csv',
  atRisk: 'at_risk.csv',
  prognosisCurves: 'prognosis_curves.csv',
  prognosisAtRisk: 'prognosis_at_risk.csv',
  expected: 'expected.csv',
} as const;

export const curveColumns = ['group', 'time', 'at_risk', 'events', 'censored', 'survival', 'low', 'high'] as const;
export const atRiskColumns = ['group', 'time', 'at_risk', 'events', 'censored'] as const;

/** A point of a drawn curve; the row of `curves.csv`. */
export interface CurvePoint {
  readonly group: string;
  readonly time: number;
  readonly at_risk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  /** Ends of the band; null before the first event. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A row of `at_risk.csv`. */
export interface AtRiskPoint {
  readonly group: string;
  readonly time: number;
  readonly at_risk: number;
  readonly events: number;
  readonly censored: number;
}

/** Data of the plot of one comparison. */
export interface ComparisonCurves {
  readonly curves: readonly CurvePoint[];
  readonly at_risk: readonly AtRiskPoint[];
}

import { z } from 'zod';

/** Bumped when names or meanings of `replicate.json` change. */
export const REPLICATE_VERSION = 2;

/** Equal parts of a parameter's range. */
export const QUINTILES = 5;

/** Verdicts on a published result. */
export const verdicts = [
  'reproduced',
  'differs within noise',
  'not reproduced',
  // Agreement by construction is no test
  'fitted',
] as const;

export type Verdict = (typeof verdicts)[number];

/** How a result was computed; each label states the change from the published definitions. */
export const settingLabels = {
  posted: 'published definitions and shapes, the terms of the posted code, exact arithmetic',
  corrected: 'every switch corrected, shapes as published, death functions as fitted under posted',
  'corrected, refitted': 'the same with death functions refitted to the same curves',
  'posted, diameters': 'response by RECIST 1.1 on the diameters of spheres of the same volumes',
  'posted, script arithmetic': 'marker groups in the unequal steps of the posted survival script',
  'posted, placebo function': "marker groups under the placebo arm's death function",
  'posted, script arithmetic, placebo function': 'both of these',
} as const;

export type ReplicateSetting = keyof typeof settingLabels;

const settingSchema = z.enum(Object.keys(settingLabels) as [ReplicateSetting, ...ReplicateSetting[]]);
const verdictSchema = z.enum(verdicts);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const maybe = z.number().nullable();
const count = z.int().min(0);
const range = z.tuple([z.number(), z.number()]).readonly();

const rowSchema = z.strictObject({
  id: z.string().describe('name of the published result'),
  figure: z.string().describe('figure or table of the paper'),
  arm: z.string().describe('arm'),
  quantity: z.string().describe('what is compared'),
  unit: z.string().describe('unit of the values'),
  setting: settingSchema.describe('how the value was computed'),
  published: maybe.describe('printed value; null where the paper draws it without a number'),
  relation: z.enum(['=', '<']).describe('`<` for statements such as p < 0.01'),
  recomputed: maybe.describe('the same from the authors’ posted per-patient data, where that is known'),
  value: z.number().describe('value computed here'),
  standard_error: z.number().describe('its Monte-Carlo standard error; 0 for exact arithmetic'),
  low: z.number().describe('lower end of its 95 % interval'),
  high: z.number().describe('upper end of its 95 % interval'),
  patients: count.describe('patients behind the value'),
  published_error: z.number().describe('standard error of the published value as one draw of a cohort of its size'),
  difference: z.number().describe('value minus published value'),
  standard_errors_apart: maybe.describe('difference over both errors together; null where neither has one'),
  standard_errors_from_recomputed: maybe.describe('the same distance from the recomputed value'),
  verdict: verdictSchema.describe('verdict on the published result'),
  reason: z.string().describe('the verdict in a sentence'),
  source: z.string().describe('place of the published value in the paper'),
});

const switchSchema = z.strictObject({
  switch: z.string().describe('the corrected switch, or `all switches`'),
  arm: z.string().describe('arm'),
  quantity: z.enum(['dcr', 'median', 'survival_12']).describe('what is compared'),
  unit: z.string().describe('unit of the values'),
  posted: z.number().describe('value with all terms as posted'),
  switched: z.number().describe('value with the switch corrected'),
  effect: z.number().describe('switched minus posted, in the same patients'),
  standard_error: z.number().describe('standard error of the effect'),
  low: z.number().describe('lower end of the effect’s 95 % interval'),
  high: z.number().describe('upper end of the effect’s 95 % interval'),
  published: z.number().describe('printed value'),
  verdict: verdictSchema.describe('verdict on the published value, compared with the value under this switch'),
  reason: z.string().describe('what the switch corrects'),
});

const quintileSchema = z.strictObject({
  parameter: z.string().describe('per-patient parameter'),
  arm: z.string().describe('arm'),
  quintile: count.describe('1 is the lowest quintile of the range'),
  patients: count.describe('patients in it'),
  dcr: maybe.describe('disease control, percent; null without patients'),
  pd: maybe.describe('progression, percent; null without patients'),
});

const trialEndpointSchema = z.strictObject({
  arm: z.string().describe('arm'),
  endpoint: z.string().describe('name of the endpoint, such as median_pfs, pfs_6, bor_sd'),
  quantity: z.string().describe('the endpoint in words'),
  unit: z.string().describe('unit of the values'),
  setting: settingSchema.describe('how the value was computed'),
  published: z.null().describe('the paper reports none'),
  trials: maybe.describe('pooled trials; null where none reports it'),
  trials_error: maybe.describe('its sampling error'),
  trials_patients: maybe.describe('patients behind it'),
  value: maybe.describe('value computed here; null where a median is not reached'),
  standard_error: maybe.describe('its Monte-Carlo standard error; null where undefined'),
  patients: count.describe('patients behind the value'),
});

const deathSchema = z.strictObject({
  arm: z.string().describe('arm'),
  model: z.enum(['posted', 'corrected']).describe('form of the model that the function was fitted under'),
  mu: range.describe('range of mu; relative tumor burden'),
  sigma: range.describe('range of sigma; relative tumor burden'),
  rmse: z.number().describe('root mean square error at 3, 6, 9 and 12 months; points of percent'),
});

/** `replicate.json`. */
export const replicateResultSchema = z.strictObject({
  schema_version: z.literal(REPLICATE_VERSION).describe('version of this form'),
  seed: z.string().describe('seed of patients and sweep'),
  patients: count.describe('virtual patients under the posted and the corrected model'),
  switch_patients: count.describe('virtual patients under each single switch'),
  sweep_samples: count.describe('samples of the parameter sweep'),
  failed: z.record(z.string(), count).describe('patients that failed, by form of the model'),
  remarks: list(z.string()).describe('remarks; sentences'),
  rows: list(rowSchema).describe('published results under each setting'),
  switches: list(switchSchema).describe('what each switch changes, patient by patient'),
  quintiles: list(quintileSchema).describe('response by quintile of each parameter’s range (Fig. S4)'),
  trial_endpoints: list(trialEndpointSchema).describe(
    'endpoints that trials report and the paper does not: progression-free survival and best response',
  ),
  death_functions: list(deathSchema).describe('death functions as fitted to the published mean curves'),
});

export type ReplicateResult = Readonly<z.infer<typeof replicateResultSchema>>;
/** One line of `replicate.csv`: a published result under one setting. */
export type ReplicateRow = Readonly<z.infer<typeof rowSchema>>;
/** What one switch changes, patient by patient. */
export type SwitchEffect = Readonly<z.infer<typeof switchSchema>>;
/** Response by quintile of the range of one parameter. */
export type QuintileRow = Readonly<z.infer<typeof quintileSchema>>;
/** An endpoint that trials report and the paper does not. */
export type TrialEndpointRow = Readonly<z.infer<typeof trialEndpointSchema>>;
/** Death function of an arm as fitted to the published mean curve. */
export type FittedDeath = Readonly<z.infer<typeof deathSchema>>;

/** One recomputed result, before it is compared. */
export interface Estimate {
  /** Of the published result. */
  readonly id: string;
  readonly setting: ReplicateSetting;
  readonly value: number;
  /** Monte-Carlo standard error; 0 for exact arithmetic. */
  readonly standard_error: number;
  /** 95 % interval where it is not value -+ 1.96 standard errors. */
  readonly interval?: readonly [number, number];
  /** Patients behind the value; the error of the paper's cohort follows from theirs. */
  readonly patients: number;
  /** Standard error of the published value, where it is not that of a cohort of its size. */
  readonly published_error?: number;
  /** `fitted`: the death function was fitted to this very value, so agreement is no test. */
  readonly basis: 'computed' | 'fitted';
  /** For statements such as p < 0.01: the share of cohorts of the published size in which it holds. */
  readonly share?: number;
  /** Why the value differs where it does; a sentence without full stop. */
  readonly because: string;
}

/** Tables of the plots, and those without a plot. */
export const replicateFiles = {
  quintiles: 'figures/quintiles.csv',
  switches: 'figures/switches.csv',
  waterfall: 'figures/waterfall.csv',
  spider: 'figures/spider.csv',
  markers: 'figures/markers.csv',
  survival: 'figures/survival.csv',
  prognosis: 'figures/prognosis.csv',
  trialEndpoints: 'figures/trial_endpoints.csv',
} as const;

/** Marker whose groups are drawn: the paper's most pronounced. */
export const DRAWN_MARKER = 'th1_treg';

/** Panels of the plot of its groups: arithmetic and death function. */
export const prognosisPanels = [
  "exact, combination's death function",
  "exact, placebo's death function",
  "script's steps, placebo's function",
] as const;
export type PrognosisPanel = (typeof prognosisPanels)[number];

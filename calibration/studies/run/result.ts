import { z } from 'zod';
import { runBiomarkersSchema } from '../../biomarkers/result.js';
import { storedCorrelations } from '../../fit/correlation-result.js';
import {
  armOutcomeSchema,
  fittedDeathProbabilitySchema,
  fittedShapeSchema,
  identifiabilitySchema,
  list,
  roundRecordSchema,
  scalarSearchSchema,
  survivalRmseSchema,
  targetRowSchema,
  validationLookSchema,
} from '../../fit/results.js';
import { explorationSchema } from '../../inference/exploration-result.js';
import { tradeOffSchema } from '../../inference/trade-off-result.js';
import { treatmentKeys } from '../treatments.js';

/*
 * The form of a finished run: what `results.json` holds, and what the report reads. Users script against these names; a change
 * here is a change of contract and bumps RESULTS_SCHEMA_VERSION.
 */
export const RESULTS_SCHEMA_VERSION = 3;

const runStatusSchema = z.enum(['converged', 'not-converged', 'evaluated', 'interrupted']);
export type RunStatus = z.infer<typeof runStatusSchema>;

const fitResultSchema = z.strictObject({
  shapes: z.record(z.string(), fittedShapeSchema).describe('fitted Beta distributions, by parameter'),
  correlations: storedCorrelations
    .exactOptional()
    .describe('correlations of per-patient parameters, as configured; only where there are some'),
  dpf: z
    .record(z.string(), fittedDeathProbabilitySchema)
    .describe('fitted death probability functions, by arm; empty where none was fitted'),
  rounds: list(roundRecordSchema).describe('rounds of the outer loop'),
  identifiability: identifiabilitySchema
    .nullable()
    .describe('parameter combinations that are informed by the data; null where nothing was free'),
  scalars: scalarSearchSchema
    .exactOptional()
    .describe('numbers fitted by a global search; only where the configuration frees some'),
});
export type FitResult = Readonly<z.infer<typeof fitResultSchema>>;

const confirmationSchema = z.strictObject({
  n: z.int().min(0).describe('patients of the validation cohort, the same in every arm'),
  seed: z.string().describe('seed and name of the random stream that the cohort was drawn from'),
  planned: z
    .int()
    .min(0)
    .exactOptional()
    .describe('patients of the full validation cohort; only where it may end at a look'),
  stop_error: z
    .number()
    .exactOptional()
    .describe(
      'accepted probability that a cohort that ends at a look would have had another verdict in full; only where it may end at one',
    ),
  looks: list(validationLookSchema)
    .exactOptional()
    .describe('looks at the validation cohort before its last patient; only where the configuration has some'),
  attempts: z.int().describe('validation cohorts tried before this one was accepted, this one included'),
  arms: z.record(z.string(), armOutcomeSchema).describe('endpoints of the cohort, by arm'),
  survival_rmse: list(survivalRmseSchema).describe('fit of the survival curves, by arm'),
});
export type Confirmation = Readonly<z.infer<typeof confirmationSchema>>;

const failedPatientSchema = z.strictObject({
  cohort: z.string().describe('cohort of the patient'),
  patient: z.int().describe('number of the patient in the cohort, from 1'),
  arm: z.string().describe('arm in which the simulation failed'),
  reason: z.string().describe('why it failed'),
  day: z.number().describe('day of treatment on which it failed; days'),
});

const failedPatientsSchema = z.strictObject({
  simulated: z.int().min(0).describe('virtual patients simulated, each under every arm'),
  failed: z.int().min(0).describe('those that failed under at least one arm'),
  largest_share: z.number().min(0).max(1).describe('largest share of a cohort that failed'),
  cohort: z.string().nullable().describe('cohort behind it; null where no patient failed'),
  accepted_share: z
    .number()
    .min(0)
    .max(1)
    .describe('simulation.maxFailedShare of the configuration; a run with a larger share is not converged'),
});

/** results.json. */
export const runResultSchema = z.strictObject({
  schema_version: z.literal(RESULTS_SCHEMA_VERSION).describe('version of this form'),
  name: z.string().describe('name of the configuration'),
  status: runStatusSchema.describe('outcome of the run'),
  status_summary: list(z.string()).describe(
    'the status in sentences: convergence, parameters at bounds, identifiability, remarks on the trials',
  ),
  seed: z.string().describe('seed of every random stream'),
  month_days: z.number().positive().describe('length of a month; days'),
  arms: list(z.string()).describe('treatment arms, in the order of the configuration'),
  ...treatmentKeys,
  switches: z.record(z.string(), z.enum(['posted', 'corrected'])).describe('forms of the disputed terms of the model'),
  response_rule: z.string().describe('rule that turns a change of tumor size into a response class'),
  fit: fitResultSchema.describe('what was fitted'),
  confirmation: confirmationSchema
    .nullable()
    .describe('the fitted model on the validation cohort; null where the run did not reach it'),
  targets: list(targetRowSchema).describe('clinical endpoints beside the simulated ones'),
  exploration: explorationSchema
    .exactOptional()
    .describe('arms that are simulated and not fitted; only where the configuration has some under `explore`'),
  trade_off: tradeOffSchema
    .exactOptional()
    .describe('what following one family of endpoints costs the others; only where the configuration asks for it'),
  biomarkers: runBiomarkersSchema
    .nullable()
    .describe('biomarker analysis of the validation cohort; null where none was configured'),
  failed_patients: failedPatientsSchema.describe('failed patients of all cohorts of the fit and the validation'),
  failures: list(failedPatientSchema).describe('patients whose simulation failed'),
});
export type RunResults = Readonly<z.infer<typeof runResultSchema>>;

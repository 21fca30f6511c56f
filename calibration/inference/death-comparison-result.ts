import { z } from 'zod';
import { list, statistic } from '../fit/results.js';
import { type DeathFormName, deathFormNames, deathSharings } from '../fit/survival/death-forms.js';

/*
 * The schema of the comparison of death functions, a part of `refit.json`. Survival is in percent, medians in months. A number
 * without a value is null in files.
 */

const count = () => z.int().min(0);

const heldOutErrorSchema = {
  deviance: statistic().describe(
    'deviance of the held-out observations at the fit to the others: twice the log likelihood below that of the observed shares',
  ),
  observations: count().describe('held-out observations: classes of response, deaths between two landmarks, medians'),
  survival_rmse: statistic()
    .nullable()
    .describe(
      'root mean square difference from the held-out survival curves over their months, weighted by patients; points of percent; null without a curve',
    ),
};

const heldOutTrialSchema = z.strictObject({
  trial: z.string().describe('held-out trial'),
  ...heldOutErrorSchema,
});

const heldOutArmSchema = z.strictObject({
  arm: z.string().describe('held-out arm'),
  death_from: z
    .string()
    .nullable()
    .describe('arm whose death function is used instead, where each arm has its own; null for a shared one'),
  ...heldOutErrorSchema,
  median_os_months: statistic().nullable().describe('predicted median overall survival; months'),
});

const predictedRatioSchema = z.strictObject({
  trial: z.string().describe('trial that published the hazard ratio'),
  arm: z.string().describe('arm'),
  versus: z.string().describe('arm that it is compared with'),
  fitted: statistic().describe('hazard ratio of the two arms at the fit to all trials'),
  without_trial: statistic().describe('the same at the fit without the trial'),
  without_arm: statistic().describe(
    'the same at the fit without every trial of the arm: a prediction of a held-out arm',
  ),
});

export const comparedFormSchema = z.strictObject({
  form: z.enum(deathFormNames as [DeathFormName, ...DeathFormName[]]).describe('form of the death function'),
  sharing: z
    .enum(deathSharings)
    .describe('whether each arm has its own, all have the same, or the same with a treatment effect of each arm'),
  label: z.string().describe('the form in words'),
  death_parameters: count().describe('parameters of the death functions'),
  effective_parameters: statistic().describe(
    "effective number of all parameters, shapes included: trace of J (J'J + P)^-1 J', with J the Jacobian of the data and P the precision of the prior",
  ),
  deviance: statistic().describe('twice the log likelihood below that of the observed shares'),
  observations: count().describe('observations of the likelihood'),
  aic: statistic().describe('deviance + 2 effective_parameters'),
  converged: z.boolean().describe('whether the fit to all trials converged'),
  not_converged: count().describe('fits without a trial or an arm that did not converge'),
  at_bound: list(z.string()).describe('parameters at a bound at the fit to all trials'),
  parameters: z
    .record(z.string(), z.number())
    .describe(
      'parameters of the death functions at that fit, by name (logits, logarithms of daily hazards, half-widths)',
    ),
  trials: list(heldOutTrialSchema).describe('each trial in turn left out, and predicted'),
  arms: list(heldOutArmSchema).describe(
    'each arm in turn left out, and predicted; the treatment effect of the held-out arm is 0',
  ),
  hazard_ratios: list(predictedRatioSchema).describe('hazard ratios of overall survival that trials have published'),
});
/** One form of the death function, fitted to all trials, without each trial, and without each arm. */
export type ComparedForm = Readonly<z.infer<typeof comparedFormSchema>>;

export const publishedRatioSchema = z.strictObject({
  trial: z.string().describe('trial'),
  arm: z.string().describe('arm'),
  versus: z.string().describe('arm that it is compared with'),
  hazard_ratio: z.number().positive().describe('published hazard ratio of death'),
  low: z.number().positive().describe('lower end of its 95 % interval'),
  high: z.number().positive().describe('upper end of its 95 % interval'),
});
/** A published hazard ratio of death. */
export type PublishedRatio = Readonly<z.infer<typeof publishedRatioSchema>>;

export const deathComparisonSchema = z.strictObject({
  patients: count().describe('simulated patients of the fits'),
  overdispersion: z.enum(['none', 'estimated']).describe('whether trials may differ by more than sampling error'),
  reference: z
    .string()
    .describe('arm without a treatment effect, against which the effects are; without it the next one takes its place'),
  published: list(publishedRatioSchema).describe('published hazard ratios of death between two arms of the run'),
  forms: list(comparedFormSchema).describe('forms, the smallest error of held-out arms first'),
  summary: list(z.string()).describe('the comparison in sentences'),
});
/** Comparison of the forms of the death function on the same patients and trials. */
export type DeathComparison = Readonly<z.infer<typeof deathComparisonSchema>>;

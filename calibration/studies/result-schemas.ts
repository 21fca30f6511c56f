import type { z } from 'zod';
import { manifestSchema, studyKinds } from '../store/manifest.js';
import { calibrationSchema } from '../store/stored-calibration.js';
import { biomarkersResultSchema } from './biomarkers/result.js';
import { optimiseResultSchema } from './optimise/result.js';
import { predictResultSchema } from './predict/result.js';
import { recoverResultSchema } from './recover/result.js';
import { refitResultSchema } from './refit/result.js';
import { replicateResultSchema } from './replicate/result.js';
import { rocResultSchema } from './roc/result.js';
import { runResultSchema } from './run/result.js';
import { sensitivityResultSchema } from './sensitivity/result.js';
import { survivalResultSchema } from './survival/result.js';
import { sweepResultSchema } from './sweep/result.js';

/** A JSON file that commands leave. */
export interface ResultSchema {
  /** Also the name of its JSON Schema, `docs/schemas/<name>.schema.json`. */
  readonly name: string;
  readonly file: string;
  /** Commands that leave it. */
  readonly commands: readonly string[];
  /** What it holds; a sentence without its full stop. */
  readonly title: string;
  readonly schema: z.ZodType;
}

/** Every JSON file that a command leaves. A new one is a line here; `npm run schema` then writes its JSON Schema and its table. */
export const resultSchemas: readonly ResultSchema[] = [
  {
    name: 'results',
    file: 'results.json',
    commands: ['run', 'refit'],
    title: 'Fit, confirmation, comparison with the trials and biomarkers',
    schema: runResultSchema,
  },
  {
    name: 'calibration',
    file: 'calibration.json',
    commands: ['run', 'refit'],
    title: 'What a later refit starts from',
    schema: calibrationSchema,
  },
  {
    name: 'refit',
    file: 'refit.json',
    commands: ['refit'],
    title: 'What a refit adds to a run: changes, contributions, uncertainty, predictions',
    schema: refitResultSchema,
  },
  {
    name: 'recover',
    file: 'recover.json',
    commands: ['recover'],
    title: 'Bias and coverage of fits to data sets drawn from a fit',
    schema: recoverResultSchema,
  },
  {
    name: 'predict',
    file: 'predict.json',
    commands: ['predict'],
    title: 'What a new trial would report, differences between trials, leave-one-trial-out predictions',
    schema: predictResultSchema,
  },
  {
    name: 'biomarkers',
    file: 'biomarkers.json',
    commands: ['biomarkers'],
    title: 'Markers of response, by arm and marker day',
    schema: biomarkersResultSchema,
  },
  {
    name: 'roc',
    file: 'roc.json',
    commands: ['roc'],
    title: 'Markers and a binary outcome of a table',
    schema: rocResultSchema,
  },
  {
    name: 'survival',
    file: 'survival.json',
    commands: ['survival'],
    title: 'Survival of groups: curves, comparisons, regression, prognosis by markers',
    schema: survivalResultSchema,
  },
  {
    name: 'sensitivity',
    file: 'sensitivity.json',
    commands: ['sensitivity'],
    title: 'Sensitivity analysis, by method',
    schema: sensitivityResultSchema,
  },
  { name: 'sweep', file: 'sweep.json', commands: ['sweep'], title: 'Parameter sweep', schema: sweepResultSchema },
  {
    name: 'optimise',
    file: 'optimise.json',
    commands: ['optimise'],
    title: 'Search for schedules: the front on independent patients beside the reference',
    schema: optimiseResultSchema,
  },
  {
    name: 'replicate',
    file: 'replicate.json',
    commands: ['replicate'],
    title: 'Published values beside those computed here',
    schema: replicateResultSchema,
  },
  {
    name: 'manifest',
    file: 'manifest.json',
    commands: studyKinds,
    title: 'Everything needed to repeat a study and to tell two of them apart',
    schema: manifestSchema,
  },
];

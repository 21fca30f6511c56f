import { z } from 'zod';
import type { FitProblem } from '../../fit/fit-problem.js';
import { fitProblemIssues } from './fit-problem-issues.js';
import { checkedBy } from './packed-issue.js';
import { anyNumber, count, finite, shortText } from './parse-packed.js';
import { MOST_DAYS } from './simulation-schema.js';

const MOST = 100_000;
const form = z.enum(['point', 'range']);
const pair = z.tuple([finite, finite]);
const label = { trial: shortText, arm: shortText, endpoint: shortText, weight: finite, emphasis: finite };

const settings = z.strictObject({
  marginals: z
    .array(z.strictObject({ name: shortText, min: finite, max: finite, alpha: finite, beta: finite }))
    .max(MOST),
  freeMarginals: z.array(shortText).max(MOST),
  priorLogSd: anyNumber,
  logShapeBound: anyNumber,
  deathForm: z.strictObject({ mu: form, sigma: form }),
  deathShared: z.boolean(),
  deathBounds: z.strictObject({
    dailyDeathPercentAtZero: pair,
    dailyDeathPercentAtOne: pair,
    muHalfWidth: finite,
    sigmaRelativeHalfWidth: finite,
  }),
  targetWeights: z.strictObject({ response: finite, medianOs: finite, survival: finite }),
  residualScale: z.enum(['sampling-error', 'tolerance']),
  tolerances: z.strictObject({ ratePoints: finite, medianMonths: finite, survivalRmsePoints: finite }),
  monthDays: finite,
  horizonDays: count.max(MOST_DAYS),
});

const parameter = z.strictObject({
  name: shortText,
  start: finite,
  lower: anyNumber,
  upper: anyNumber,
  prior: z.strictObject({ mean: finite, sd: anyNumber }),
  role: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('shape'), dimension: count, which: z.enum(['alpha', 'beta']) }),
    z.strictObject({
      kind: z.literal('death'),
      arms: z.array(shortText).max(MOST),
      transformedParameter: z.enum(['logitAtZero', 'logitAtOne', 'muHalfWidth', 'sigmaRelativeHalfWidth']),
    }),
  ]),
});

const likelihoodRow = z.discriminatedUnion('kind', [
  z.strictObject({ ...label, kind: z.literal('class'), column: count, patients: finite, observed: finite }),
  z.strictObject({
    ...label,
    kind: z.literal('interval'),
    before: count.nullable(),
    after: count,
    atRisk: finite,
    observed: finite,
  }),
  z.strictObject({ ...label, kind: z.literal('median'), column: count, standardError: finite }),
]);

const fields = z.strictObject({
  settings,
  arms: z.array(shortText).min(1).max(MOST),
  parameters: z.array(parameter).max(MOST),
  columns: z
    .array(
      z.strictObject({
        arm: shortText,
        endpoint: shortText,
        column: z.strictObject({ kind: z.enum(['response', 'survival']), index: count }),
        target: anyNumber,
        scale: anyNumber,
        samplingError: anyNumber,
      }),
    )
    .max(MOST),
  likelihood: z.array(likelihoodRow).max(MOST).optional(),
  grids: z.record(
    shortText,
    z.strictObject({
      days: z.array(finite).max(MOST),
      first: z.array(count).max(MOST),
      increments: z.array(z.array(finite).max(MOST)).max(MOST),
    }),
  ),
}) as unknown as z.ZodType<FitProblem>;

/** A calibration problem, with what its indices point at. */
export const fitProblemSchema = checkedBy(fields, fitProblemIssues);

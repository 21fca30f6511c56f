import { z } from 'zod';
import { responseClasses } from '../../../src/index.js';
import { targetGroups } from '../../endpoints/endpoints.js';
import { type ColumnPlace, columnKinds, type FitProblem } from '../../fit/problem.js';
import { bestSets } from '../../fit/survival/column-sums.js';
import { deathFormNames } from '../../fit/survival/death-forms.js';
import { transformedDeathNames } from '../../fit/survival/death-parameters.js';
import type { HazardGrid } from '../../fit/survival/hazard-grid.js';
import { anyNumber, checkedBy, count, finite, type PackedIssue, shortText } from './parse-packed.js';
import { MOST_DAYS } from './simulate-form.js';

const MOST = 100_000;
const form = z.enum(['point', 'range']);
const pair = z.tuple([finite, finite]);
const label = { trial: shortText, arm: shortText, endpoint: shortText, weight: finite, emphasis: finite };

const settings = z.strictObject({
  marginals: z
    .array(
      z.strictObject({
        name: shortText,
        min: finite,
        max: finite,
        alpha: finite,
        beta: finite,
        correlations: z.record(shortText, finite).optional(),
      }),
    )
    .max(MOST),
  freeMarginals: z.array(shortText).max(MOST),
  priorLogSd: anyNumber,
  logShapeBound: anyNumber,
  deathForm: z.strictObject({ mu: form, sigma: form, name: z.enum(deathFormNames).optional() }),
  deathShared: z.boolean(),
  deathEffect: z.boolean().optional(),
  deathBounds: z.strictObject({
    dailyDeathPercentAtZero: pair,
    dailyDeathPercentAtOne: pair,
    muHalfWidth: finite,
    sigmaRelativeHalfWidth: finite,
  }),
  targetWeights: z.record(z.enum(targetGroups), finite),
  residualScale: z.enum(['sampling-error', 'tolerance']),
  tolerances: z.strictObject({ ratePoints: finite, medianMonths: finite, survivalRmsePoints: finite }),
  monthDays: finite,
  horizonDays: count.max(MOST_DAYS),
  visits: z.record(shortText, z.array(count).max(MOST_DAYS)),
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
      transformedParameter: z.enum([...transformedDeathNames, 'effect']),
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
        column: z.strictObject({ kind: z.enum(columnKinds), index: count }),
        target: anyNumber,
        scale: anyNumber,
        samplingError: anyNumber,
        patients: finite.optional(),
      }),
    )
    .max(MOST),
  likelihood: z.array(likelihoodRow).max(MOST).optional(),
  grids: z.record(
    shortText,
    z.strictObject({
      days: z.array(finite).max(MOST),
      times: z.array(finite).max(MOST),
    }),
  ),
}) as unknown as z.ZodType<FitProblem>;

/** A calibration problem whose indices are within range. */
export const fitProblemSchema = checkedBy(fields, fitProblemIssues);

type Row = NonNullable<FitProblem['likelihood']>[number];

/** Indices of a problem that refer to a dimension, an arm, a node or a column that does not exist. */
export function* fitProblemIssues(problem: FitProblem): Generator<PackedIssue> {
  let issues = 0;
  // Each part refers to those before it: references to a part with issues need not be reported
  for (const issuesOfPart of [gridIssues, parameterIssues, columnIssues, rowIssues]) {
    for (const issue of issuesOfPart(problem)) {
      issues++;
      yield issue;
    }
    if (issues > 0) return;
  }
}

function* gridIssues({ arms, grids }: FitProblem): Generator<PackedIssue> {
  for (const arm of arms) {
    if (!Object.hasOwn(grids, arm))
      yield { path: ['grids', arm], required: 'must be the grid of the arm', got: undefined };
  }
  for (const [arm, { days, times }] of Object.entries(grids)) {
    const last = days.at(-1) ?? 0;
    if (days[0] !== 0 || days.some((day, index) => !Number.isInteger(day) || day <= (days[index - 1] ?? -1)))
      yield { path: ['grids', arm, 'days'], required: 'must be whole days, ascending from 0', got: days };
    if (times.some((time, index) => !(time >= (times[index - 1] ?? 0) && time <= last)))
      yield { path: ['grids', arm, 'times'], required: `must ascend within 0 and ${last}`, got: times };
  }
}

function* parameterIssues({ settings, arms, parameters }: FitProblem): Generator<PackedIssue> {
  const dimensions = settings.marginals.length;
  const known = new Set(arms);
  for (const [index, { role }] of parameters.entries()) {
    const path = ['parameters', index, 'role'];
    if (role.kind === 'shape') {
      const { dimension: got } = role;
      if (got >= dimensions) yield { path: [...path, 'dimension'], required: below(dimensions, 'dimensions'), got };
      continue;
    }
    for (const [place, got] of role.arms.entries()) {
      if (!known.has(got)) yield { path: [...path, 'arms', place], required: ARM, got };
    }
  }
}

function* columnIssues({ arms, columns, grids }: FitProblem): Generator<PackedIssue> {
  const known = new Set(arms);
  for (const [index, { arm, column }] of columns.entries()) {
    if (!known.has(arm)) {
      yield { path: ['columns', index, 'arm'], required: ARM, got: arm };
      continue;
    }
    const [most, label] = placesOf(column.kind, grids[arm]!);
    if (column.index < most) continue;
    yield { path: ['columns', index, 'column', 'index'], required: below(most, label), got: column.index };
  }
}

function placesOf(kind: ColumnPlace['kind'], { times }: HazardGrid): readonly [number, string] {
  if (kind === 'response') return [responseClasses.length, 'response classes'];
  if (kind === 'best') return [bestSets.length, 'sets of best responses'];
  return [times.length, 'survival times of the arm'];
}

function* rowIssues({ columns, likelihood = [] }: FitProblem): Generator<PackedIssue> {
  for (const [index, row] of likelihood.entries()) {
    const kinds = kindsOf[row.kind];
    for (const [field, place] of Object.entries(columnsOf(row))) {
      const target = place === null ? null : columns[place];
      if (target === null || (target?.arm === row.arm && kinds.includes(target.column.kind))) continue;
      const required = `must be the place of a column of ${kinds.join(' or ')} of the row's arm`;
      yield { path: ['likelihood', index, field], required, got: place };
    }
  }
}

/** Kinds of the columns of each kind of row. */
const kindsOf: Readonly<Record<Row['kind'], readonly ColumnPlace['kind'][]>> = {
  class: ['response', 'best'],
  interval: ['survival', 'pfs'],
  median: ['survival', 'pfs-between'],
};

/** The columns of a row; null before the first landmark. */
function columnsOf(row: Row): Readonly<Record<string, number | null>> {
  return row.kind === 'interval' ? { before: row.before, after: row.after } : { column: row.column };
}

const ARM = 'must be an arm of the problem';

function below(most: number, label: string): string {
  return `must be below ${most}, the number of ${label}`;
}

import { responseClasses } from '../../../src/index.js';
import type { FitProblem } from '../../fit/fit-problem.js';
import type { PackedIssue } from './packed-issue.js';

type Row = NonNullable<FitProblem['likelihood']>[number];

/** Whatever of a problem points at a dimension, an arm, a node or a column that it has not. */
export function* fitProblemIssues(problem: FitProblem): Generator<PackedIssue> {
  let issues = 0;
  // Each part points at those before it: what points at a faulty one would be named for nothing
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
  for (const [arm, { days, first, increments }] of Object.entries(grids)) {
    if (first.length !== increments.length) {
      const required = `must be a list of ${increments.length}, one for each time`;
      yield { path: ['grids', arm, 'first'], required, got: first };
    }
    for (const [time, weights] of increments.entries()) {
      const got = first[time] ?? 0;
      if (got + weights.length <= days.length) continue;
      const required = `must leave ${weights.length} of the ${days.length} nodes`;
      yield { path: ['grids', arm, 'first', time], required, got };
    }
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
    const [most, what] =
      column.kind === 'response'
        ? [responseClasses.length, 'response classes']
        : [grids[arm]!.increments.length, 'survival times of the arm'];
    if (column.index < most) continue;
    yield { path: ['columns', index, 'column', 'index'], required: below(most, what), got: column.index };
  }
}

function* rowIssues({ columns, likelihood = [] }: FitProblem): Generator<PackedIssue> {
  for (const [index, row] of likelihood.entries()) {
    const kind = row.kind === 'class' ? 'response' : 'survival';
    for (const [field, place] of Object.entries(columnsOf(row))) {
      const target = place === null ? null : columns[place];
      if (target === null || (target?.column.kind === kind && target.arm === row.arm)) continue;
      const required = `must be the place of a column of ${kind} of the row's arm`;
      yield { path: ['likelihood', index, field], required, got: place };
    }
  }
}

/** The columns that a row reads; null before the first landmark. */
function columnsOf(row: Row): Readonly<Record<string, number | null>> {
  return row.kind === 'interval' ? { before: row.before, after: row.after } : { column: row.column };
}

const ARM = 'must be an arm of the problem';

function below(most: number, what: string): string {
  return `must be below ${most}, the number of ${what}`;
}

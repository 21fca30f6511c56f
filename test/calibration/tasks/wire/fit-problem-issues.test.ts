// Evidence: laws.
import { describe, expect, it } from 'vitest';
import type { FitProblem } from '../../../../calibration/fit/fit-problem.js';
import { fitProblemIssues } from '../../../../calibration/tasks/wire/fit-problem-issues.js';
import { toyContext } from '../../inference/toy-context.js';
import { damaged, nothing, type Path } from './over-the-wire.js';

const { problem: pooled } = toyContext();
const { problem } = toyContext({ kind: 'likelihood' });
const likelihood = problem.likelihood!;
const { days, increments } = problem.grids.control!;
const columns = problem.columns.length;
const rowOf = (kind: string) => likelihood.findIndex((row) => row.kind === kind);
const columnOf = (arm: string, kind: string) =>
  problem.columns.findIndex(({ arm: own, column }) => own === arm && column.kind === kind);
const [control, treated] = ['control', 'treated'];

const issuesOf = (path: Path, value: unknown) => [...fitProblemIssues(damaged(problem, path, value) as FitProblem)];

describe('fitProblemFaults', () => {
  it('finds none in a problem as it is laid out', () => {
    expect([...fitProblemIssues(problem), ...fitProblemIssues(pooled)]).toEqual([]);
  });

  it.each<[Path, number | string, string]>([
    [['grids', control, 'first', 0], days.length, `must leave ${increments[0]!.length} of the ${days.length} nodes`],
    [['parameters', 0, 'role', 'dimension'], 2, 'must be below 2, the number of dimensions'],
    [['columns', 0, 'arm'], 'constructor', 'must be an arm of the problem'],
    [['columns', 0, 'column', 'index'], 4, 'must be below 4, the number of response classes'],
    [
      ['columns', columnOf(control, 'survival'), 'column', 'index'],
      increments.length,
      `must be below ${increments.length}, the number of survival times of the arm`,
    ],
    [['likelihood', rowOf('class'), 'column'], columns, 'must be the place of a column of response'],
    [
      ['likelihood', rowOf('class'), 'column'],
      columnOf(control, 'survival'),
      'must be the place of a column of response',
    ],
    [
      ['likelihood', rowOf('class'), 'column'],
      columnOf(treated, 'response'),
      'must be the place of a column of response',
    ],
    [['likelihood', rowOf('interval'), 'before'], columns, 'must be the place of a column of survival'],
    [
      ['likelihood', rowOf('interval'), 'after'],
      columnOf(control, 'response'),
      'must be the place of a column of survival',
    ],
    [
      ['likelihood', rowOf('median'), 'column'],
      columnOf(treated, 'survival'),
      'must be the place of a column of survival',
    ],
  ])('names %j that is %o', (path, value, message) => {
    const required = message.startsWith('must be the place') ? `${message} of the row's arm` : message;
    expect(issuesOf(path, value)).toEqual([{ path, required, got: value }]);
  });

  it('takes the last of each', () => {
    const last = increments.at(-1)!.length;
    expect(issuesOf(['grids', control, 'first', increments.length - 1], days.length - last)).toEqual([]);
    expect(issuesOf(['parameters', 0, 'role', 'dimension'], 1)).toEqual([]);
    expect(issuesOf(['columns', 0, 'column', 'index'], 3)).toEqual([]);
    expect(issuesOf(['likelihood', rowOf('interval'), 'before'], null)).toEqual([]);
  });

  it('names an arm of a death function that the problem has not', () => {
    const path = ['parameters', 4, 'role', 'arms'];
    const required = 'must be an arm of the problem';
    expect(issuesOf(path, [control, 'placebo'])).toEqual([{ path: [...path, 1], required, got: 'placebo' }]);
  });

  it('names a grid that is missing, and one whose times do not fit', () => {
    const path = ['grids', treated];
    expect(issuesOf(path, nothing)).toEqual([{ path, required: 'must be the grid of the arm', got: undefined }]);
    const first = problem.grids.treated!.first;
    const required = `must be a list of ${first.length}, one for each time`;
    expect(issuesOf([...path, 'first'], [...first, 0])).toEqual([
      { path: [...path, 'first'], required, got: [...first, 0] },
    ]);
  });

  it('leaves alone what points at something that is amiss itself', () => {
    const path = ['columns', columnOf(control, 'response'), 'arm'];
    expect(issuesOf(path, 'placebo').map(({ path: found }) => found)).toEqual([path]);
  });
});

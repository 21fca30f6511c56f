import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FitProblem } from '../../../../calibration/fit/problem.js';
import { readRunInputs } from '../../../../calibration/store/run-inputs.js';
import { configuredProblem } from '../../../../calibration/studies/run/run-settings.js';
import { clinicalTargets } from '../../../../calibration/targets/clinical-targets.js';
import { fitProblemIssues, fitProblemSchema } from '../../../../calibration/tasks/wire/fit-problem-schema.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError } from '../../../../src/index.js';
import { toyContext } from '../../inference/toy-context.js';
import { type Damage, damaged, nothing, type Path, sent, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import {
  expects,
  issue,
  listOfAtLeast,
  noLessThan,
  noMoreThan,
  oneOf,
  textOfAtMost,
  unknownField,
} from './schema-words.js';

describe('fit problem schema', () => {
  // Evidence: laws.

  const parsed = (problem: unknown) => parsePacked(fitProblemSchema, problem, 'problem');

  const { problem: pooled } = toyContext();
  const { problem: likelihood } = toyContext({ kind: 'likelihood' });
  const { problem: shared } = toyContext({
    settings: { deathShared: true, deathForm: { mu: 'point', sigma: 'range' }, residualScale: 'tolerance' },
  });
  const withInfinities = {
    ...pooled,
    settings: { ...pooled.settings, priorLogSd: Number.POSITIVE_INFINITY },
    parameters: pooled.parameters.map((parameter) => ({
      ...parameter,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
    })),
  };

  /** Places of the rows of each kind among the observations of the likelihood. */
  const rowOf = (kind: string) => likelihood.likelihood!.findIndex((row) => row.kind === kind);

  describe('fitProblemSchema', () => {
    it.each<[string, FitProblem]>([
      ['pooled endpoints', pooled],
      ["the trials' own counts", likelihood],
      ['one death function for all arms', shared],
      ['a single arm', toyContext({ settings: { freeMarginals: [] } }).problem],
      ['bounds and a prior without end', withInfinities],
    ])('takes a problem of %s as it is', (_words, problem) => {
      expect(bitDifferences(parsed(sent(problem)), problem)).toEqual([]);
    });

    it.each(['mcrc', 'mcrc-published', 'quick'])('takes the problem of the configuration %s as it is', async (name) => {
      const path = fileURLToPath(new URL(`../../../../configs/${name}.json`, import.meta.url));
      const { config, tables } = await readRunInputs(path, { root: null });
      const targets = clinicalTargets(tables, Object.keys(config.arms));
      for (const objective of ['pooled', 'likelihood'] as const) {
        const problem = configuredProblem({ ...config, targets: { ...config.targets, objective } }, targets, tables);
        expect(bitDifferences(parsed(sent(problem)), problem)).toEqual([]);
      }
    });

    const damages: readonly Damage[] = [
      [[], null, expects('object')],
      [['settings'], nothing, expects('object')],
      [['settings', 'marginals', 0, 'alpha'], Number.NaN, expects('number')],
      [['settings', 'marginals', 0, 'name'], 'x'.repeat(1001), textOfAtMost(1000)],
      [['settings', 'priorLogSd'], '1', 'must be a number'],
      [['settings', 'deathForm', 'mu'], 'line', oneOf('point', 'range')],
      [['settings', 'deathShared'], 1, expects('boolean')],
      [['settings', 'deathBounds', 'dailyDeathPercentAtZero'], 7, expects('tuple')],
      [['settings', 'deathBounds', 'dailyDeathPercentAtZero', 1], Number.NaN, expects('number')],
      [['settings', 'residualScale'], 'none', oneOf('sampling-error', 'tolerance')],
      [['settings', 'horizonDays'], -1, noLessThan(0)],
      [['arms', 0], 7, expects('string')],
      [['parameters', 0, 'start'], Number.NaN, expects('number')],
      [['parameters', 0, 'lower'], null, 'must be a number'],
      [['parameters', 0, 'prior', 'mean'], nothing, expects('number')],
      [['parameters', 0, 'role', 'kind'], 'slope', oneOf('shape', 'death')],
      [['parameters', 0, 'role', 'dimension'], -1, noLessThan(0)],
      [['parameters', 0, 'role', 'which'], 'gamma', oneOf('alpha', 'beta')],
      [
        ['parameters', 9, 'role', 'transformedParameter'],
        'mu',
        oneOf('logitAtZero', 'logitAtOne', 'muHalfWidth', 'sigmaRelativeHalfWidth', 'effect'),
      ],
      [['columns', 0, 'column', 'kind'], 'median', oneOf('response', 'survival', 'pfs', 'pfs-between', 'best')],
      [['columns', 0, 'column', 'index'], 0.5, expects('int')],
      [['columns', 0, 'target'], nothing, 'must be a number'],
      [['likelihood', 0, 'kind'], 'guess', oneOf('class', 'interval', 'median')],
      [['likelihood', 0, 'weight'], Number.NaN, expects('number')],
      [['likelihood', rowOf('class'), 'patients'], nothing, expects('number')],
      [['likelihood', rowOf('interval'), 'before'], -1, noLessThan(0)],
      [['likelihood', rowOf('interval'), 'after'], null, expects('number')],
      [['likelihood', rowOf('median'), 'standardError'], '1', expects('number')],
      [['grids'], [], expects('record')],
      [['grids', 'control', 'days'], nothing, expects('array')],
      [['grids', 'control', 'times'], Float64Array.of(1), expects('array')],
      [['grids', 'control', 'times', 0], Number.NaN, expects('number')],
    ];

    it.each(titled(damages))('refuses a problem with %s', (_title, path, value, message) => {
      expect(() => parsed(damaged(likelihood, path, value))).toThrow(
        new DataError(issue('problem', path, message, value)),
      );
    });

    it('refuses columns of an arm that is none of the problem', () => {
      const path = ['columns', 3, 'arm'];
      expect(() => parsed(damaged(likelihood, path, 'placebo'))).toThrow(
        new DataError(issue('problem', path, 'must be an arm of the problem', 'placebo')),
      );
    });

    it('refuses a problem without arms', () => {
      expect(() => parsed(damaged(likelihood, ['arms'], []))).toThrow(`problem.arms: ${listOfAtLeast(1)}`);
    });

    it('refuses a horizon that only the memory of the machine ends', () => {
      const path = ['settings', 'horizonDays'];
      expect(() => parsed(damaged(likelihood, path, 1e12))).toThrow(
        new DataError(issue('problem', path, noMoreThan(100_000), 1e12)),
      );
    });

    it.each<[Path]>([
      [['note']],
      [['settings', 'note']],
      [['settings', 'marginals', 0, 'free']],
      [['parameters', 0, 'note']],
      [['parameters', 0, 'role', 'arms']],
      [['columns', 0, 'column', 'note']],
      [['likelihood', 0, 'standardError']],
      [['grids', 'control', 'note']],
    ])('refuses a problem with a field %j', (path) => {
      expect(() => parsed(damaged(likelihood, path, 'x'))).toThrow(new DataError(unknownField('problem', path)));
    });

    it.each<[string, Path, unknown]>([
      ['a shape of a dimension', ['parameters', 0, 'role', 'dimension'], 99],
      ['a death function of an arm', ['parameters', 9, 'role', 'arms'], ['placebo']],
      ['a response class', ['columns', 0, 'column', 'index'], 4],
      ['a survival time', ['columns', 4, 'column', 'index'], 99],
      ['a column of a class', ['likelihood', rowOf('class'), 'column'], 999],
      ['a column of survival', ['likelihood', rowOf('interval'), 'after'], 999],
      ['a column of a median', ['likelihood', rowOf('median'), 'column'], 999],
      ['a grid of an arm', ['grids', 'control'], nothing],
    ])('refuses a problem that refers to %s that does not exist', (_words, path, value) => {
      expect(() => parsed(damaged(likelihood, path, value))).toThrow(DataError);
    });
  });
});

describe('fit problem issues', () => {
  // Evidence: laws.

  const { problem: pooled } = toyContext();
  const { problem } = toyContext({ kind: 'likelihood' });
  const likelihood = problem.likelihood!;
  const { days, times } = problem.grids.control!;
  const columns = problem.columns.length;
  const rowOf = (kind: string) => likelihood.findIndex((row) => row.kind === kind);
  const columnOf = (arm: string, kind: string) =>
    problem.columns.findIndex(({ arm: own, column }) => own === arm && column.kind === kind);
  const [control, treated] = ['control', 'treated'];

  const issuesOf = (path: Path, value: unknown) => [...fitProblemIssues(damaged(problem, path, value) as FitProblem)];

  describe('fitProblemIssues', () => {
    it('finds none in a problem as it is laid out', () => {
      expect([...fitProblemIssues(problem), ...fitProblemIssues(pooled)]).toEqual([]);
    });

    it.each<[Path, number | string, string]>([
      [['parameters', 0, 'role', 'dimension'], 2, 'must be below 2, the number of dimensions'],
      [['columns', 0, 'arm'], 'constructor', 'must be an arm of the problem'],
      [['columns', 0, 'column', 'index'], 4, 'must be below 4, the number of response classes'],
      [
        ['columns', columnOf(control, 'survival'), 'column', 'index'],
        times.length,
        `must be below ${times.length}, the number of survival times of the arm`,
      ],
      [['likelihood', rowOf('class'), 'column'], columns, 'must be the place of a column of response or best'],
      [
        ['likelihood', rowOf('class'), 'column'],
        columnOf(control, 'survival'),
        'must be the place of a column of response or best',
      ],
      [
        ['likelihood', rowOf('class'), 'column'],
        columnOf(treated, 'response'),
        'must be the place of a column of response or best',
      ],
      [['likelihood', rowOf('interval'), 'before'], columns, 'must be the place of a column of survival or pfs'],
      [
        ['likelihood', rowOf('interval'), 'after'],
        columnOf(control, 'response'),
        'must be the place of a column of survival or pfs',
      ],
      [
        ['likelihood', rowOf('median'), 'column'],
        columnOf(treated, 'survival'),
        'must be the place of a column of survival or pfs-between',
      ],
    ])('names %j that is %o', (path, value, message) => {
      const required = message.startsWith('must be the place') ? `${message} of the row's arm` : message;
      expect(issuesOf(path, value)).toEqual([{ path, required, got: value }]);
    });

    it('takes the last of each', () => {
      expect(issuesOf(['grids', control, 'times', times.length - 1], days.at(-1))).toEqual([]);
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
      expect(issuesOf([...path, 'times'], [2, 1])).toEqual([
        { path: [...path, 'times'], required: `must ascend within 0 and ${days.at(-1)}`, got: [2, 1] },
      ]);
      for (const got of [
        [0, 2, 2],
        [1, 2],
        [0, 1.5],
      ]) {
        const required = 'must be whole days, ascending from 0';
        expect(issuesOf([...path, 'days'], got)).toContainEqual({ path: [...path, 'days'], required, got });
      }
    });

    it('does not report references to parts with issues', () => {
      const path = ['columns', columnOf(control, 'response'), 'arm'];
      expect(issuesOf(path, 'placebo').map(({ path: found }) => found)).toEqual([path]);
    });
  });
});

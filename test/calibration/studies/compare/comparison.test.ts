// Evidence: every value is looked up again in the files, by its JSON pointer, with a reader of pointers written from RFC 6901.
import { describe, expect, test } from 'vitest';
import {
  type Comparison,
  comparedValue,
  compareRuns,
  differences,
} from '../../../../calibration/studies/compare/comparison.js';
import { type ComparedRun, MOST_RESULT_VALUES } from '../../../../calibration/studies/compare/run-leaves.js';
import { sampleManifest } from '../../store/sample-manifest.js';
import { sampleResults } from './sample-results.js';

const run = (
  id: string,
  changes: Partial<ComparedRun['manifest']> = {},
  value: unknown = sampleResults(),
): ComparedRun => ({
  id,
  manifest: { ...sampleManifest, ...changes },
  result: { file: 'results.json', value },
});

/** Value at a JSON pointer; the steps of RFC 6901, section 4. */
function atPointer(root: unknown, text: string): unknown {
  let value = root as Record<string, unknown>;
  for (const step of text.split('/').slice(1)) {
    value = value[step.replaceAll('~1', '/').replaceAll('~0', '~')] as Record<string, unknown>;
  }
  return value;
}

/** Rows whose value is not that of the run's file. */
function wrongCells(comparison: Comparison, runs: readonly ComparedRun[]): readonly string[] {
  return comparison.rows.flatMap((row) =>
    runs.flatMap(({ manifest, result }, place) => {
      const source = row.sources.length === 1 ? row.sources[0] : row.sources[place];
      const value = comparedValue(row, place);
      if (source === null || source === undefined) return value === undefined ? [] : [`${row.key}: without a source`];
      const [file, steps = ''] = source.split('#');
      const root = file === 'manifest.json' ? manifest : result?.value;
      return Object.is(atPointer(root, steps), value) ? [] : [`${row.section}, ${row.key}: ${source}`];
    }),
  );
}

const changed = sampleResults();
changed.targets.reverse();
changed.fit.shapes['K/1~']!.alpha = 9;

describe('compareRuns', () => {
  const runs = [run('a'), run('b', { seed: '2', config: { fit: { rounds: 3 } } }, changed)];
  const comparison = compareRuns(runs);
  const rowOf = (key: string) => comparison.rows.find((row) => row.key === key)!;

  test('every cell is that of its file', () => {
    expect(comparison.rows.length).toBeGreaterThan(30);
    expect(wrongCells(comparison, runs)).toEqual([]);
  });

  test('a target is found by arm and endpoint, wherever it stands in the file', () => {
    const row = rowOf('placebo, dcr');
    expect(row).toMatchObject({ section: 'Simulated endpoints', unit: '%', isSame: true, values: [15.5] });
    expect(row.sources).toEqual(['results.json#/targets/0/simulated', 'results.json#/targets/1/simulated']);
  });

  test('names of parameters are escaped in pointers', () => {
    expect(rowOf('K/1~, alpha')).toMatchObject({
      ...{ isSame: false, values: [8, 9], absent: [] },
      sources: ['results.json#/fit/shapes/K~11~0/alpha'],
    });
  });

  test('ranges of death functions have a row for each end', () => {
    expect(rowOf('placebo, mu/1')).toMatchObject({ section: 'Death functions', unit: 'chi', values: [1.6] });
  });

  test('null is a value, and a value that a run has not is absent', () => {
    expect(rowOf('tas102, median_os')).toMatchObject({ values: [null], absent: [], isSame: true });
    expect(rowOf('fit.rounds')).toMatchObject({
      section: 'Configuration',
      values: [null, 3],
      absent: [0],
      isSame: false,
    });
    expect(comparedValue(rowOf('fit.rounds'), 0)).toBeUndefined();
  });

  test('differences are the rows in which two runs differ', () => {
    expect(differences(comparison).rows.map(({ key }) => key)).toEqual(['seed', 'K/1~, alpha', 'fit.rounds']);
    expect(differences(compareRuns([run('a'), run('b')])).rows).toEqual([]);
  });

  test('a run without results, and one whose results are of another form, have their manifest alone', () => {
    const others: ComparedRun[] = [{ ...run('a'), result: null }, run('b', {}, [1, { targets: 'none' }])];
    const { rows } = compareRuns(others);
    expect([...new Set(rows.map(({ section }) => section))]).toEqual(['Study']);
    expect(wrongCells(compareRuns(others), others)).toEqual([]);
  });

  test('the result of another command is compared by its paths, to a limit that is reported', () => {
    const sweep = { points: Array.from({ length: MOST_RESULT_VALUES + 5 }, (_, index) => index) };
    const others = [run('a', { kind: 'sweep' }, sweep), run('b', { kind: 'sweep' }, { points: [0, 2] })];
    const { rows, remarks } = compareRuns(others);
    expect(rows.filter(({ section }) => section === 'Result')).toHaveLength(MOST_RESULT_VALUES);
    expect(rows.find(({ key }) => key === 'points.1')).toMatchObject({ values: expect.arrayContaining([1, 2]) });
    expect(remarks).toEqual(['a: 5 further values of its result file are not compared']);
    expect(wrongCells({ runs: [], rows, remarks }, others)).toEqual([]);
  });

  test('names that are properties of every object are names', () => {
    const hostile = JSON.parse('{"fit":{"shapes":{"__proto__":{"alpha":1,"unit":"x"},"constructor":{"alpha":2}}}}');
    const others = [run('a', {}, hostile), run('b', {}, sampleResults())];
    const { rows } = compareRuns(others);
    expect(rows.find(({ key }) => key === '__proto__, alpha')).toMatchObject({ values: [1, null], absent: [1] });
    expect(wrongCells({ runs: [], rows, remarks: [] }, [others[0]!])).toEqual([]);
  });
});

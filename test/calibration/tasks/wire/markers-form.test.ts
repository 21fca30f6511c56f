// Evidence: slow oracle (the same analysis without a wire, bit for bit).
import { describe, expect, it } from 'vitest';
import {
  type AnalyseMarkersTask,
  analyseMarkersTask as analyse,
  type MarkersAnalysed,
} from '../../../../calibration/tasks/analyse-markers-task.js';
import { markersForm } from '../../../../calibration/tasks/wire/markers-form.js';
import { DataError, toPrettyJson } from '../../../../src/index.js';
import { quickSettings, sampleTable } from '../../biomarkers/score-table-settings.js';
import { type Damage, damaged, nothing, type Path, sent, throughWire, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import {
  expects,
  issue,
  listOfAtMost,
  noLessThan,
  noMoreThan,
  oneOf,
  textOfAtMost,
  unknownField,
} from './schema-words.js';

const table = sampleTable({ patients: 60, seed: '0', effect: 1 });
const twoColumns = { ...table, columns: table.columns.slice(0, 2) };
const small: AnalyseMarkersTask = { table: twoColumns, settings: { ...quickSettings, bootstrap: 0, curvePoints: 10 } };

/** Columns that no logarithm is of, and labels that a column separates: classifiers with bounds that are infinite. */
const separated = {
  name: 'separated',
  columns: [
    { name: 'signed', values: Float64Array.from(table.labels, (label, row) => label - 0.5 + 0.001 * (row % 7)) },
    { name: 'ties', values: Float64Array.from(table.labels, (_, row) => row % 3) },
  ],
  labels: table.labels,
};

describe('markersForm', () => {
  it.each<[string, AnalyseMarkersTask, MarkersAnalysed['kind']?]>([
    ['two markers', small],
    [
      'bootstrap, permutations and both scales',
      { table: twoColumns, settings: { ...quickSettings, permutations: 2, scales: ['raw', 'log'] } },
    ],
    [
      'a prevalence of its own, a single repeat',
      { ...small, settings: { ...small.settings, prevalence: 0.3, repeats: 1 } },
    ],
    ['labels that a marker separates, ties', { ...small, table: separated }],
    ['a table that cannot be analysed', { ...small, table: { ...twoColumns, labels: new Uint8Array(60) } }, 'skipped'],
    [
      'a column that is not finite',
      { ...small, table: { ...twoColumns, columns: [{ name: 'x', values: new Float64Array(60).fill(Number.NaN) }] } },
      'skipped',
    ],
  ])(
    'gives the bits of analysing here, in the order that results are written in: %s',
    async (_words, task, kind = 'analysed') => {
      const [across, here] = [await throughWire(markersForm, analyse, task), await analyse(task)];
      expect(across.kind).toBe(kind);
      expect(bitDifferences(across, here)).toEqual([]);
      expect(toPrettyJson(across)).toBe(toPrettyJson(here));
    },
  );

  it('keeps a result in the order that it came in, whatever the order of the schema', async () => {
    const here = await analyse(small);
    const reversed = reversedKeys(here);
    expect(bitDifferences(markersForm.unpackOutput(sent(reversed), small), reversed)).toEqual([]);
  });

  it('sends the table as it is, with nothing shared', () => {
    expect(markersForm.pack(small)).toEqual({ own: small });
  });
});

describe('markersForm with a damaged task', () => {
  const { own } = markersForm.pack(small);
  const damages: readonly Damage[] = [
    [[], 7, expects('object')],
    [['table'], nothing, expects('object')],
    [['table', 'name'], nothing, expects('string')],
    [['table', 'name'], 'x'.repeat(1001), textOfAtMost(1000)],
    [['table', 'columns'], nothing, expects('array')],
    [['table', 'columns'], new Array(1001).fill(twoColumns.columns[0]), listOfAtMost(1000)],
    [['table', 'columns', 1, 'name'], 7, expects('string')],
    [['table', 'columns', 1, 'values'], nothing, 'must be a Float64Array'],
    [['table', 'columns', 1, 'values'], new Float32Array(60), 'must be a Float64Array'],
    [['table', 'columns', 1, 'values'], [1, 2], 'must be a Float64Array'],
    [['table', 'labels'], nothing, 'must be a Uint8Array'],
    [['table', 'labels'], new Float64Array(60), 'must be a Uint8Array'],
    [['settings', 'seed'], 0, expects('string')],
    [['settings', 'folds'], 1, noLessThan(2)],
    [['settings', 'folds'], 2.5, expects('int')],
    [['settings', 'repeats'], 0, noLessThan(1)],
    [['settings', 'prevalence'], nothing, expects('number')],
    [['settings', 'prevalence'], Number.NaN, expects('number')],
    [['settings', 'sensitivity'], Number.POSITIVE_INFINITY, expects('number')],
    [['settings', 'bootstrap'], -1, noLessThan(0)],
    [['settings', 'permutations'], -1, noLessThan(0)],
    [['settings', 'permutationRows'], null, expects('number')],
    [['settings', 'scales', 0], 'cubic', oneOf('raw', 'log')],
    [['settings', 'scales'], ['raw', 'log', 'raw'], listOfAtMost(2)],
    [['settings', 'classifierSizes', 0], 0, noLessThan(1)],
    [['settings', 'minMaxSums'], true, oneOf('none', 'pairs')],
    [['settings', 'curvePoints'], 1, noLessThan(2)],
    [['settings', 'folds'], 10_001, noMoreThan(10_000)],
    [['settings', 'repeats'], 10_001, noMoreThan(10_000)],
    [['settings', 'bootstrap'], 1_000_001, noMoreThan(1_000_000)],
    [['settings', 'permutations'], 1_000_001, noMoreThan(1_000_000)],
    [['settings', 'curvePoints'], 100_001, noMoreThan(100_000)],
  ];

  it.each(titled(damages))('refuses it: %s', (_title, path, value, message) => {
    expect(() => markersForm.unpack(damaged(own, path, value), undefined)).toThrow(
      new DataError(issue('analyse markers', path, message, value)),
    );
  });

  it.each<[string, Path, unknown, number]>([
    ['a column that is too short', ['table', 'columns', 1, 'values'], new Float64Array(59), 59],
    ['a column that is too long', ['table', 'columns', 0, 'values'], new Float64Array(61), 61],
    ['too few labels', ['table', 'labels'], new Uint8Array(), 60],
  ])('refuses %s', (_words, path, value, got) => {
    const message = 'must have as many values in each column as there are labels';
    expect(() => markersForm.unpack(damaged(own, path, value), undefined)).toThrow(
      new DataError(issue('analyse markers', ['table'], message, got)),
    );
  });

  it.each<[Path]>([[['note']], [['table', 'arm']], [['table', 'columns', 0, 'unit']], [['settings', 'threads']]])(
    'refuses it with a field %j',
    (path) => {
      expect(() => markersForm.unpack(damaged(own, path, 'x'), undefined)).toThrow(
        new DataError(unknownField('analyse markers', path)),
      );
    },
  );
});

describe('markersForm with a damaged result', async () => {
  const result = sent(markersForm.packOutput(await analyse(small), small));
  const analysis = ['analysis', 'result'] as const;
  const marker = [...analysis, 'markers', 'th1'] as const;
  const classifier = [...analysis, 'classifiers', 0] as const;
  const curve = ['analysis', 'curves', 0] as const;

  const damages: readonly Damage[] = [
    [[], undefined, expects('object')],
    [['kind'], nothing, oneOf('analysed', 'skipped')],
    [['kind'], 'lost', oneOf('analysed', 'skipped')],
    [['analysis'], nothing, expects('object')],
    [[...analysis, 'n_pos'], -1, noLessThan(0)],
    [[...analysis, 'n_neg'], 1.5, expects('int')],
    [[...analysis, 'prevalence'], 1.5, noMoreThan(1)],
    [[...analysis, 'remarks', 0], 7, expects('string')],
    [[...marker, 'auc'], 1.0001, noMoreThan(1)],
    [[...marker, 'auc'], Number.NaN, expects('number')],
    [[...marker, 'auc'], nothing, expects('number')],
    [[...marker, 'delong_se'], Number.POSITIVE_INFINITY, expects('number')],
    [[...marker, 'direction'], 'sideways', oneOf('higher', 'lower')],
    [[...marker, 'thresholds', 'youden'], nothing, expects('object')],
    [[...marker, 'thresholds', 'youden', 'rule'], '>', oneOf('>=', '<=')],
    [[...marker, 'thresholds', 'youden', 'sensitivity'], -0.1, noLessThan(0)],
    [[...marker, 'thresholds', 'youden', 'threshold'], '1', expects('number')],
    [[...analysis, 'comparisons', 0, 'p'], nothing, expects('number')],
    [[...classifier, 'scale'], 'cubic', oneOf('raw', 'log')],
    [[...classifier, 'penalty'], 'ridge', oneOf('none', 'firth')],
    [[...classifier, 'weights', 0, 'se'], '1', expects('number')],
    [[...classifier, 'intercept'], nothing, expects('object')],
    [[...classifier, 'out_of_fold', 'penalised_folds'], -1, noLessThan(0)],
    [[...analysis, 'permutation'], nothing, expects('object')],
    [[...curve, 'kind'], 'best', oneOf('marker', 'out of fold', 'in sample', 'min-max sum')],
    [[...curve, 'fpr'], Float64Array.of(0, 1), expects('array')],
    [[...curve, 'tpr', 0], Number.NaN, expects('number')],
    [[...curve, 'thresholds', 0], 'none', expects('number')],
    [['analysis', 'calibration', 0, 'groups', 0, 'rows'], -1, noLessThan(0)],
  ];

  it.each(titled(damages))('refuses it: %s', (_title, path, value, message) => {
    expect(() => markersForm.unpackOutput(damaged(result, path, value), small)).toThrow(
      new DataError(issue('result', path, message, value)),
    );
  });

  it.each<[Path]>([
    [['note']],
    [['analysis', 'note']],
    [[...analysis, 'note']],
    [[...marker, 'note']],
    [[...marker, 'thresholds', 'best']],
    [[...classifier, 'out_of_fold', 'note']],
    [[...curve, 'note']],
  ])('refuses it with a field %j', (path) => {
    expect(() => markersForm.unpackOutput(damaged(result, path, 'x'), small)).toThrow(
      new DataError(unknownField('result', path)),
    );
  });

  it('refuses the analysis of another table', async () => {
    const other = { ...small, table: sampleTable({ patients: 50, seed: '1', effect: 1 }) };
    const packed = sent(markersForm.packOutput(await analyse(other), other));
    expect(() => markersForm.unpackOutput(packed, small)).toThrow(DataError);
  });

  const positives = small.table.labels.reduce((sum, label) => sum + label, 0);
  const negatives = small.table.labels.length - positives;

  it.each<Damage>([
    [[...analysis, 'n_pos'], positives + 1, `must be ${positives}, as in the table`],
    [[...analysis, 'n_neg'], 0, `must be ${negatives}, as in the table`],
    [[...analysis, 'markers', 'th1'], nothing, 'must be the result of the marker'],
  ])('refuses a result that is not of the table: %j', (path, value, message) => {
    expect(() => markersForm.unpackOutput(damaged(result, path, value), small)).toThrow(
      new DataError(issue('result', path, message, value)),
    );
  });

  it('refuses the result of a marker that the table has not', () => {
    const path = [...analysis, 'markers', 'age'];
    const th1 = Reflect.get((result as Extract<MarkersAnalysed, { kind: 'analysed' }>).analysis.result.markers, 'th1');
    expect(() => markersForm.unpackOutput(damaged(result, path, th1), small)).toThrow(
      new DataError(issue('result', path, 'must be a column of the table', th1)),
    );
  });

  it('takes it that a table was not analysed, whatever the table', () => {
    const skipped = { kind: 'skipped', reason: 'nobody responded' };
    expect(markersForm.unpackOutput(skipped, small)).toBe(skipped);
  });

  it('takes estimates without a value, which a fit may have', () => {
    const changed = damaged(result, [...classifier, 'weights', 0, 'se'], null);
    expect(bitDifferences(markersForm.unpackOutput(changed, small), changed)).toEqual([]);
  });
});

/** The same data with the keys of every object in the opposite order. */
function reversedKeys(value: MarkersAnalysed): MarkersAnalysed;
function reversedKeys(value: unknown): unknown;
function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, reversedKeys(member)])
      .reverse(),
  );
}

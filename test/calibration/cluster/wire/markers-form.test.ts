// Evidence: slow oracle (the same analysis without a wire, bit for bit).
import { describe, expect, it } from 'vitest';
import { markersForm } from '../../../../calibration/cluster/wire/markers-form.js';
import { type AnalyseMarkersTask, type MarkersAnalysed, tasks } from '../../../../calibration/engine/tasks.js';
import { DataError, toPrettyJson } from '../../../../src/index.js';
import { quickSettings, sampleTable } from '../../biomarkers/score-table-settings.js';
import { type Damage, damaged, nothing, type Path, sent, throughWire, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import {
  at,
  expects,
  listOfAtMost,
  noLessThan,
  noMoreThan,
  oneOf,
  textOfAtMost,
  unknownField,
} from './schema-words.js';

const analyse = tasks['analyse markers'];

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
    [[], 7, expects('object', 'number')],
    [['table'], nothing, expects('object', 'undefined')],
    [['table', 'name'], nothing, expects('string', 'undefined')],
    [['table', 'name'], 'x'.repeat(1001), textOfAtMost(1000)],
    [['table', 'columns'], nothing, expects('array', 'undefined')],
    [['table', 'columns'], new Array(1001).fill(twoColumns.columns[0]), listOfAtMost(1000)],
    [['table', 'columns', 1, 'name'], 7, expects('string', 'number')],
    [['table', 'columns', 1, 'values'], nothing, 'must be a Float64Array'],
    [['table', 'columns', 1, 'values'], new Float32Array(60), 'must be a Float64Array'],
    [['table', 'columns', 1, 'values'], [1, 2], 'must be a Float64Array'],
    [['table', 'labels'], nothing, 'must be a Uint8Array'],
    [['table', 'labels'], new Float64Array(60), 'must be a Uint8Array'],
    [['settings', 'seed'], 0, expects('string', 'number')],
    [['settings', 'folds'], 1, noLessThan(2)],
    [['settings', 'folds'], 2.5, expects('int', 'number')],
    [['settings', 'repeats'], 0, noLessThan(1)],
    [['settings', 'prevalence'], nothing, expects('number', 'undefined')],
    [['settings', 'prevalence'], Number.NaN, expects('number', 'NaN')],
    [['settings', 'sensitivity'], Number.POSITIVE_INFINITY, expects('number', 'Infinity')],
    [['settings', 'bootstrap'], -1, noLessThan(0)],
    [['settings', 'permutations'], -1, noLessThan(0)],
    [['settings', 'permutationRows'], null, expects('number', 'null')],
    [['settings', 'scales', 0], 'cubic', oneOf('raw', 'log')],
    [['settings', 'scales'], ['raw', 'log', 'raw'], listOfAtMost(2)],
    [['settings', 'curvePoints'], 1, noLessThan(2)],
  ];

  it.each(titled(damages))('refuses it: %s', (_title, path, value, words) => {
    expect(() => markersForm.unpack(damaged(own, path, value), undefined)).toThrow(
      new DataError(`${at('analyse markers', path)}: ${words}`),
    );
  });

  it.each<[string, Path, unknown]>([
    ['a column that is too short', ['table', 'columns', 1, 'values'], new Float64Array(59)],
    ['a column that is too long', ['table', 'columns', 0, 'values'], new Float64Array(61)],
    ['too few labels', ['table', 'labels'], new Uint8Array()],
  ])('refuses %s', (_words, path, value) => {
    expect(() => markersForm.unpack(damaged(own, path, value), undefined)).toThrow(
      new DataError('analyse markers.table: must have as many values in each column as there are labels'),
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
  const figures = ['analysis', 'figures'] as const;
  const marker = [...figures, 'markers', 'th1'] as const;
  const classifier = [...figures, 'classifiers', 0] as const;
  const curve = ['analysis', 'curves', 0] as const;

  const damages: readonly Damage[] = [
    [[], undefined, expects('object', 'undefined')],
    [['kind'], nothing, "Invalid discriminator value. Expected 'analysed' | 'skipped'"],
    [['kind'], 'lost', "Invalid discriminator value. Expected 'analysed' | 'skipped'"],
    [['analysis'], nothing, expects('object', 'undefined')],
    [[...figures, 'n_pos'], -1, noLessThan(0)],
    [[...figures, 'n_neg'], 1.5, expects('int', 'number')],
    [[...figures, 'prevalence'], 1.5, noMoreThan(1)],
    [[...figures, 'remarks', 0], 7, expects('string', 'number')],
    [[...marker, 'auc'], 1.0001, noMoreThan(1)],
    [[...marker, 'auc'], Number.NaN, expects('number', 'NaN')],
    [[...marker, 'auc'], nothing, expects('number', 'undefined')],
    [[...marker, 'delong_se'], Number.POSITIVE_INFINITY, expects('number', 'Infinity')],
    [[...marker, 'direction'], 'sideways', oneOf('higher', 'lower')],
    [[...marker, 'thresholds', 'youden'], nothing, expects('object', 'undefined')],
    [[...marker, 'thresholds', 'youden', 'rule'], '>', oneOf('>=', '<=')],
    [[...marker, 'thresholds', 'youden', 'sensitivity'], -0.1, noLessThan(0)],
    [[...marker, 'thresholds', 'youden', 'threshold'], '1', expects('number', 'string')],
    [[...figures, 'comparisons', 0, 'p'], nothing, expects('number', 'undefined')],
    [[...classifier, 'scale'], 'cubic', oneOf('raw', 'log')],
    [[...classifier, 'penalty'], 'ridge', oneOf('none', 'firth')],
    [[...classifier, 'weights', 0, 'se'], '1', 'must be a number'],
    [[...classifier, 'intercept'], nothing, expects('object', 'undefined')],
    [[...classifier, 'out_of_fold', 'penalised_folds'], -1, noLessThan(0)],
    [[...figures, 'permutation'], nothing, expects('object', 'undefined')],
    [[...curve, 'kind'], 'best', oneOf('marker', 'out of fold', 'in sample')],
    [[...curve, 'fpr'], Float64Array.of(0, 1), expects('array', 'Float64Array')],
    [[...curve, 'tpr', 0], Number.NaN, expects('number', 'NaN')],
    [[...curve, 'thresholds', 0], 'none', expects('number', 'string')],
    [['analysis', 'calibration', 0, 'groups', 0, 'rows'], -1, noLessThan(0)],
  ];

  it.each(titled(damages))('refuses it: %s', (_title, path, value, words) => {
    expect(() => markersForm.unpackOutput(damaged(result, path, value), small)).toThrow(
      new DataError(`${at('result', path)}: ${words}`),
    );
  });

  it.each<[Path]>([
    [['note']],
    [['analysis', 'note']],
    [[...figures, 'note']],
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

  it('takes estimates without a value, which a fit may have', () => {
    const changed = damaged(result, [...classifier, 'weights', 0, 'se'], Number.NaN);
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

import { z } from 'zod';
import type { RocAnalysis } from '../../biomarkers/roc-results.js';
import type { WireForm } from '../../engine/queue/wire-form.js';
import type { AnalyseMarkersTask, MarkersAnalysed } from '../tasks.js';
import {
  arrayOf,
  checkedBy,
  count,
  finite,
  type PackedIssue,
  parsePacked,
  requireNoIssues,
  shortText,
} from './parse-packed.js';
import { rocFiguresSchema } from './roc-schema.js';

const scale = z.enum(['raw', 'log']);

/**
 * Most of what a user chooses the number of: a hundred times and more what is in use (10 folds, 5 repeats, 1000 resamples,
 * 199 shufflings, 160 points), so that a message cannot keep a machine busy for good.
 */
const MOST_FOLDS = 10_000;
const MOST_REPEATS = 10_000;
const MOST_RESAMPLES = 1_000_000;
const MOST_POINTS = 100_000;

const taskFields: z.ZodType<AnalyseMarkersTask> = z.strictObject({
  table: z.strictObject({
    name: shortText,
    columns: z.array(z.strictObject({ name: shortText, values: arrayOf(Float64Array) })).max(1000),
    labels: arrayOf(Uint8Array),
  }),
  settings: z.strictObject({
    seed: shortText,
    folds: count.min(2).max(MOST_FOLDS),
    repeats: count.min(1).max(MOST_REPEATS),
    prevalence: finite.nullable(),
    sensitivity: finite,
    specificity: finite,
    partialAucTo: finite,
    bootstrap: count.max(MOST_RESAMPLES),
    permutations: count.max(MOST_RESAMPLES),
    permutationRows: count,
    scales: z.array(scale).max(2),
    curvePoints: count.min(2).max(MOST_POINTS),
  }),
});

const taskSchema = checkedBy(taskFields, function* ({ table: { columns, labels } }): Generator<PackedIssue> {
  const ragged = columns.find(({ values }) => values.length !== labels.length);
  if (ragged === undefined) return;
  const required = 'must have as many values in each column as there are labels';
  yield { path: ['table'], required, got: ragged.values.length };
});

const numbers = z.array(finite).max(1_000_000);

const analysisSchema: z.ZodType<RocAnalysis> = z.strictObject({
  figures: rocFiguresSchema,
  curves: z
    .array(
      z.strictObject({
        score: shortText,
        kind: z.enum(['marker', 'out of fold', 'in sample']),
        scale,
        auc: finite,
        fpr: numbers,
        tpr: numbers,
        thresholds: z.array(finite.nullable()).max(1_000_000),
      }),
    )
    .max(1000),
  calibration: z
    .array(
      z.strictObject({
        score: shortText,
        scale,
        groups: z
          .array(z.strictObject({ rows: count, predicted: finite, observed: finite, low: finite, high: finite }))
          .max(1000),
      }),
    )
    .max(1000),
});

const outcomeSchema: z.ZodType<MarkersAnalysed> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('analysed'), analysis: analysisSchema }),
  z.strictObject({ kind: z.literal('skipped'), reason: z.string() }),
]);

/** Score tables to analyse: they go out as they are, and the analysis comes back. */
export const markersForm: WireForm<AnalyseMarkersTask, MarkersAnalysed> = {
  pack: (task) => ({ own: task }),
  unpack: (own) => parsePacked(taskSchema, own, 'analyse markers'),
  packOutput: (outcome) => outcome,
  unpackOutput: (packed, task) => {
    const outcome = parsePacked(outcomeSchema, packed, 'result');
    if (outcome.kind === 'analysed') requireNoIssues(analysisIssues(outcome.analysis, task), 'result.analysis');
    return outcome;
  },
};

/** What shows that an analysis is that of another table. */
function* analysisIssues({ figures }: RocAnalysis, { table }: AnalyseMarkersTask): Generator<PackedIssue> {
  const positives = table.labels.reduce((sum, label) => sum + label, 0);
  const counts = { n_pos: positives, n_neg: table.labels.length - positives };
  for (const [field, expected] of Object.entries(counts) as [keyof typeof counts, number][]) {
    if (figures[field] === expected) continue;
    yield { path: ['figures', field], required: `must be ${expected}, as in the table`, got: figures[field] };
  }
  const names = new Set(table.columns.map(({ name }) => name));
  for (const name of names) {
    if (Object.hasOwn(figures.markers, name)) continue;
    yield { path: ['figures', 'markers', name], required: 'must be the figures of the marker', got: undefined };
  }
  for (const [name, got] of Object.entries(figures.markers)) {
    if (!names.has(name)) yield { path: ['figures', 'markers', name], required: 'must be a column of the table', got };
  }
}

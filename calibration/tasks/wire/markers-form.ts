import { z } from 'zod';
import {
  type AnalysedMarkers,
  calibrationGroupsSchema,
  markerAnalysisSchema,
  markerScaleSchema,
  rocCurveSchema,
} from '../../biomarkers/result.js';
import type { WireForm } from '../../engine/queue/wire-form.js';
import type { AnalyseMarkersTask, MarkersAnalysed } from '../analyse-markers-task.js';
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

/**
 * Largest values of the numbers that a user chooses: at least a hundred times those in use (10 folds, 5 repeats, 1000
 * resamples, 199 permutations, 160 points), so that a message cannot occupy a machine indefinitely.
 */
const MOST_FOLDS = 10_000;
const MOST_REPEATS = 10_000;
const MOST_RESAMPLES = 1_000_000;
const MOST_POINTS = 100_000;
const MOST_CLASSIFIER_MARKERS = 100;

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
    scales: z.array(markerScaleSchema).max(2),
    classifierSizes: z.array(count.min(1).max(MOST_CLASSIFIER_MARKERS)).max(MOST_CLASSIFIER_MARKERS),
    minMaxSums: z.enum(['none', 'pairs']),
    curvePoints: count.min(2).max(MOST_POINTS),
  }),
});

const taskSchema = checkedBy(taskFields, function* ({ table: { columns, labels } }): Generator<PackedIssue> {
  const ragged = columns.find(({ values }) => values.length !== labels.length);
  if (ragged === undefined) return;
  const required = 'must have as many values in each column as there are labels';
  yield { path: ['table'], required, got: ragged.values.length };
});

const analysisSchema: z.ZodType<AnalysedMarkers> = z.strictObject({
  result: markerAnalysisSchema,
  curves: z.array(rocCurveSchema),
  calibration: z.array(calibrationGroupsSchema),
});

const outcomeSchema: z.ZodType<MarkersAnalysed> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('analysed'), analysis: analysisSchema }),
  z.strictObject({ kind: z.literal('skipped'), reason: z.string() }),
]);

/** Score tables to analyse: they are sent unchanged, and the analysis is returned. */
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

/** Inconsistencies that show that an analysis is that of another table. */
function* analysisIssues({ result }: AnalysedMarkers, { table }: AnalyseMarkersTask): Generator<PackedIssue> {
  const positives = table.labels.reduce((sum, label) => sum + label, 0);
  const counts = { n_pos: positives, n_neg: table.labels.length - positives };
  for (const [field, expected] of Object.entries(counts) as [keyof typeof counts, number][]) {
    if (result[field] === expected) continue;
    yield { path: ['result', field], required: `must be ${expected}, as in the table`, got: result[field] };
  }
  const names = new Set(table.columns.map(({ name }) => name));
  for (const name of names) {
    if (Object.hasOwn(result.markers, name)) continue;
    yield { path: ['result', 'markers', name], required: 'must be the result of the marker', got: undefined };
  }
  for (const [name, got] of Object.entries(result.markers)) {
    if (!names.has(name)) yield { path: ['result', 'markers', name], required: 'must be a column of the table', got };
  }
}

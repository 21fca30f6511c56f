import { z } from 'zod';
import type { RocAnalysis } from '../../biomarkers/roc-results.js';
import type { AnalyseMarkersTask, MarkersAnalysed } from '../../engine/tasks.js';
import type { WireForm } from '../wire-form.js';
import { arrayOf, count, finite, parsePacked, shortText } from './parse-packed.js';
import { rocFiguresSchema } from './roc-schema.js';

const scale = z.enum(['raw', 'log']);

const taskSchema: z.ZodType<AnalyseMarkersTask> = z
  .strictObject({
    table: z.strictObject({
      name: shortText,
      columns: z.array(z.strictObject({ name: shortText, values: arrayOf(Float64Array) })).max(1000),
      labels: arrayOf(Uint8Array),
    }),
    settings: z.strictObject({
      seed: shortText,
      folds: count.min(2),
      repeats: count.min(1),
      prevalence: finite.nullable(),
      sensitivity: finite,
      specificity: finite,
      partialAucTo: finite,
      bootstrap: count,
      permutations: count,
      permutationRows: count,
      scales: z.array(scale).max(2),
      curvePoints: count.min(2),
    }),
  })
  .refine(({ table }) => table.columns.every(({ values }) => values.length === table.labels.length), {
    message: 'must have as many values in each column as there are labels',
    path: ['table'],
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
  unpackOutput: (packed) => parsePacked(outcomeSchema, packed, 'result'),
};

import type { CsvCell } from '../../src/index.js';
import { type BiomarkerStudy, bestOfSize } from './biomarker-study.js';
import type { RocAnalysis } from './roc-results.js';

/** An analysed table and what tells its rows from those of others, e.g. arm and day. */
export interface NamedAnalysis {
  readonly names: readonly CsvCell[];
  readonly analysis: Pick<RocAnalysis, 'curves' | 'calibration'>;
}

/** Columns of `figures/roc.csv`, after those that name the table. */
export const rocColumns = ['score', 'kind', 'scale', 'threshold', 'fpr', 'tpr', 'auc'] as const;

/** Columns of `figures/calibration.csv`, after those that name the table. */
export const calibrationColumns = ['score', 'scale', 'rows', 'predicted', 'observed', 'ci_low', 'ci_high'] as const;

/** Columns of `figures/auc_by_day.csv`. */
export const aucByDayColumns = ['arm', 'day', 'score', 'kind', 'auc', 'ci_low', 'ci_high'] as const;

/** Points of the ROC curves, table by table. */
export function* rocRows(analyses: readonly NamedAnalysis[]): Generator<CsvCell[]> {
  for (const { names, analysis } of analyses) {
    for (const { score, kind, scale, auc, fpr, tpr, thresholds } of analysis.curves) {
      for (const [point, rate] of fpr.entries()) {
        yield [...names, score, kind, scale, thresholds[point] ?? null, rate, tpr[point] ?? null, auc];
      }
    }
  }
}

/** Groups of the calibration curves, table by table. */
export function* calibrationRows(analyses: readonly NamedAnalysis[]): Generator<CsvCell[]> {
  for (const { names, analysis } of analyses) {
    for (const { score, scale, groups } of analysis.calibration) {
      for (const { rows, predicted, observed, low, high } of groups) {
        yield [...names, score, scale, rows, predicted, observed, low, high];
      }
    }
  }
}

/** Area of one score on one marker day, as the figure draws it. */
export interface AucOfDay {
  readonly arm: string;
  readonly day: number;
  readonly score: string;
  readonly kind: 'marker' | 'best pair' | 'all markers';
  readonly auc: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Areas against marker day: every marker, the day's best pair and all markers, the classifiers out of fold. */
export function aucByDay(study: BiomarkerStudy): readonly AucOfDay[] {
  return Object.entries(study.arms).flatMap(([arm, { days }]) =>
    Object.values(days).flatMap((figures): AucOfDay[] => {
      if (figures.kind === 'skipped') return [];
      const day = figures.marker_day;
      const raw = figures.classifiers.filter(({ scale }) => scale === 'raw');
      const combined = [
        ['best pair', bestOfSize(raw, 2)],
        ['all markers', bestOfSize(raw, Object.keys(figures.markers).length)],
      ] as const;
      return [
        ...Object.entries(figures.markers).map(([score, { auc, ci_low, ci_high }]) => ({
          arm,
          day,
          score,
          kind: 'marker' as const,
          auc,
          ciLow: ci_low,
          ciHigh: ci_high,
        })),
        ...combined.flatMap(([kind, classifier]) =>
          classifier === undefined
            ? []
            : [
                {
                  arm,
                  day,
                  score: classifier.markers.join(' + '),
                  kind,
                  auc: classifier.out_of_fold.auc,
                  ciLow: classifier.out_of_fold.ci_low,
                  ciHigh: classifier.out_of_fold.ci_high,
                },
              ],
        ),
      ];
    }),
  );
}

import type { AnalysisSettings, ScoreTable } from '../../../calibration/biomarkers/score-table.js';
import { sampleCohort } from './sample-cohort.js';

/** Settings of a quick analysis. */
export const quickSettings: AnalysisSettings = {
  seed: '0',
  folds: 5,
  repeats: 2,
  prevalence: null,
  sensitivity: 0.9,
  specificity: 0.9,
  partialAucTo: 0.1,
  bootstrap: 200,
  permutations: 0,
  permutationRows: 1000,
  scales: ['raw'],
  classifierSizes: [1, 2, 3, 4],
  minMaxSums: 'none',
  curvePoints: 100,
};

/** A simulated cohort as a score table. */
export function sampleTable(options: Parameters<typeof sampleCohort>[0]): ScoreTable {
  const { markers, responder } = sampleCohort(options);
  return {
    name: `sample ${options.seed}`,
    columns: Object.entries(markers).map(([name, values]) => ({ name, values })),
    labels: responder,
  };
}

import { DataError } from '../../src/index.js';
import { analyseMarkers } from '../biomarkers/analyse-markers.js';
import type { AnalysedMarkers } from '../biomarkers/result.js';
import type { AnalysisSettings, ScoreTable } from '../biomarkers/score-table.js';
import { runFitJob } from '../fit/fit-job.js';
import { simulateTask } from '../pool/simulate-task.js';

/** Markers and outcomes to analyse. */
export interface AnalyseMarkersTask {
  readonly table: ScoreTable;
  readonly settings: AnalysisSettings;
}

/** An analysis, or the reason why the table could not be analysed. */
export type MarkersAnalysed =
  | { readonly kind: 'analysed'; readonly analysis: AnalysedMarkers }
  | { readonly kind: 'skipped'; readonly reason: string };

/** A table that cannot be analysed (nobody responded, say) is an outcome: the rest of the list continues. */
async function analyseMarkersTask({ table, settings }: AnalyseMarkersTask): Promise<MarkersAnalysed> {
  try {
    return { kind: 'analysed', analysis: await analyseMarkers(table, settings) };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    return { kind: 'skipped', reason: cause.message };
  }
}

/** All tasks of an engine of the workbench. */
export const tasks = { simulate: simulateTask, 'analyse markers': analyseMarkersTask, refit: runFitJob } as const;

export type Tasks = typeof tasks;

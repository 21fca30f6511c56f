import { DataError } from '../../src/index.js';
import { analyseMarkers } from '../biomarkers/analyse-markers.js';
import type { AnalysedMarkers } from '../biomarkers/result.js';
import type { AnalysisSettings, ScoreTable } from '../biomarkers/score-table.js';

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
export async function analyseMarkersTask({ table, settings }: AnalyseMarkersTask): Promise<MarkersAnalysed> {
  try {
    return { kind: 'analysed', analysis: await analyseMarkers(table, settings) };
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    return { kind: 'skipped', reason: cause.message };
  }
}

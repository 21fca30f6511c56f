import type { FitJob, FitJobResult } from '../fit/fit-job.js';
import type { SimulatedChunk, SimulateRowsTask } from '../pool/simulate-task.js';
import type { AnalyseMarkersTask, MarkersAnalysed } from './analyse-markers-task.js';

/** All tasks of an engine of the workbench. A task is loaded when it is first asked for: a thread that simulates needs no classifiers. */
export const tasks = {
  simulate: async (task: SimulateRowsTask): Promise<SimulatedChunk> =>
    (await import('../pool/simulate-task.js')).simulateTask(task),
  'analyse markers': async (task: AnalyseMarkersTask): Promise<MarkersAnalysed> =>
    (await import('./analyse-markers-task.js')).analyseMarkersTask(task),
  refit: async (job: FitJob): Promise<FitJobResult> => (await import('../fit/fit-job.js')).runFitJob(job),
} as const;

export type Tasks = typeof tasks;

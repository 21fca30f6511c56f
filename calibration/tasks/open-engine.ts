import type { Engine } from '../engine/engine.js';
import { inProcessEngine } from '../engine/local/in-process-engine.js';
import { workerEngine } from '../engine/local/worker-engine.js';
import { type Tasks, tasks } from './tasks.js';

/**
 * The built worker script. Node 20 cannot run TypeScript, so sources (under test) use the built file as well.
 */
function workerScript(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? '../../dist/calibration/tasks/worker.js' : './worker.js', import.meta.url);
}

/**
 * Opens the engine for a number of workers: in this process for 0, worker threads from 1 on.
 *
 * @param workers - integer >= 0
 */
export function openEngine(workers: number): Engine<Tasks> {
  return workers === 0 ? inProcessEngine(tasks) : workerEngine<Tasks>(workerScript(), workers);
}

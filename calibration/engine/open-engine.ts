import type { Engine } from './engine.js';
import { inProcessEngine } from './in-process-engine.js';
import { type Tasks, tasks } from './tasks.js';
import { workerEngine } from './worker-engine.js';

/**
 * The built worker script. Node 20 cannot run TypeScript, so sources (under test) use the built file as well.
 */
function workerScript(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? '../../dist/calibration/engine/worker.js' : './worker.js', import.meta.url);
}

/**
 * Opens the engine for a number of workers: in this process for 0, worker threads from 1 on.
 *
 * @param workers - integer >= 0
 */
export function openEngine(workers: number): Engine<Tasks> {
  return workers === 0 ? inProcessEngine(tasks) : workerEngine<Tasks>(workerScript(), workers);
}

import type { Runtime } from '../../session/runtime.js';
import type { ExitCode } from '../exit-codes.js';
import type { RunFlags } from './run.js';

/** `qcic run`: a configuration is run, an archive repeated. */
export async function runOrRepeat(runtime: Runtime, path: string, flags: RunFlags): Promise<ExitCode> {
  if (path.toLowerCase().endsWith('.omex')) {
    return (await import('./repeat-archive.js')).repeatArchive(runtime, path, flags);
  }
  return (await import('./run.js')).run(runtime, path, flags);
}

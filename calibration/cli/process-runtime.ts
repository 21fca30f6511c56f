import { availableParallelism, hostname } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { Runtime } from '../session/runtime.js';
import { commitOf, packageInformation } from './package-information.js';
import { processStart } from './process-start.js';

/** The process as a runtime. */
export function processRuntime(): Runtime {
  return {
    argv: process.argv,
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
    date: () => new Date(),
    node: process.version,
    platform: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
    host: hostname(),
    pid: process.pid,
    processStart,
    cores: availableParallelism(),
    heapBytes: getHeapStatistics().heap_size_limit,
    packageInformation,
    commit: async () => commitOf((await packageInformation()).root),
    identity: async () => (await import('./engine/program-identity.js')).programIdentity(),
    onInterrupt,
  };
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function onInterrupt(stop: () => void, endNow: () => void): () => void {
  let stopping = false;
  const handle = (signal: NodeJS.Signals) => {
    if (!stopping) {
      stopping = true;
      stop();
      return;
    }
    release();
    endNow();
    process.kill(process.pid, signal);
  };
  const release = () => {
    for (const signal of stopSignals) process.off(signal, handle);
  };
  for (const signal of stopSignals) process.on(signal, handle);
  return release;
}

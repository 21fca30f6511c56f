import { availableParallelism, hostname } from 'node:os';
import type { Runtime } from '../session/runtime.js';
import { commitOf, packageInformation } from './package-information.js';

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
    cores: availableParallelism(),
    packageInformation,
    commit: async () => commitOf((await packageInformation()).root),
    identity: async () => (await import('./engine/program-identity.js')).programIdentity(),
    onInterrupt,
  };
}

function onInterrupt(stop: () => void): () => void {
  let stopping = false;
  const handle = () => {
    if (stopping) {
      release();
      process.kill(process.pid, 'SIGINT');
      return;
    }
    stopping = true;
    stop();
  };
  const release = () => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return release;
}

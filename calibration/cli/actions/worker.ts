import { randomUUID } from 'node:crypto';
import { queueWorker } from '../../engine/queue/queue-worker.js';
import type { BackendChoice } from '../../native/backend-choice.js';
import { openChosenBackend } from '../../session/open-backend.js';
import { openCluster } from '../../session/open-engine.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import type { Runtime } from '../../session/runtime.js';
import { stopSignal } from '../../session/stop-signal.js';
import { openEngine } from '../../tasks/open-engine.js';
import { taskWireWith } from '../../tasks/wire/task-wire.js';

export interface WorkerFlags {
  readonly engine: string;
  readonly engineFolder?: string;
  readonly concurrency: number;
  readonly lease: number;
  readonly idleExit?: number;
  readonly backend?: BackendChoice;
}

export async function worker(runtime: Runtime, flags: WorkerFlags): Promise<undefined> {
  const display = progressDisplay(runtime.stderr, runtime.now);
  const started = runtime.now();
  const { link, folder } = await openCluster(runtime, flags.engine, flags.engineFolder, display.line);
  const { signal, release } = stopSignal(runtime, () => display.line('stopping after the chunks in progress'));
  const { compile } = openChosenBackend(flags.backend, runtime, display.line, signal);
  const place = `${runtime.host}/${runtime.pid}`;
  try {
    const identity = await runtime.identity();
    display.line(`worker ${place}: ${flags.concurrency} thread(s), ${link.address.shown}, code ${identity.code}`);
    const { done, late, retried } = await queueWorker({
      link,
      wire: taskWireWith(compile),
      identity,
      id: `${place}/${randomUUID()}`,
      place,
      engines: Array.from({ length: flags.concurrency }, () => openEngine(1)),
      folder,
      leaseMilliseconds: 1000 * flags.lease,
      idleSeconds: flags.idleExit ?? Number.POSITIVE_INFINITY,
      signal,
      onNotice: display.line,
      now: runtime.now,
    });
    const spent = formatSeconds((runtime.now() - started) / 1000);
    display.line(`worker ${place}: ${done} chunks done, ${late} late, ${retried} tries failed, ${spent}`);
  } finally {
    release();
    await link.close();
  }
}

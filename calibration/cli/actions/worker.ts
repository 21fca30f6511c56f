import { randomUUID } from 'node:crypto';
import { queueWorker } from '../../engine/queue/queue-worker.js';
import { openCluster } from '../../session/open-engine.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import type { Runtime } from '../../session/runtime.js';
import { stopSignal } from '../../session/stop-signal.js';
import { openEngine } from '../../tasks/open-engine.js';
import { taskWire } from '../../tasks/wire/task-wire.js';

export interface WorkerFlags {
  readonly engine: string;
  readonly engineFolder?: string;
  readonly concurrency: number;
  readonly lease: number;
  readonly idleExit?: number;
}

export async function worker(runtime: Runtime, flags: WorkerFlags): Promise<undefined> {
  const display = progressDisplay(runtime.stderr, runtime.now);
  const started = runtime.now();
  const { link, folder } = await openCluster(runtime, flags.engine, flags.engineFolder, display.line);
  const { signal, release } = stopSignal(runtime, () => display.line('stopping after the chunks in progress'));
  const place = `${runtime.host}/${runtime.pid}`;
  try {
    const identity = await runtime.identity();
    display.line(`worker ${place}: ${flags.concurrency} thread(s), ${link.address.shown}, code ${identity.code}`);
    const { done, late, retried } = await queueWorker({
      link,
      wire: taskWire,
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

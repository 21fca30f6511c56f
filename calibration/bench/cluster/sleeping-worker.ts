import type { Engine } from '../../engine/engine.js';
import { queueWorker } from '../../engine/queue/queue-worker.js';
import { parseRedisAddress } from '../../engine/queue/redis-address.js';
import { openRedis } from '../../engine/queue/redis-link.js';
import type { Tasks } from '../../tasks/tasks.js';
import { taskWire } from '../../tasks/wire/task-wire.js';

/**
 * A thread that waits for the duration of a chunk and computes nothing: its rows stay zero. All other costs of a chunk
 * are included: its data are read and checked, its complete result is written.
 */
function sleeper(milliseconds: number): Engine<Tasks> {
  return {
    description: 'asleep',
    workers: 1,
    run: (async (_kind: string, [input]: readonly [{ readonly parameters: Float64Array; readonly into: object }]) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      const [rows] = Object.values(input.into) as readonly { readonly status: Uint8Array }[];
      return [{ patients: rows!.status.length, failures: [] }];
    }) as never,
    close: async () => {},
  };
}

/** Arguments URL IDENTITY THREADS MILLISECONDS; the password comes from QCIC_ENGINE_PASSWORD. */
async function serveAsleep([url = '', identity = '', threads, milliseconds]: readonly string[]): Promise<void> {
  const { QCIC_ENGINE_USERNAME: username, QCIC_ENGINE_PASSWORD: password } = process.env;
  const link = await openRedis(parseRedisAddress(url, { username, password }), {}, () => {});
  const stop = new AbortController();
  process.on('SIGTERM', () => stop.abort());
  await queueWorker<Tasks>({
    link,
    wire: taskWire,
    identity: JSON.parse(identity),
    id: `asleep/${process.pid}`,
    place: `asleep/${process.pid}`,
    engines: Array.from({ length: Number(threads) }, () => sleeper(Number(milliseconds))),
    leaseMilliseconds: 30_000,
    idleSeconds: Number.POSITIVE_INFINITY,
    signal: stop.signal,
    onNotice: () => {},
    now: () => performance.now(),
  });
  await link.close();
}

await serveAsleep(process.argv.slice(2));

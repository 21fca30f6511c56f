import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Command } from 'commander';
import { queueWorker } from '../../engine/queue/queue-worker.js';
import { formatSeconds, progressDisplay } from '../../session/progress-display.js';
import { openEngine } from '../../tasks/open-engine.js';
import { taskWire } from '../../tasks/wire/task-wire.js';
import { engineOption, openCluster } from '../engine/engine-options.js';
import { programIdentity } from '../engine/program-identity.js';
import { interruptSignal } from '../interrupt-signal.js';
import { defaultWorkers, wholeNumber } from '../option-values.js';

interface WorkerFlags {
  readonly engine: string;
  readonly engineFolder?: string;
  readonly concurrency: number;
  readonly lease: number;
  readonly idleExit?: number;
}

/** `qcic worker`: computes for runs that other machines have started with `--engine`. */
export function workerCommand(): Command {
  return new Command('worker')
    .description('compute for runs started with --engine, on this or any other machine, until it is stopped')
    .addOption(engineOption('Redis server where runs leave their work').makeOptionMandatory())
    .option('--engine-folder <folder>', 'folder that the run shares with its workers, for large data')
    .option('--concurrency <number>', 'threads', wholeNumber(1), defaultWorkers())
    .option(
      '--lease <seconds>',
      'a chunk whose worker is silent for so long, or a quarter longer, goes to another',
      wholeNumber(1),
      30,
    )
    .option('--idle-exit <seconds>', 'end when no run was under way for so long (default: wait)', wholeNumber(1))
    .addHelpText(
      'after',
      `
Takes chunks of work off the queue, computes them and hands the results in. It may be started before or after the run, on any
number of machines, and be killed at any time: what it held goes to another worker. It must be the same program as the run's,
and says so where it is not. SIGTERM or Ctrl-C: it finishes what it holds, and ends with exit code 0.

The address is redis://host:port/database?prefix=name, or rediss:// for TLS. User name, password and certificates are read from
QCIC_ENGINE_USERNAME, QCIC_ENGINE_PASSWORD and the PEM files QCIC_ENGINE_CA, QCIC_ENGINE_CERT, QCIC_ENGINE_KEY.

Example:
  $ qcic worker --engine redis://queue.lab:6379 --concurrency 16

Exit codes: 0 done, 1 a fault of the program, 2 bad input, a server that does not answer or runs of another program.`,
    )
    .action(serve);
}

async function serve(flags: WorkerFlags): Promise<void> {
  const display = progressDisplay(process.stderr, () => performance.now());
  const started = performance.now();
  const { link, folder } = await openCluster(flags.engine, flags.engineFolder, display.line);
  const { signal, release } = interruptSignal(() => display.line('stopping; what is under way is finished first'));
  const place = `${hostname()}/${process.pid}`;
  try {
    const identity = await programIdentity();
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
      now: () => performance.now(),
    });
    const spent = formatSeconds((performance.now() - started) / 1000);
    display.line(`worker ${place}: ${done} chunks done, ${late} late, ${retried} tries failed, ${spent}`);
  } finally {
    release();
    await link.close();
  }
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { clusterBenchText } from '../../bench/cluster/cluster-bench-text.js';
import { runClusterBench } from '../../bench/cluster/run-cluster-bench.js';
import { progressDisplay } from '../../session/progress-display.js';
import { engineAddress, engineCertificates, engineOption } from '../engine/engine-options.js';
import { programIdentity } from '../engine/program-identity.js';
import { interruptSignal } from '../interrupt-signal.js';
import { dayList, wholeNumber } from '../option-values.js';
import { packageInformation } from '../package-information.js';

interface ClusterBenchFlags {
  readonly engine: string;
  readonly patients: number;
  readonly repeats: number;
  readonly processes: readonly number[];
  readonly threads: readonly number[];
  readonly out?: string;
}

/** `qcic bench-cluster`: what computing by way of a queue costs, measured with worker processes of this machine. */
export function benchClusterCommand(): Command {
  return new Command('bench-cluster')
    .description('measure what --engine costs: overhead per chunk, throughput, and a simulated cluster')
    .addOption(engineOption('Redis server to measure with').makeOptionMandatory())
    .option('--patients <number>', 'patients of each timing', wholeNumber(200), 2560)
    .option('--repeats <number>', 'pairs of timings of the overhead', wholeNumber(1), 5)
    .option('--processes <list>', 'numbers of worker processes', dayList, [1, 2, 4])
    .option('--threads <list>', 'threads of the simulated cluster', dayList, [16, 64, 256])
    .option('--out <folder>', 'folder for cluster-bench.json and cluster-bench.txt')
    .addHelpText(
      'after',
      `
Starts its workers itself, on this machine. Leave machine and server alone meanwhile. In the simulated cluster the threads wait as
long as a chunk takes and compute nothing, so that the costs of a chunk besides its simulation show with many of them.

Example:
  $ qcic bench-cluster --engine redis://localhost --out runs/bench-cluster`,
    )
    .action(benchCluster);
}

async function benchCluster({ engine, patients, repeats, processes, threads, out }: ClusterBenchFlags): Promise<void> {
  const display = progressDisplay(process.stderr, () => performance.now());
  const { signal, release } = interruptSignal(() => display.line('stopping'));
  const { root } = await packageInformation();
  try {
    const results = await runClusterBench({
      address: engineAddress(engine),
      certificates: await engineCertificates(),
      identity: await programIdentity(),
      program: join(root, 'dist', 'calibration', 'cli', 'main.js'),
      patients,
      repeats,
      workerCounts: processes,
      threadCounts: threads,
      signal,
      say: display.line,
    });
    const text = clusterBenchText(results);
    if (out !== undefined) {
      await mkdir(out, { recursive: true });
      await writeFileAtomically(join(out, 'cluster-bench.json'), toPrettyJson(results));
      await writeFileAtomically(join(out, 'cluster-bench.txt'), `${text}\n`);
    }
    console.log(text);
  } finally {
    release();
  }
}

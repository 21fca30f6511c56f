import { Command } from 'commander';
import type { Act } from '../act.js';
import { engineOption } from '../engine-options.js';
import { mosts, wholeNumber, wholeNumbers } from '../option-values.js';

/** `qcic bench-cluster`: the overhead of computing through a queue, measured with worker processes of this machine. */
export function benchClusterCommand(act: Act): Command {
  return new Command('bench-cluster')
    .description('measure the cost of --engine: overhead per chunk, throughput, and a simulated cluster')
    .addOption(engineOption('Redis server to measure with').makeOptionMandatory())
    .option('--patients <number>', 'patients of each timing', wholeNumber(200, mosts.patients), 2560)
    .option('--repeats <number>', 'pairs of timings of the overhead', wholeNumber(1, mosts.repeats), 5)
    .option('--processes <list>', 'numbers of worker processes', wholeNumbers(1, mosts.workers), [1, 2, 4])
    .option('--threads <list>', 'threads of the simulated cluster', wholeNumbers(1, mosts.workers), [16, 64, 256])
    .option('--out <folder>', 'folder for cluster-bench.json and cluster-bench.txt')
    .addHelpText(
      'after',
      `
Starts its workers itself, on this machine. Run nothing else on machine and server meanwhile. In the simulated cluster the
threads wait as long as a chunk takes and compute nothing. This shows the overhead per chunk with many threads.

Example:
  $ qcic bench-cluster --engine redis://localhost --out runs/bench-cluster`,
    )
    .action(act(async () => (await import('../actions/bench-cluster.js')).benchCluster));
}

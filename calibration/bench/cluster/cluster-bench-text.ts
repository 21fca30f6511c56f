import { textTable } from '../../text-table.js';
import { spreadOf } from '../timing.js';
import type { ChunkCosts, ClusterBench } from './cluster-bench-results.js';

const milliseconds = (value: number | null) => (value === null ? '-' : value.toFixed(2));
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Processor time of a chunk over all roles; null where one is not known. */
function totalCost({ run, server, workers }: ChunkCosts): number | null {
  return workers === null ? null : run + server + workers;
}

/** The results as plain text. */
export function clusterBenchText({
  patients,
  chunks,
  patientsPerChunk,
  resultBytesPerChunk,
  ...rest
}: ClusterBench): string {
  const { overhead, throughput, manyWorkers } = rest;
  const wall = overhead.map(({ local, cluster }) => cluster.seconds / local.seconds - 1);
  const processor = overhead.map(({ local, cluster }) => {
    const total = totalCost(cluster.costs);
    return total === null ? null : total / local.costs.run - 1;
  });
  const spread = (values: readonly (number | null)[], description: (value: number) => string) => {
    const found = spreadOf(values);
    return found === null
      ? ['-', '-', '-']
      : [description(found.min), description(found.median), description(found.max)];
  };
  const seconds = (value: number) => value.toFixed(2);
  return [
    `${patients} patients, three arms, a year: ${chunks} chunks of ${patientsPerChunk} patients, ${(resultBytesPerChunk / 1e3).toFixed(0)} kB a result`,
    '',
    'One worker process with one thread against one thread of this machine',
    textTable(
      ['', 'min', 'median', 'max'],
      [
        [
          'thread, s',
          ...spread(
            overhead.map(({ local }) => local.seconds),
            seconds,
          ),
        ],
        [
          'worker via the queue, s',
          ...spread(
            overhead.map(({ cluster }) => cluster.seconds),
            seconds,
          ),
        ],
        ['overhead per chunk, of wall time', ...spread(wall, percent)],
        ['overhead per chunk, of processor time', ...spread(processor, percent)],
        [
          '  chunk on a thread, ms',
          ...spread(
            overhead.map(({ local }) => local.costs.run),
            milliseconds,
          ),
        ],
        [
          '  run, ms',
          ...spread(
            overhead.map(({ cluster }) => cluster.costs.run),
            milliseconds,
          ),
        ],
        [
          '  server, ms',
          ...spread(
            overhead.map(({ cluster }) => cluster.costs.server),
            milliseconds,
          ),
        ],
        [
          '  worker, simulation included, ms',
          ...spread(
            overhead.map(({ cluster }) => cluster.costs.workers),
            milliseconds,
          ),
        ],
      ],
    ),
    '',
    'Worker processes of one thread each',
    textTable(
      ['processes', 's', 'patients/s', 'of one'],
      throughput.map(({ workers, seconds: taken, patientsPerSecond }) => [
        String(workers),
        taken.toFixed(2),
        patientsPerSecond.toFixed(0),
        (patientsPerSecond / throughput[0]!.patientsPerSecond).toFixed(2),
      ]),
    ),
    '',
    'Simulated cluster: threads that wait for the duration of a chunk and compute nothing',
    textTable(
      ['threads', 'wait, ms', 'chunks/s', 'of the most', 'run, ms', 'server, ms', 'workers, ms'],
      manyWorkers.map(({ threads, chunkMilliseconds, chunksPerSecond, efficiency, costs }) => [
        String(threads),
        String(chunkMilliseconds),
        chunksPerSecond.toFixed(1),
        percent(efficiency),
        milliseconds(costs.run),
        milliseconds(costs.server),
        milliseconds(costs.workers),
      ]),
    ),
  ].join('\n');
}

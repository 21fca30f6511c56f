import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toPrettyJson, writeFileAtomically } from '../../../src/index.js';
import { benchFile } from '../../bench/bench-results.js';
import { clusterBenchText } from '../../bench/cluster/cluster-bench-text.js';
import { runClusterBench } from '../../bench/cluster/run-cluster-bench.js';
import { engineAddress, engineCertificates } from '../../session/open-engine.js';
import { progressDisplay } from '../../session/progress-display.js';
import { print, type Runtime } from '../../session/runtime.js';
import { stopSignal } from '../../session/stop-signal.js';

export interface ClusterBenchFlags {
  readonly engine: string;
  readonly patients: number;
  readonly repeats: number;
  readonly processes: readonly number[];
  readonly threads: readonly number[];
  readonly out?: string;
}

export async function benchCluster(
  runtime: Runtime,
  { engine, patients, repeats, processes, threads, out }: ClusterBenchFlags,
): Promise<undefined> {
  const address = engineAddress(engine, runtime.env);
  const { root } = await runtime.packageInformation();
  const display = progressDisplay(runtime.stderr, runtime.now);
  const { signal, release } = stopSignal(runtime, () => display.line('stopping'));
  try {
    const results = await runClusterBench({
      address,
      certificates: await engineCertificates(runtime.env),
      identity: await runtime.identity(),
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
      await writeFileAtomically(
        join(out, 'cluster-bench.json'),
        toPrettyJson(benchFile({ schemaVersion: 1, ...results })),
      );
      await writeFileAtomically(join(out, 'cluster-bench.txt'), `${text}\n`);
    }
    runtime.reply?.({ ...(out === undefined ? {} : { folder: out }), result: results });
    print(runtime, text);
  } finally {
    release();
  }
}

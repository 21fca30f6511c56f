import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  builtInArms,
  builtInRegimens,
  defaultAssessmentRules,
  defaultRegimen,
  defaultSolverSettings,
  fixedArm,
  InputError,
  postedSwitches,
  publishedDrugs,
  type SimulationSpec,
} from '../../../src/index.js';
import type { Engine } from '../../engine/engine.js';
import type { ProgramIdentity } from '../../engine/queue/protocol.js';
import { queueEngine } from '../../engine/queue/queue-engine.js';
import type { RedisAddress } from '../../engine/queue/redis-address.js';
import { openRedis, type TlsCertificates } from '../../engine/queue/redis-link.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import { cohortChunks, patientsPerChunk } from '../../pool/cohort-chunks.js';
import { bytesPerPatient } from '../../pool/cohort-rows.js';
import { runCohort } from '../../pool/run-cohort.js';
import { publishedMarginals } from '../../studies/sensitivity/settings.js';
import { openEngine } from '../../tasks/open-engine.js';
import type { Tasks } from '../../tasks/tasks.js';
import { taskWire } from '../../tasks/wire/task-wire.js';
import { spreadOf } from '../timing.js';
import type { ClusterBench, ClusterTiming, ManyWorkersRow, ThroughputRow } from './cluster-bench-results.js';
import { costsPerChunk, roleSeconds } from './role-costs.js';

export interface ClusterBenchContext {
  readonly address: RedisAddress;
  readonly certificates: TlsCertificates;
  readonly identity: ProgramIdentity;
  /** Built program; its workers are started from it. */
  readonly program: string;
  readonly patients: number;
  readonly repeats: number;
  /** Worker processes of the throughput table. */
  readonly workerCounts: readonly number[];
  /** Threads of the simulated cluster. */
  readonly threadCounts: readonly number[];
  readonly signal: AbortSignal;
  readonly say: (description: string) => void;
}

/** Sleeping workers per process: as many threads as a large machine has cores. */
const THREADS_PER_PROCESS = 64;
/** Chunks of each thread of the simulated cluster, and their largest total: the rows of a chunk take 0.3 MB. */
const CHUNKS_PER_THREAD = 12;
const MOST_CHUNKS = 1200;
const WARM_UP_CHUNKS = 4;

/** Built script; sources under test use it as well. */
const sleepingWorker = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts')
      ? '../../../dist/calibration/bench/cluster/sleeping-worker.js'
      : './sleeping-worker.js',
    import.meta.url,
  ),
);

/**
 * Measures the cost of computing via a queue: compared with a thread of this machine, with increasing numbers of worker
 * processes, and with many workers that wait instead of computing.
 *
 * @throws InputError - when a worker does not start
 */
export async function runClusterBench(context: ClusterBenchContext): Promise<ClusterBench> {
  const { patients, repeats, say } = context;
  const cohort = cohortOf(patients);
  const chunks = cohortChunks(cohort.spec, patients).length;
  const size = patientsPerChunk(cohort.spec);

  const overhead = await withWorkers(context, 1, async (engine, pids, redis) => {
    const local = openEngine(1);
    try {
      const timed = async (own: Engine<Tasks>, workers: readonly number[]): Promise<ClusterTiming> => {
        const before = await roleSeconds(redis, workers);
        const started = performance.now();
        await runCohort(cohort, { engine: own, signal: context.signal });
        const seconds = (performance.now() - started) / 1000;
        return { seconds, costs: costsPerChunk(before, await roleSeconds(redis, workers), chunks) };
      };
      await warmUp(local);
      await warmUp(engine);
      const pairs = [];
      for (let repeat = 1; repeat <= repeats; repeat++) {
        say(`overhead: pair ${repeat} of ${repeats}, ${patients} patients each`);
        pairs.push({ local: await timed(local, []), cluster: await timed(engine, pids) });
      }
      return pairs;
    } finally {
      await local.close();
    }
  });

  const throughput: ThroughputRow[] = [];
  for (const workers of context.workerCounts) {
    say(`throughput: ${workers} worker process(es)`);
    const seconds = await withWorkers(context, workers, async (engine) => {
      await warmUp(engine, workers);
      const started = performance.now();
      await runCohort(cohort, { engine, signal: context.signal });
      return (performance.now() - started) / 1000;
    });
    throughput.push({ workers, seconds, patientsPerSecond: patients / seconds });
  }

  const chunkMilliseconds = Math.round(spreadOf(overhead.map(({ local }) => (1000 * local.seconds) / chunks))!.median);
  const manyWorkers: ManyWorkersRow[] = [];
  for (const threads of context.threadCounts) {
    say(`simulated cluster: ${threads} threads that wait ${chunkMilliseconds} ms a chunk`);
    manyWorkers.push(await simulatedCluster(context, threads, chunkMilliseconds));
  }
  return {
    patients,
    chunks,
    patientsPerChunk: size,
    resultBytesPerChunk: size * bytesPerPatient(cohort.spec),
    overhead,
    throughput,
    manyWorkers,
  };
}

/** The cohort of the main job: three arms, a year, published shapes. */
function cohortOf(patients: number) {
  const spec: SimulationSpec = {
    switches: postedSwitches,
    overrides: {},
    varying: [],
    drugs: publishedDrugs,
    arms: builtInArms.map((name) => fixedArm(name, builtInRegimens[defaultRegimen(name, postedSwitches)]!)),
    horizonDays: 366,
    assessment: defaultAssessmentRules,
    assessmentDay: 56,
    markerDays: [56],
    tumorDays: [],
    keepTrajectories: false,
    solver: defaultSolverSettings,
  };
  const design = { seed: 'bench', design: 'latin-hypercube' } as const;
  const { values } = drawCohort(publishedMarginals(), design, 'cluster bench', patients);
  return { spec, parameters: values, patients };
}

/** Starts the threads and compiles the model. */
async function warmUp(engine: Engine<Tasks>, workers = 1): Promise<void> {
  const { spec } = cohortOf(2);
  await runCohort(cohortOf(WARM_UP_CHUNKS * workers * patientsPerChunk(spec)), { engine });
}

async function simulatedCluster(
  context: ClusterBenchContext,
  threads: number,
  chunkMilliseconds: number,
): Promise<ManyWorkersRow> {
  const identity = { ...context.identity, code: 'asleep' };
  const counts = Array.from({ length: Math.ceil(threads / THREADS_PER_PROCESS) }, (_, process) =>
    Math.min(THREADS_PER_PROCESS, threads - process * THREADS_PER_PROCESS),
  );
  const description = (count: number) => [
    sleepingWorker,
    context.address.shown,
    JSON.stringify(identity),
    String(count),
    String(chunkMilliseconds),
  ];
  return withProcesses(
    context,
    { commands: counts.map(description), threads, identity },
    async (engine, pids, redis) => {
      const { spec } = cohortOf(2);
      const chunks = Math.min(CHUNKS_PER_THREAD * threads, MOST_CHUNKS);
      const cohort = cohortOf(chunks * patientsPerChunk(spec));
      await warmUp(engine, Math.ceil(threads / WARM_UP_CHUNKS));
      const before = await roleSeconds(redis, pids);
      const started = performance.now();
      await runCohort(cohort, { engine, signal: context.signal });
      const seconds = (performance.now() - started) / 1000;
      const chunksPerSecond = chunks / seconds;
      return {
        threads,
        chunkMilliseconds,
        chunksPerSecond,
        efficiency: chunksPerSecond / ((1000 * threads) / chunkMilliseconds),
        costs: costsPerChunk(before, await roleSeconds(redis, pids), chunks),
      };
    },
  );
}

type Use<Result> = (
  engine: Engine<Tasks>,
  pids: readonly number[],
  redis: Awaited<ReturnType<typeof openRedis>>['redis'],
) => Promise<Result>;

/** Real workers of one thread each. */
function withWorkers<Result>(context: ClusterBenchContext, workers: number, use: Use<Result>): Promise<Result> {
  const description = [context.program, 'worker', '--engine', context.address.shown, '--concurrency', '1'];
  const commands = Array.from({ length: workers }, () => description);
  return withProcesses(context, { commands, threads: workers, identity: context.identity }, use);
}

/** Starts worker processes, opens an engine on them, and closes both. */
async function withProcesses<Result>(
  { address, certificates, signal }: ClusterBenchContext,
  {
    commands,
    threads,
    identity,
  }: {
    readonly commands: readonly (readonly string[])[];
    readonly threads: number;
    readonly identity: ProgramIdentity;
  },
  use: Use<Result>,
): Promise<Result> {
  const link = await openRedis(address, certificates, () => {});
  const { username, password } = address;
  const env = {
    ...process.env,
    ...(username === undefined ? {} : { QCIC_ENGINE_USERNAME: username }),
    ...(password === undefined ? {} : { QCIC_ENGINE_PASSWORD: password }),
  };
  const children: ChildProcess[] = [];
  const engine = await queueEngine<Tasks>({
    link,
    wire: taskWire,
    identity,
    sessionId: 'be0c4'.padEnd(16, '0'),
    title: 'qcic bench-cluster',
    place: 'this machine',
    onNotice: () => {},
  });
  try {
    for (const description of commands)
      children.push(spawn(process.execPath, [...description], { env, stdio: 'ignore' }));
    for (let wait = 0; engine.workers < threads; wait++) {
      if (signal.aborted || wait > 600)
        throw new InputError(`bench: must see ${threads} threads; got ${engine.workers}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return await use(
      engine,
      children.map(({ pid }) => pid!),
      link.redis,
    );
  } finally {
    const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of children) child.kill('SIGTERM');
    await engine.close();
    await Promise.all(ended);
  }
}

/** Processor time of one chunk by role; milliseconds. null where the system does not report it. */
export interface ChunkCosts {
  /** The process that drives the run. */
  readonly run: number;
  readonly server: number;
  readonly workers: number | null;
}

/** One measurement of simulating the cohort. */
export interface ClusterTiming {
  readonly seconds: number;
  readonly costs: ChunkCosts;
}

/** One thread against one worker process with one thread. */
export interface OverheadPair {
  readonly local: ClusterTiming;
  readonly cluster: ClusterTiming;
}

export interface ThroughputRow {
  readonly workers: number;
  readonly seconds: number;
  readonly patientsPerSecond: number;
}

/** Workers that wait for the duration of a chunk and compute nothing. */
export interface ManyWorkersRow {
  readonly threads: number;
  readonly chunkMilliseconds: number;
  readonly chunksPerSecond: number;
  /** Share of the chunks per second possible with the threads. */
  readonly efficiency: number;
  readonly costs: ChunkCosts;
}

export interface ClusterBench {
  readonly patients: number;
  readonly chunks: number;
  readonly patientsPerChunk: number;
  readonly resultBytesPerChunk: number;
  readonly overhead: readonly OverheadPair[];
  readonly throughput: readonly ThroughputRow[];
  readonly manyWorkers: readonly ManyWorkersRow[];
}

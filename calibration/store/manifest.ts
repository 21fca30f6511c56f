/** Everything needed to repeat a run and to tell two runs apart. */
export interface Manifest {
  readonly name: string;
  readonly status: string;
  readonly version: string;
  readonly commit: string | null;
  readonly command: string;
  readonly node: string;
  readonly platform: string;
  readonly workers: number;
  readonly engine: string;
  readonly tensorflow: string | null;
  readonly seed: string;
  readonly config: unknown;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  readonly patients: readonly { readonly cohort: string; readonly patients: number; readonly failed: number }[];
  readonly timings: {
    readonly started: string;
    readonly elapsed_seconds: number;
    readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
  };
  /** Hash of results.json as written; null while the run is not finished. */
  readonly results_sha256: string | null;
}

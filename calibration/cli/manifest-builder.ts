import { relative } from 'node:path';
import type { Config } from '../config/config-schema.js';
import type { Manifest } from '../store/manifest.js';
import { commitOf, packageInformation } from './package-information.js';

/** What is known of a run when it begins. */
export interface RunDescription {
  readonly config: Config;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** As the user would type it again. */
  readonly command: string;
  /** Who computes: asked for whenever a manifest is written, since workers of other machines come and go. */
  readonly compute: () => { readonly workers: number; readonly engine: string };
  readonly started: Date;
}

export type ManifestOf = (
  status: string,
  elapsedSeconds: number,
  stages: Manifest['timings']['stages'],
  patients: Manifest['patients'],
  resultsSha256: string | null,
  tensorflow: string | null,
) => Manifest;

/** The manifest of a run, of which only its state changes while it goes on. */
export async function manifestBuilder(run: RunDescription): Promise<ManifestOf> {
  const { version, root } = await packageInformation();
  const commit = await commitOf(root);
  const { config, files, command, compute, started } = run;
  return (status, elapsedSeconds, stages, patients, resultsSha256, tensorflow) => ({
    name: config.name,
    status,
    version,
    commit,
    command,
    node: process.version,
    platform: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
    ...compute(),
    tensorflow,
    seed: config.seed,
    config,
    inputs: files.map(({ path, sha256 }) => ({ path: relative(process.cwd(), path) || path, sha256 })),
    patients,
    timings: { started: started.toISOString(), elapsed_seconds: elapsedSeconds, stages },
    results_sha256: resultsSha256,
  });
}

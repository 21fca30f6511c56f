import { join } from 'node:path';
import { InputError, readText, sha256 } from '../../../src/index.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { readShippedTrials } from '../../store/read-trials.js';
import { storedKinds } from '../../studies/registry.js';
import { computeReplicate } from '../../studies/replicate/compute.js';
import { parsePublishedResults } from '../../studies/replicate/published-results.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';

export interface ReplicateFlags extends EngineFlags {
  readonly patients: number;
  readonly samples: number;
  readonly seed: string;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
  readonly maxFailed: number;
}

export async function replicate(runtime: Runtime, flags: ReplicateFlags): Promise<ExitCode> {
  const { patients, samples, seed, resume, force } = flags;
  if (seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const { root } = await runtime.packageInformation();
  const path = join(root, 'data', 'published', 'paper-results.csv');
  const text = await readText(path);
  const published = parsePublishedResults(text, path);
  const { tables, files } = await readShippedTrials(join(root, 'data'));
  const settings = { seed, patients, switchPatients: Math.ceil(patients / 2), sweepSamples: samples };
  const hash = sha256(text);
  const request = {
    study: storedKinds.replicate,
    name: 'replicate',
    folder: flags.out ?? join('runs', 'replicate'),
    resume,
    force,
    seed,
    config: null,
    settings: { ...settings, paper_results_sha256: hash },
    inputs: [{ path, sha256: hash }, ...files],
    engine: flags,
    acceptedFailedShare: flags.maxFailed,
  };
  const status = await runSession(runtime, request, ({ context, onCohort }) =>
    computeReplicate({ ...settings, published, tables }, context, { onCohort }),
  );
  return exitCodeOf(status);
}

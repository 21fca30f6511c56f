import type { EngineFlags } from '../session/open-engine.js';
import type { SessionRequest } from '../session/run-session.js';
import type { RefitInputs } from '../store/refit-inputs.js';
import type { StoredKind } from '../studies/study.js';
import { besideRun } from './beside-run.js';

interface FitFlags extends EngineFlags {
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

/**
 * The session of a study that starts from the fit of a run: beside its folder, with its configuration, seed and patients.
 *
 * @param study - kind
 * @param run - folder of the run
 * @param inputs - what was read from it
 * @param flags - of the command line
 * @param settings - what determines the result besides the configuration
 * @param acceptedFailedShare - see SessionRequest
 */
export function requestOnFit(
  study: StoredKind,
  run: string,
  { config, files }: Pick<RefitInputs, 'config' | 'files'>,
  flags: FitFlags,
  settings: unknown,
  acceptedFailedShare?: number,
): SessionRequest {
  const folder = flags.out ?? besideRun(run, study.kind);
  const { resume, force } = flags;
  const { name, seed } = config;
  return {
    study,
    name,
    folder,
    resume,
    force,
    seed,
    config,
    settings,
    inputs: files,
    engine: flags,
    patientsOf: run,
    acceptedFailedShare,
  };
}

import { join } from 'node:path';
import { ConfigError, InputError, mostBytes, readText, sha256 } from '../../../src/index.js';
import { withScalars } from '../../config/fitted-scalars.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import { parseConfig } from '../../config/parse-config.js';
import { parseOptimise } from '../../config/parse-optimise.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { configuredRun } from '../../store/configured-run.js';
import { readFittedRun } from '../../store/read-fitted-run.js';
import { readResults, resultParts } from '../../store/read-results.js';
import { runFiles } from '../../store/run-folder.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { computeOptimise } from '../../studies/optimise/compute.js';
import { describedDrugs } from '../../studies/optimise/described-drugs.js';
import type { FittedModel } from '../../studies/optimise/fitted-model.js';
import { scheduleProblem } from '../../studies/optimise/schedule-problem.js';
import { storedKinds } from '../../studies/registry.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { optimiseLines } from '../optimise-lines.js';

export interface OptimiseFlags extends EngineFlags {
  readonly from?: string;
  readonly seed?: string;
  readonly evaluations?: number;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function optimise(runtime: Runtime, path: string, flags: OptimiseFlags): Promise<ExitCode> {
  const text = await readText(path, mostBytes.configuration);
  const parsed = parseOptimise(text, path);
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const config: OptimiseConfig = {
    ...parsed,
    seed: flags.seed ?? parsed.seed,
    evaluations: flags.evaluations ?? parsed.evaluations,
  };
  const { root } = await runtime.packageInformation();
  const from =
    flags.from ??
    (config.from === null ? undefined : await configuredRun(path, config.from, { cwd: runtime.cwd, root }));
  if (from === undefined)
    throw new InputError('--from: must name a finished run, here or in the configuration; got none');
  const model = await fittedModel(from);
  const found = scheduleProblem(config, model);
  if ('issues' in found) throw new ConfigError(path, found.issues);
  const { problem } = found;
  const request = {
    study: storedKinds.optimise,
    name: config.name,
    folder: flags.out ?? join('runs', `optimise-${config.name}`),
    resume: flags.resume,
    force: flags.force,
    seed: config.seed,
    config,
    settings: { model },
    inputs: [{ path, sha256: sha256(text) }, ...(await storedInputs(from, [runFiles.results]))],
    engine: flags,
    acceptedFailedShare: config.maxFailedShare,
  };
  const status = await runSession(runtime, request, async ({ context, display, stage }) => {
    stage('search');
    const onCohort = (title: string, patients: number) => {
      if (title === 'confirmation') stage(title);
      display.begin(title, patients);
    };
    const input = { config, model, problem, drugs: describedDrugs(problem.drugs, problem.definitions) };
    const output = await computeOptimise(input, context, { onCohort });
    return { ...output, summary: optimiseLines(output.result) };
  });
  return exitCodeOf(status);
}

async function fittedModel(from: string): Promise<FittedModel> {
  const { name, config, scalars, marginals } = await readFittedRun(from);
  const { fit } = await readResults(from, resultParts.death);
  const parsed = parseConfig(JSON.stringify(config), join(from, runFiles.manifest));
  return { name, config: withScalars(parsed, scalars), marginals, death: fit.dpf };
}

import { join } from 'node:path';
import { ConfigError, InputError, mostBytes, readText, sha256, toCanonicalJson } from '../../../src/index.js';
import { regimenIssues } from '../../config/checked-config.js';
import { configuredArms, parseConfig } from '../../config/parse-config.js';
import { parseSweep } from '../../config/parse-sweep.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { configuredRun } from '../../store/configured-run.js';
import { readManifest } from '../../store/manifest.js';
import { readResults, resultParts } from '../../store/read-results.js';
import { runFiles } from '../../store/run-folder.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { storedKinds } from '../../studies/registry.js';
import { requirePaperForm } from '../../studies/run/require-paper-form.js';
import { publishedMarginals } from '../../studies/sensitivity/settings.js';
import { computeSweep, type SweepPopulation } from '../../studies/sweep/compute.js';
import { sweepPoints } from '../../studies/sweep/sweep-points.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { shapesOf } from '../shapes-of.js';

export interface SweepFlags extends EngineFlags {
  readonly from?: string;
  readonly seed?: string;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function sweep(runtime: Runtime, path: string, flags: SweepFlags): Promise<ExitCode> {
  const text = await readText(path, mostBytes.configuration);
  const parsed = parseSweep(text, path);
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const config: SweepConfig = { ...parsed, seed: flags.seed ?? parsed.seed };
  requirePlans(config, path);
  const { root } = await runtime.packageInformation();
  const from =
    flags.from ??
    (config.from === null ? undefined : await configuredRun(path, config.from, { cwd: runtime.cwd, root }));
  const { population, inputs } = await populationOf(from, config);
  const request = {
    study: storedKinds.sweep,
    name: config.name,
    folder: flags.out ?? join('runs', `sweep-${config.name}`),
    resume: flags.resume,
    force: flags.force,
    seed: config.seed,
    config,
    settings: { population },
    inputs: [{ path, sha256: sha256(text) }, ...inputs],
    engine: flags,
    acceptedFailedShare: config.maxFailedShare,
  };
  const status = await runSession(runtime, request, async ({ context, display, stage }) => {
    stage('simulate');
    let total = -1;
    const onProgress: typeof context.onProgress = (progress) => {
      if (progress.total !== total) {
        total = progress.total;
        display.begin('sweep', total);
      }
      context.onProgress?.(progress);
    };
    return { ...(await computeSweep(config, population, { ...context, onProgress })), parquet: true };
  });
  return exitCodeOf(status);
}

/** Regimens whose doses or cycles the points change must be possible. @throws ConfigError - listing those that are not */
function requirePlans(config: SweepConfig, path: string): void {
  const issues = sweepPoints(config).flatMap(({ regimen, coordinates }) =>
    regimenIssues({ [config.regimen]: regimen }, config.horizonDays).map(
      (issue) => `${issue}, at ${coordinates.join(', ')}`,
    ),
  );
  if (issues.length > 0) throw new ConfigError(path, issues);
}

async function populationOf(from: string | undefined, { death: named }: SweepConfig) {
  if (from === undefined) {
    const population: SweepPopulation = { marginals: publishedMarginals(), death: null, drugs: {} };
    if (named !== null) throw new InputError(`death: must be absent without a stored run (from); got ${named}`);
    return { population, inputs: [] };
  }
  const { marginals } = await shapesOf(from);
  const { fit } = await readResults(from, resultParts.death);
  const functions = Object.fromEntries(
    Object.entries(fit.dpf).map(([arm, fitted]) => {
      requirePaperForm(arm, fitted, from);
      return [arm, { mu: fitted.mu, sigma: fitted.sigma }];
    }),
  );
  if (named !== null && functions[named] === undefined) {
    throw new InputError(`death: must be an arm of the stored run, ${Object.keys(functions).join(', ')}; got ${named}`);
  }
  const manifest = await readManifest(from);
  const stored = parseConfig(toCanonicalJson(manifest.config), join(from, runFiles.manifest));
  const drugs = Object.fromEntries(
    configuredArms(stored)
      .filter(({ name }) => functions[name] !== undefined)
      .map(({ name, regimen }) => [name, Object.keys(regimen)]),
  );
  const death = Object.keys(functions).length === 0 ? null : functions;
  const population: SweepPopulation = { marginals, death, drugs };
  return { population, inputs: await storedInputs(from, [runFiles.results]) };
}

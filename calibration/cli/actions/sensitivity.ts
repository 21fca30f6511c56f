import { join } from 'node:path';
import {
  type BetaMarginal,
  builtInArms,
  type DesignKind,
  type FailurePolicy,
  heterogeneityParameterNames,
  InputError,
  postedSwitches,
  replaceableParameterNames,
  type SobolOrder,
  toCanonicalJson,
} from '../../../src/index.js';
import { withExplored } from '../../config/explore-config.js';
import { configuredArms, configuredDrugs, parseConfig } from '../../config/parse-config.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import { readManifest } from '../../store/manifest.js';
import { readResults, resultParts } from '../../store/read-results.js';
import { runFiles } from '../../store/run-folder.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { storedKinds } from '../../studies/registry.js';
import { computeSensitivity } from '../../studies/sensitivity/compute.js';
import { parseOutput } from '../../studies/sensitivity/outputs.js';
import type { SensitivityMethod } from '../../studies/sensitivity/result.js';
import type { FurtherArms, StudySettings } from '../../studies/sensitivity/settings.js';
import { populationOf } from '../../studies/sensitivity/stored-run.js';
import { studySource } from '../../studies/sensitivity/study-source.js';
import type { Action } from '../act.js';
import { DEFAULT_POOL } from '../choices.js';
import { exitCodeOf } from '../exit-codes.js';
import type { ParameterRanges } from '../parameter-ranges.js';
import { shapesOf } from '../shapes-of.js';
import { switchesOf } from '../switch-pairs.js';

/** Options as commander gives them; those that a method does not offer are absent. */
export interface StudyFlags extends EngineFlags {
  readonly space: StudySettings['space'];
  readonly range: ParameterRanges;
  readonly samples: number;
  readonly trajectories?: number;
  readonly arm: readonly string[];
  readonly output: readonly string[];
  readonly parameters?: readonly string[];
  readonly by?: StudySettings['by'];
  readonly design?: DesignKind;
  readonly seed: string;
  readonly switch: readonly string[];
  readonly failures: FailurePolicy;
  readonly second?: boolean;
  readonly replicates?: number;
  readonly levels?: number;
  readonly step?: number;
  readonly from?: string;
  readonly poolPatients?: number;
  readonly out?: string;
  readonly parquet: boolean;
  readonly resume: boolean;
  readonly force: boolean;
  readonly maxFailed: number;
}

/** A method of `qcic sensitivity`. */
export function sensitivity(method: SensitivityMethod): Action<readonly [StudyFlags]> {
  return async (runtime, flags) => {
    checkMethod(method, flags);
    const settings = await settingsOf(method, flags);
    // Before anything is written
    studySource(settings);
    const request = {
      study: storedKinds.sensitivity,
      name: method,
      folder: flags.out ?? join('runs', `sensitivity-${method}`),
      resume: flags.resume,
      force: flags.force,
      seed: settings.seed,
      config: null,
      settings,
      inputs: flags.from === undefined ? [] : await storedInputs(flags.from, [runFiles.results]),
      engine: flags,
      acceptedFailedShare: flags.maxFailed,
    };
    const status = await runSession(runtime, request, async ({ context, display, stage }) => {
      stage('simulate and analyse');
      let total = -1;
      const onProgress: typeof context.onProgress = (progress) => {
        if (progress.total !== total) {
          total = progress.total;
          display.begin(method, total);
        }
        context.onProgress?.(progress);
      };
      return { ...(await computeSensitivity(settings, { ...context, onProgress })), parquet: flags.parquet };
    });
    return exitCodeOf(status);
  };
}

/** Checks of two methods. */
function checkMethod(method: SensitivityMethod, { space, output }: StudyFlags): void {
  if (method === 'intervals') {
    if (!['patients', 'range'].includes(space)) {
      throw new InputError(`--space: must be patients or range for intervals; got ${space}`);
    }
    if (output.length !== 1 || !output[0]!.startsWith('dcr')) {
      throw new InputError(`--output: must be dcr, with its @day, for intervals; got ${output.join()}`);
    }
  }
  if (method === 'shapes' && space !== 'shapes') throw new InputError(`--space: must be shapes; got ${space}`);
}

/** Resolves flags into settings; reads the shapes of the run that `--from` names. */
async function settingsOf(method: SensitivityMethod, flags: StudyFlags): Promise<StudySettings> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const { marginals, from } = await shapesOf(flags.from);
  const population = isPopulation(flags) ? await storedPopulation(flags) : null;
  return {
    method,
    space: flags.space,
    range: flags.range.share,
    ranges: flags.range.absolute,
    parameters: flags.parameters ?? null,
    by: flags.by ?? 'parameter',
    arms: flags.arm,
    outputs: isPopulation(flags) ? flags.output : flags.output.map((text) => parseOutput(text).label),
    samples: flags.samples ?? flags.trajectories ?? 0,
    design: flags.design ?? 'random',
    seed: flags.seed,
    switches: population?.spec.switches ?? switchesOf(flags.switch),
    failures: flags.failures,
    order: (flags.second === true ? 'second' : 'first') satisfies SobolOrder,
    replicates: flags.replicates ?? 0,
    levels: flags.levels ?? 0,
    step: flags.step ?? 0,
    marginals,
    from,
    ...(population === null ? await furtherArms(flags, marginals) : {}),
    population,
  };
}

/**
 * What the run that `--from` names has beside the built-in arms and the published drugs: arms that are asked for, and the
 * drugs of its model where an arm or a marginal needs them.
 */
async function furtherArms({ from, arm: asked }: StudyFlags, marginals: readonly BetaMarginal[]) {
  const names = asked.filter((name) => !builtInArms.some((builtIn) => builtIn === name));
  const known = [...heterogeneityParameterNames, ...replaceableParameterNames(postedSwitches)] as readonly string[];
  if (from === undefined || (names.length === 0 && marginals.every(({ name }) => known.includes(name)))) return {};
  const { config } = await readManifest(from);
  const stored = parseConfig(toCanonicalJson(config), join(from, runFiles.manifest));
  const parsed = withExplored(stored, names);
  const arms = configuredArms(parsed).filter(({ name }) => names.includes(name));
  const further: FurtherArms = {
    arms: Object.fromEntries(arms.map(({ name, regimen }) => [name, regimen])),
    drugs: configuredDrugs(parsed),
  };
  return { further };
}

/** Whether outputs are those of populations. */
function isPopulation({ space }: StudyFlags): boolean {
  return space === 'shapes' || space === 'trial';
}

/** What population studies take from the run that `--from` names. */
async function storedPopulation({ from, poolPatients = DEFAULT_POOL }: StudyFlags) {
  if (from === undefined)
    throw new InputError('--from: must name a finished run for --space shapes or trial; got none');
  const { fit } = await readResults(from, resultParts.death);
  const { config } = await readManifest(from);
  return populationOf(fit, config, { patients: poolPatients, source: join(from, runFiles.manifest) });
}

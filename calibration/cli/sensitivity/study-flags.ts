import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  builtInArms,
  type DesignKind,
  designKinds,
  type FailurePolicy,
  failurePolicies,
  heterogeneityParameterNames,
  InputError,
  readText,
  type SobolOrder,
  sha256,
} from '../../../src/index.js';
import { readStoredJson, runFiles } from '../../store/run-folder.js';
import { readResults } from '../../store/write-run.js';
import { factorSpaces } from '../../studies/sensitivity/factors.js';
import { parseOutput } from '../../studies/sensitivity/outputs.js';
import type { SensitivityMethod } from '../../studies/sensitivity/result.js';
import { publishedMarginals, type StudySettings } from '../../studies/sensitivity/settings.js';
import { populationOf } from '../../studies/sensitivity/stored-run.js';
import { type EngineFlags, withEngineOptions } from '../engine/engine-options.js';
import { nameList, wholeNumber } from '../option-values.js';
import { switchesOf } from '../switch-pairs.js';

/** Options as commander gives them; those that a method does not offer are absent. */
export interface StudyFlags extends EngineFlags {
  readonly space: StudySettings['space'];
  readonly range: number;
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
  readonly resume: boolean;
  readonly force: boolean;
}

/** A share or a step: a decimal number above 0. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError(`must be a number > 0; got '${text}'.`);
  return value;
}

/** Patients of the pool that population outputs are weighed on. */
export const DEFAULT_POOL = 4000;

const oneName = (text: string): readonly string[] => [text];
const collect = (value: string, previous: readonly string[]) => [...previous, value];

export interface StudyDefaults {
  readonly name: string;
  readonly space: StudySettings['space'];
  readonly output: string;
  readonly arm: string;
  /** Whether several arms and outputs may be named. */
  readonly lists: boolean;
}

/** Options that all studies of parameters share. */
export function withStudyOptions(command: Command, { name, space, output, arm, lists }: StudyDefaults): Command {
  const names = lists ? nameList : oneName;
  const many = lists ? ', several separated by commas' : '';
  return withEngineOptions(
    command
      .addOption(
        new Option(
          '--space <space>',
          'around the baseline, over the ranges of virtual patients, or as these are distributed; of a population: its shapes and death functions, or fixed parameters',
        )
          .choices(lists ? [...factorSpaces, 'shapes', 'trial'] : factorSpaces)
          .default(space),
      )
      .option('--range <share>', 'half-width around the baseline, as a share of it', positiveNumber, 0.1)
      .addOption(
        new Option('--arm <name>', `arm${many}: ${builtInArms.join(', ')}`).argParser(names).default(names(arm), arm),
      )
      .addOption(
        new Option(
          '--output <name>',
          `figure${many}: change, tri, volume, density, chi, dcr, pd, a marker or a state, @day behind it (56 if left out)`,
        )
          .argParser(names)
          .default(names(output), output),
      )
      .option('--parameters <list>', 'names of parameters or groups; all if left out', nameList)
      .option(
        '--from <folder>',
        'finished run whose fitted shapes distribute the patients (published ones if left out)',
      )
      .option(
        '--pool-patients <number>',
        'patients of a population: weighed by --space shapes, simulated at every point by --space trial',
        wholeNumber(100),
        DEFAULT_POOL,
      )
      .option('--seed <seed>', 'seed of the design', '1')
      .option('--switch <name=form>', 'form of a disputed term; may be repeated', collect, [])
      .addOption(
        new Option('--failures <policy>', 'failed samples: leave their block out, bound what they change, or stop')
          .choices(failurePolicies)
          .default('bounds'),
      )
      .option('--out <folder>', `folder to write (default: runs/sensitivity-${name})`)
      .option('--resume', 'go on where an interrupted study of the same settings stopped', false)
      .option('--force', 'replace the study that the folder holds', false),
  );
}

/** The design's kind. */
export function withDesign(command: Command, preferred: DesignKind): Command {
  return command.addOption(
    new Option('--design <kind>', 'how samples are spread').choices(designKinds).default(preferred),
  );
}

/** Resolves flags into settings; reads the shapes of the run that `--from` names. */
export async function settingsOf(method: SensitivityMethod, flags: StudyFlags): Promise<StudySettings> {
  if (flags.seed === '') throw new InputError(`--seed: must not be empty; got ''`);
  const { marginals, from } = await marginalsOf(flags.from);
  const population = isPopulation(flags) ? await storedPopulation(flags) : null;
  return {
    method,
    space: flags.space,
    range: flags.range,
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
    population,
  };
}

/** Whether outputs are those of populations. */
function isPopulation({ space }: StudyFlags): boolean {
  return space === 'shapes' || space === 'trial';
}

/** What population studies take from the run that `--from` names. */
async function storedPopulation({ from, poolPatients = DEFAULT_POOL }: StudyFlags) {
  if (from === undefined)
    throw new InputError('--from: must name a finished run for --space shapes or trial; got none');
  const { fit } = await readResults(from, ['fit']);
  const source = join(from, runFiles.manifest);
  const manifest = await readStoredJson(source);
  const config = typeof manifest === 'object' && manifest !== null && 'config' in manifest ? manifest.config : null;
  return populationOf(fit, config, { patients: poolPatients, source });
}

/** The fitted shapes of a stored run, or the published ones. */
export async function marginalsOf(folder: string | undefined): Promise<Pick<StudySettings, 'marginals' | 'from'>> {
  if (folder === undefined) return { marginals: publishedMarginals(), from: null };
  const path = join(folder, runFiles.results);
  const { fit } = await readResults(folder, ['fit']);
  const marginals = heterogeneityParameterNames.map((name) => {
    const shape = fit?.shapes?.[name];
    if (shape === undefined) throw new InputError(`${path}: fit.shapes.${name}: must be present; got none`);
    const { min, max, alpha, beta } = shape;
    return { name, min, max, alpha, beta };
  });
  return { marginals, from: sha256(await readText(path)) };
}

import {
  type ArmSpec,
  type BetaMarginal,
  builtInArms,
  builtInRegimens,
  type DesignKind,
  defaultRegimen,
  type FactorGroup,
  type FailurePolicy,
  fixedArm,
  heterogeneityParameterNames,
  heterogeneityParameters,
  InputError,
  InternalError,
  type ModelDrug,
  nearestHint,
  ownValue,
  publishedDrugs,
  type Regimen,
  type ResponseRule,
  requireParameterValue,
  type SimulationSpec,
  type SobolOrder,
  type Switches,
  singletons,
} from '../../../src/index.js';
import { independentGroups, requireWholeSets } from './correlated-factors.js';
import type { DeathRanges } from './evaluate-population.js';
import type { Experiment } from './evaluate-samples.js';
import { type AbsoluteRange, chooseFactors, type Factor, type FactorSpace, withRanges } from './factors.js';
import { parseOutput } from './outputs.js';
import type { SensitivityMethod } from './result.js';

/** Everything that determines a study; plain data, stored in the manifest and compared by `--resume`. */
export interface StudySettings {
  readonly method: SensitivityMethod;
  /** On outputs of populations: Beta shapes and death functions of a stored run (`shapes`), or fixed parameters (`trial`). */
  readonly space: FactorSpace | 'shapes' | 'trial';
  readonly range: number;
  /** Absolute ranges of single parameters. */
  readonly ranges: Readonly<Record<string, AbsoluteRange>>;
  readonly parameters: readonly string[] | null;
  /** One factor per parameter, or one per group of processes. */
  readonly by: 'parameter' | 'group';
  readonly arms: readonly string[];
  readonly outputs: readonly string[];
  /** Samples, blocks or trajectories, depending on the method. */
  readonly samples: number;
  readonly design: DesignKind;
  readonly seed: string;
  readonly switches: Switches;
  readonly failures: FailurePolicy;
  readonly order: SobolOrder;
  readonly replicates: number;
  readonly levels: number;
  readonly step: number;
  /** Shapes of the virtual patients, published or of a stored run. */
  readonly marginals: readonly BetaMarginal[];
  /** SHA-256 of the run's results that the shapes are from; null for the published ones. */
  readonly from: string | null;
  /** Arms of the stored run that are not built in, with the drugs of their model; absent where none is simulated. */
  readonly further?: FurtherArms;
  /** Data of the stored run for population studies; null for the others. */
  readonly population: PopulationSettings | null;
}

/** Arms besides the built-in ones; plain data. */
export interface FurtherArms {
  readonly arms: Readonly<Record<string, Regimen>>;
  readonly drugs: readonly ModelDrug[];
}

/** Data of a stored run for population studies; plain data. */
export interface PopulationSettings {
  /** Patients of the pool on which outputs are weighted. */
  readonly patients: number;
  readonly spec: SimulationSpec;
  readonly death: Readonly<Record<string, DeathRanges>>;
  readonly monthDays: number;
  readonly responseRule: ResponseRule;
}

/** The published Beta shapes of the 21 per-patient parameters. */
export function publishedMarginals(): readonly BetaMarginal[] {
  return heterogeneityParameterNames.map((name) => {
    const { min, max, alpha, beta } = heterogeneityParameters[name];
    return { name, min, max, alpha, beta };
  });
}

/**
 * The experiment that a study simulates.
 *
 * @throws InputError - on an unknown parameter, arm or output, or an output that is not defined in the space
 */
export function experimentOf(settings: StudySettings): Experiment {
  const { space, range, parameters, switches, marginals } = settings;
  const drugs = drugsOf(settings);
  if (space === 'shapes' || space === 'trial')
    throw new InternalError('experiment: must be one of single samples; got a population');
  if (space === 'patients' && Object.keys(settings.ranges).length > 0) {
    throw new InputError(
      `--range: must be a share under --space patients, which draws parameters as virtual patients have them; got ${Object.keys(settings.ranges).join(', ')}`,
    );
  }
  const factors = withRanges(
    chooseFactors({ space, range, parameters: parameters ?? undefined, switches, drugs, marginals }),
    settings.ranges,
    requireParameterValue,
  );
  if (space === 'patients') {
    requireWholeSets(
      marginals,
      factors.map(({ name }) => name),
    );
  }
  const outputs = settings.outputs.map(parseOutput);
  if (space !== 'baseline' && outputs.some(({ name }) => name === 'change')) {
    throw new InputError(
      `--output: must be another output than change under --space ${space}, which has no baseline run`,
    );
  }
  requireOnce('--output', settings.outputs);
  requireOnce('--arm', settings.arms);
  return { factors, arms: armsOf(settings), drugs, outputs, switches, space, marginals };
}

/** The arms of a study with their regimens. @throws InputError - on an unknown arm */
export function armsOf({ arms, switches, further, population }: StudySettings): readonly ArmSpec[] {
  return arms.map((name) => {
    const stored = population?.spec.arms.find((arm) => arm.name === name);
    if (stored !== undefined) return stored;
    const regimen = ownValue(further?.arms ?? {}, name);
    return fixedArm(name, regimen ?? builtInRegimens[defaultRegimen(requireArm(name), switches)]!);
  });
}

/** The drugs of a study's model. */
export function drugsOf({ further, population }: StudySettings): readonly ModelDrug[] {
  return population?.spec.drugs ?? further?.drugs ?? publishedDrugs;
}

/**
 * Groups of factors that are changed together: single parameters, or the parameters of a group of processes; joined where parameters
 * are correlated (see `independentGroups`).
 */
export function groupsOf(factors: readonly Factor[], by: StudySettings['by']): readonly FactorGroup[] {
  return independentGroups(factors, statedGroups(factors, by));
}

function statedGroups(factors: readonly Factor[], by: StudySettings['by']): readonly FactorGroup[] {
  if (by === 'parameter') return singletons(factors.map(({ name }) => name));
  return [...new Set(factors.map(({ group }) => group))].map((name) => ({
    name,
    members: factors.flatMap(({ group }, index) => (group === name ? [index] : [])),
  }));
}

function requireOnce(option: string, names: readonly string[]): void {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new InputError(`${option}: must name each once; got ${repeated} twice`);
}

function requireArm(name: string) {
  const arm = builtInArms.find((candidate) => candidate === name);
  if (arm !== undefined) return arm;
  throw new InputError(`--arm: must be one of ${builtInArms.join(', ')}; got ${name}${nearestHint(name, builtInArms)}`);
}

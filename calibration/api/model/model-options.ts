import {
  ConfigError,
  type DrugDefinition,
  drugIssues,
  type ModelDrug,
  modelDrugs,
  type Regimen,
  resolveSwitches,
  type Switches,
  type SwitchName,
  shippedDrugs,
} from '../../../src/index.js';

/** Which form of the model; everything has a default. */
export interface ModelOptions {
  /** Forms of disputed terms; default: all as posted by the authors. */
  readonly switches?: Readonly<Partial<Record<SwitchName, 'posted' | 'corrected'>>>;
  /** Values of fixed parameters for every patient, by name; each in its own unit. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Drugs besides the published ones: names of drugs that ship, or definitions by name. */
  readonly drugs?: readonly string[] | Readonly<Record<string, DrugDefinition>>;
}

/** Options as the compiler takes them. */
export interface ResolvedModel {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  readonly drugs: readonly ModelDrug[];
}

/**
 * Completes options.
 *
 * @param options - as a caller states them
 * @param regimen - whose drugs are added
 * @throws InputError - on an unknown switch or drug; ConfigError - on a definition that contradicts itself
 */
export function resolveModel({ switches = {}, parameters = {}, drugs = [] }: ModelOptions, regimen: Regimen = {}) {
  const own = isList(drugs) ? {} : drugs;
  const names = isList(drugs) ? drugs : Object.keys(drugs);
  const asked = { ...Object.fromEntries(names.map((name) => [name, []])), ...regimen };
  const all = modelDrugs({ ...shippedDrugs, ...own }, [{ regimen: asked, untilProgression: null }]);
  const issues = drugIssues(all);
  if (issues.length > 0) throw new ConfigError('drugs', issues);
  return { switches: resolveSwitches(switches as Record<string, string>), overrides: parameters, drugs: all };
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

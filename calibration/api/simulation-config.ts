import {
  builtInArms,
  ConfigError,
  type DosingCourse,
  type DrugDefinition,
  InputError,
  nearestHint,
  type SwitchName,
} from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { parseConfig } from '../config/parse-config.js';
import { type ArmsToSimulate, ENDPOINT_DAY, simulationOf } from '../studies/simulate/simulation-of-arms.js';

/** A course of a drug; the duration of an input is 0.1 days where it is left out. */
export type CourseOptions = Omit<DosingCourse, 'durationDays'> & { readonly durationDays?: number };

/** What a patient receives: the courses of each drug. */
export type RegimenOptions = Readonly<Record<string, CourseOptions | readonly CourseOptions[]>>;

/** An arm with more than a regimen. */
export interface ArmOptions {
  /** A regimen, or the name of one that ships. */
  readonly regimen: RegimenOptions | string;
  /** Name in reports. */
  readonly label?: string;
  /** Ends the regimen at the first visit that shows progression; default: it is given as scheduled. */
  readonly untilProgression?: boolean;
  /** Time from that visit to the end of the regimen; days; default: 0. */
  readonly stopDelayDays?: number;
  /** What is given then: a regimen, or the name of one that ships; default: nothing. */
  readonly afterProgression?: RegimenOptions | string;
  /** Visits of this arm: every so many days, or days; default: those of all arms. */
  readonly visits?: number | readonly number[];
}

/** Arms by name: a regimen, the name of one that ships, or more. */
export type ArmsByName = Readonly<Record<string, RegimenOptions | string | ArmOptions>>;

/** What is simulated, besides the patients. */
export interface ModelChoices {
  /** Names of arms of the trials (`builtInArms` of `qcic-workbench/model`), or arms of your own by name; default: the three arms of the trials. */
  readonly arms?: readonly string[] | ArmsByName;
  /** Days to simulate; whole, 56 to 3650; default: 365. */
  readonly days?: number;
  /** Visits of all arms: every so many days, or days; default: 56. */
  readonly visits?: number | readonly number[];
  /** Day at which markers are read; default: 56. */
  readonly markerDay?: number;
  /** Forms of disputed terms; default: all as posted by the authors. */
  readonly switches?: Readonly<Partial<Record<SwitchName, 'posted' | 'corrected'>>>;
  /** Values of fixed parameters for every patient, by name; each in its own unit. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Drugs of your own by name, to be given by regimens. */
  readonly drugs?: Readonly<Record<string, DrugDefinition>>;
}

/** Days simulated by default, and at most. */
const DEFAULT_DAYS = 365;
const MOST_DAYS = 3650;

/** Horizon of a configuration, which reaches its last landmark of survival; no more than `days` are simulated. */
const CONFIGURED_DAYS = 366;

/** Paths of a configuration as the options have them. */
const optionOf: readonly (readonly [RegExp, string])[] = [
  [/^model\.switches/, 'switches'],
  [/^model\.overrides/, 'parameters'],
  [/^simulation\.visits\.(days|everyDays)/, 'visits'],
  [/^simulation\.visits/, 'visits'],
  [/^regimens\./, 'arms.'],
];

/**
 * The simulation that some options ask for: made by the reader of configurations, as `qcic simulate --config` makes it.
 *
 * @param choices - arms, days, model
 * @param trajectories - whether daily states are kept
 * @param base - of a run, whose model, arms and visits are taken where the options name none; default: the published model
 * @throws InputError, ConfigError - naming each option that is wrong
 */
export function simulationFor(
  choices: ModelChoices,
  trajectories: boolean,
  base?: Config,
): ArmsToSimulate & { readonly config: Config } {
  const { days = base?.simulation.horizonDays ?? DEFAULT_DAYS, markerDay } = choices;
  requireDay('days', days, base?.simulation.assessmentDay ?? ENDPOINT_DAY, MOST_DAYS);
  if (markerDay !== undefined) requireDay('markerDay', markerDay, 0, days);
  const config = configOf(choices, days, base);
  const options = { arms: undefined, days, markerDay, trajectories, switch: [] };
  return { ...simulationOf(options, config), config };
}

/** Names of the arms that some options ask for. */
export function armNames(arms: ModelChoices['arms'], base: Config | undefined): readonly string[] {
  return armsOf(arms, base?.arms ?? trialArms).map(([name]) => name);
}

function requireDay(name: string, day: number, least: number, most: number): void {
  if (Number.isInteger(day) && day >= least && day <= most) return;
  throw new InputError(`${name}: must be a whole number of days from ${least} to ${most}; got ${day}`);
}

/** The published model as a configuration. */
const published = { name: 'simulate', seed: 1, marginals: {}, biomarkers: { arms: [] } };

function configOf(choices: ModelChoices, days: number, base: Config | undefined): Config {
  const regimens: Record<string, RegimenOptions> = {};
  const arms = Object.fromEntries(
    armsOf(choices.arms, base?.arms ?? trialArms).map(([name, arm]) => [name, armOf(name, arm, days, regimens)]),
  );
  if (Object.keys(arms).length === 0) throw new InputError('arms: must name at least one arm; got none');
  const written = {
    ...(base ?? published),
    model: {
      switches: { ...base?.model.switches, ...choices.switches },
      overrides: { ...base?.model.overrides, ...choices.parameters },
    },
    drugs: { ...base?.drugs, ...choices.drugs },
    regimens: { ...base?.regimens, ...regimens },
    arms,
    explore: {},
    simulation: {
      ...base?.simulation,
      horizonDays: Math.max(days, base?.simulation.horizonDays ?? CONFIGURED_DAYS),
      ...(choices.visits === undefined
        ? {}
        : { visits: { ...rulesOf(base), ...scheduleOf('visits', choices.visits, days) } }),
    },
  };
  try {
    return parseConfig(JSON.stringify(written), 'simulate');
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const issues = cause.issues.map((issue) =>
      optionOf.reduce((text, [path, option]) => text.replace(path, option), issue),
    );
    throw new ConfigError('simulate', issues, { cause });
  }
}

type KnownArms = Readonly<Record<string, object>>;

const trialArms: KnownArms = Object.fromEntries(builtInArms.map((name) => [name, {}]));

/** Rules of the visits, without their days. */
function rulesOf(base: Config | undefined) {
  const { days: _, everyDays: __, ...rules } = base?.simulation.visits ?? {};
  return rules;
}

/** An arm of the trials or of the run, as it is configured. */
class KnownArm {
  readonly known: object;
  constructor(known: object) {
    this.known = known;
  }
}

type WrittenArm = RegimenOptions | string | ArmOptions | KnownArm;

function armsOf(arms: ModelChoices['arms'], known: KnownArms): readonly (readonly [string, WrittenArm])[] {
  const names = Object.keys(known);
  if (arms !== undefined && !isList(arms)) return Object.entries(arms);
  return (arms ?? names).map((name, index) => {
    if (!names.includes(name)) {
      throw new InputError(
        `arms[${index}]: must be one of ${names.join(', ')}, or arms must be regimens by name; got ${name}${nearestHint(name, names)}`,
      );
    }
    if ((arms ?? names).indexOf(name) !== index)
      throw new InputError(`arms[${index}]: must be named once; got ${name} twice`);
    return [name, new KnownArm(known[name]!)] as const;
  });
}

/** An arm as a configuration has it; regimens that are written out are added to `regimens`. */
function armOf(name: string, arm: WrittenArm, days: number, regimens: Record<string, RegimenOptions>): object {
  const named = (key: string, regimen: RegimenOptions | string): string => {
    if (typeof regimen === 'string') return regimen;
    regimens[key] = regimen;
    return key;
  };
  if (typeof arm === 'string') return { regimen: arm };
  if (arm instanceof KnownArm) return arm.known;
  if (!isArm(arm)) return { regimen: named(name, arm) };
  const { regimen, afterProgression, visits, ...rest } = arm;
  return {
    ...rest,
    regimen: named(name, regimen),
    ...(afterProgression === undefined
      ? {}
      : { afterProgression: named(`${name}.afterProgression`, afterProgression) }),
    ...(visits === undefined ? {} : { visits: scheduleOf(`arms.${name}.visits`, visits, days) }),
  };
}

const isArm = (arm: RegimenOptions | ArmOptions): arm is ArmOptions => Object.hasOwn(arm, 'regimen');

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Visits as a configuration has them. */
function scheduleOf(where: string, visits: number | readonly number[], days: number) {
  if (typeof visits === 'number') {
    if (Number.isInteger(visits) && visits >= 1 && visits <= days) return { everyDays: visits };
    throw new InputError(
      `${where}: must be whole days between two visits, 1 to ${days}, or a list of days; got ${visits}`,
    );
  }
  if (!Array.isArray(visits))
    throw new InputError(`${where}: must be a number or a list of days; got ${typeof visits}`);
  const late = visits.find((day: number) => !(day <= days));
  if (late !== undefined) throw new InputError(`${where}: must be days up to the last one, ${days}; got ${late}`);
  return { days: visits };
}

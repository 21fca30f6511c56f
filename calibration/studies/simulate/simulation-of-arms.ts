import {
  type ArmSpec,
  armUntil,
  type BuiltInArm,
  builtInArms,
  builtInRegimens,
  DEFAULT_VISIT_INTERVAL_DAYS,
  defaultAssessmentRules,
  defaultRegimen,
  defaultSolverSettings,
  fixedArm,
  InputError,
  nearestHint,
  publishedDrugs,
  type ResponseRule,
  resolveSwitches,
  type SimulationSpec,
  visitDays,
} from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { withExplored } from '../../config/explore-config.js';
import { simulationSpec } from '../run/run-settings.js';

/** Day of the response in `endpoints.csv` where no configuration names another; its column is named after it. */
export const ENDPOINT_DAY = 56;

/** Days simulated, and day of the markers, where neither an option nor a configuration names them. */
const DEFAULT_DAYS = 365;
const DEFAULT_MARKER_DAY = 56;

export interface ArmSimulation {
  /** Default: all arms of the configuration. */
  readonly arms?: readonly string[] | undefined;
  /** Default: those of the configuration, or a year. */
  readonly days?: number | undefined;
  readonly markerDay?: number | undefined;
  readonly trajectories: boolean;
  /** `name=value` pairs. */
  readonly switch: readonly string[];
}

/** A simulation of arms, and the rule of its response at the assessment day. */
export interface ArmsToSimulate {
  readonly spec: SimulationSpec;
  readonly responseRule: ResponseRule;
}

/**
 * Settings of a simulation of built-in arms, or of those of a configuration.
 *
 * @param options - what the command line states
 * @param config - switches, overrides, regimens, arms, visits, days and solver; none for the published ones
 * @throws InputError - on an unknown arm or switch, or days that do not reach the assessment or the marker day
 */
export function simulationOf(options: ArmSimulation, config?: Config): ArmsToSimulate {
  const { arms: names, trajectories } = options;
  const repeated = names?.find((arm, index) => names.indexOf(arm) !== index);
  if (repeated !== undefined) throw new InputError(`--arms: must name each arm once; got ${repeated} twice`);
  const base = config === undefined ? builtInBase(options) : configuredBase(options, config);
  const days = options.days ?? base.spec.horizonDays;
  const { assessmentDay } = base.spec;
  const markerDay = options.markerDay ?? base.spec.markerDays[0]!;
  if (!(days >= assessmentDay)) {
    throw new InputError(`--days: must be at least ${assessmentDay}, the day of the response; got ${days}`);
  }
  if (!(markerDay <= days)) throw new InputError(`--marker-day: must be at most --days (${days}); got ${markerDay}`);
  const known = [...new Set([...base.spec.arms.map(({ name }) => name), ...Object.keys(config?.explore ?? {})])];
  const arms =
    names?.map((name) => base.spec.arms.find((arm) => arm.name === requireArm(name, known))!) ?? base.spec.arms;
  return {
    responseRule: base.responseRule,
    spec: {
      ...base.spec,
      arms: arms.map((arm): ArmSpec => armUntil(arm, days)),
      horizonDays: days,
      markerDays: [markerDay],
      tumorDays: [],
      keepTrajectories: trajectories,
    },
  };
}

/** All built-in arms under the given switches. */
function builtInBase(options: ArmSimulation): ArmsToSimulate {
  if (options.arms === undefined) throw new InputError('--arms: must be given without --config; got none');
  const pairs = options.switch.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InputError(`--switch: must be name=value; got '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const switches = resolveSwitches(Object.fromEntries(pairs));
  const horizonDays = options.days ?? DEFAULT_DAYS;
  const visits = visitDays({ everyDays: DEFAULT_VISIT_INTERVAL_DAYS }, horizonDays);
  const regimenOf = (name: BuiltInArm) => builtInRegimens[defaultRegimen(name, switches)]!;
  return {
    responseRule: 'volume',
    spec: {
      switches,
      overrides: {},
      varying: [],
      drugs: publishedDrugs,
      arms: builtInArms.map((name) => fixedArm(name, regimenOf(name), visits)),
      horizonDays,
      assessment: defaultAssessmentRules,
      assessmentDay: ENDPOINT_DAY,
      markerDays: [DEFAULT_MARKER_DAY],
      tumorDays: [],
      keepTrajectories: false,
      solver: defaultSolverSettings,
    },
  };
}

/** All arms of a configuration, and the explored ones that are asked for, up to the later one of its horizon and the days of the command line. */
function configuredBase(options: ArmSimulation, config: Config): ArmsToSimulate {
  if (options.switch.length > 0) {
    throw new InputError(
      `--switch: must not stand beside --config, whose model.switches are taken; got ${options.switch.join(' ')}`,
    );
  }
  const { simulation } = config;
  const horizonDays = Math.max(simulation.horizonDays, options.days ?? 0);
  const spec = simulationSpec({
    ...withExplored(config, options.arms ?? []),
    simulation: { ...simulation, horizonDays },
  });
  return {
    responseRule: simulation.responseRule,
    spec: { ...spec, horizonDays: options.days ?? simulation.horizonDays },
  };
}

function requireArm(name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  throw new InputError(`--arms: must be one or more of ${known.join(', ')}; got ${name}${nearestHint(name, known)}`);
}

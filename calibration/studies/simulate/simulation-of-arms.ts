import {
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
  resolveSwitches,
  type SimulationSpec,
  visitDays,
} from '../../../src/index.js';

/** Day of the response in `endpoints.csv`; its column is named after it. */
export const ENDPOINT_DAY = 56;

export interface ArmSimulation {
  readonly arms: readonly string[];
  readonly days: number;
  readonly markerDay: number;
  readonly trajectories: boolean;
  /** `name=value` pairs. */
  readonly switch: readonly string[];
}

/**
 * Settings of a simulation of built-in arms.
 *
 * @throws InputError - on an unknown arm or switch, or days that do not reach the assessment or the marker day
 */
export function simulationOf(options: ArmSimulation): SimulationSpec {
  const { arms, days, markerDay, trajectories } = options;
  if (!(days >= ENDPOINT_DAY)) {
    throw new InputError(`--days: must be at least ${ENDPOINT_DAY}, the day of the response; got ${days}`);
  }
  if (!(markerDay <= days)) throw new InputError(`--marker-day: must be at most --days (${days}); got ${markerDay}`);
  const pairs = options.switch.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new InputError(`--switch: must be name=value; got '${pair}'`);
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const switches = resolveSwitches(Object.fromEntries(pairs));
  const visits = visitDays({ everyDays: DEFAULT_VISIT_INTERVAL_DAYS }, days);
  const repeated = arms.find((arm, index) => arms.indexOf(arm) !== index);
  if (repeated !== undefined) throw new InputError(`--arms: must name each arm once; got ${repeated} twice`);
  return {
    switches,
    overrides: {},
    varying: [],
    arms: arms.map((name) => fixedArm(name, builtInRegimens[defaultRegimen(requireArm(name), switches)]!, visits)),
    horizonDays: days,
    assessment: defaultAssessmentRules,
    assessmentDay: ENDPOINT_DAY,
    markerDays: [markerDay],
    tumorDays: [],
    keepTrajectories: trajectories,
    solver: defaultSolverSettings,
  };
}

function requireArm(name: string): BuiltInArm {
  const arm = builtInArms.find((candidate) => candidate === name);
  if (arm !== undefined) return arm;
  throw new InputError(
    `--arms: must be one or more of ${builtInArms.join(', ')}; got ${name}${nearestHint(name, builtInArms)}`,
  );
}

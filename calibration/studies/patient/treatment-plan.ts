import {
  armUntil,
  builtInRegimens,
  modelDrugs,
  ownValue,
  type Regimen,
  type SimulationSpec,
  toCanonicalJson,
  visitDays,
} from '../../../src/index.js';
import type { PatientModel, PlannedArm, TreatmentPlan } from './patient-model.js';

/** Days that a configuration simulates at least: a run has landmarks up to a year. A shorter horizon is an option of the command. */
const LEAST_CONFIGURED_DAYS = 366;

/**
 * The simulation of one patient under a plan: what `qcic simulate --trajectories` simulates with the configuration of
 * {@link planConfig}, or of the published arms.
 *
 * @param model - published, or of a run
 * @param plan - arms, days and visits
 * @param shown - arms that are simulated; default: all
 * @throws InputError - on visits that are no whole days, or a drug that is not known
 */
export function planSpec(
  { spec, drugs }: PatientModel,
  plan: TreatmentPlan,
  shown: readonly string[] = plan.arms.map(({ name }) => name),
): SimulationSpec {
  const { horizonDays } = plan;
  const configured = Math.max(horizonDays, LEAST_CONFIGURED_DAYS);
  const arms = plan.arms
    .filter(({ name }) => shown.includes(name))
    .map(({ name, regimen, untilProgression, visits }) =>
      armUntil({ name, regimen, visits: visitDays(visits ?? plan.visits, configured), untilProgression }, horizonDays),
    );
  return { ...spec, drugs: modelDrugs(drugs, plan.arms), arms, horizonDays, keepTrajectories: true };
}

/** Least horizon of a plan: the days of the response and of the markers are simulated. */
export function leastHorizon({ spec }: Pick<PatientModel, 'spec'>): number {
  return Math.max(1, spec.assessmentDay, ...spec.markerDays);
}

/** Whether the plan gives what the model's own plan gives, but for its horizon. */
export function isOwnPlan({ plan: own }: Pick<PatientModel, 'plan'>, plan: TreatmentPlan): boolean {
  const given = ({ arms, visits }: TreatmentPlan) =>
    toCanonicalJson({ visits, arms: arms.map(({ label: _, death: __, ...arm }) => arm) });
  return given(plan) === given(own);
}

/**
 * The configuration that gives the same simulation on the command line, and that a run can start from.
 *
 * @param model - published, or of a run
 * @param plan - its arms and visits; its horizon is an option of the command where it is shorter than a year
 * @param name - of the configuration
 * @returns plain data, as a configuration file holds it
 */
export function planConfig({ config }: PatientModel, plan: TreatmentPlan, name: string): object {
  const regimens: Record<string, Regimen> = {};
  const named = (key: string, regimen: Regimen): string => {
    const known = builtInName(regimen);
    if (known !== undefined) return known;
    regimens[key] = regimen;
    return key;
  };
  const arms = plan.arms.map(({ name: arm, label, regimen, untilProgression, visits }) => {
    const own = { label, regimen: named(arm, regimen), ...(visits === null ? {} : { visits }) };
    if (untilProgression === null) return [arm, own] as const;
    const { delayDays, next } = untilProgression;
    const afterProgression = next === null ? {} : { afterProgression: named(`${arm}, after progression`, next) };
    return [arm, { ...own, untilProgression: true, stopDelayDays: delayDays, ...afterProgression }] as const;
  });
  const { drugs, simulation, ...base } = config;
  const given = new Set(plan.arms.flatMap(drugNames));
  const own = Object.entries(drugs).filter(([drug]) => given.has(drug));
  return {
    name,
    ...base,
    ...(own.length === 0 ? {} : { drugs: Object.fromEntries(own) }),
    ...(Object.keys(regimens).length === 0 ? {} : { regimens }),
    arms: Object.fromEntries(arms),
    simulation: {
      ...simulation,
      horizonDays: Math.max(plan.horizonDays, LEAST_CONFIGURED_DAYS),
      visits: { ...simulation.visits, ...plan.visits },
    },
  };
}

/** Drugs of an arm, those after progression included. */
function drugNames({ regimen, untilProgression }: PlannedArm): readonly string[] {
  return [regimen, untilProgression?.next ?? {}].flatMap((given) => Object.keys(given));
}

/** Name of the regimen that ships and gives the same; undefined where none does. */
function builtInName(regimen: Regimen): string | undefined {
  const text = toCanonicalJson(regimen);
  return Object.keys(builtInRegimens).find((name) => toCanonicalJson(ownValue(builtInRegimens, name)) === text);
}

/** What the command of a view states. */
export interface PatientCommand {
  /** Argument of `--patient`. */
  readonly pairs: string;
  readonly plan: TreatmentPlan;
  readonly shown: readonly string[];
  /** File of the configuration of an edited plan or of a run; null for the published arms. */
  readonly configFile: string | null;
}

/**
 * The command that simulates the same patient to the same bits, as words of a command line.
 *
 * @returns words that a shell takes literally where they are quoted
 */
export function simulateWords({ pairs, plan, shown, configFile }: PatientCommand): readonly string[] {
  const all = shown.length === plan.arms.length && configFile !== null;
  return [
    'qcic',
    'simulate',
    '--patient',
    pairs,
    ...(configFile === null ? [] : ['--config', configFile]),
    ...(all ? [] : ['--arms', shown.map(listed).join()]),
    '--days',
    String(plan.horizonDays),
    '--visits',
    '--trajectories',
    '--out',
    'runs/patient',
  ];
}

/** A name in a list of names: one with a comma, a quote or spaces around it is in double quotes. */
function listed(name: string): string {
  return /[,"]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

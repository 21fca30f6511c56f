import {
  builtInRegimens,
  type DrugDefinition,
  fixedArm,
  type ModelDrug,
  nearestHint,
  type Regimen,
  type SearchPoint,
} from '../../../src/index.js';
import { regimenIssues } from '../../config/checked-config.js';
import { configuredDrugIssues, drugsOfArms, knownDrugs } from '../../config/known-drugs.js';
import { levelNamed, levelsOf } from '../../config/optimise-levels.js';
import { isEndpoint, type Measure, measureOf, type PlannedMeasure } from '../../config/optimise-quantities.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { EndpointName } from '../../endpoints/endpoints.js';
import { endpointOf } from '../../endpoints/endpoints.js';
import { drugsGivenBy } from './drug-courses.js';
import { searchSpec } from './evaluate-schedules.js';
import type { FittedModel } from './fitted-model.js';
import { type HeldDose, plannedDose } from './planned-doses.js';
import { changedSchedule, type Schedule, scheduleOfArm } from './schedule.js';
import { type ScheduleSpace, scheduleSpace } from './schedule-space.js';

/** A schedule that is confirmed whatever the search finds. */
export interface AskedSchedule {
  readonly label: string;
  /** Canonical. */
  readonly point: SearchPoint;
  readonly schedule: Schedule;
}

/** A search for schedules of a fitted model, ready to be run. */
export interface ScheduleProblem {
  readonly reference: Schedule;
  readonly space: ScheduleSpace;
  /** Schedules that the configuration asks about, by their points. */
  readonly asked: readonly AskedSchedule[];
  readonly horizonDays: number;
  /** Arm of the run whose death function all schedules have. */
  readonly death: string;
  /** Drugs that a schedule may give, in order of appearance. */
  readonly drugs: readonly string[];
  /** Drugs of the model: one model for all schedules, so that none depends on what others give. */
  readonly modelDrugs: readonly ModelDrug[];
  /** Definitions of all known drugs. */
  readonly definitions: Readonly<Record<string, DrugDefinition>>;
}

/**
 * Puts the configuration of a search and the run that it starts from together.
 *
 * @returns the problem; or what the configuration asks for and the run does not have, in the grammar of issues
 */
export function scheduleProblem(
  config: OptimiseConfig,
  model: FittedModel,
): { readonly problem: ScheduleProblem } | { readonly issues: readonly string[] } {
  const horizonDays = config.horizonDays ?? model.config.simulation.horizonDays;
  const own = { ...builtInRegimens, ...model.config.regimens } as Readonly<Record<string, Regimen>>;
  const regimens = { ...own, ...(config.regimens as Readonly<Record<string, Regimen>>) };
  const source = { drugs: { ...model.config.drugs, ...config.drugs } };
  const early = [
    ...armIssues(config, model),
    ...configuredDrugIssues(source, config.regimens),
    ...regimenNameIssues(config, Object.keys(regimens)),
    ...regimenIssues(config.regimens, horizonDays),
    ...horizonIssues(config, model, horizonDays),
  ];
  if (early.length > 0) return { issues: early };
  const { visits, ...arm } = searchSpec(model, horizonDays).arms.find(({ name }) => name === config.arm)!;
  const reference = changedSchedule(scheduleOfArm(arm), config.reference, regimens);
  const template = changedSchedule(reference, config.schedule, regimens);
  const given = regimensOf(config, [reference, template], regimens);
  const drugs = drugsGivenBy(given);
  const late = drugIssues(config, drugs);
  if (late.length > 0) return { issues: late };
  const held = config.hold.map(({ quantity, least, most }): HeldDose => {
    const { measure, drug } = measureOf(quantity) as Extract<Measure, { readonly drug: string }>;
    const planned = measure as PlannedMeasure;
    return {
      measure: planned,
      drug,
      least,
      most,
      value: plannedDose(planned, reference.regimen, drug, horizonDays),
      keepsLoading: config.variables.some((variable) => variable.vary === 'loadingDose' && variable.drug === drug),
    };
  });
  const space = scheduleSpace({ config, template, regimens, held, visits, horizonDays });
  const asked = askedSchedules(config, space, reference);
  if (asked.issues.length > 0) return { issues: asked.issues };
  return {
    problem: {
      reference,
      space,
      asked: asked.schedules,
      horizonDays,
      death: config.death ?? config.arm,
      drugs,
      modelDrugs: drugsOfArms(
        source,
        given.map((regimen) => fixedArm('', regimen)),
      ),
      definitions: knownDrugs(source),
    },
  };
}

/** The schedules that a configuration asks about: the reference with some variables at other levels. */
function askedSchedules(
  { ask, variables }: OptimiseConfig,
  space: ScheduleSpace,
  reference: Schedule,
): { readonly schedules: readonly AskedSchedule[]; readonly issues: readonly string[] } {
  const base = space.pointOf(reference);
  const issues: string[] = [];
  const schedules = Object.entries(ask).flatMap(([label, values]): readonly AskedSchedule[] => {
    const missing = variables.find(({ name }) => !Object.hasOwn(values, name));
    if (base === undefined && missing !== undefined) {
      issues.push(
        `ask.${label}: must give every variable, because the reference is at no level of the variables; got none for ${missing.name}`,
      );
      return [];
    }
    const point = space.canonical(
      variables.map((variable, index) =>
        Object.hasOwn(values, variable.name)
          ? levelsOf(variable).indexOf(levelNamed(variable, values[variable.name]!)!)
          : base![index]!,
      ),
    );
    const found = space.scheduleOf(point);
    if (found.kind === 'possible') return [{ label, point, schedule: found.schedule }];
    issues.push(`ask.${label}: must be a possible schedule; got one that is not: ${found.reason}`);
    return [];
  });
  return { schedules, issues };
}

/** Regimens that a schedule of the study may give. */
function regimensOf(
  { variables }: OptimiseConfig,
  schedules: readonly Schedule[],
  regimens: Readonly<Record<string, Regimen>>,
): readonly Regimen[] {
  const named = variables.flatMap((variable): readonly (string | null)[] => {
    if (variable.vary === 'regimen' || variable.vary === 'afterProgression') return variable.values;
    if (variable.vary !== 'order') return [];
    return Object.values(variable.choices).flatMap(({ regimen, afterProgression }) => [regimen, afterProgression]);
  });
  const given = schedules.flatMap(({ regimen, next }) => (next === null ? [regimen] : [regimen, next]));
  return [...given, ...named.flatMap((name) => (name === null ? [] : [regimens[name]!]))];
}

function armIssues({ arm, death = arm }: OptimiseConfig, model: FittedModel): readonly string[] {
  const arms = Object.keys(model.config.arms);
  const fitted = Object.keys(model.death);
  const unknown = (where: string, name: string, known: readonly string[]) =>
    known.includes(name)
      ? []
      : [`${where}: must be an arm of the run, ${known.join(', ')}; got ${name}${nearestHint(name, known)}`];
  return [...unknown('arm', arm, arms), ...unknown('death', death, fitted)];
}

function regimenNameIssues(config: OptimiseConfig, known: readonly string[]): readonly string[] {
  const named: [where: string, name: string | null | undefined][] = [];
  for (const key of ['reference', 'schedule'] as const) {
    named.push([`${key}.regimen`, config[key].regimen], [`${key}.afterProgression`, config[key].afterProgression]);
  }
  config.variables.forEach((variable, index) => {
    const where = `variables[${index}]`;
    if (variable.vary === 'regimen' || variable.vary === 'afterProgression') {
      variable.values.forEach((name, place) => {
        named.push([`${where}.values[${place}]`, name]);
      });
    }
    if (variable.vary === 'order') {
      for (const [label, { regimen, afterProgression }] of Object.entries(variable.choices)) {
        named.push([`${where}.choices.${label}.regimen`, regimen]);
        named.push([`${where}.choices.${label}.afterProgression`, afterProgression]);
      }
    }
  });
  return named.flatMap(([where, name]) =>
    name === undefined || name === null || known.includes(name)
      ? []
      : [`${where}: must be one of ${known.join(', ')}; got ${name}${nearestHint(name, known)}`],
  );
}

/** Landmarks and the assessment must be simulated. */
function horizonIssues(
  { objectives, limits }: OptimiseConfig,
  { config }: FittedModel,
  horizonDays: number,
): readonly string[] {
  const { monthDays, assessmentDay } = config.simulation;
  const assessed =
    assessmentDay <= horizonDays
      ? []
      : [`horizonDays: must reach day ${assessmentDay}, the run's assessment; got ${horizonDays}`];
  const asked = new Set([...objectives, ...limits].map(({ quantity }) => quantity).filter(isEndpoint));
  const late = [...asked].flatMap((name) => {
    const endpoint = endpointOf(name as EndpointName);
    if (endpoint.kind !== 'landmark' || endpoint.month * monthDays <= horizonDays) return [];
    return [`horizonDays: must reach month ${endpoint.month} for ${name}; got ${horizonDays} days`];
  });
  return [...assessed, ...late];
}

/** Drugs of variables, quantities and limits that no schedule gives. */
function drugIssues(
  { variables, objectives, limits, hold }: OptimiseConfig,
  drugs: readonly string[],
): readonly string[] {
  const counted = (where: string, list: readonly { readonly quantity: string }[]) =>
    list.map(({ quantity }, index) => [`${where}[${index}].quantity`, measureOf(quantity)?.drug ?? null] as const);
  const named = [
    ...variables.map(
      (variable, index) => [`variables[${index}].drug`, 'drug' in variable ? variable.drug : null] as const,
    ),
    ...counted('objectives', objectives),
    ...counted('limits', limits),
    ...counted('hold', hold),
  ];
  return named.flatMap(([where, drug]) =>
    drug === null || drugs.includes(drug)
      ? []
      : [
          `${where}: must be a drug that a schedule gives (${drugs.join(', ') || 'none'}); got ${drug}${nearestHint(drug, drugs)}`,
        ],
  );
}

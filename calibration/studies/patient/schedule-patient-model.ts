import { InputError } from '../../../src/index.js';
import { levelsOf } from '../../config/optimise-levels.js';
import type { OptimiseConfig } from '../../config/optimise-schema.js';
import type { FittedModel } from '../optimise/fitted-model.js';
import type { OptimiseCandidate, OptimiseResult } from '../optimise/result.js';
import type { Schedule } from '../optimise/schedule.js';
import { type ScheduleProblem, scheduleProblem } from '../optimise/schedule-problem.js';
import { fittedPatientModel } from './build-patient-model.js';
import type { PatientModel, PlannedArm } from './patient-model.js';

/** A finished search for schedules. */
export interface ScheduleStudy {
  readonly config: OptimiseConfig;
  readonly model: FittedModel;
  readonly result: OptimiseResult;
}

/** Label of the schedule that all others are compared with. */
const REFERENCE = 'reference';

/**
 * The model of a search for schedules, whose plan gives one patient some of its schedules, one arm each.
 *
 * @param study - configuration, fitted run and result of the search
 * @param labels - of the schedules; the reference comes first where it is among them
 * @throws InputError - on a label that is none of the reference, the front and the schedules asked about
 */
export function schedulePatientModel(
  { config, model, result }: ScheduleStudy,
  labels: readonly string[],
): PatientModel {
  const found = scheduleProblem(config, model);
  if ('issues' in found) throw new InputError(`${config.name}: must be a search of its run; got ${found.issues[0]}`);
  const { problem } = found;
  const candidates = [result.reference, ...result.front, ...result.asked];
  const base = fittedPatientModel({ ...model, scalars: {} });
  const visits = base.plan.arms.find(({ name }) => name === config.arm)?.visits ?? null;
  const arms = labels.map((label): PlannedArm => {
    const candidate = candidates.find((one) => one.label === label);
    if (candidate === undefined) {
      const known = candidates.map((one) => one.label).join(', ');
      throw new InputError(`schedules: must be one or more of ${known}; got ${label}`);
    }
    const { regimen, untilProgression, delayDays, next } = scheduleOf(config, problem, candidate);
    return {
      name: label === REFERENCE ? REFERENCE : `schedule ${label}`,
      label: label === REFERENCE ? 'Reference' : /^\d+$/.test(label) ? `Schedule ${label}` : label,
      regimen,
      untilProgression: untilProgression ? { delayDays, next } : null,
      visits,
      death: problem.death,
    };
  });
  return {
    ...base,
    run: config.name,
    plan: { ...base.plan, arms, horizonDays: problem.horizonDays },
    drugs: problem.definitions,
    config: { ...base.config, drugs: { ...base.config.drugs, ...config.drugs } },
  };
}

/** The schedule of a candidate: the reference itself, or the point of the search with its values. */
function scheduleOf(
  { variables }: OptimiseConfig,
  { reference, space }: ScheduleProblem,
  { label, values }: OptimiseCandidate,
): Schedule {
  if (label === REFERENCE) return reference;
  const point = variables.map((variable) => {
    const value = values[variable.name] ?? null;
    return value === null ? 0 : levelsOf(variable).indexOf(value);
  });
  const schedule = space.scheduleOf(point);
  if (schedule.kind === 'possible') return schedule.schedule;
  throw new InputError(`schedules: ${label} must be a possible schedule; got one that is not: ${schedule.reason}`);
}

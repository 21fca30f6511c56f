import {
  courseOf,
  deathRecord,
  eachSurvival,
  InputError,
  nearestHint,
  ownValue,
  randomStream,
  statusCodes,
} from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import type { FittedDeathProbability } from '../fit/results.js';
import { fittedDeath } from '../studies/optimise/fitted-model.js';
import { readFittedPatients } from './fitted-run.js';
import { requireKnownOptions, requireLevel } from './known-options.js';
import { drawnTable, marginalsOf, recordsOf, seedOf, type VirtualPatient } from './patients.js';
import { type SimulatedRecords, type SimulateOptions, simulateRecords } from './simulate.js';
import { armNames } from './simulation-config.js';
import {
  armResult,
  comparisonOf,
  type TrialArmResult,
  type TrialComparison,
  type TrialPatient,
} from './trial-analysis.js';

/** Probability to die within a day at relative tumor burden chi: 1 / (1 + exp(-(chi - mu) / sigma)); a range is uniform. */
export interface DeathFunction {
  readonly mu: number | readonly [low: number, high: number];
  readonly sigma: number | readonly [low: number, high: number];
}

/** A trial to simulate. */
export interface SimulateTrialOptions extends Omit<SimulateOptions, 'patients' | 'trajectories'> {
  /** Patients of each arm, all different: one number for all arms, or by arm. */
  readonly patients: number | Readonly<Record<string, number>>;
  /** Death functions by arm, or one for all; default: those of `from`. */
  readonly death?: DeathFunction | Readonly<Record<string, DeathFunction>>;
  /** Arm that the others are compared with; default: the first. */
  readonly control?: string;
  /** Patients enter over so many days, and all are followed up to `days` after the first; default 0: all are followed for `days`. */
  readonly accrualDays?: number;
}

/** A simulated trial. */
export interface TrialResult {
  readonly monthDays: number;
  readonly arms: readonly TrialArmResult[];
  /** Every other arm against the control arm. */
  readonly comparisons: readonly TrialComparison[];
  /** Patients without those whose simulation failed. */
  readonly patients: readonly TrialPatient[];
}

const MONTH_DAYS = 30.4375;

/**
 * Simulates a randomised trial and analyses it as a trial is: response rates, Kaplan-Meier curves, medians, hazard ratios.
 *
 * Each patient is drawn for one arm. The day of death is drawn from the patient's own expected survival, which follows from the
 * tumor burden by the death function of the arm. Patients are followed to the end; nobody is lost.
 *
 * @param options - patients by arm, arms, follow-up; `from` a finished run, or `death` functions
 * @returns what the trial reports; same options, same trial
 * @throws InputError, ConfigError - naming each option that is wrong; InterruptedError - when stopped
 * @example
 * const trial = await simulateTrial({ from: 'runs/mcrc', patients: 300 });
 * console.log(trial.comparisons[0].overallSurvival.hazardRatio);
 */
export async function simulateTrial(options: SimulateTrialOptions): Promise<TrialResult> {
  const { patients, death, control, accrualDays = 0, level = 0.95, ...model } = options;
  requireKnownOptions(options, optionNames, 'simulateTrial');
  requireLevel(level);
  const seed = seedOf(options.seed ?? '1');
  const fitted = options.from === undefined ? undefined : await readFittedPatients(options.from);
  const names = armNames(options.arms, fitted?.config);
  const first = control ?? names[0]!;
  if (!names.includes(first)) {
    throw new InputError(`control: must be one of ${names.join(', ')}; got ${first}${nearestHint(first, names)}`);
  }
  const sizes = names.map((arm) => sizeOf(patients, arm));
  const deaths = names.map((arm) => deathOf(death, fitted?.death, arm));
  const marginals = marginalsOf(options.shapes, fitted?.marginals);
  const everyone = recordsOf(drawnTable(sum(sizes), marginals, seed));
  const groups = groupsOf(everyone, sizes);
  const all: TrialPatient[] = [];
  const arms: TrialArmResult[] = [];
  const monthDays = monthDaysOf(fitted?.config);
  for (const [index, arm] of names.entries()) {
    const simulated = await simulateRecords({ ...model, patients: groups[index]!, arms: oneArm(options.arms, arm) });
    const { horizonDays } = simulated.spec;
    if (!(accrualDays >= 0 && accrualDays <= horizonDays)) {
      throw new InputError(`accrualDays: must be from 0 to days (${horizonDays}); got ${accrualDays}`);
    }
    const own = patientsOf(simulated, fittedDeath(deaths[index]!), accrualDays, seed);
    all.push(...own);
    arms.push(armResult(arm, own, groups[index]!.length, { monthDays, level }));
  }
  const ofControl = all.filter(({ arm }) => arm === first);
  const comparisons = names
    .filter((arm) => arm !== first)
    .map((arm) =>
      comparisonOf(
        all.filter((patient) => patient.arm === arm),
        ofControl,
        level,
      ),
    );
  return { monthDays, arms, comparisons, patients: all };
}

/** Names of all options, which the compiler keeps complete. */
const optionNames = Object.keys({
  patients: true,
  arms: true,
  days: true,
  visits: true,
  markerDay: true,
  switches: true,
  parameters: true,
  drugs: true,
  seed: true,
  from: true,
  shapes: true,
  death: true,
  control: true,
  accrualDays: true,
  level: true,
  workers: true,
  signal: true,
} satisfies Record<keyof SimulateTrialOptions, true>);

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);

const monthDaysOf = (config: Config | undefined) => config?.simulation.monthDays ?? MONTH_DAYS;

function sizeOf(patients: SimulateTrialOptions['patients'], arm: string): number {
  const size = typeof patients === 'number' ? patients : ownValue(patients, arm);
  const where = typeof patients === 'number' ? 'patients' : `patients.${arm}`;
  if (size !== undefined && Number.isInteger(size) && size >= 1) return size;
  throw new InputError(`${where}: must be a whole number of patients >= 1; got ${size === undefined ? 'none' : size}`);
}

function deathOf(
  death: SimulateTrialOptions['death'],
  fitted: Readonly<Record<string, FittedDeathProbability>> | undefined,
  arm: string,
): Pick<FittedDeathProbability, 'mu' | 'sigma' | 'form'> {
  if (death === undefined) {
    const own = ownValue(fitted ?? {}, arm);
    if (own !== undefined) return own;
    throw new InputError(
      fitted === undefined
        ? 'death: must be given, or `from` a finished run with fitted death functions; got neither'
        : `death.${arm}: must be given, because the run has no death function for this arm; got none`,
    );
  }
  const shared = isDeathFunction(death);
  const own = shared ? death : ownValue(death, arm);
  if (own === undefined) throw new InputError(`death.${arm}: must be a death function { mu, sigma }; got none`);
  const where = shared ? 'death' : `death.${arm}`;
  for (const value of [own.mu, own.sigma].flat()) {
    if (!Number.isFinite(value)) throw new InputError(`${where}: must have finite mu and sigma; got ${value}`);
  }
  const [least] = [own.sigma].flat();
  if (!(least! > 0)) throw new InputError(`${where}.sigma: must be > 0; got ${least}`);
  return own;
}

const isDeathFunction = (death: NonNullable<SimulateTrialOptions['death']>): death is DeathFunction =>
  Object.hasOwn(death, 'mu') && !Object.hasOwn(Object(death.mu), 'mu');

/** The patients of each arm, one arm after the other. */
function groupsOf(
  everyone: readonly VirtualPatient[],
  sizes: readonly number[],
): readonly (readonly VirtualPatient[])[] {
  const from = (arm: number) => sum(sizes.slice(0, arm));
  return sizes.map((_, arm) => everyone.slice(from(arm), from(arm + 1)));
}

function oneArm(arms: SimulateOptions['arms'], arm: string): NonNullable<SimulateOptions['arms']> {
  if (arms === undefined || isList(arms)) return [arm];
  return { [arm]: arms[arm]! };
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Patients of one arm: what is seen of them up to death or the end of follow-up. */
function patientsOf(
  { spec, table, record }: SimulatedRecords,
  { mixture, covariate }: ReturnType<typeof fittedDeath>,
  accrualDays: number,
  seed: string,
): readonly TrialPatient[] {
  const [{ name, visits }] = spec.arms as [SimulatedRecords['spec']['arms'][number]];
  const arm = record.arms[name]!;
  const { burden } = deathRecord(record, spec, covariate).arms[name]!;
  const patients: TrialPatient[] = [];
  eachSurvival(burden, spec.horizonDays + 1, mixture, (row, survival) => {
    if (arm.status[row] === statusCodes.failed) return;
    const stream = randomStream({ seed, streamName: `trial patients, ${name}`, index: row });
    const followUp = spec.horizonDays - accrualDays * stream();
    const death = deathDay(survival, 1 - stream());
    const { progressionVisit, runningBest } = courseOf(arm, row, visits, spec.assessment)!;
    const end = Math.min(death, followUp);
    const seen = visits.filter((day) => day <= end).length;
    const progressed = progressionVisit >= 0 && progressionVisit < seen;
    const died = death <= followUp ? 1 : 0;
    patients.push({
      patient: table.ids[row]!,
      arm: name,
      bestResponse: runningBest[seen - 1] ?? 'NE',
      survivalDays: end,
      died,
      progressionFreeDays: progressed ? visits[progressionVisit]! : end,
      progressedOrDied: progressed ? 1 : died,
    });
  });
  return patients;
}

/** Time at which survival falls to a level, linear within a day; Infinity where it does not. */
function deathDay(survival: Float64Array, level: number): number {
  const day = survival.findIndex((alive) => alive < level);
  if (day < 0) return Number.POSITIVE_INFINITY;
  const [before, after] = [survival[day - 1]!, survival[day]!];
  return day - 1 + (before - level) / (before - after);
}

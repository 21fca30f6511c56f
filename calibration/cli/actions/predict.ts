import { InputError, nearestHint, sha256, toCanonicalJson, type VisitSchedule } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { scheduleIssues } from '../../config/visit-schema.js';
import { engineRunner } from '../../inference/refit-context.js';
import type { EngineFlags } from '../../session/open-engine.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { readRefitInputs, unchanged } from '../../store/refit-inputs.js';
import { type AskedTrial, computePredict } from '../../studies/predict/compute.js';
import { storedKinds } from '../../studies/registry.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';
import { predictLines } from '../predict-lines.js';
import { requestOnFit } from '../request-on-fit.js';

export interface PredictFlags extends EngineFlags {
  readonly arm?: string;
  readonly n?: number;
  readonly versus?: string;
  readonly nVersus?: number;
  readonly followUp?: number;
  readonly visits?: string;
  readonly check?: boolean;
  readonly level: number;
  readonly draws: number;
  readonly seed?: string;
  readonly patients: number;
  readonly out?: string;
  readonly resume: boolean;
  readonly force: boolean;
}

export async function predict(runtime: Runtime, run: string, flags: PredictFlags): Promise<ExitCode> {
  const inputs = await readRefitInputs(run, unchanged);
  const { config, tables, calibration } = inputs;
  const { check = false, level, draws, seed = config.seed, patients } = flags;
  const trial = askedTrial(flags, config);
  const settings = {
    run,
    calibration_sha256: sha256(toCanonicalJson(calibration)),
    trial,
    check,
    level,
    draws,
    seed,
    patients,
  };
  const request = requestOnFit(storedKinds.predict, run, inputs, flags, settings, config.simulation.maxFailedShare);
  const status = await runSession(runtime, request, async ({ context, engine, fits, onCohort, display }) => {
    const input = { config, tables, calibration, trial, check, level, draws, seed, patients };
    const predicted = await computePredict(input, { ...context, onCohort }, engineRunner(engine, fits));
    const { result, patients: simulated } = predicted;
    for (const remark of result.remarks) display.line(`remark: ${remark}`);
    return { status: 'done', result, tables: [], summary: predictLines(result), patients: simulated };
  });
  return exitCodeOf(status);
}

/** The trial of the flags; null where only the check is requested. */
function askedTrial(
  { arm, n, versus, nVersus, followUp, visits, check }: PredictFlags,
  config: Config,
): AskedTrial | null {
  const given = { '--n': n, '--versus': versus, '--n-versus': nVersus, '--follow-up': followUp, '--visits': visits };
  if (arm === undefined) {
    const [first] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
    if (first !== undefined) throw new InputError(`--arm: must be given with ${first}; got none`);
    if (check !== true) throw new InputError('--arm: must be given, or --check; got neither');
    return null;
  }
  if (n === undefined) throw new InputError('--n: must be given with --arm; got none');
  requireArm('--arm', arm, config);
  if (versus !== undefined) requireArm('--versus', versus, config);
  for (const [option, value] of Object.entries({ '--n-versus': nVersus, '--follow-up': followUp })) {
    if (value !== undefined && versus === undefined)
      throw new InputError(`${option}: must be given with --versus; got none`);
  }
  if (versus === arm) throw new InputError(`--versus: must be another arm than --arm; got ${versus}`);
  const { horizonDays, monthDays } = config.simulation;
  const months = horizonDays / monthDays;
  if (followUp !== undefined && !(followUp * monthDays >= 1 && followUp <= months)) {
    throw new InputError(
      `--follow-up: must lie between a day and the simulated time of ${months.toFixed(1)} months; got ${followUp}`,
    );
  }
  return {
    arms: [{ arm, patients: n }, ...(versus === undefined ? [] : [{ arm: versus, patients: nVersus ?? n }])],
    followUpMonths: followUp ?? null,
    visits: visits === undefined ? null : askedVisits(visits, horizonDays),
  };
}

/** `56` for every 56 days, or `42,84,126` for these days. */
function askedVisits(text: string, horizonDays: number): VisitSchedule {
  const days = text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  if (days.some((day) => !(day >= 1))) {
    throw new InputError(`--visits: must be whole days of at least 1, separated by commas; got ${text}`);
  }
  const [interval] = days;
  const schedule = days.length === 1 ? { everyDays: interval! } : { days };
  const [issue] = scheduleIssues(schedule, '--visits', horizonDays);
  if (issue !== undefined) throw new InputError(issue.replace(/^--visits\.(everyDays|days)/, '--visits'));
  return schedule;
}

function requireArm(option: string, arm: string, config: Config): void {
  const arms = Object.keys(config.arms);
  if (arms.includes(arm)) return;
  throw new InputError(
    `${option}: must be one of ${arms.join(', ')}, the arms of the run; got ${arm}${nearestHint(arm, arms)}`,
  );
}

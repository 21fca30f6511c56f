import { join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { withScalars } from '../config/fitted-scalars.js';
import { parseConfig } from '../config/parse-config.js';
import { dropTrial } from '../targets/meta-analysis/drop-trial.js';
import { type Addition, addTrialsWithOutcome } from '../targets/new-trials/add-trials.js';
import { probableDoubles } from '../targets/new-trials/probable-doubles.js';
import type { NotEvaluable } from '../targets/new-trials/to-table-rows.js';
import { tableRemarks } from '../targets/table-remarks.js';
import { allRows, type TrialTables } from '../targets/trial-tables.js';
import type { AllowedIssue } from '../targets/units.js';
import { requireWeightedGroups, unreportedRemarks } from '../targets/weighted-groups.js';
import { readManifest } from './manifest.js';
import { type InputFile, type NewTrialInputs, readNewTrials } from './read-trials.js';
import { runFiles } from './run-folder.js';
import { readCalibration, type StoredCalibration } from './stored-calibration.js';
import { storedInputs } from './stored-inputs.js';

export interface RefitChanges {
  readonly add: readonly string[];
  readonly drop: readonly string[];
  readonly notEvaluable: NotEvaluable;
  /** Issues of the added tables to accept, besides those that the configuration accepts. */
  readonly allow: readonly AllowedIssue[];
  /** Arms of the added tables that the run lacks and that are left out. */
  readonly ignoreArm: readonly string[];
  readonly median: Config['targets']['median'] | undefined;
  readonly objective: Config['targets']['objective'] | undefined;
  readonly overdispersion: Config['targets']['overdispersion'] | undefined;
  readonly tradeOff?: Config['targets']['tradeOff'] | undefined;
  /** Form of the death function, and how the arms share it. */
  readonly death: Config['fit']['deathForm'] | undefined;
  readonly deathSharing: Config['fit']['death'] | undefined;
}

/** Nothing changed. */
export const unchanged: RefitChanges = {
  add: [],
  drop: [],
  notEvaluable: 'left-out',
  allow: [],
  ignoreArm: [],
  median: undefined,
  objective: undefined,
  overdispersion: undefined,
  death: undefined,
  deathSharing: undefined,
};

/** A finished run with the trials of a refit. */
export interface RefitInputs {
  readonly config: Config;
  readonly calibration: StoredCalibration;
  readonly before: TrialTables;
  readonly tables: TrialTables;
  readonly additions: readonly Addition[];
  /** What is worth knowing about the trials before the fit, one sentence each. */
  readonly remarks: readonly string[];
  /** What the run has read, what is read of it, and the tables of added trials. */
  readonly files: readonly InputFile[];
}

/**
 * Reads a finished run and changes its trials.
 *
 * @param folder - of a run or a refit
 * @param changes - trials to add and to drop, and how to fit
 * @throws InputError - when the folder holds no finished run, or a trial to drop is not there; ConfigError,
 * DataError - when its files or the added trials are invalid
 */
export async function readRefitInputs(folder: string, changes: RefitChanges): Promise<RefitInputs> {
  const path = join(folder, runFiles.manifest);
  const { kind, config: stored, inputs, working_folder: from } = await readManifest(folder);
  if (kind !== 'run' && kind !== 'refit') {
    throw new InputError(`${path}: must be the manifest of \`qcic run\` or \`qcic refit\`; got one of another command`);
  }
  const calibration = await readCalibration(folder);
  const parsed = parseConfig(JSON.stringify(stored), path);
  const fitted = withScalars(parsed, calibration.scalars);
  const config: Config = {
    ...fitted,
    seed: calibration.seed,
    fit: {
      ...fitted.fit,
      deathForm: changes.death ?? fitted.fit.deathForm,
      death: changes.deathSharing ?? fitted.fit.death,
    },
    targets: {
      ...fitted.targets,
      median: changes.median ?? parsed.targets.median,
      objective: changes.objective ?? parsed.targets.objective,
      overdispersion: changes.overdispersion ?? parsed.targets.overdispersion,
      tradeOff: changes.tradeOff ?? parsed.targets.tradeOff,
      allow: [...new Set([...parsed.targets.allow, ...changes.allow])],
    },
  };
  const { tables: before } = calibration;
  const arms = Object.keys(config.arms);
  const kept = changes.drop.reduce((tables, trial) => dropTrial(tables, trial, 'the run'), before);
  const { trials, remarks, files } = await readAddedTrials(changes, arms, config.targets.allow);
  const { tables, additions } = addTrialsWithOutcome(kept, trials, { notEvaluable: changes.notEvaluable });
  requireWeightedGroups(tables, arms, config.targets.weights);
  const ofRun = inputs.map((input) => ({ ...input, path: resolve(folder, from, input.path) }));
  const own = await storedInputs(folder, [runFiles.calibration]);
  return {
    config,
    calibration,
    before,
    tables,
    additions,
    remarks: [
      ...remarks,
      ...probableDoubles(trials, tables),
      ...changes.drop.flatMap((trial) => dropRemarks(before, trial, arms)),
      ...tableRemarks(tables, arms, config.targets),
      ...unreportedRemarks(tables, arms, config.targets.weights),
    ],
    files: [...ofRun, ...own, ...files],
  };
}

/** Tables of new trials, whose arms must be those of the run or be left out by name. */
async function readAddedTrials(
  { add, ignoreArm }: RefitChanges,
  arms: readonly string[],
  allow: readonly AllowedIssue[],
): Promise<Pick<NewTrialInputs, 'trials' | 'remarks' | 'files'>> {
  const armsAre = { what: 'an arm of the run', leaveOut: '--ignore-arm NAME leaves out the rows of an arm' };
  const read = await readNewTrials(add, { arms, armsAre, ignoreArms: ignoreArm, allow });
  const ignored = ignoreArm.map((arm) => {
    const trials = read.ignored.filter((trial) => trial.arm === arm).map(({ trial }) => trial);
    if (arms.includes(arm) || trials.length === 0) {
      const got = arms.includes(arm) ? `'${arm}', which the run has` : `'${arm}', of which they have no row`;
      throw new InputError(`--ignore-arm: must name an arm of the added tables that the run lacks; got ${got}`);
    }
    return `arm ${arm} of the added tables is left out (--ignore-arm): ${[...new Set(trials)].join('; ')}`;
  });
  return { trials: read.trials, files: read.files, remarks: [...read.remarks, ...ignored] };
}

/** A trial whose rows are all of arms that the run does not fit. */
function dropRemarks(tables: TrialTables, trial: string, arms: readonly string[]): readonly string[] {
  const isFitted = allRows(tables).some((row) => row.trial === trial && arms.includes(row.arm));
  return isFitted ? [] : [`--drop '${trial}' changes nothing: none of its rows is of ${arms.join(', ')}`];
}

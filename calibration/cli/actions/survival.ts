import { join } from 'node:path';
import {
  type CoxTies,
  InputError,
  type MissingPolicy,
  readTableFile,
  sha256,
  type WeightMeaning,
} from '../../../src/index.js';
import { landmarkMonths } from '../../endpoints/months.js';
import { runSession } from '../../session/run-session.js';
import type { Runtime } from '../../session/runtime.js';
import { readResults, resultParts } from '../../store/read-results.js';
import { type InputFile, tableInput } from '../../store/read-trials.js';
import { runFiles } from '../../store/run-folder.js';
import { readStoredText } from '../../store/stored-file.js';
import { storedInputs } from '../../store/stored-inputs.js';
import { storedKinds } from '../../studies/registry.js';
import { figureFile, parseFigureTable } from '../../studies/run/parse-plot-table.js';
import type { MarkerCut } from '../../studies/survival/analyse-prognosis.js';
import { type AnalysedSurvival, analyseSurvival, type SurvivalOptions } from '../../studies/survival/compute.js';
import { overallCurve, progressionCurves } from '../../studies/survival/expected-curves.js';
import { survivalOutput } from '../../studies/survival/output.js';
import {
  type ArmSurvival,
  armSurvivals,
  drawTrial,
  expectedResult,
  type TrialEndpoint,
} from '../../studies/survival/simulated-trial.js';
import { parseSurvivalTable } from '../../studies/survival/survival-table.js';
import { uncalibratedNote } from '../../studies/treatments.js';
import { besideRun } from '../beside-run.js';
import { type ExitCode, exitCodeOf } from '../exit-codes.js';

export interface SurvivalFlags {
  readonly table?: string;
  readonly time?: string;
  readonly event?: string;
  readonly group?: string;
  readonly stratum?: string;
  readonly eventValue?: string;
  readonly missing: MissingPolicy;
  readonly covariate: readonly string[];
  readonly covariateReference: readonly string[];
  readonly weight?: string;
  readonly weightsAre: WeightMeaning;
  readonly marker?: string;
  readonly cut: MarkerCut;
  readonly reference?: string;
  readonly landmarks?: readonly number[];
  readonly tau?: number;
  readonly level: number;
  readonly ties: CoxTies;
  readonly endpoint?: TrialEndpoint;
  readonly trialSize?: number;
  readonly permutations: number;
  readonly seed?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** Default seed of the permutations for a table. */
const TABLE_SEED = '1';

export async function survival(runtime: Runtime, run: string | undefined, flags: SurvivalFlags): Promise<ExitCode> {
  if ((run === undefined) === (flags.table === undefined)) {
    throw new InputError(
      `qcic survival: must be given a run folder or --table; got ${run === undefined ? 'neither' : 'both'}`,
    );
  }
  const { name, folder, analysed, arms, input } = run === undefined ? await ofTable(flags) : await ofRun(run, flags);
  const { results } = analysed;
  const { out: _out, force, ...settings } = flags;
  const request = {
    study: storedKinds.survival,
    name,
    folder,
    force,
    seed: flags.seed ?? results.seed,
    config: null,
    settings: { run: run ?? null, ...settings, ...(run === undefined ? {} : { endpoint: endpointOf(flags) }) },
    inputs: run === undefined ? [input] : await storedInputs(run, [curveFile(endpointOf(flags)), runFiles.results]),
    engine: null,
  };
  const status = await runSession(runtime, request, async () => survivalOutput(analysed, arms));
  return exitCodeOf(status);
}

interface Analysis {
  readonly name: string;
  readonly folder: string;
  readonly analysed: AnalysedSurvival;
  readonly arms: readonly ArmSurvival[];
  readonly input: InputFile;
}

async function ofTable(flags: SurvivalFlags): Promise<Analysis> {
  const { table: source, time, event } = flags;
  refuse(flags, ['trialSize', 'endpoint'], 'only with a run folder');
  if (source === undefined || time === undefined || event === undefined) {
    const missing = (['time', 'event'] as const).filter((name) => flags[name] === undefined);
    throw new InputError(
      `qcic survival: must be given ${missing.map((name) => `--${name}`).join(' and ')} with --table; got none`,
    );
  }
  if (flags.reference !== undefined && flags.group === undefined) {
    throw new InputError(`--reference: must come with --group; got ${flags.reference} without it`);
  }
  const file = await readTableFile(source);
  const { group, stratum, covariate, weight, marker } = flags;
  const data = parseSurvivalTable(file.text, {
    source: file.source,
    columns: { time, event, group, stratum, covariates: covariate, weight, marker },
    reference: flags.reference,
    weightsAre: flags.weightsAre,
    eventValue: flags.eventValue,
    covariateReferences: referencesOf(flags),
    missing: flags.missing,
  });
  const roles = Object.entries({ time, event, group, stratum, covariate, weight, marker });
  const columns = Object.fromEntries(
    roles.flatMap(([role, column]) => (column === undefined || column.length === 0 ? [] : [[role, column]])),
  );
  const analysed = analyseSurvival(data, optionsOf(flags, flags.seed ?? TABLE_SEED), {
    kind: 'table',
    endpoint: null,
    source,
    sha256: file.sha256,
    time_unit: null,
    columns,
    event_values: data.coding,
    missing: { policy: flags.missing, lines: [...data.missing.lines], columns: [...data.missing.columns] },
    remarks: data.remarks,
    expected: null,
  });
  return {
    name: source,
    folder: flags.out ?? join('runs', 'survival'),
    analysed,
    arms: [],
    input: tableInput(source, file, data.readAs),
  };
}

const endpointOf = ({ endpoint = 'os' }: SurvivalFlags): TrialEndpoint => endpoint;

/** Table of a run that the curves of an endpoint are read from. */
const curveFile = (endpoint: TrialEndpoint): string => figureFile(endpoint === 'os' ? 'survival' : 'states');

/** What an endpoint counts, and how it was drawn; sentences. */
const drawnRemarks: Readonly<Record<TrialEndpoint, readonly string[]>> = {
  os: [
    'Deaths are drawn from the exact expected curve of each arm; patients alive at its end are censored there.',
    'A run stores expected survival curves, not the survival of each virtual patient. A death drawn from the mean curve of an arm has the same distribution as that of a patient drawn at random from its cohort, so these statistics are exact. Groups by marker need a table of patients.',
  ],
  pfs: [
    'Events are drawn from the exact expected curve of each arm: progression at the visit that shows it, or death before. Patients without one at the end of the curve are censored there.',
    'Progression is known at the visit only, so that its time lies up to one interval between visits after the growth itself, and medians fall on visits or between them where patients die.',
  ],
  ttp: [
    'Events are drawn from the exact expected curves of each arm: progression at the visit that shows it. Deaths before progression are censored, as are patients without progression at the end of the curve.',
    'Progression is known at the visit only, so that its time lies up to one interval between visits after the growth itself, and medians fall on visits. Death is no independent censoring where patients with large tumors die earlier; progression-free survival does not rest on that.',
  ],
};

async function ofRun(run: string, flags: SurvivalFlags): Promise<Analysis> {
  refuse(flags, ['time', 'event', 'eventValue', 'group', 'stratum', 'weight', 'marker'], 'only with --table');
  const [given] = [
    ...(flags.covariate.length > 0 ? ['--covariate'] : []),
    ...(flags.covariateReference.length > 0 ? ['--covariate-reference'] : []),
    ...(flags.missing === 'drop' ? ['--missing drop'] : []),
  ];
  if (given !== undefined) throw new InputError(`${given}: must be given only with --table; got a run folder`);
  const {
    arms: names,
    targets,
    seed,
    month_days: monthDays,
    ...treatments
  } = await readResults(run, resultParts.trials);
  const note = uncalibratedNote(treatments);
  const endpoint = endpointOf(flags);
  const file = curveFile(endpoint);
  const path = join(run, file);
  const text = await readStoredText(run, file);
  const arms = armSurvivals({ arms: names, targets }, curvesFrom(endpoint, text, path), flags);
  const options = optionsOf(flags, flags.seed ?? seed);
  const data = drawTrial(arms, { seed: options.seed, endpoint });
  const landmarks = flags.landmarks ?? landmarkMonths;
  const sizes = arms.map(({ arm, patients }) => `${patients} in ${arm}`).join(', ');
  const [drawn, meaning] = drawnRemarks[endpoint];
  const origin = {
    kind: 'simulated trial' as const,
    endpoint,
    source: run,
    sha256: sha256(text),
    time_unit: `months of ${monthDays} days`,
    columns: {},
    event_values: null,
    missing: null,
    remarks: [
      `One simulated trial of ${sizes}. ${drawn} Another seed gives another trial.`,
      meaning!,
      ...(note === '' ? [] : [note]),
    ],
    ...treatments,
    expected: {},
  };
  const analysed = analyseSurvival(data, { ...options, landmarks }, origin);
  const { tau } = analysed.results;
  const expected = Object.fromEntries(
    arms.map(({ arm, estimand }) => [arm, expectedResult(estimand, { landmarks, tau })]),
  );
  return {
    name: run,
    folder: flags.out ?? besideRun(run, 'survival'),
    analysed: { ...analysed, results: { ...analysed.results, expected } },
    arms,
    input: { path, sha256: sha256(text) },
  };
}

/** Expected curves of each arm from the table of a run. */
function curvesFrom(endpoint: TrialEndpoint, text: string, path: string) {
  if (endpoint === 'os') {
    const rows = parseFigureTable('survival', text, path);
    return (arm: string) => overallCurve(rows, arm);
  }
  const rows = parseFigureTable('states', text, path);
  return (arm: string) => progressionCurves(rows, arm, endpoint);
}

function optionsOf(flags: SurvivalFlags, seed: string): SurvivalOptions {
  const { level, landmarks, tau, ties, cut, permutations } = flags;
  return { level, landmarks, tau, ties, cut, permutations, seed };
}

/** References of covariates of text, by column. @throws InputError - when a column is no covariate */
function referencesOf({ covariate, covariateReference }: SurvivalFlags): ReadonlyMap<string, string> {
  return new Map(
    covariateReference.map((entry) => {
      const column = covariate.find((name) => entry.startsWith(`${name}=`));
      if (column === undefined) {
        throw new InputError(`--covariate-reference: must be column=value with a column of --covariate; got ${entry}`);
      }
      return [column, entry.slice(column.length + 1)];
    }),
  );
}

function refuse(flags: SurvivalFlags, names: readonly (keyof SurvivalFlags)[], when: string): void {
  for (const name of names) {
    if (flags[name] !== undefined) {
      const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      throw new InputError(`--${option}: must be given ${when}; got ${String(flags[name])}`);
    }
  }
}

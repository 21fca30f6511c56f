import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import {
  type CoxTies,
  InputError,
  parseCsv,
  parseDecimal,
  readText,
  sha256,
  toPrettyJson,
  type WeightMeaning,
  writeCsvFile,
  writeFileAtomically,
} from '../../../src/index.js';
import { repeatCommand } from '../../session/repeat-command.js';
import { runFiles } from '../../store/run-folder.js';
import { openSurvivalFolder, survivalFiles } from '../../store/survival-folder.js';
import { readResults } from '../../store/write-run.js';
import { parseFigureTable } from '../../studies/run/parse-plot-table.js';
import { type MarkerCut, markerCuts } from '../../studies/survival/analyse-prognosis.js';
import { type AnalysedSurvival, analyseSurvival, type SurvivalOptions } from '../../studies/survival/compute.js';
import { survivalOutput } from '../../studies/survival/output.js';
import { render } from '../../studies/survival/report.js';
import { type ArmSurvival, armSurvivals, drawTrial, expectedResult } from '../../studies/survival/simulated-trial.js';
import { parseSurvivalTable } from '../../studies/survival/survival-table.js';
import { nameList, wholeNumber } from '../option-values.js';
import { commitOf, packageInformation } from '../package-information.js';

interface SurvivalFlags {
  readonly table?: string;
  readonly time?: string;
  readonly event?: string;
  readonly group?: string;
  readonly stratum?: string;
  readonly covariate: readonly string[];
  readonly weight?: string;
  readonly weightsAre: WeightMeaning;
  readonly marker?: string;
  readonly cut: MarkerCut;
  readonly reference?: string;
  readonly landmarks?: readonly number[];
  readonly tau?: number;
  readonly level: number;
  readonly ties: CoxTies;
  readonly trialSize?: number;
  readonly permutations: number;
  readonly seed?: string;
  readonly out?: string;
  readonly force: boolean;
}

/** Seed of the permutations where a table brings none. */
const TABLE_SEED = '1';

/** `qcic survival`: Kaplan-Meier, log-rank, Cox and restricted means of a table, or of a trial simulated from a run. */
export function survivalCommand(): Command {
  return new Command('survival')
    .description('survival analysis of a CSV table, or of a trial simulated from a stored run')
    .argument('[run]', 'folder of a finished run, to simulate a trial of its arms; or give --table')
    .option('--table <file>', 'CSV table of patients, real ones included')
    .option('--time <column>', 'follow-up time; >= 0')
    .option('--event <column>', '1 for an event, 0 for censored')
    .option('--group <column>', 'groups to compare (default: all patients are one)')
    .option('--stratum <column>', 'strata for log-rank and Cox')
    .option('--covariate <columns>', 'numbers to adjust Cox for, separated by commas', nameList, [])
    .option('--weight <column>', 'weights of the patients; > 0')
    .addOption(
      new Option('--weights-are <meaning>', 'sampling: robust variances; patients: a row stands for that many')
        .choices(['sampling', 'patients'])
        .default('sampling'),
    )
    .option('--marker <column>', 'marker that divides the patients of each group')
    .addOption(new Option('--cut <kind>', 'how the marker divides them').choices([...markerCuts]).default('median'))
    .option('--reference <name>', 'group (or arm) that others are compared with (default: the first)')
    .option('--landmarks <times>', 'times at which survival is read, separated by commas', landmarkTimes)
    .option('--tau <time>', 'end of the restricted mean (default: the longest possible)', numberAbove(0))
    .option('--level <share>', 'coverage of intervals', shareBetween, 0.95)
    .addOption(new Option('--ties <kind>', 'equal death times in Cox').choices(['efron', 'breslow']).default('efron'))
    .option('--trial-size <number>', 'patients per simulated arm (default: those of the trials)', wholeNumber(1))
    .option('--permutations <number>', 'permutations behind the p of an optimal cut', wholeNumber(1), 1999)
    .option('--seed <seed>', 'seed of drawn deaths and permutations (default: the seed of the run, or 1)')
    .option('--out <folder>', 'folder to write (default for a run: RUN/survival)')
    .option('--force', 'replace what an earlier survival analysis left in the folder', false)
    .addHelpText(
      'after',
      `
Writes survival.json, curves.csv, at_risk.csv, report.html; prognosis_curves.csv and prognosis_at_risk.csv with --marker; expected.csv for a run.

Examples:
  $ qcic survival --table patients.csv --time months --event died --group arm --landmarks 3,6,9,12 --out runs/survival
  $ qcic survival --table patients.csv --time months --event died --group arm --marker th1 --cut optimal --out runs/th1
  $ qcic survival runs/mcrc --trial-size 200 --seed 7`,
    )
    .action(async (run: string | undefined, flags: SurvivalFlags) => {
      if ((run === undefined) === (flags.table === undefined)) {
        throw new InputError(
          `qcic survival: must be given a run folder or --table; got ${run === undefined ? 'neither' : 'both'}`,
        );
      }
      const { folder, analysed, arms } = run === undefined ? await ofTable(flags) : await ofRun(run, flags);
      await openSurvivalFolder(folder, { force: flags.force });
      const { version, root } = await packageInformation();
      const output = survivalOutput(analysed, arms);
      for (const { file, header, rows } of output.tables) await writeCsvFile(join(folder, file), header, rows);
      const table = async (file: string) => {
        const { header, rows } = parseCsv(await readText(join(folder, file)), file);
        return [header, ...rows.map(({ cells }) => cells)];
      };
      const manifest = { version, commit: await commitOf(root), command: repeatCommand(process.argv) };
      const receiver = { onWarning: (message: string) => console.error(message) };
      const page = await render({ manifest, result: output.result, table }, receiver);
      await writeFileAtomically(join(folder, survivalFiles.report), page);
      await writeFileAtomically(join(folder, survivalFiles.results), toPrettyJson(output.result));
      for (const line of output.summary) console.log(line);
      console.log(`\nReport: ${join(folder, survivalFiles.report)}`);
    });
}

interface Analysis {
  readonly folder: string;
  readonly analysed: AnalysedSurvival;
  readonly arms: readonly ArmSurvival[];
}

async function ofTable(flags: SurvivalFlags): Promise<Analysis> {
  const { table: source, time, event, out } = flags;
  refuse(flags, ['trialSize'], 'only with a run folder');
  if (source === undefined || time === undefined || event === undefined || out === undefined) {
    const missing = (['time', 'event', 'out'] as const).filter((name) => flags[name] === undefined);
    throw new InputError(
      `qcic survival: must be given ${missing.map((name) => `--${name}`).join(' and ')} with --table; got none`,
    );
  }
  if (flags.reference !== undefined && flags.group === undefined) {
    throw new InputError(`--reference: must come with --group; got ${flags.reference} without it`);
  }
  const text = await readText(source);
  const { group, stratum, covariate, weight, marker } = flags;
  const data = parseSurvivalTable(text, {
    source,
    columns: { time, event, group, stratum, covariates: covariate, weight, marker },
    reference: flags.reference,
    weightsAre: flags.weightsAre,
  });
  const roles = Object.entries({ time, event, group, stratum, covariate, weight, marker });
  const columns = Object.fromEntries(
    roles.flatMap(([role, column]) => (column === undefined || column.length === 0 ? [] : [[role, column]])),
  );
  const analysed = analyseSurvival(data, optionsOf(flags, flags.seed ?? TABLE_SEED), {
    kind: 'table',
    source,
    sha256: sha256(text),
    time_unit: null,
    columns,
    remarks: [],
    expected: null,
  });
  return { folder: out, analysed, arms: [] };
}

async function ofRun(run: string, flags: SurvivalFlags): Promise<Analysis> {
  refuse(flags, ['time', 'event', 'group', 'stratum', 'weight', 'marker'], 'only with --table');
  if (flags.covariate.length > 0)
    throw new InputError('--covariate: must be given only with --table; got a run folder');
  const {
    arms: names,
    targets,
    seed,
    month_days: monthDays,
  } = await readResults(run, ['arms', 'targets', 'seed', 'month_days']);
  const path = join(run, runFiles.figures, 'survival.csv');
  const text = await readText(path);
  const arms = armSurvivals({ arms: names, targets }, parseFigureTable('survival', text, path), flags);
  const options = optionsOf(flags, flags.seed ?? seed);
  const data = drawTrial(arms, options.seed);
  const landmarks = flags.landmarks ?? RUN_LANDMARKS;
  const sizes = arms.map(({ arm, patients }) => `${patients} in ${arm}`).join(', ');
  const origin = {
    kind: 'simulated trial' as const,
    source: run,
    sha256: sha256(text),
    time_unit: `months of ${monthDays} days`,
    columns: {},
    remarks: [
      `One simulated trial of ${sizes}: deaths drawn from the exact expected curve of each arm, everybody alive at its end censored there. Another seed gives another trial.`,
      'A run stores the expected curves and not the survival of each virtual patient. A death drawn from the mean curve of an arm is distributed exactly as that of a patient drawn at random from its cohort, so nothing is lost for these statistics; groups by marker need a table of patients.',
    ],
    expected: {},
  };
  const drawn = analyseSurvival(data, { ...options, landmarks }, origin);
  const { tau } = drawn.results;
  const expected = Object.fromEntries(arms.map(({ arm, curve }) => [arm, expectedResult(curve, { landmarks, tau })]));
  return {
    folder: flags.out ?? join(run, 'survival'),
    analysed: { ...drawn, results: { ...drawn.results, expected } },
    arms,
  };
}

/** Months at which the workbench reads survival everywhere. */
const RUN_LANDMARKS = [3, 6, 9, 12] as const;

function optionsOf(flags: SurvivalFlags, seed: string): SurvivalOptions {
  const { level, landmarks, tau, ties, cut, permutations } = flags;
  return { level, landmarks, tau, ties, cut, permutations, seed };
}

function refuse(flags: SurvivalFlags, names: readonly (keyof SurvivalFlags)[], when: string): void {
  for (const name of names) {
    if (flags[name] !== undefined) {
      const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      throw new InputError(`--${option}: must be given ${when}; got ${String(flags[name])}`);
    }
  }
}

function numberAbove(least: number): (text: string) => number {
  return (text) => {
    const value = parseDecimal(text);
    if (!(value > least)) throw new InvalidArgumentError(`must be a number > ${least}; got '${text}'.`);
    return value;
  };
}

function shareBetween(text: string): number {
  const value = parseDecimal(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError(`must lie between 0 and 1; got '${text}'.`);
  return value;
}

function landmarkTimes(text: string): readonly number[] {
  const times = text.split(',').map(parseDecimal);
  if (!times.every((time, index) => time > 0 && (index === 0 || time > times[index - 1]!))) {
    throw new InvalidArgumentError(`must be ascending times > 0 separated by commas; got '${text}'.`);
  }
  return times;
}

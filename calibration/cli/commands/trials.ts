import { join } from 'node:path';
import { Command, Option } from 'commander';
import { toPrettyJson } from '../../../src/index.js';
import { readNewTrials, readShippedTrials } from '../../store/read-trials.js';
import { readRunInputs } from '../../store/run-inputs.js';
import type { PublishedFigures } from '../../targets/meta-analysis/discrepancies.js';
import { listTrials } from '../../targets/meta-analysis/list-trials.js';
import { trialMetaAnalysis } from '../../targets/meta-analysis/trial-meta-analysis.js';
import { addTrials, addTrialsWithOutcome } from '../../targets/new-trials/add-trials.js';
import { type NotEvaluable, notEvaluableRules } from '../../targets/new-trials/to-table-rows.js';
import { additionRemarks, curveSummaries } from '../../targets/new-trials/trial-summary.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { packageInformation } from '../package-information.js';
import { checkLines } from '../trials/check-lines.js';
import { listLines } from '../trials/list-lines.js';
import { poolLines } from '../trials/pool-lines.js';

interface TrialFlags {
  readonly config?: string;
  readonly json: boolean;
}

interface PoolFlags extends TrialFlags {
  readonly add: readonly string[];
  readonly notEvaluable: NotEvaluable;
}

/** `qcic trials`: what the trials say, before any model. */
export function trialsCommand(): Command {
  const command = new Command('trials')
    .description('list, check and pool the figures of the trials, shipped and new')
    .addHelpText(
      'after',
      `
Examples:
  $ qcic trials list
  $ qcic trials check data/new-trials/sunlight.csv
  $ qcic trials pool --add data/new-trials/sunlight.csv`,
    );
  for (const subcommand of [listCommand(), checkCommand(), poolCommand()])
    command.addCommand(subcommand.exitOverride());
  return command;
}

function listCommand(): Command {
  return withTables(new Command('list').description('what is there: trials, arms, patients, figures, sources'))
    .argument('[files...]', 'tables of new trials to list in place of the shipped ones')
    .addHelpText('after', '\nExample:\n  $ qcic trials list --add data/new-trials/sunlight.csv')
    .action(async (files: readonly string[], flags: PoolFlags) => {
      const { tables } = await chosenTables(files, flags);
      const trials = listTrials(tables);
      print(flags.json, { trials }, () => listLines(trials));
    });
}

function checkCommand(): Command {
  return new Command('check')
    .description('check tables of new trials, alone and against the figures that they would be added to')
    .argument('<files...>', 'tables of new trials, CSV or JSON')
    .option('--config <file>', 'add to the tables of this configuration instead of the shipped ones')
    .option('--json', 'print JSON for programs', false)
    .addHelpText('after', '\nExample:\n  $ qcic trials check data/new-trials/sunlight.csv')
    .action(async (files: readonly string[], flags: TrialFlags) => {
      const { trials } = await readNewTrials(files);
      const { tables: base } = await baseTables(flags);
      const { tables, additions } = addTrialsWithOutcome(base, trials);
      const checked = {
        files,
        trials,
        additions,
        curves: curveSummaries(trials),
        remarks: additionRemarks(trials, base, tables),
      };
      print(flags.json, checked, () => checkLines(checked));
    });
}

function poolCommand(): Command {
  return withTables(new Command('pool').description('pool the trials (eq. 18), with and without each; heterogeneity'))
    .argument('[files...]', 'tables of new trials to pool in place of the shipped ones')
    .addHelpText('after', '\nExample:\n  $ qcic trials pool --add data/new-trials/sunlight.csv')
    .action(async (files: readonly string[], flags: PoolFlags) => {
      const { tables, before, published } = await chosenTables(files, flags);
      const evidence = trialMetaAnalysis(tables, { before, published });
      print(flags.json, evidence, () => poolLines(evidence));
    });
}

function withTables(command: Command): Command {
  const collect = (value: string, previous: readonly string[]) => [...previous, value];
  return command
    .option('--add <file>', 'table of new trials to add; may be repeated', collect, [])
    .option('--config <file>', 'take the tables of this configuration instead of the shipped ones')
    .addOption(
      new Option('--not-evaluable <rule>', 'patients of new trials who could not be assessed')
        .choices(notEvaluableRules)
        .default('left-out'),
    )
    .option('--json', 'print JSON for programs', false);
}

interface ChosenTables {
  readonly tables: TrialTables;
  /** The tables without what --add brought; null where it brought nothing. */
  readonly before: TrialTables | null;
  readonly published: PublishedFigures | null;
}

async function chosenTables(files: readonly string[], flags: PoolFlags): Promise<ChosenTables> {
  const { notEvaluable } = flags;
  const nothing: TrialTables = { recist: [], medianOs: [], survival: [] };
  const { tables: before, published } =
    files.length === 0
      ? await baseTables(flags)
      : { tables: addTrials(nothing, (await readNewTrials(files)).trials, { notEvaluable }), published: null };
  if (flags.add.length === 0) return { tables: before, before: null, published };
  const { trials } = await readNewTrials(flags.add);
  // The paper's table speaks of the shipped trials alone
  return { tables: addTrials(before, trials, { notEvaluable }), before, published: null };
}

async function baseTables({ config }: TrialFlags): Promise<Pick<ChosenTables, 'tables' | 'published'>> {
  if (config !== undefined) return { tables: (await readRunInputs(config)).tables, published: null };
  return readShippedTrials(join((await packageInformation()).root, 'data'));
}

function print(json: boolean, value: unknown, lines: () => readonly string[]): void {
  if (json) process.stdout.write(toPrettyJson(value));
  else for (const line of lines()) console.log(line);
}

import { Command, Option } from 'commander';
import type { Act } from '../act.js';
import { allowOption } from '../allow-option.js';
import { notEvaluableRules, templateFormats, arms as trialArmNames } from '../choices.js';
import { collect, nameList } from '../option-values.js';

/** `qcic trials`: the clinical data alone, without the model. */
export function trialsCommand(act: Act): Command {
  const command = new Command('trials')
    .description('list, check and pool the endpoints of the trials, shipped and new; a table to fill in')
    .addHelpText(
      'after',
      `
Examples:
  $ qcic trials list
  $ qcic trials check data/new-trials/sunlight.csv
  $ qcic trials pool --add data/new-trials/sunlight.csv
  $ qcic trials template --out my-trial.csv`,
    );
  for (const subcommand of [listCommand(act), checkCommand(act), poolCommand(act), templateCommand(act)])
    command.addCommand(subcommand);
  return command;
}

function listCommand(act: Act): Command {
  return withTables(new Command('list').description('list trials, arms, patients, endpoints, sources'))
    .argument('[tables...]', 'tables of new trials to list in place of the shipped ones')
    .addHelpText('after', '\nExample:\n  $ qcic trials list --add data/new-trials/sunlight.csv')
    .action(act(async () => (await import('../actions/trials.js')).listTrialTables));
}

function checkCommand(act: Act): Command {
  return new Command('check')
    .description('check tables of new trials, and that they agree with the tables they are added to')
    .argument('<tables...>', 'tables of new trials, CSV or JSON')
    .option('--config <config>', 'add to the tables of this configuration instead of the shipped ones')
    .addOption(
      new Option(
        '--run <folder>',
        'add to the tables of this run, as refit --add does; its arms alone are valid',
      ).conflicts('config'),
    )
    .addOption(allowOption())
    .addHelpText('after', '\nExample:\n  $ qcic trials check data/new-trials/sunlight.csv')
    .action(act(async () => (await import('../actions/trials.js')).checkTrialTables));
}

function poolCommand(act: Act): Command {
  return withTables(
    new Command('pool').description('pool the trials (eq. 18), with and without each trial; heterogeneity'),
  )
    .argument('[tables...]', 'tables of new trials to pool in place of the shipped ones')
    .option('--drop <trial>', 'trial to leave out, by its name in the tables; may be repeated', collect, [])
    .addOption(
      new Option('--run <folder>', 'take the tables of this run, as refit does, instead of the shipped ones').conflicts(
        'config',
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ qcic trials pool --add data/new-trials/sunlight.csv
  $ qcic trials pool --drop "Kotani 2019" --json`,
    )
    .action(act(async () => (await import('../actions/trials.js')).poolTrialTables));
}

function templateCommand(act: Act): Command {
  return new Command('template')
    .description('make a table of new trials to fill in: every column, one row per arm')
    .option('--arms <arms>', `arms of the trial, separated by commas (default: ${trialArmNames.join(',')})`, nameList)
    .addOption(
      new Option('--format <name>', 'form of the table (default: as --out ends, or csv)').choices(templateFormats),
    )
    .option('--columns', 'print what each column means, and no table', false)
    .option('--out <file>', 'file to write (default: standard output)')
    .option('--force', 'replace the file where it is there already', false)
    .addHelpText(
      'after',
      `
Fill in what the publication reports, and leave the other cells empty; trial, arm, n and reference are required. Counts or percentages
of the response classes, not both. Other months than those of the columns can be added (month_18, pfs_month_4).

Examples:
  $ qcic trials template --out my-trial.csv
  $ qcic trials template --columns
  $ qcic trials check my-trial.csv`,
    )
    .action(act(async () => (await import('../actions/trials-template.js')).trialsTemplate));
}

function withTables(command: Command): Command {
  return command
    .option('--add <table>', 'table of new trials to add; may be repeated', collect, [])
    .option('--config <config>', 'take the tables of this configuration instead of the shipped ones')
    .addOption(
      new Option('--not-evaluable <rule>', 'patients of new trials whose response could not be assessed')
        .choices(notEvaluableRules)
        .default('left-out'),
    )
    .addOption(allowOption());
}

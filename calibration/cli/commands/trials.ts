import { Command, Option } from 'commander';
import type { Act } from '../act.js';
import { allowOption } from '../allow-option.js';
import { notEvaluableRules } from '../choices.js';
import { collect } from '../option-values.js';

/** `qcic trials`: the clinical data alone, without the model. */
export function trialsCommand(act: Act): Command {
  const command = new Command('trials')
    .description('list, check and pool the endpoints of the trials, shipped and new')
    .addHelpText(
      'after',
      `
Examples:
  $ qcic trials list
  $ qcic trials check data/new-trials/sunlight.csv
  $ qcic trials pool --add data/new-trials/sunlight.csv`,
    );
  for (const subcommand of [listCommand(act), checkCommand(act), poolCommand(act)]) command.addCommand(subcommand);
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
    .option('--json', 'print JSON for programs', false)
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

function withTables(command: Command): Command {
  return command
    .option('--add <table>', 'table of new trials to add; may be repeated', collect, [])
    .option('--config <config>', 'take the tables of this configuration instead of the shipped ones')
    .addOption(
      new Option('--not-evaluable <rule>', 'patients of new trials whose response could not be assessed')
        .choices(notEvaluableRules)
        .default('left-out'),
    )
    .addOption(allowOption())
    .option('--json', 'print JSON for programs', false);
}

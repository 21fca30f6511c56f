import { Command } from 'commander';
import type { Act } from '../act.js';
import { drugExample } from '../choices.js';

/** `qcic drugs`: the drugs that regimens can give, as data. */
export function drugsCommand(act: Act): Command {
  const command = new Command('drugs').description('list and show the drugs that regimens can give').addHelpText(
    'after',
    `
A changed copy of a definition under another name is a new drug: put it under the key drugs of a configuration (docs/drugs.md).

Examples:
  $ qcic drugs list
  $ qcic drugs show ${drugExample} > drug.json`,
  );
  for (const subcommand of [listCommand(act), showCommand(act)]) command.addCommand(subcommand);
  return command;
}

const CONFIG = ['--config <config>', 'configuration whose drugs are included; of a run or of a sweep'] as const;

function listCommand(act: Act): Command {
  return new Command('list')
    .description('list drugs: name, label, unit of dose, pharmacokinetics, effects, whether calibrated')
    .option(...CONFIG)
    .addHelpText('after', '\nExample:\n  $ qcic drugs list')
    .action(act(async () => (await import('../actions/drugs.js')).listDrugs));
}

function showCommand(act: Act): Command {
  return new Command('show')
    .description('print a definition as JSON, in the form that a configuration takes')
    .argument('<name>', 'name of a drug')
    .option(...CONFIG)
    .addHelpText('after', `\nExample:\n  $ qcic drugs show ${drugExample}`)
    .action(act(async () => (await import('../actions/drugs.js')).showDrug));
}

import { Command } from 'commander';
import { equationsMarkdown } from '../../../src/index.js';

/** `qcic equations`: the model in readable math, generated from its definition. */
export function equationsCommand(): Command {
  return new Command('equations')
    .description('print species, parameters and every equation (src/model/EQUATIONS.md)')
    .addHelpText('after', '\nExample:\n  $ qcic equations > EQUATIONS.md')
    .action(() => {
      process.stdout.write(equationsMarkdown());
    });
}

import { Command } from 'commander';
import type { Act } from '../act.js';

/** `qcic equations`: the model's equations in Markdown, generated from its definition. */
export function equationsCommand(act: Act): Command {
  return new Command('equations')
    .description('print species, parameters and all equations of the model (src/model/EQUATIONS.md)')
    .addHelpText('after', '\nExample:\n  $ qcic equations > EQUATIONS.md')
    .action(act(async () => (await import('../actions/equations.js')).equations));
}

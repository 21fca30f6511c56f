import { Command } from 'commander';
import type { Act } from '../act.js';
import { withEngineOptions } from '../engine-options.js';
import { collect } from '../option-values.js';

/** `qcic explore RUN`: what the weighted patients of a run show at other shapes and death functions. */
export function exploreCommand(act: Act): Command {
  const command = new Command('explore')
    .description('move the shapes and death functions of a finished run on its weighted patients, without simulating')
    .argument('<run>', 'folder of a finished run or refit')
    .option(
      '--set <name=value>',
      'a value to move, such as K1.mean=3e9 or placebo.mu=1.4; may be repeated',
      collect,
      [],
    )
    .option('--adopt <file>', 'write the shapes as a configuration for run, simulate and cohort')
    .option('--force', 'replace that file', false)
    .option('--prepare', 'pack the patients, and do nothing else', false)
    .option('--cache <folder>', 'where packed patients are kept (default: .qcic/explorer beside the run)');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Prints every endpoint of the run's weighted patients at the values of --set, beside the fitted point and the trials, with the effective
sample size and Pareto k: above 0.7 the patients that are needed are not in the pool, and the numbers are not reliable.

Names, with PARAMETER a per-patient parameter and ARM an arm of the run:
  PARAMETER.alpha, PARAMETER.beta    shapes of its Beta distribution
  PARAMETER.mean, PARAMETER.sd       mean and standard deviation, in its unit, in place of shapes
  ARM.mu, ARM.sigma                  death function, in units of chi
  ARM.at_zero, ARM.at_one            daily death probability without burden and at chi = 1, percent, in place of mu and sigma
  ARM.mu_half_width, ARM.sigma_half_width   half-widths of their ranges, where the run has ranges

Examples:
  $ qcic explore runs/mcrc --set beta_X3.mean=0.05 --set placebo.mu=1.4
  $ qcic explore runs/mcrc --set K1.alpha=6 --json > explored.json
  $ qcic explore runs/mcrc --set beta_X3.mean=0.05 --adopt configs/slower.json`,
    )
    .action(act(async () => (await import('../actions/explore.js')).explore));
}

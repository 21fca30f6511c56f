import { Command, Option } from 'commander';
import type { Act } from '../act.js';
import { allowOption } from '../allow-option.js';
import {
  deathForms,
  deathSharings,
  families,
  medianRules,
  notEvaluableRules,
  objectives,
  overdispersions,
  profiles,
} from '../choices.js';
import { withEngineOptions, withFolderOptions } from '../engine-options.js';
import { collect, mosts, properShare, wholeNumber } from '../option-values.js';

/** `qcic refit RUN`: refits a finished run to other trials, on its stored patients, and quantifies the uncertainty. */
export function refitCommand(act: Act): Command {
  const command = new Command('refit')
    .description('refit a finished run, with trials added or dropped; uncertainty, profiles, predictions')
    .argument('<run>', 'folder of a finished run or refit')
    .option('--add <table>', 'table of new trials to add (data/new-trials/README.md); may be repeated', collect, [])
    .option('--drop <trial>', 'trial to leave out, by its name in the tables; may be repeated', collect, [])
    .addOption(
      new Option('--not-evaluable <rule>', 'patients of new trials whose response could not be assessed')
        .choices(notEvaluableRules)
        .default('left-out'),
    )
    .addOption(allowOption())
    .option(
      '--ignore-arm <arm>',
      'leave out the rows of an arm that the run lacks from the added tables; may be repeated',
      collect,
      [],
    )
    .addOption(
      new Option(
        '--median <target>',
        "target of a median: mean of the trials' medians, or median of the pooled curve",
      ).choices(medianRules),
    )
    .addOption(
      new Option('--objective <kind>', "pooled endpoints, or the likelihood of the trials' counts").choices(objectives),
    )
    .addOption(
      new Option('--overdispersion <kind>', 'whether trials may differ by more than sampling error').choices(
        overdispersions,
      ),
    )
    .addOption(
      new Option(
        '--trade-off <family>',
        'vary the weight of a family of endpoints after the fit: what following it costs the others',
      ).choices(families),
    )
    .addOption(
      new Option('--death <form>', 'form of the death function: what the hazard of a day depends on').choices(
        deathForms,
      ),
    )
    .addOption(
      new Option(
        '--death-sharing <kind>',
        'one death function for each arm, one for all, or one for all with a treatment effect of each arm',
      ).choices(deathSharings),
    )
    .option(
      '--rounds <number>',
      'rounds of fitting; each round after the first adds a new pool',
      wholeNumber(1, mosts.rounds),
      1,
    )
    .option('--bootstrap <number>', 'sets of trials drawn and refitted', wholeNumber(0, mosts.resamples), 200)
    .option('--starts <number>', 'searches from other starting points', wholeNumber(0, mosts.repeats), 8)
    .addOption(
      new Option('--profiles <which>', 'profile likelihoods: death = mu and sigma, all = every free shape too')
        .choices(profiles)
        .default('death'),
    )
    .option('--no-leave-one-trial-out', 'skip the leave-one-trial-out predictions')
    .option('--no-leave-one-arm-out', 'skip the leave-one-arm-out predictions')
    .option('--compare-deaths', 'fit every form of the death function, without each trial and without each arm', false)
    // Earlier names of these options
    .addOption(new Option('--no-leave-out').hideHelp())
    .addOption(new Option('--no-hold-out').hideHelp())
    .option('--level <share>', 'central share of the intervals', properShare, 0.9)
    .option(
      '--patients <number>',
      'patients of the validation cohort that are used for these fits',
      wholeNumber(100, mosts.patients),
      1000,
    );
  withFolderOptions(command, 'refit', '<run>-refit');
  return withEngineOptions(command)
    .addHelpText(
      'after',
      `
Refits on the run's stored patients (simulated again if they are missing) and checks the fit on an independent validation cohort.
Writes the files of \`qcic run\`, and refit.json: endpoint changes, the contribution of each trial, bootstrap intervals, profiles,
predictions of left-out trials and arms.

Forms of the death function: paper (logistic in the burden chi), burden and log-burden (hazard log-linear in chi or its logarithm),
growth (log-linear in the growth rate since the last visit), progression (two levels, before and after progression); see docs/death.md.

Examples:
  $ qcic refit runs/mcrc --add data/new-trials/sunlight.csv
  $ qcic refit runs/mcrc --drop "Kotani 2019" --objective likelihood --out runs/without-kotani
  $ qcic refit runs/mcrc --death progression --death-sharing shared --out runs/two-levels
  $ qcic refit runs/mcrc --compare-deaths --patients 2500 --out runs/deaths

Exit codes: 0 done, 1 a bug in qcic, 2 bad input, 3 ran but did not converge, 130 interrupted.`,
    )
    .action(act(async () => (await import('../actions/refit.js')).refit));
}

import { join } from 'node:path';
import { Command, Option } from 'commander';
import { builtInArms, InputError } from '../../../src/index.js';
import { repeatCommand } from '../../session/repeat-command.js';
import { runFiles } from '../../store/run-folder.js';
import { computeSensitivity } from '../../studies/sensitivity/compute.js';
import { render } from '../../studies/sensitivity/report.js';
import type { SensitivityMethod } from '../../studies/sensitivity/result.js';
import { studySource } from '../../studies/sensitivity/study-source.js';
import { wholeNumber } from '../option-values.js';
import {
  positiveNumber,
  type StudyFlags,
  settingsOf,
  withDesign,
  withStudyOptions,
} from '../sensitivity/study-flags.js';
import { runStudy } from '../sensitivity/study-session.js';

/** `qcic sensitivity`: what moves one tumor, and what moves the result of a trial. */
export function sensitivityCommand(): Command {
  const command = new Command('sensitivity')
    .description('what moves one tumor, and what moves the result of a trial')
    .addHelpText(
      'after',
      `
Examples:
  $ qcic sensitivity pcc                                     the paper's sweep, all parameters within ±10 %
  $ qcic sensitivity prcc --arm tas102,tas102_bev --output tri
  $ qcic sensitivity morris --by group                       groups of processes against each other
  $ qcic sensitivity sobol --from runs/mcrc                  the 21 per-patient parameters, TRI and DCR
  $ qcic sensitivity local --output tri,chi@180
  $ qcic sensitivity intervals --from runs/mcrc              disease control by quintile of each range
  $ qcic sensitivity shapes --from runs/mcrc                 what each fitted shape does to the endpoints
  $ qcic sensitivity morris --space trial --by group --from runs/mcrc --arm tas102_bev --output dcr_rate,median_os`,
    );
  for (const subcommand of [
    pccCommand(),
    prccCommand(),
    morrisCommand(),
    sobolCommand(),
    localCommand(),
    intervalsCommand(),
    shapesCommand(),
  ])
    command.addCommand(subcommand.exitOverride());
  return command;
}

async function study(method: SensitivityMethod, flags: StudyFlags): Promise<void> {
  const settings = await settingsOf(method, flags);
  // Before the folder is touched
  studySource(settings);
  await runStudy(
    {
      name: `sensitivity ${method}`,
      command: repeatCommand(process.argv),
      seed: settings.seed,
      settings,
      inputs: settings.from === null ? [] : [{ path: join(flags.from!, 'results.json'), sha256: settings.from }],
      engine: flags,
      folder: flags.out ?? join('runs', `sensitivity-${method}`),
      resume: flags.resume,
      force: flags.force,
      title: method,
      resultFile: runFiles.sensitivity,
      render,
    },
    (context) => computeSensitivity(settings, context),
  );
}

function pccCommand(): Command {
  const command = new Command('pcc').description(
    "the paper's sweep: Pearson correlation of every parameter with one output",
  );
  withStudyOptions(command, { name: 'pcc', space: 'baseline', output: 'change', arm: 'placebo', lists: false });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'samples', wholeNumber(5), 1000)
    .addHelpText(
      'after',
      `
Writes pcc.csv (parameter,group,r,ci_low,ci_high,p,p_holm,p_bh), report.html, manifest.json, figures/scatter.csv, chunks/.

Examples:
  $ qcic sensitivity pcc --out runs/pcc
  $ qcic sensitivity pcc --arm tas102_bev --output th1_treg@28 --samples 4000
  $ qcic sensitivity pcc --parameters 'tumor proliferation,tumor apoptosis,V_C' --range 0.05`,
    )
    .action((flags: StudyFlags) => study('pcc', flags));
}

function prccCommand(): Command {
  const command = new Command('prcc').description('partial rank correlations, with intervals');
  withStudyOptions(command, { name: 'prcc', space: 'baseline', output: 'change', arm: 'placebo', lists: true });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'samples; more than there are parameters', wholeNumber(5), 1000)
    .addHelpText('after', '\nExample:\n  $ qcic sensitivity prcc --arm tas102,tas102_bev --output tri,chi@180')
    .action((flags: StudyFlags) => study('prcc', flags));
}

const byOption = () =>
  new Option('--by <unit>', 'one factor per parameter, or one per group of processes')
    .choices(['parameter', 'group'])
    .default('parameter');

function morrisCommand(): Command {
  const command = new Command('morris').description('Morris screening: mu*, sigma, of parameters or groups');
  withStudyOptions(command, { name: 'morris', space: 'baseline', output: 'change', arm: 'placebo', lists: true });
  return command
    .addOption(byOption())
    .option(
      '--trajectories <number>',
      'trajectories; each takes one sample more than there are factors',
      wholeNumber(2),
      20,
    )
    .option('--levels <number>', 'levels of the grid; even', wholeNumber(2), 4)
    .addHelpText(
      'after',
      '\nExample:\n  $ qcic sensitivity morris --by group --trajectories 100 --arm tas102_bev --output tri',
    )
    .action((flags: StudyFlags) => study('morris', flags));
}

function sobolCommand(): Command {
  const command = new Command('sobol').description('Sobol indices: first and total order, pairs on request');
  withStudyOptions(command, {
    name: 'sobol',
    space: 'patients',
    output: 'tri,dcr',
    arm: 'tas102,tas102_bev',
    lists: true,
  });
  return withDesign(command, 'sobol')
    .addOption(byOption())
    .option('--samples <number>', 'blocks; each takes two samples more than there are factors', wholeNumber(2), 2048)
    .option('--second', 'also the second order of all pairs, at twice the samples', false)
    .option('--replicates <number>', 'bootstrap replicates', wholeNumber(0), 500)
    .addHelpText(
      'after',
      `
Writes sobol.csv (arm,output,parameter,first,first_low,first_high,total,total_low,total_high) and the read-out of convergence.

Examples:
  $ qcic sensitivity sobol --from runs/mcrc --out runs/sobol
  $ qcic sensitivity sobol --space baseline --by group --samples 512 --second`,
    )
    .action((flags: StudyFlags) => study('sobol', flags));
}

function localCommand(): Command {
  const command = new Command('local').description('logarithmic derivatives at the baseline');
  withStudyOptions(command, { name: 'local', space: 'baseline', output: 'tri', arm: 'placebo', lists: true });
  return command
    .option('--step <size>', 'step of the logarithm of a parameter', positiveNumber, 0.01)
    .addHelpText('after', '\nExample:\n  $ qcic sensitivity local --arm tas102_bev --output tri,chi@180')
    .action((flags: StudyFlags) => study('local', flags));
}

function intervalsCommand(): Command {
  const command = new Command('intervals').description(
    'disease control and progression by quintile of the ranges of per-patient parameters',
  );
  withStudyOptions(command, {
    name: 'intervals',
    space: 'patients',
    output: 'dcr',
    arm: builtInArms.join(),
    lists: true,
  });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'patients', wholeNumber(10), 4000)
    .addHelpText(
      'after',
      `
Writes intervals.csv (arm,parameter,group,quintile,from,to,patients,dcr,dcr_low,dcr_high,pd,pd_low,pd_high). Under --space patients
the rates are those of patients as distributed, under --space range of patients spread evenly over the ranges.

Example:
  $ qcic sensitivity intervals --from runs/mcrc --out runs/intervals`,
    )
    .action((flags: StudyFlags) => {
      if (!['patients', 'range'].includes(flags.space)) {
        throw new InputError(`--space: must be patients or range for intervals; got ${flags.space}`);
      }
      if (flags.output.length !== 1 || !flags.output[0]!.startsWith('dcr')) {
        throw new InputError(`--output: must be dcr, with its @day, for intervals; got ${flags.output.join()}`);
      }
      return study('intervals', flags);
    });
}

function shapesCommand(): Command {
  const command = new Command('shapes').description(
    'what each fitted Beta shape, mu and sigma does to the endpoints, without new simulation',
  );
  const outputs = 'dcr_rate,orr_rate,median_os,survival_12,auc_th1,auc_th1_treg';
  withStudyOptions(command, { name: 'shapes', space: 'shapes', output: outputs, arm: builtInArms.join(), lists: true });
  return command
    .addHelpText(
      'after',
      '\nExample:\n  $ qcic sensitivity shapes --from runs/mcrc --arm tas102_bev --output pd_rate,median_os',
    )
    .action((flags: StudyFlags) => {
      if (flags.space !== 'shapes') throw new InputError(`--space: must be shapes; got ${flags.space}`);
      return study('shapes', flags);
    });
}

import { Command, Option } from 'commander';
import type { SensitivityMethod } from '../../studies/sensitivity/result.js';
import type { Act } from '../act.js';
import { armRoles, arms, DEFAULT_POOL, designs, failurePolicies, spaces } from '../choices.js';
import { withEngineOptions, withFailureOption, withFolderOptions } from '../engine-options.js';
import { collect, mosts, nameList, numberBetween, wholeNumber } from '../option-values.js';
import { defaultRanges, parameterRanges } from '../parameter-ranges.js';
import { parquetOption } from '../parquet-option.js';

/** `qcic sensitivity`: sensitivity of one tumor, and of the endpoints of a trial, to the parameters. */
export function sensitivityCommand(act: Act): Command {
  const command = new Command('sensitivity')
    .description('sensitivity of one tumor, and of the endpoints of a trial, to the parameters')
    .addHelpText(
      'after',
      `
Examples:
  $ qcic sensitivity pcc                                     the paper's sweep, all parameters within ±10 %
  $ qcic sensitivity prcc --arm ${armRoles.single},${armRoles.combination} --output tri
  $ qcic sensitivity morris --by group                       compare groups of processes
  $ qcic sensitivity sobol --from runs/mcrc                  the 21 per-patient parameters, TRI and DCR
  $ qcic sensitivity local --output tri,chi@180
  $ qcic sensitivity intervals --from runs/mcrc              disease control by quintile of each range
  $ qcic sensitivity shapes --from runs/mcrc                 effect of each fitted shape on the endpoints
  $ qcic sensitivity morris --space trial --by group --from runs/mcrc --arm ${armRoles.combination} --output dcr_rate,median_os`,
    );
  for (const subcommand of [
    pccCommand(act),
    prccCommand(act),
    morrisCommand(act),
    sobolCommand(act),
    localCommand(act),
    intervalsCommand(act),
    shapesCommand(act),
  ])
    command.addCommand(subcommand);
  return command;
}

const studyAction = (act: Act, method: SensitivityMethod) =>
  act(async () => {
    const { sensitivity } = await import('../actions/sensitivity.js');
    return sensitivity(method);
  });

const oneName = (text: string): readonly string[] => [text];

interface StudyDefaults {
  readonly name: string;
  readonly space: string;
  readonly output: string;
  readonly arm: string;
  /** Whether several arms and outputs may be named. */
  readonly lists: boolean;
}

/** Options that all studies of parameters share. */
function withStudyOptions(command: Command, { name, space, output, arm, lists }: StudyDefaults): Command {
  const names = lists ? nameList : oneName;
  const many = lists ? ', several separated by commas' : '';
  command
    .addOption(
      new Option(
        '--space <space>',
        'baseline: around the baseline; range: over the ranges of virtual patients; patients: as virtual patients are distributed; shapes: shapes and death functions of a population; trial: fixed parameters of a population',
      )
        .choices(lists ? [...spaces, 'shapes', 'trial'] : spaces)
        .default(space),
    )
    .addOption(
      new Option(
        '--range <range>',
        'half-width around the baseline, as a share of it; NAME=LOW..HIGH for the absolute range of one parameter; several separated by commas, or repeated',
      )
        .argParser(parameterRanges)
        .default(defaultRanges, '0.1'),
    )
    .addOption(
      new Option('--arm <name>', `arm${many}: ${arms.join(', ')}, or an arm of the run of --from`)
        .argParser(names)
        .default(names(arm), arm),
    )
    .addOption(
      new Option(
        '--output <name>',
        `endpoint${many}: change, tri, volume, density, chi, dcr, pd, a marker or a state; append @day (default: 56)`,
      )
        .argParser(names)
        .default(names(output), output),
    )
    .option('--parameters <list>', 'names of parameters or groups (default: all)', nameList)
    .option(
      '--from <folder>',
      'finished run whose fitted shapes the patients are drawn from (default: published shapes)',
    )
    .option(
      '--pool-patients <number>',
      'patients of a population: reweighted under --space shapes, simulated at every point under --space trial',
      wholeNumber(100, mosts.patients),
      DEFAULT_POOL,
    )
    .option('--seed <seed>', 'seed of the design', '1')
    .option('--switch <name=form>', 'form of a disputed term; may be repeated', collect, [])
    .addOption(
      new Option(
        '--failures <policy>',
        'failed samples: drop omits their block, bounds also widens the intervals, stop ends the study',
      )
        .choices(failurePolicies)
        .default('bounds'),
    );
  withFolderOptions(command.addOption(parquetOption()), 'study', `runs/sensitivity-${name}`);
  return withEngineOptions(withFailureOption(command));
}

/** The design's kind. */
function withDesign(command: Command, preferred: (typeof designs)[number]): Command {
  return command.addOption(new Option('--design <kind>', 'how samples are spread').choices(designs).default(preferred));
}

function pccCommand(act: Act): Command {
  const command = new Command('pcc').description(
    "the paper's sweep: Pearson correlation of every parameter with one output",
  );
  withStudyOptions(command, { name: 'pcc', space: 'baseline', output: 'change', arm: armRoles.control, lists: false });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'samples', wholeNumber(5, mosts.patients), 1000)
    .addHelpText(
      'after',
      `
Writes pcc.csv (parameter,group,r,ci_low,ci_high,p,p_holm,p_bh,reason), samples.csv, report.html, manifest.json, figures/scatter.csv, chunks/.

Examples:
  $ qcic sensitivity pcc --out runs/pcc
  $ qcic sensitivity pcc --arm ${armRoles.combination} --output th1_treg@28 --samples 4000
  $ qcic sensitivity pcc --parameters 'tumor proliferation,tumor apoptosis,V_C' --range 0.05
  $ qcic sensitivity pcc --range sigma_X3=0..0.05 --range varepsilon_CX3=0..0.001`,
    )
    .action(studyAction(act, 'pcc'));
}

function prccCommand(act: Act): Command {
  const command = new Command('prcc').description('partial rank correlations, with intervals');
  withStudyOptions(command, { name: 'prcc', space: 'baseline', output: 'change', arm: armRoles.control, lists: true });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'samples; more than there are parameters', wholeNumber(5, mosts.patients), 1000)
    .addHelpText(
      'after',
      `\nExample:\n  $ qcic sensitivity prcc --arm ${armRoles.single},${armRoles.combination} --output tri,chi@180`,
    )
    .action(studyAction(act, 'prcc'));
}

const byOption = () =>
  new Option('--by <unit>', 'one factor per parameter, or one per group of processes')
    .choices(['parameter', 'group'])
    .default('parameter');

function morrisCommand(act: Act): Command {
  const command = new Command('morris').description('Morris screening: mu*, sigma, of parameters or groups');
  withStudyOptions(command, {
    name: 'morris',
    space: 'baseline',
    output: 'change',
    arm: armRoles.control,
    lists: true,
  });
  return command
    .addOption(byOption())
    .option(
      '--trajectories <number>',
      'trajectories; each needs one sample more than there are factors',
      wholeNumber(2, mosts.resamples),
      20,
    )
    .option('--levels <number>', 'levels of the grid; even', wholeNumber(2, 100), 4)
    .addHelpText(
      'after',
      `\nExample:\n  $ qcic sensitivity morris --by group --trajectories 100 --arm ${armRoles.combination} --output tri`,
    )
    .action(studyAction(act, 'morris'));
}

function sobolCommand(act: Act): Command {
  const command = new Command('sobol').description('Sobol indices: first and total order, pairs on request');
  withStudyOptions(command, {
    name: 'sobol',
    space: 'patients',
    output: 'tri,dcr',
    arm: `${armRoles.single},${armRoles.combination}`,
    lists: true,
  });
  return withDesign(command, 'sobol')
    .addOption(byOption())
    .option(
      '--samples <number>',
      'blocks; each needs two samples more than there are factors',
      wholeNumber(2, mosts.patients),
      2048,
    )
    .option('--second', 'also second-order indices of all pairs, with twice the samples', false)
    .option('--replicates <number>', 'bootstrap replicates', wholeNumber(0, mosts.resamples), 500)
    .addHelpText(
      'after',
      `
Writes sobol.csv (arm,output,parameter,first,first_low,first_high,total,total_low,total_high,warning,reason), samples.csv and the convergence of the indices.
The blocks of a Sobol sequence are best a power of two.

Examples:
  $ qcic sensitivity sobol --from runs/mcrc --out runs/sobol
  $ qcic sensitivity sobol --space baseline --by group --samples 512 --second`,
    )
    .action(studyAction(act, 'sobol'));
}

function localCommand(act: Act): Command {
  const command = new Command('local').description('logarithmic derivatives at the baseline');
  withStudyOptions(command, { name: 'local', space: 'baseline', output: 'tri', arm: armRoles.control, lists: true });
  return command
    .option('--step <size>', 'step in the logarithm of a parameter', numberBetween(1e-9, 1), 0.01)
    .addHelpText('after', `\nExample:\n  $ qcic sensitivity local --arm ${armRoles.combination} --output tri,chi@180`)
    .action(studyAction(act, 'local'));
}

function intervalsCommand(act: Act): Command {
  const command = new Command('intervals').description(
    'disease control and progression by quintile of the range of each per-patient parameter',
  );
  withStudyOptions(command, {
    name: 'intervals',
    space: 'patients',
    output: 'dcr',
    arm: arms.join(),
    lists: true,
  });
  return withDesign(command, 'latin-hypercube')
    .option('--samples <number>', 'patients', wholeNumber(10, mosts.patients), 4000)
    .addHelpText(
      'after',
      `
Writes intervals.csv (arm,parameter,group,quintile,from,to,patients,dcr,dcr_low,dcr_high,pd,pd_low,pd_high,reason). Under --space
patients, the patients are distributed as in the fit; under --space range they are spread evenly over the ranges.

Example:
  $ qcic sensitivity intervals --from runs/mcrc --out runs/intervals`,
    )
    .action(studyAction(act, 'intervals'));
}

function shapesCommand(act: Act): Command {
  const command = new Command('shapes').description(
    'effect of each fitted Beta shape, mu and sigma on the endpoints, without new simulation',
  );
  const outputs = 'dcr_rate,orr_rate,median_os,survival_12,auc_th1,auc_th1_treg';
  withStudyOptions(command, { name: 'shapes', space: 'shapes', output: outputs, arm: arms.join(), lists: true });
  return command
    .addHelpText(
      'after',
      `\nExample:\n  $ qcic sensitivity shapes --from runs/mcrc --arm ${armRoles.combination} --output pd_rate,median_os`,
    )
    .action(studyAction(act, 'shapes'));
}

import { Command, CommanderError } from 'commander';
import type { Runtime } from '../session/runtime.js';
import { benchCommand } from './commands/bench.js';
import { benchClusterCommand } from './commands/bench-cluster.js';
import { biomarkersCommand } from './commands/biomarkers.js';
import { cohortCommand } from './commands/cohort.js';
import { equationsCommand } from './commands/equations.js';
import { exportCommand } from './commands/export.js';
import { recoverCommand } from './commands/recover.js';
import { refitCommand } from './commands/refit.js';
import { replicateCommand } from './commands/replicate.js';
import { reportCommand } from './commands/report.js';
import { rocCommand } from './commands/roc.js';
import { runCommand } from './commands/run.js';
import { schemaCommand } from './commands/schema.js';
import { sensitivityCommand } from './commands/sensitivity.js';
import { simulateCommand } from './commands/simulate.js';
import { survivalCommand } from './commands/survival.js';
import { sweepCommand } from './commands/sweep.js';
import { trialsCommand } from './commands/trials.js';
import { validateCommand } from './commands/validate.js';
import { workerCommand } from './commands/worker.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { processRuntime } from './process-runtime.js';
import { reportFailure } from './report-failure.js';

/**
 * Runs the command line.
 *
 * @param argv - arguments as the process got them
 * @param given - what stands in for parts of the process: streams, clock, signals
 * @returns the exit code
 */
export async function runProgram(argv: readonly string[], given: Partial<Runtime> = {}): Promise<ExitCode> {
  const runtime: Runtime = { ...processRuntime(), argv, ...given };
  let code: ExitCode = exitCodes.done;
  const finish = (result: ExitCode) => {
    code = result;
  };
  const { version } = await runtime.packageInformation();
  const program = new Command('qcic')
    .description(
      'Calibration workbench around the quantitative cancer-immunity cycle model of metastatic colorectal cancer',
    )
    .version(version)
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => runtime.stdout.write(text),
      writeErr: (text) => runtime.stderr.write(text),
    })
    .addHelpText(
      'after',
      `
Examples:
  $ qcic run configs/mcrc.json --out runs/mcrc       the main job: fit, confirm, classify, report
  $ qcic refit runs/mcrc --add data/new-trials/sunlight.csv    fit again with a new trial; uncertainty
  $ qcic validate configs/mcrc.json                  check a configuration and the tables it names
  $ qcic trials pool --add data/new-trials/sunlight.csv    what the trials say, with and without each
  $ qcic cohort --patients 100 --seed 1 --out patients.csv
  $ qcic simulate --patients patients.csv --arms placebo,tas102 --days 365 --out runs/simulated
  $ qcic biomarkers runs/mcrc --patients 20000 --out runs/mcrc-biomarkers
  $ qcic sensitivity pcc --out runs/pcc              the paper's sweep over all parameters
  $ qcic replicate --out runs/replicate              the paper's analyses again, as posted and as corrected
  $ qcic run configs/mcrc.json --engine redis://host      on the workers of other machines
  $ qcic worker --engine redis://host                such a worker
  $ qcic report runs/mcrc                            draw the report again from a stored run

For research. Not for decisions about patients.`,
    );
  for (const command of [
    runCommand(finish),
    refitCommand(finish),
    recoverCommand(finish),
    simulateCommand(),
    cohortCommand(),
    validateCommand(),
    trialsCommand(),
    biomarkersCommand(finish),
    rocCommand(),
    sensitivityCommand(),
    sweepCommand(),
    replicateCommand(finish),
    reportCommand(),
    survivalCommand(),
    workerCommand(),
    equationsCommand(),
    exportCommand(),
    benchCommand(),
    benchClusterCommand(),
    schemaCommand(),
  ]) {
    program.addCommand(command);
  }
  // Settings are inherited at creation only, so commands made elsewhere get them here
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    return reportFailure(cause);
  }
}

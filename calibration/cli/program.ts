import { Command, CommanderError, type OutputConfiguration } from 'commander';
import type { Runtime } from '../session/runtime.js';
import type { Act } from './act.js';
import { armRoles } from './choices.js';
import { archiveCommand } from './commands/archive.js';
import { benchCommand } from './commands/bench.js';
import { benchClusterCommand } from './commands/bench-cluster.js';
import { biomarkersCommand } from './commands/biomarkers.js';
import { cohortCommand } from './commands/cohort.js';
import { compareCommand } from './commands/compare.js';
import { completionCommand } from './commands/completion.js';
import { doctorCommand } from './commands/doctor.js';
import { drugsCommand } from './commands/drugs.js';
import { equationsCommand } from './commands/equations.js';
import { exploreCommand } from './commands/explore.js';
import { exportCommand } from './commands/export.js';
import { initCommand } from './commands/init.js';
import { optimiseCommand } from './commands/optimise.js';
import { predictCommand } from './commands/predict.js';
import { recoverCommand } from './commands/recover.js';
import { refitCommand } from './commands/refit.js';
import { replicateCommand } from './commands/replicate.js';
import { reportCommand } from './commands/report.js';
import { rocCommand } from './commands/roc.js';
import { runCommand } from './commands/run.js';
import { schemaCommand } from './commands/schema.js';
import { sensitivityCommand } from './commands/sensitivity.js';
import { serveCommand } from './commands/serve.js';
import { simulateCommand } from './commands/simulate.js';
import { survivalCommand } from './commands/survival.js';
import { sweepCommand } from './commands/sweep.js';
import { trialsCommand } from './commands/trials.js';
import { validateCommand } from './commands/validate.js';
import { workerCommand } from './commands/worker.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import type { JsonAnswer } from './json-answer.js';
import { processRuntime } from './process-runtime.js';

/** Commands as the help groups them. */
const groups: Readonly<Record<string, Readonly<Record<string, (act: Act) => Command>>>> = {
  'First steps:': {
    init: initCommand,
    doctor: doctorCommand,
    completion: (act) => completionCommand(act, allCommands),
  },
  'Fit:': {
    run: runCommand,
    refit: refitCommand,
    recover: recoverCommand,
    predict: predictCommand,
    validate: validateCommand,
    trials: trialsCommand,
  },
  'Simulate:': {
    cohort: cohortCommand,
    simulate: simulateCommand,
    sweep: sweepCommand,
    optimise: optimiseCommand,
    drugs: drugsCommand,
  },
  'Analyse:': {
    biomarkers: biomarkersCommand,
    roc: rocCommand,
    survival: survivalCommand,
    sensitivity: sensitivityCommand,
    explore: exploreCommand,
  },
  'See:': { serve: serveCommand, compare: compareCommand },
  'Reproduce:': { replicate: replicateCommand, report: reportCommand },
  'Scale:': { worker: workerCommand },
  'Exchange:': {
    export: exportCommand,
    archive: archiveCommand,
    equations: equationsCommand,
    schema: schemaCommand,
  },
  'Tools:': {
    bench: benchCommand,
    'bench-cluster': benchClusterCommand,
  },
};

/** The declaration that a command line asks for; all of them where its first word is no command. */
function declared([, , word = '']: readonly string[]): readonly (readonly [group: string, (act: Act) => Command])[] {
  const all = Object.entries(groups).flatMap(([group, commands]) =>
    Object.entries(commands).map(([name, command]) => ({ name, entry: [group, command] as const })),
  );
  const called = all.filter(({ name }) => name === word);
  return (called.length > 0 ? called : all).map(({ entry }) => entry);
}

/** Commands that serve until they are stopped: they answer nothing at their end. */
const withoutAnswer: ReadonlySet<string> = new Set(['serve', 'worker']);

/** The declaration of a command with what all of them have. */
function declare(command: (act: Act) => Command, act: Act): Command {
  const declared = command(act);
  if (!withoutAnswer.has(declared.name())) addJsonOption(declared);
  return declared;
}

/** Adds `--json` to a command, or to the commands below it. */
function addJsonOption(command: Command): void {
  if (command.commands.length === 0) command.option('--json', 'print one JSON document for programs (docs/json.md)');
  for (const below of command.commands) addJsonOption(below);
}

/** Every command under the heading of its group, as the help lists them; for documents and tests. */
export function commandsByGroup(act: Act): Readonly<Record<string, readonly Command[]>> {
  return Object.fromEntries(
    Object.entries(groups).map(([group, commands]) => [
      group,
      Object.values(commands).map((command) => declare(command, act)),
    ]),
  );
}

/** Every command, for a shell; none of them acts. */
const allCommands = (): readonly Command[] => Object.values(commandsByGroup(() => async () => {})).flat();

/**
 * Runs the command line. A command is loaded when it is called: help and version load its declaration alone.
 *
 * @param argv - arguments as the process got them
 * @param given - replacements of parts of the process: streams, clock, signals
 * @returns the exit code
 */
export async function runProgram(argv: readonly string[], given: Partial<Runtime> = {}): Promise<ExitCode> {
  const runtime: Runtime = { ...processRuntime(), argv, ...given };
  let code: ExitCode = exitCodes.done;
  let answer: JsonAnswer | undefined;
  const act: Act =
    (load) =>
    async (...args) => {
      const { requireHeap } = await import('./require-heap.js');
      requireHeap(runtime.heapBytes);
      const action = await load();
      code = (await action(answer?.runtime ?? runtime, ...args)) ?? exitCodes.done;
    };
  const { version } = await runtime.packageInformation();
  const program = new Command('qcic')
    .description(
      'Calibration workbench around the quantitative cancer-immunity cycle model of metastatic colorectal cancer',
    )
    .version(version)
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  $ qcic init my-study                               a folder to start in: configuration, table of trials, README
  $ qcic run configs/mcrc.json --out runs/mcrc       the main job: fit, validate, biomarkers, report
  $ qcic refit runs/mcrc --add data/new-trials/sunlight.csv    refit with a new trial; uncertainty
  $ qcic validate configs/mcrc.json                  check a configuration and the tables it names
  $ qcic trials pool --add data/new-trials/sunlight.csv    pooled endpoints, with and without each trial
  $ qcic cohort --patients 100 --seed 1 --out patients.csv
  $ qcic simulate --patients patients.csv --arms ${armRoles.control},${armRoles.single} --days 365 --out runs/simulated
  $ qcic biomarkers runs/mcrc --patients 20000 --out runs/mcrc-biomarkers
  $ qcic sensitivity pcc --out runs/pcc              the paper's sweep over all parameters
  $ qcic replicate --out runs/replicate              repeat the paper's analyses, as posted and as corrected
  $ qcic run configs/mcrc.json --engine rediss://host     compute on workers of other machines
  $ qcic worker --engine rediss://host               start such a worker
  $ qcic serve runs                                  see and steer all runs in the browser
  $ qcic compare runs/mcrc runs/mcrc-sunlight --differences    what differs between runs
  $ qcic report runs/mcrc                            redraw the report from the stored results

For research. Not for decisions about patients.`,
    );
  program.hook('preAction', async (_, called) => {
    const options: { json?: true } = called.opts();
    if (options.json === true) {
      // A study stores its options, and its result does not depend on this one
      delete options.json;
      const { jsonAnswer } = await import('./json-answer.js');
      answer = jsonAnswer(runtime, { command: nameOf(called), version });
    }
    const { takeShippedFiles } = await import('./given-files.js');
    await takeShippedFiles(called, answer?.runtime ?? runtime);
  });
  for (const [group, command] of declared(argv)) program.addCommand(declare(command, act).helpGroup(group));
  let misuse = '';
  settle(program, {
    writeOut: (text) => runtime.stdout.write(text),
    writeErr: (text) => {
      misuse += text;
    },
  });
  try {
    await program.parseAsync([...argv]);
    if (answer !== undefined) await answer.write(code);
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError && cause.exitCode === 0) return exitCodes.done;
    const { toVisibleText } = await import('./visible-text.js');
    const write = (text: string) => runtime.stderr.write(toVisibleText(text));
    const isMisuse = cause instanceof CommanderError;
    if (isMisuse) write(misuse);
    const { reportFailure } = await import('./report-failure.js');
    const failed = isMisuse ? exitCodes.badInput : reportFailure(cause, write);
    if (answer === undefined && isMisuse && argv.includes('--json')) {
      const { jsonAnswer } = await import('./json-answer.js');
      answer = jsonAnswer(runtime, { command: argv[2] ?? '', version });
    }
    await answer?.write(failed, isMisuse ? Object.assign(new Error(misuse), { name: 'UsageError' }) : cause);
    return failed;
  }
}

/** Words that call a command: `trials pool`. */
function nameOf(command: Command): string {
  const above = command.parent?.parent === null || command.parent === null ? '' : `${nameOf(command.parent)} `;
  return `${above}${command.name()}`;
}

/** Settings are inherited at creation only, so commands made elsewhere get them here. */
function settle(command: Command, output: OutputConfiguration): void {
  command.exitOverride().configureOutput(output);
  for (const subcommand of command.commands) settle(subcommand, output);
}

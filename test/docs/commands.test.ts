// Evidence: every command that the documentation shows is one that the program takes. Those without a stated cost are run, on a small run of the main job.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsByGroup } from '../../calibration/cli/program.js';
import { root, runCli } from '../calibration/cli/run-cli.js';
import { blocksOf, callsOf, commandsOf, pagesWithCommands, reasonNotToRun, wordsOf } from './doc-commands.js';

const pages = pagesWithCommands();
const commands = pages.flatMap(commandsOf);
const calls = commands.flatMap(({ place, text }) => callsOf(text).map((args) => ({ place, args })));

const noAction = () => async () => {};

/** The program without actions, silent, and throwing where it would end the process. */
function declaredProgram(): Command {
  const program = new Command('qcic').version('0');
  for (const each of Object.values(commandsByGroup(noAction)).flat()) program.addCommand(each);
  const silence = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
    for (const below of command.commands) silence(below);
  };
  silence(program);
  return program;
}

/** What the program has against a command line; undefined where it takes it. */
async function refusal(args: readonly string[], program = declaredProgram()): Promise<string | undefined> {
  try {
    await program.parseAsync(['node', 'qcic', ...args]);
  } catch (cause) {
    if (!(cause instanceof CommanderError && cause.exitCode === 0)) return (cause as Error).message;
  }
  return undefined;
}

/** Calls of qcic with options in the running text of a page: `qcic refit RUN --death FORM`. */
function optionsInText(page: string) {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/(?<!`)`qcic ([^`\n]*--[^`\n]*)`(?!`)/g)].map(
    ([, text]) => ({
      words: wordsOf(text!),
      options: [...text!.matchAll(/(?<=^|[\s[])--[a-z][a-z-]*/g)].map(([name]) => name),
    }),
  );
}

/** Options of the command that words lead to, and of those below it, of which a text may mean any. */
function knownOptions(program: Command, words: readonly string[]): ReadonlySet<string> {
  const command = words.reduce((at, word) => at.commands.find((each) => each.name() === word) ?? at, program);
  const options = [command, ...command.commands].flatMap((each) => each.options.map(({ long }) => long ?? ''));
  return new Set(['--help', '--version', ...options]);
}

async function refusals(lines: readonly { readonly place: string; readonly args: readonly string[] }[]) {
  const program = declaredProgram();
  const all: { readonly place: string; readonly args: string; readonly refusal: string | undefined }[] = [];
  for (const { place, args } of lines) all.push({ place, args: args.join(' '), refusal: await refusal(args, program) });
  return all.filter((each) => each.refusal !== undefined);
}

describe('commands in the documentation', () => {
  test('the program takes every command of every block', async () => {
    expect(calls.length).toBeGreaterThan(40);
    expect(await refusals(calls)).toEqual([]);
  });

  test('an option that is not there, a missing argument and a wrong choice are found', async () => {
    expect(await refusal(['run'])).toMatch(/missing required argument/);
    expect(await refusal(['run', 'a.json', '--nonsense'])).toMatch(/unknown option/);
    expect(await refusal(['run', 'a.json', '--backend', 'cobol'])).toMatch(/invalid/);
    expect(await refusal(['nonsense'])).toMatch(/unknown command/);
    expect(await refusal(['run', 'a.json', '--help'])).toBeUndefined();
  });

  test('the program takes the examples of its own help', async () => {
    const texts: string[] = [];
    const collectFrom = (command: Command): void => {
      command.configureOutput({ writeOut: (text) => texts.push(text) });
      command.outputHelp();
      for (const below of command.commands) collectFrom(below);
    };
    for (const command of Object.values(commandsByGroup(noAction)).flat()) collectFrom(command);
    const examples = texts.flatMap((text) =>
      [...text.matchAll(/^ {2}\$ (qcic .*?)(?: {2,}.*)?$/gm)].map(([, line]) => line!),
    );
    expect(examples.length).toBeGreaterThan(40);
    expect(
      await refusals(examples.map((line) => ({ place: line, args: wordsOf(line.replace(/ >.*/, '')).slice(1) }))),
    ).toEqual([]);
  });

  test('options named in running text are options of their command', () => {
    const program = declaredProgram();
    const unknown = pages.flatMap((page) =>
      optionsInText(page).flatMap(({ words, options }) => {
        const known = knownOptions(program, words);
        return options.filter((name) => !known.has(name)).map((name) => `${page}: ${words.join(' ')}: ${name}`);
      }),
    );
    expect(unknown).toEqual([]);
    expect(pages.flatMap(optionsInText).length).toBeGreaterThan(20);
  });

  test('a command is in a block of its language, where these tests find it', () => {
    const elsewhere = pages.flatMap((page) =>
      readFileSync(join(root, page), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /^ {4,}(?:npx )?qcic (?!.*[[|])/.test(line) ? [`${page}:${index + 1}: ${line.trim()}`] : [],
        ),
    );
    const otherFences = pages.flatMap((page) =>
      ['bash', 'shell', 'console'].flatMap((language) => blocksOf(page, language)),
    );
    expect([...elsewhere, ...otherFences]).toEqual([]);
  });

  test('a command that is not run tells its cost or what it needs', () => {
    expect(reasonNotToRun({ place: '', page: '', text: '', comment: 'refits; about half a minute on two cores' })).toBe(
      'about half a minute',
    );
    expect(reasonNotToRun({ place: '', page: '', text: '', comment: 'needs a Redis server' })).toBe('needs a');
    expect(reasonNotToRun({ place: '', page: '', text: '', comment: 'what about the weather' })).toBeUndefined();
    const unmarked = commands.filter((each) => reasonNotToRun(each) === undefined);
    // What the test below runs: the program, and a few words of the shell
    const strange = unmarked.filter(({ text }) => !/^(?:npx )?qcic |^(?:mkdir|cd|cat|head|ls|cp|echo) /.test(text));
    expect(strange.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });
});

/** A table of sixty patients, for pages whose reader has one. */
const patients = [
  'patient,arm,months,died,response,responder,th1,ctl',
  ...Array.from({ length: 60 }, (_, index) => {
    const th1 = ((index * 37) % 60) + 1;
    const response = th1 > 40 ? 'PR' : th1 > 15 ? 'SD' : 'PD';
    const row = [
      index,
      index % 2 ? 'a' : 'b',
      (th1 % 23) + 1,
      index % 3 ? 1 : 0,
      response,
      th1 + (index % 7) * 4 > 34 ? 1 : 0,
    ];
    return [...row, th1, (index * 11) % 31].join(',');
  }),
].join('\n');
const block = (page: string, language: string, place = 0) => blocksOf(page, language)[place]?.text ?? '';

/** Files that a reader of a page has when its commands begin: written out on the page, or said to be there. */
const given: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'README.md': { 'my-trial.csv': block('README.md', 'csv') },
  'docs/tutorial.md': { 'my-trial.csv': block('docs/tutorial.md', 'csv') },
  'docs/how-to/biomarkers.md': {
    'patients.csv': patients,
    'runs/mcrc-biomarkers/tables/tas102_day28.csv': patients,
  },
  'docs/how-to/survival.md': { 'patients.csv': patients },
};

describe('commands without a stated cost', () => {
  const byPage = pages.flatMap((page) => {
    const run = commandsOf(page).filter((each) => reasonNotToRun(each) === undefined);
    return run.length === 0 ? [] : [[page, run] as const];
  });
  let base = '';

  // One small run of the main job, under its usual name
  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'qcic-docs-'));
    for (const folder of ['configs', 'data']) cpSync(join(root, folder), join(base, folder), { recursive: true });
    const config = JSON.parse(readFileSync(join(root, 'configs/mcrc.json'), 'utf8')) as { readonly fit: object };
    const small = {
      ...config,
      targets: { tolerances: { ratePoints: 40, medianMonths: 12, survivalRmsePoints: 40 } },
      fit: { ...config.fit, pools: [200] },
      confirmation: { patients: 200, maxAttempts: 1 },
    };
    writeFileSync(join(base, 'configs/small.json'), JSON.stringify(small));
    const { code, stderr } = await runCli(['run', 'configs/small.json', '--out', 'runs/mcrc'], { cwd: base });
    expect(code, stderr).toBe(0);
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test.each(byPage)('%s', { tags: 'full/docs', timeout: 600_000 }, async (page, run) => {
    const project = mkdtempSync(join(tmpdir(), 'qcic-docs-page-'));
    cpSync(base, project, { recursive: true });
    for (const [file, text] of Object.entries(given[page] ?? {})) write(join(project, file), text);
    let folder = project;
    for (const { place, text } of run) {
      const [first, target = ''] = wordsOf(text);
      if (first === 'cd') folder = join(folder, target);
      else {
        const { code, stderr } = await outcome(text, folder);
        expect(code, `${place}: ${text}\n${stderr}`).toBe(0);
      }
    }
    rmSync(project, { recursive: true });
  });
});

/** Runs a command in this process where it is a plain call of the program, and in a shell where it is more. */
async function outcome(text: string, cwd: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const [args] = callsOf(text);
  if (args !== undefined && !/[|><;&$]/.test(text)) return runCli(args, { cwd });
  const shell = `qcic() { ${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, 'dist/calibration/cli/main.js'))} "$@"; }; npx() { "$@"; }; set -e; ${text}`;
  const { status, stderr } = spawnSync('bash', ['-c', shell], { cwd, encoding: 'utf8' });
  return { code: status, stderr };
}

function write(file: string, text: string): void {
  const folder = join(file, '..');
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
}

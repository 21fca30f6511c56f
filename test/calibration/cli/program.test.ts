// Evidence: the documented contract of the command line, on the built program: in this process, and where streams and exit codes of a
// process are the question, as a child process.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliOutcome, root, runCli, spawnCli, twoAtATime } from './run-cli.js';

const commands = [
  'run',
  'simulate',
  'cohort',
  'validate',
  'report',
  'bench',
  'export',
  'trials',
  'sensitivity',
  'sweep',
  'optimise',
  'equations',
  'schema',
] as const;
const silent = ['equations', 'schema'] as const;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-program-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('help', () => {
  let helps: readonly CliOutcome[];
  beforeAll(async () => {
    helps = await twoAtATime(commands.map((command) => () => runCli([command, '--help'], { cwd })));
  });

  test.each(commands.map((command, index) => [command, index] as const))(
    '%s --help exits 0 on standard output',
    (command, index) => {
      expect(helps[index]).toMatchObject({ code: 0, stderr: '' });
      expect(helps[index]?.stdout).toContain(`Usage: qcic ${command}`);
    },
  );

  test.each(
    commands.flatMap((command, index) => (silent.some((each) => each === command) ? [] : [[command, index] as const])),
  )('%s --help shows an example that starts with the command', (command, index) => {
    expect(helps[index]?.stdout).toMatch(new RegExp(`Examples?:\\n +\\$ qcic ${command} `));
  });

  test.each(silent)('%s --help shows an example', (command) => {
    // These two commands have no examples in their help.
    expect(helps[commands.indexOf(command)]?.stdout).toMatch(/Examples?:/);
  });

  test('--help of the program names every command, and says what it is not for', async () => {
    const { code, stdout } = await runCli(['--help'], { cwd });
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    expect(stdout).toContain('Not for decisions about patients');
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
    expect(await spawnCli(['--version'], { cwd })).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('what the command line refuses with exit code 2', () => {
  const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /Usage: qcic/],
    [['validat', 'x.json'], /error: unknown command 'validat'\n\(Did you mean validate\?\)/],
    [['run', 'x.json', '--wrokers', '2'], /error: unknown option '--wrokers'\n\(Did you mean --workers\?\)/],
    [['run'], /error: missing required argument 'config'/],
    [['validate', 'a.json', 'b.json'], /error: too many arguments/],
    [['run', 'x.json', '--workers', '-1'], /--workers.* must be a whole number in \[0, 1024\]; got '-1'/],
    [['run', 'x.json', '--workers', 'two'], /--workers.* must be a whole number in \[0, 1024\]; got 'two'/],
    [
      ['cohort', '--patients', '0', '--seed', '1', '--out', 'x.csv'],
      /--patients.* must be a whole number in \[1, 1000000\]; got '0'/,
    ],
    [['cohort', '--patients', '5', '--out', 'x.csv'], /required option '--seed <seed>' not specified/],
    [
      ['simulate', '--arms', 'placebo', '--out', 'x'],
      /--patients or --patient: must be given, one of the two; got none/,
    ],
    [
      ['run', 'absent.json'],
      /^error: absent\.json: must be a file of the current folder or of the installed package; got neither \S+ nor \S+$/m,
    ],
    [['report', 'absent'], /^error: absent\/manifest\.json: must be a file of a finished run; got ENOENT$/m],
  ];
  let outcomes: readonly CliOutcome[];
  beforeAll(async () => {
    outcomes = await twoAtATime(
      cases.map(
        ([args]) =>
          () =>
            runCli(args, { cwd }),
      ),
    );
  });

  test.each(cases.map(([args, message], index) => [`qcic ${args.join(' ')}`, message, index] as const))(
    '%s',
    (_, message, index) => {
      expect(outcomes[index]).toMatchObject({ code: 2, stdout: '' });
      expect(outcomes[index]?.stderr).toMatch(message);
      expect(outcomes[index]?.stderr).not.toMatch(/^ +at /m);
    },
  );

  test('a process says the same, and ends with the same code', async () => {
    const message = ['run', 'absent.json'];
    expect(await spawnCli(message, { cwd })).toEqual(await runCli(message, { cwd }));
  });
});

describe('what is printed for other programs', () => {
  test('schema is what configs/schema.json holds', async () => {
    const { code, stdout, stderr } = await spawnCli(['schema'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(await readFile(`${root}configs/schema.json`, 'utf8'));
  });

  test('equations is what src/model/EQUATIONS.md holds', async () => {
    const { code, stdout } = await runCli(['equations'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(await readFile(`${root}src/model/EQUATIONS.md`, 'utf8'));
  });
});

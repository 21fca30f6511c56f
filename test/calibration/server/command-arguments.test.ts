// Evidence: words are read back by the quoting of the session and by a POSIX shell; manifests are as a stranger may write them.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { continuation } from '../../../calibration/server/command-arguments.js';
import { parseCommand } from '../../../calibration/session/parse-command.js';
import { shellQuoted } from '../../../calibration/session/repeat-command.js';

describe('parseCommand', () => {
  test.each([
    [['qcic', 'run', 'a b.json', '--seed', "it's", '']],
    [['qcic', `'"$(rm)\`\\;&|<>*?\n\t`, 'ä', '--x=1,2']],
  ])('gives back what was quoted: %j', (args) => {
    expect(parseCommand(shellQuoted(args))).toEqual(args);
    expect(execFileSync('sh', ['-c', `printf '%s\\0' ${shellQuoted(args)}`]).toString()).toBe(`${args.join('\0')}\0`);
  });

  test.each(['a; b', 'a & b', 'a | b', '$(x)', '`x`', '"x"', "'open", 'a > b', 'a\nb', '*', '~', 'a \\', '#'])(
    'refuses what a shell would act on: %j',
    (command) => {
      expect(() => parseCommand(command)).toThrow('command: must be words quoted for a shell; got ');
    },
  );
});

describe('continuation', () => {
  let top: string;
  let folder: string;
  beforeAll(async () => {
    top = await realpath(await mkdtemp(join(tmpdir(), 'qcic-again-')));
    folder = join(top, 'runs', 'a');
    await mkdir(join(top, 'runs', 'b'), { recursive: true });
    await mkdir(folder);
    await symlink(folder, join(top, 'linked'));
  });
  afterAll(async () => {
    await rm(top, { recursive: true });
  });
  const of = (command: string, kind: 'run' | 'sweep' | 'roc' = 'run', workingFolder = '../..') =>
    continuation(folder, { command, working_folder: workingFolder, kind });

  test.each([
    ['qcic run c.json --out runs/a', ['run', 'c.json']],
    ['qcic run c.json --out=./runs/../runs/a --seed 7', ['run', 'c.json', '--seed', '7']],
    ['npx qcic run c.json --out linked', ['run', 'c.json']],
    ["qcic run 'my c.json'", ['run', 'my c.json']],
    ['npm start', ['run', 'configs/mcrc.json']],
    ['npm start -- --seed 7 --out runs/a', ['run', 'configs/mcrc.json', '--seed', '7']],
  ])('is the command without its folder: %s', async (command, args) => {
    expect(await of(command)).toEqual({ args, cwd: top });
  });

  test.each([
    ['rm -rf /', 'run'],
    ['sh -c qcic', 'run'],
    ['npm run x', 'run'],
    ['npx other run c.json', 'run'],
    ['qcic', 'run'],
    ['qcic worker --engine redis://evil', 'run'],
    ['qcic serve /', 'run'],
    ['qcic cohort --out /etc/passwd', 'run'],
    ['qcic sweep s.json --out runs/a', 'run'],
    ['qcic run c.json --out runs/b', 'run'],
    ['qcic run c.json --out runs/a --out runs/b', 'run'],
    ['qcic run c.json --out=runs/b --out runs/a', 'run'],
    ['qcic run c.json --out', 'run'],
    ['qcic run c.json --out runs/a --engine redis://evil', 'run'],
    ['qcic run c.json --out runs/a --engine=redis://evil', 'run'],
    ['qcic run c.json --out runs/a --engine-folder /x', 'run'],
    ['qcic run c.json --force --out runs/a', 'run'],
    ['qcic run -- c.json --out runs/a', 'run'],
    ['qcic run c.json --out runs/a; rm -rf /', 'run'],
    ['qcic run $(x) --out runs/a', 'run'],
    ['', 'run'],
  ] as const)('is refused: %s', async (command, kind) => {
    await expect(of(command, kind)).rejects.toThrow(/^command: must .+; got /);
  });

  test('is refused in a working folder that is not there, and without a folder outside of the default one', async () => {
    await expect(of('qcic run c.json --out runs/a', 'run', '../../../nothing-here')).rejects.toThrow('working folder');
    await expect(of('qcic run c.json', 'run', '..')).rejects.toThrow('name its folder with --out');
  });
});

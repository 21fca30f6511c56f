// Evidence: the quoting rules of a POSIX shell; laws for what is omitted.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { repeatCommand, tableCommand, withArguments } from '../../../calibration/session/repeat-command.js';

const repeated = (...message: readonly string[]) => repeatCommand({ argv: ['node', 'main.js', ...message], env: {} });

describe('repeatCommand', () => {
  it('leaves out how the folder is treated, and quotes what a shell would split or read', () => {
    const message = [
      'sensitivity',
      'pcc',
      '--parameters',
      "tumor apoptosis,it's",
      '--resume',
      '--force',
      '--out',
      'a_1',
    ];
    expect(repeated(...message)).toBe(
      String.raw`qcic sensitivity pcc --parameters 'tumor apoptosis,it'\''s' --out a_1`,
    );
  });

  const runtimeOptions = [
    ['--resume'],
    ['--force'],
    ['--engine', 'redis://hush:pa55word@host:6379/0'],
    ['--engine=redis://hush:pa55word@host?prefix=p'],
    ['--engine', 'redis://hush:pa55 word/x@host'],
    ['--engine', 'rediss://:pa55word@host=a'],
    ['--engine-folder', '/srv/shared of all'],
    ['--engine-folder=/srv/shared'],
    ['--workers', '4'],
    ['--workers=0'],
    ['--backend', 'native'],
    ['--backend=wasm'],
  ];

  it.each(runtimeOptions)('omits %s %s, at any position', (...option) => {
    const left = option.filter((word) => word !== undefined);
    expect(repeated(...left, 'run', 'a.json', '--seed', '7')).toBe('qcic run a.json --seed 7');
    expect(repeated('run', ...left, 'a.json', '--seed', '7')).toBe('qcic run a.json --seed 7');
    expect(repeated('run', 'a.json', '--seed', '7', ...left)).toBe('qcic run a.json --seed 7');
  });

  it('leaves out all of them at once, and nothing of a password is left', () => {
    const command = repeated('run', 'a.json', ...runtimeOptions.flat());
    expect(command).toBe('qcic run a.json');
    expect(command).not.toMatch(/hush|pa55|word|@/);
  });

  it.each(['--engine', '--engine-folder', '--workers'])('bears that %s has no value', (option) => {
    expect(repeated('run', 'a.json', option)).toBe('qcic run a.json');
  });

  it.each([
    ['an option that begins alike', ['--engines', 'x']],
    ['an option that begins alike, with its value', ['--workers-per-node=4']],
    ['a value that names an option', ['--title=--resume']],
    ['another command', ['engine', 'workers', 'resume']],
    ['what stands behind the end of the options', ['--', '--resume', '--workers', '4']],
    ['what every object has', ['--out', 'constructor', 'toString', 'valueOf=1', '__proto__']],
  ])('keeps %s', (_name, message) => {
    expect(repeated('run', ...message)).toBe(`qcic run ${message.join(' ')}`);
  });

  it.each(['', ' ', "it's", '"a"', '$HOME', 'a;b', '*', 'a\nb', '\\', '~', '#', '!x', 'ä', "''", '(a)', '&', '|', '>'])(
    'is read by a shell as the arguments that were typed: %j',
    (word) => {
      const { stdout } = spawnSync('sh', ['-c', `qcic() { printf '[%s]' "$@"; }; ${repeated('run', word, 'end')}`]);
      expect(String(stdout)).toBe(`[run][${word}][end]`);
    },
  );

  it('is the program alone where nothing was typed', () => {
    expect(repeated()).toBe('qcic');
  });

  describe('where npm has started the program', () => {
    const script = 'node dist/calibration/cli/main.js run configs/mcrc.json';
    const started = (event: string, ...args: readonly string[]) =>
      repeatCommand({
        argv: ['node', 'main.js', ...args],
        env: { npm_lifecycle_event: event, npm_lifecycle_script: event === 'npx' ? 'qcic run a.json' : script },
      });

    it('is npm start, with what was added behind --', () => {
      expect(started('start', 'run', 'configs/mcrc.json', '--resume')).toBe('npm start');
      expect(started('start', 'run', 'configs/mcrc.json', '--seed', '7', '--out', 'my runs/a')).toBe(
        "npm start -- --seed 7 --out 'my runs/a'",
      );
    });

    it('is npx qcic where npx did, and qcic where another script runs the program', () => {
      expect(started('npx', 'run', 'a.json')).toBe('npx qcic run a.json');
      expect(started('test', 'run', 'configs/mcrc.json')).toBe('qcic run configs/mcrc.json');
      expect(started('start', 'bench')).toBe('qcic bench');
      const env = { npm_lifecycle_event: 'npx', npm_lifecycle_script: 'vitest run' };
      expect(repeatCommand({ argv: ['node', 'main.js', 'run', 'a.json'], env })).toBe('qcic run a.json');
    });
  });
});

describe('tableCommand', () => {
  it.each([['--out', 'a'], ['--out=a'], ['-o', 'a'], ['--out', 'b', '--resume'], ['--workers', '2', '--force']])(
    'is the same for %s %s',
    (...further: readonly string[]) => {
      const argv = ['node', 'main.js', 'sweep', 'a.json', ...further, '--days', '90'];
      expect(tableCommand({ argv })).toBe('qcic sweep a.json --days 90');
    },
  );
});

describe('withArguments', () => {
  it('keeps further options from npm', () => {
    expect(withArguments('qcic run a.json', ' --resume')).toBe('qcic run a.json --resume');
    expect(withArguments('npm start', ' --resume')).toBe('npm start -- --resume');
    expect(withArguments('npm start -- --seed 7', ' --resume')).toBe('npm start -- --seed 7 --resume');
  });
});

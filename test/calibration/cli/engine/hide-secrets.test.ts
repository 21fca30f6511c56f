// Evidence: what the system itself shows of a process, read by that process while it runs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Where the system shows the arguments of a process; not every one does. */
const shown = '/proc/self/cmdline';

const script = new URL('../../../../dist/calibration/cli/engine/hide-secrets.js', import.meta.url);

/** What is shown of a process with these arguments, before and after it hides its secrets, and its own view of them. */
function shownOf(...message: readonly string[]) {
  const program = `
    import { readFileSync } from 'node:fs';
    import { hideSecrets } from '${script.href}';
    const shown = () => readFileSync('${shown}', 'latin1');
    const before = shown();
    hideSecrets(process.argv);
    process.stdout.write(JSON.stringify({ before, after: shown(), title: process.title, argv: process.argv.slice(1) }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program, '--', ...message]);
  expect(String(stderr)).toBe('');
  return JSON.parse(String(stdout)) as {
    readonly before: string;
    readonly after: string;
    readonly title: string;
    readonly argv: readonly string[];
  };
}

describe.skipIf(!existsSync(shown))('hideSecrets', () => {
  it.each([
    [['run', 'a.json', '--engine', 'redis://hush:pa55word@host:7000/1'], 'run a.json --engine redis://host:7000/1'],
    [['worker', '--engine=rediss://:pa55word@host?prefix=p'], 'worker --engine=rediss://host?prefix=p'],
    [['--engine', 'redis://hush:pa55%2Fword@host', '--out', 'x'], '--engine redis://host --out x'],
    [['--engine', 'redis://hush:pa55@word@host'], '--engine redis://host'],
    [['--engine', 'redis://hush:pa55 word@host'], '--engine redis://host'],
    [['--engine', `redis://hush:${'pa55word'.repeat(500)}@host`], '--engine redis://host'],
  ])('has the system show neither user name nor password of %j', (message, title) => {
    const { before, after } = shownOf(...message);
    expect(before).toMatch(/hush|pa55/);
    expect(after).not.toMatch(/hush|pa55|word@/);
    expect(after.replace(/\0+$/, '').endsWith(` ${title}`)).toBe(true);
  });

  it('leaves the arguments as the program reads them', () => {
    const message = ['run', '--engine', 'redis://hush:pa55word@host'];
    expect(shownOf(...message).argv).toEqual(message);
  });

  it.each([[['run', 'a.json', '--out', 'runs/a@b']], [['worker', '--engine', 'redis://host:7000/0']], [[]]])(
    'leaves what is shown as it is where there is no secret: %j',
    (message) => {
      const { before, after } = shownOf(...message);
      expect(after).toBe(before);
    },
  );
});

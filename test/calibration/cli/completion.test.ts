// Evidence: law · the shells themselves, on the scripts that are printed. zsh and fish are tested where they are installed.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentOf } from './json-document.js';
import { runCli } from './run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-completion-'));
  await mkdir(join(cwd, 'runs'));
  await writeFile(join(cwd, 'runs.csv'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout, stderr } = await runCli(['completion', shell], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await writeFile(join(cwd, `script.${shell}`), stdout);
  }
});
afterAll(() => rm(cwd, { recursive: true }));

const hasShell = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** How each shell is asked for what completes the last word. */
const askers: Readonly<Record<string, (words: readonly string[]) => readonly [string, ...string[]]>> = {
  bash: (words) => [
    `source ./script.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _qcic 2>/dev/null; printf "%s\\n" "\${COMPREPLY[@]}"`,
    'bash',
    ...words,
  ],
  // Its completion system needs a terminal: what it would be told is printed
  zsh: (words) => [
    `compset() { cur=\${cur##*,} }
compadd() { while [[ $1 != -- ]]; do shift; done; shift; for word in "$@"; do [[ $word == $cur* ]] && print -r -- $word; done }
_describe() { for word in "\${entries[@]}"; do [[ $word == $cur* ]] && print -r -- \${word%%:*}; done }
_files() { [[ $1 == -/ ]] && print -r -- $cur*(/N) || print -rl -- $cur*(N) }
_message() { }
source ./script.zsh; words=("$@"); CURRENT=$#; _qcic`,
    'zsh',
    ...words,
  ],
  fish: (words) => [`source ./script.fish; complete -C ${JSON.stringify(words.join(' '))} | string split -f1 \\t`],
};

const cases: readonly (readonly [words: readonly string[], completed: readonly string[]])[] = [
  [
    ['qcic', 're'],
    ['recover', 'refit', 'replicate', 'report'],
  ],
  [
    ['qcic', 'trials', ''],
    ['check', 'list', 'pool', 'template'],
  ],
  [['qcic', 'run', 'x.json', '--bac'], ['--backend']],
  [['qcic', 'run', 'x.json', '--backend', 'w'], ['wasm']],
  [['qcic', 'refit', 'runs/x', '--death', 'b'], ['burden']],
  [['qcic', 'drugs', 'show', 'niv'], ['nivolumab']],
  [['qcic', 'schema', 'opt'], ['optimise']],
  [
    ['qcic', 'completion', ''],
    ['bash', 'fish', 'zsh'],
  ],
  [['qcic', 'sensitivity', 'mor'], ['morris']],
];

describe.each(Object.keys(askers))('%s', (shell) => {
  const isThere = hasShell(shell);
  const set = { skip: !isThere, ...(shell === 'bash' ? {} : { tags: 'full/studies' as const }) };
  const absent = isThere ? '' : ' (not installed here)';
  const completions = (words: readonly string[]): readonly string[] => {
    const { stdout } = spawnSync(shell, ['-c', ...askers[shell]!(words)], { cwd, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  };

  test(`completes commands, options and values${absent}`, set, () => {
    const found = cases.map(([words]) => [words, [...completions(words)].sort()]);
    expect(found).toEqual(cases.map(([words, completed]) => [words, completed]));
  });

  test(`completes lists, configurations, files and folders${absent}`, set, () => {
    expect(completions(['qcic', 'run', 'mcrc-p'])).toEqual(expect.arrayContaining(['mcrc-pfs', 'mcrc-published']));
    const list = completions(['qcic', 'simulate', '--arms', 'placebo,tas102_']);
    expect(list.map((word) => word.replace('placebo,', ''))).toEqual(['tas102_bev']);
    expect(completions(['qcic', 'refit', 'run']).map((word) => word.replace(/\/$/, ''))).toEqual(['runs']);
    expect(completions(['qcic', 'refit', 'runs', '--add', 'runs.']).map((word) => word.trim())).toEqual(['runs.csv']);
    // A value that is a command's name is no command
    expect(completions(['qcic', 'trials', 'pool', '--drop', 'list', '--not-ev'])).toEqual(['--not-evaluable']);
  });
});

describe('qcic completion', () => {
  test('knows every option of the help', async () => {
    const { result } = documentOf(await runCli(['completion', 'bash', '--json'], { cwd }), 'completion');
    const { script } = result as { readonly script: string };
    const { stdout: help } = await runCli(['refit', '--help'], { cwd });
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(options.length).toBeGreaterThan(15);
    const offered = /^ {6}'qcic refit'\) _qcic_words '(--.*)' ;;$/m.exec(script)?.[1]?.split(' ');
    expect(offered).toEqual(expect.arrayContaining(options));
  });

  test('refuses another shell', async () => {
    expect(await runCli(['completion', 'csh'], { cwd })).toMatchObject({ code: 2, stdout: '' });
  });
});

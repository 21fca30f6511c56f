// Evidence: law · every command that prints answers `--json` with one document of the form of docs/json.md. Studies are run with it in
// recorded-command.test.ts, on a run that they share.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonAnswer } from '../../../calibration/cli/json-answer.js';
import { processRuntime } from '../../../calibration/cli/process-runtime.js';
import { commandsByGroup } from '../../../calibration/cli/program.js';
import { printRemark } from '../../../calibration/session/runtime.js';
import { ConfigError } from '../../../src/errors.js';
import { documentOf } from './json-document.js';
import { root, runCli } from './run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-json-'));
});
afterAll(() => rm(cwd, { recursive: true }));

/** Commands without those that only have others below them, with the words that call them. */
function leaves(command: Command, above = ''): readonly (readonly [words: string, command: Command])[] {
  const words = `${above}${command.name()}`;
  if (command.commands.length === 0) return [[words, command]];
  return command.commands.flatMap((below) => leaves(below, `${words} `));
}
const all = Object.values(commandsByGroup(() => async () => {}))
  .flat()
  .flatMap((command) => leaves(command));

/** Cheap calls. */
const calls: Readonly<Record<string, readonly string[]>> = {
  validate: ['quick'],
  'trials list': [],
  'trials check': ['data/new-trials/sunlight.csv'],
  'trials pool': ['--drop', 'Kotani 2019'],
  'trials template': ['--arms', 'a,b'],
  cohort: ['--patients', '3', '--seed', '1', '--out', 'patients.csv'],
  'drugs list': [],
  'drugs show': ['nivolumab'],
  equations: [],
  export: ['--format', 'c'],
  schema: ['roc'],
};

describe('--json', () => {
  test('is an option of every command but those that serve until they are stopped', () => {
    const without = all.filter(([, command]) => !command.options.some(({ long }) => long === '--json'));
    expect(without.map(([words]) => words)).toEqual(['serve', 'worker']);
  });

  test.each(Object.entries(calls))('%s: one document with its result', async (command, args) => {
    const outcome = await runCli([...command.split(' '), ...args, '--json'], { cwd });
    const { status, result } = documentOf(outcome, command);
    expect({ code: outcome.code, status }).toEqual({ code: 0, status: 'done' });
    expect(result).toBeTypeOf('object');
    expect(result).not.toBeNull();
  });

  test('states what was written, and what stands in the result', async () => {
    const file = await runCli(['cohort', '--patients', '3', '--seed', '1', '--out', 'c.csv', '--json'], { cwd });
    expect(documentOf(file, 'cohort')).toMatchObject({ files: ['c.csv'], result: { patients: 3, seed: '1' } });
    const { result } = documentOf(await runCli(['schema', '--json'], { cwd }), 'schema');
    expect(result).toEqual(JSON.parse(await readFile(`${root}configs/schema.json`, 'utf8')));
  });

  test.each([
    [['run', 'absent.json'], 'run', 'input'],
    [['validate', 'data/new-trials/sunlight.csv'], 'validate', 'config'],
    [['trials', 'check', 'data/trials/recist.csv'], 'trials check', 'data'],
    [['trials', 'check'], 'trials', 'usage'],
    [['report', 'absent'], 'report', 'input'],
  ])('an error of %j is in the document too', async (args, command, code) => {
    const outcome = await runCli([...args, '--json'], { cwd });
    const { status, error, result } = documentOf(outcome, command);
    expect({ status, result, code: error?.code, exit: outcome.code }).toEqual({
      status: 'failed',
      result: null,
      code,
      exit: 2,
    });
    expect(outcome.stderr).toContain(error?.message.split('\n')[0]);
    expect(error?.issues.length === 0).toBe(code === 'input' || code === 'usage');
  });
});

describe('jsonAnswer', () => {
  const answered = async (act: (answer: ReturnType<typeof jsonAnswer>) => Promise<void>) => {
    const written: { readonly stdout: string[]; readonly stderr: string[] } = { stdout: [], stderr: [] };
    const runtime = {
      ...processRuntime(),
      stdout: { write: (text: string) => void written.stdout.push(text) },
      stderr: { write: (text: string) => void written.stderr.push(text) },
    };
    await act(jsonAnswer(runtime, { command: 'run', version: '1' }));
    return { document: JSON.parse(written.stdout.join('')), stderr: written.stderr.join('') };
  };

  test('one study has its result, several have a list; numbers that are not finite are null', async () => {
    const one = await answered(async ({ runtime, write }) => {
      runtime.reply?.({ status: 'converged', folder: 'a', result: { x: Number.NaN }, files: ['a/x'] });
      await write(0);
    });
    expect(one.document).toMatchObject({ status: 'converged', folder: 'a', files: ['a/x'], result: { x: null } });
    const two = await answered(async ({ runtime, write }) => {
      runtime.reply?.({ status: 'converged', folder: 'a', result: 1 });
      runtime.reply?.({ status: 'incomplete', folder: 'b', result: 2 });
      await write(3);
    });
    expect(two.document).toMatchObject({ status: 'mixed', exit_code: 3, folder: null });
    expect(two.document.result.studies).toHaveLength(2);
  });

  test('keeps lines of the result, remarks wherever they are printed, and issues', async () => {
    const { document, stderr } = await answered(async ({ runtime, write }) => {
      runtime.stdout.write('a line\n');
      printRemark(runtime, 'first');
      runtime.stderr.write('[12 s] remark: second\n');
      runtime.stderr.write('no remark: third\n');
      await write(2, new ConfigError('c.json', ['seed: must be given']));
    });
    expect(document).toMatchObject({
      status: 'failed',
      summary: ['a line'],
      remarks: ['first', 'second'],
      error: { code: 'config', issues: ['seed: must be given'] },
    });
    expect(stderr).toBe('remark: first\n[12 s] remark: second\nno remark: third\n');
  });
});

// Evidence: law · what init writes is read by the readers of the program, and what it prints runs as it is printed.
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { documentOf } from '../json-document.js';
import { root, runCli } from '../run-cli.js';

let cwd: string;
const qcic = (...args: readonly string[]) => runCli(args, { cwd });
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');

const files = ['.gitignore', 'README.md', 'configs/quick.jsonc', 'configs/schema.json', 'configs/study.jsonc'];
files.push('data/my-trials.csv');

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-init-'));
  expect(await qcic('init', 'study')).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => rm(cwd, { recursive: true }));

describe('qcic init', () => {
  test('writes a project: configurations with comments, a schema, trials, a README', async () => {
    const written = await readdir(join(cwd, 'study'), { recursive: true, withFileTypes: true });
    const names = written.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(names.sort()).toEqual(files.map((file) => join(cwd, 'study', file)).sort());
    expect(await textOf('study/configs/schema.json')).toBe(await readFile(`${root}configs/schema.json`, 'utf8'));
    expect(await textOf('study/.gitignore')).toContain('runs/\n');
    const readme = await textOf('study/README.md');
    for (const command of ['validate', 'run', 'refit', 'serve']) expect(readme).toContain(`qcic ${command} `);
  });

  test.each(['study', 'quick'])(
    'configs/%s.jsonc is valid, and a comment stands above each of its keys',
    async (name) => {
      const text = await textOf(`study/configs/${name}.jsonc`);
      expect(parseConfig(text, name)).toMatchObject({ name, seed: '1' });
      const lines = text.split('\n').map((line) => line.trim());
      const keys = lines.flatMap((line, place) => (/^"\w+": [^{]*$/.test(line) ? [[line, lines[place - 1]]] : []));
      const explained = keys.filter(([, above = '']) => above.startsWith('//') || /^"\w+": /.test(above));
      expect(keys.length).toBeGreaterThan(8);
      // The second key of a pair is explained with the first
      expect(keys.filter((key) => !explained.includes(key))).toEqual([]);
      const { code } = await runCli(['validate', name], { cwd: join(cwd, 'study') });
      expect(code).toBe(0);
    },
  );

  test('the rows of its table are valid, and marked as an example in three columns', async () => {
    const { code } = await runCli(['trials', 'check', 'data/my-trials.csv'], { cwd: join(cwd, 'study') });
    expect(code).toBe(0);
    const [, ...rows] = (await textOf('study/data/my-trials.csv')).trimEnd().split('\n');
    for (const row of rows) expect(row.match(/EXAMPLE/g)).toHaveLength(3);
  });

  test('replaces nothing without --force, and leaves other files alone', async () => {
    await writeFile(join(cwd, 'study/README.md'), 'mine');
    const refused = await qcic('init', 'study');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('study: must hold none of the files of a project; got study/configs/study.jsonc');
    expect(await textOf('study/README.md')).toBe('mine');
    await writeFile(join(cwd, 'study/notes.txt'), 'mine');
    expect(await qcic('init', 'study', '--force')).toMatchObject({ code: 0 });
    expect(await textOf('study/README.md')).toContain('# study');
    expect(await textOf('study/notes.txt')).toBe('mine');
    await mkdir(join(cwd, 'other'));
    await writeFile(join(cwd, 'other/notes.txt'), 'mine');
    expect(await qcic('init', 'other')).toMatchObject({ code: 0 });
  });

  test('refuses what is no folder', async () => {
    await writeFile(join(cwd, 'file'), '');
    expect((await qcic('init', 'file')).stderr).toBe('error: file: must be a folder or a new one; got a file\n');
    expect((await qcic('init', 'file/below')).stderr).toContain('must be a folder that can be written; got E');
    await mkdir(join(cwd, 'linked/configs/quick.jsonc'), { recursive: true });
    expect((await qcic('init', 'linked', '--force')).stderr).toContain('got something else');
    expect((await qcic('init', '/')).stderr).toContain("folder: must have a name with letters or digits; got ''");
  });

  test('names the study after the folder in letters that configurations take', async () => {
    const answer = documentOf(await qcic('init', 'My study, (2)', '--json'), 'init');
    expect(answer.files).toContain('My study, (2)/configs/My-study-2.jsonc');
    expect(documentOf(await qcic('init', 'quick', '--json'), 'init').files).toContain(
      'quick/configs/quick-study.jsonc',
    );
  });

  test('what it prints as next runs as it is printed', { tags: 'full/studies', timeout: 120_000 }, async () => {
    const answer = documentOf(await qcic('init', "it's two", '--json'), 'init');
    const { next } = answer.result as { readonly next: readonly string[] };
    // The command as it is installed
    await writeFile(
      join(cwd, 'qcic'),
      `#!/bin/sh\nexec "${process.execPath}" "${root}dist/calibration/cli/main.js" "$@"\n`,
    );
    await chmod(join(cwd, 'qcic'), 0o755);
    const [enter, validate, check, run] = next;
    const script = [enter, validate, check, run].join(' && ');
    const env = { ...process.env, PATH: `${cwd}:${process.env.PATH}` };
    const outcome = spawnSync('sh', ['-c', script], { cwd, env, encoding: 'utf8' });
    expect(outcome.stderr).not.toContain('error');
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain('Converged: ');
    for (const command of next.slice(4)) expect(command).toMatch(/^qcic (run|refit|serve) /);
  });
});

// Evidence: begun on one version of Node and resumed on another = computed on one, byte for byte.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageLater, root, runCli } from '../calibration/cli/run-cli.js';
import { writeTinyConfig } from '../calibration/cli/tiny-config.js';
import { nodeEngines, whyMissing } from './engines.js';

/** The newest version but this one. */
const others = nodeEngines.filter(({ program }) => program !== process.execPath).slice(-1);

describe('a run', { tags: 'full/engines' }, () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-elsewhere-'));
    await writeTinyConfig(join(cwd, 'tiny.json'));
    expect((await runCli(['run', 'tiny.json', '--out', 'whole'], { cwd, env: pageLater })).code).toBe(0);
  });
  afterAll(() => rm(cwd, { recursive: true }));

  /** Stored chunks, and when each was written. */
  const chunksOf = async (folder: string): Promise<readonly string[]> => {
    const names = await readdir(join(cwd, folder, 'chunks'), { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && !entry.name.endsWith('.partial'));
    return Promise.all(
      files.map(async ({ name, parentPath }) => `${name} ${(await stat(join(parentPath, name))).mtimeMs}`),
    );
  };

  /** Runs the program on an engine until it has written a part of the pool. */
  const killedOn = (program: string, folder: string) =>
    new Promise<void>((resolve, reject) => {
      const words = [`${root}dist/calibration/cli/main.js`, 'run', 'tiny.json', '--out', folder, '--workers', '1'];
      const child = spawn(program, words, {
        cwd,
        env: { ...process.env, QCIC_PROGRESS_SECONDS: '0' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (text) => {
        said += text;
        if (said.includes('64/96 patients')) child.kill('SIGKILL');
      });
      child.on('error', reject);
      child.on('close', (code) =>
        code === null ? resolve() : reject(new Error(`must be killed; got ${code}: ${said}`)),
      );
    });

  for (const { name, program } of others) {
    test.skipIf(program === null)(
      `that ${name} has begun is resumed by this version with the same bytes${program === null ? `; ${name} ${whyMissing}` : ''}`,
      async () => {
        const folder = name.replace(' ', '-');
        await killedOn(program!, folder);
        const before = await chunksOf(folder);
        expect(before.length).toBeGreaterThan(0);
        const { code } = await runCli(['run', 'tiny.json', '--out', folder, '--resume'], { cwd, env: pageLater });
        expect(code).toBe(0);
        // Chunks of the other version are read, not simulated again
        expect(await chunksOf(folder)).toEqual(expect.arrayContaining([...before]));
        for (const file of ['results.json', 'calibration.json', 'figures/survival.csv', 'figures/roc.csv']) {
          expect(await readFile(join(cwd, folder, file), 'utf8')).toBe(
            await readFile(join(cwd, 'whole', file), 'utf8'),
          );
        }
      },
    );
  }
});

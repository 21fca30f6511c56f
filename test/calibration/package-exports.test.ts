// Evidence: the documented program, as a package that depends on this one would run it, on a tiny configuration; examples.test.ts compiles it.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './cli/run-cli.js';
import { writeTinyConfig } from './cli/tiny-config.js';

const node = promisify(execFile);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-consumer-'));
  await mkdir(join(cwd, 'node_modules'));
  await symlink(root, join(cwd, 'node_modules/qcic-workbench'), 'dir');
  await writeFile(join(cwd, 'package.json'), '{ "type": "module" }');
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none' },
    marginals: { K1: { free: true } },
    biomarkers: { arms: [] },
  });
  const page = await readFile(join(root, 'docs/how-to/use-from-a-program.md'), 'utf8');
  const program = [...page.matchAll(/```ts\n(.*?)```/gs)].find(([text]) => text.includes('recover('))?.[1] ?? '';
  const small = program
    .replace('configs/quick.json', 'tiny.json')
    .replace('workers: 2', 'workers: 0')
    .replace('datasets: 20', 'datasets: 2, workers: 0');
  await writeFile(join(cwd, 'consumer.js'), small);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic-workbench', () => {
  test('the documented program runs a calibration, recovers its fit and reads the folder back', {
    tags: 'full/studies',
  }, async () => {
    const env = { ...process.env, QCIC_REPORT: 'later' };
    const { stdout } = await node(process.execPath, ['consumer.js'], { cwd, env });
    expect(stdout).toMatch(/^converged \{\n {2}placebo: /);
    expect(stdout).toMatch(/\ntas102_bev median_os -?[\d.]+ [\d.]+\n/);
    expect(stdout).toMatch(/\nrun \d+\n$/);
  });
});

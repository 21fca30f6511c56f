// Evidence: a real process: what it prints, whom it lets in, and how it ends.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runCli } from '../run-cli.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-serve-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic serve', () => {
  test('prints one line with an address that opens the workbench, and exits 0 after Ctrl-C', async () => {
    const child = spawn(
      process.execPath,
      [`${root}dist/calibration/cli/main.js`, 'serve', '--port', '0', '--no-open'],
      { cwd },
    );
    let [stdout, stderr] = ['', ''];
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text) => {
        stdout += text;
        if (stdout.includes('\n')) resolve();
      });
    });
    const [, address = ''] = /^QCIC workbench: (http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43})\n$/.exec(stdout) ?? [];
    const entered = await fetch(address, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    const table = await fetch(new URL('/api/runs', address), { headers: { cookie } });
    expect(await table.json()).toMatchObject({ runs: [], pending: 0 });
    child.kill('SIGINT');
    expect({ code: await ended, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await readdir(join(cwd, 'runs'))).toEqual(['.qcic']);
  });

  test('refuses a port that is taken, and a folder that is a file', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await runCli(['serve', '--no-open', '--port', String(port)], { cwd })).toMatchObject({
      ...{ code: 2, stdout: '' },
      stderr: `error: --port: must be free; got ${port}, in use\n`,
    });
    other.close();
    const file = await runCli(['serve', `${root}package.json`, '--no-open'], { cwd });
    expect(file).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('must be a folder for the run; got a file'),
    });
  });
});

// Evidence: real processes; a run that was stopped and resumed here = one that was not, byte for byte.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job, JobList } from '../../../calibration/server/api/jobs.js';
import type { RunDetail } from '../../../calibration/server/api/runs.js';
import { pageLater, root, runCli } from '../cli/run-cli.js';
import { writeTinyConfig } from '../cli/tiny-config.js';
import { type TestServer, testServer } from './test-server.js';

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
  // Chunks enough for a moment between two of them
  await writeTinyConfig(join(at.outside, 'tiny.json'), { fit: { poolPatients: 320 } });
});
afterAll(async () => {
  await at.close();
});

const jobs = async () => ((await at.json('/api/jobs')) as JobList).jobs;
const detail = async (id: string) => (await at.json(`/api/runs/${id}`)) as RunDetail;
const results = (id: string) => readFile(join(at.runs, id, 'results.json'), 'utf8');

/** Waits until a job has ended. */
async function ended(id: string): Promise<Job> {
  const listener = at.listen('/api/events');
  await listener.until(({ kind }) => kind === 'resync');
  const found = (await jobs()).find((job) => job.id === id && job.ended !== null);
  const isIt = ({ kind, job }: Readonly<Record<string, unknown>>) =>
    kind === 'job' && (job as Job).id === id && (job as Job).ended !== null;
  const job = found ?? ((await listener.until(isIt)).job as Job);
  listener.close();
  return job;
}

/** Waits until a run has stored patients and is not done with them. */
async function betweenChunks(id: string): Promise<void> {
  const listener = at.listen(`/api/runs/${id}/events`);
  await listener.until(
    ({ kind, event }) =>
      kind === 'event' && (event as { kind: string }).kind === 'progress' && (event as { done: number }).done < 320,
  );
  listener.close();
}

const start = (run: string) => at.server.context.jobs.start(['run', 'tiny.json', '--workers', '1'], run);

describe('jobs', () => {
  test('start our own commands in the folder of runs, and nothing else', async () => {
    for (const args of [
      ['serve'],
      ['worker'],
      ['--help'],
      [],
      ['cohort'],
      ['run', 'x', '--out', '/tmp/x'],
      ['run', 'x', '--out=/tmp/x'],
      ['run', '--engine', 'redis://x'],
      ['run', '--force'],
      ['run', '--', '--x'],
    ])
      await expect(at.server.context.jobs.start(args, 'job')).rejects.toThrow(/^job: must/);
    for (const out of ['..', '../x', '/x', 'a/b/c', '.x', 'a b', '-x', 'inputs', 'a\0b', ''])
      await expect(start(out)).rejects.toThrow(/^run: must/);
    expect(await jobs()).toEqual([]);
  });

  test('one that is refused ends with what the command prints', async () => {
    const { id } = await at.server.context.jobs.start(['run', 'absent.json'], 'absent');
    expect(await ended(id)).toMatchObject({
      state: 'refused',
      exitCode: 2,
      output: expect.stringMatching(
        /^error: absent\.json: must be a file of the current folder or .+; got neither .+\n$/,
      ),
    });
  });

  test('stopped and resumed here, and stopped here when started elsewhere: the bytes of an uninterrupted run', {
    tags: 'full/interruptions',
    timeout: 300_000,
  }, async () => {
    expect(
      await runCli(['run', 'tiny.json', '--workers', '1', '--out', 'whole'], { cwd: at.outside, env: pageLater }),
    ).toMatchObject({
      code: 0,
    });
    const whole = await readFile(join(at.outside, 'whole', 'results.json'), 'utf8');

    const job = await start('job');
    await betweenChunks('job');
    expect(await at.json('/api/runs/job/stop', 'POST')).toEqual({ stopping: true });
    expect(await ended(job.id)).toMatchObject({ state: 'interrupted', exitCode: 130 });
    expect((await detail('job')).run).toMatchObject({ status: 'interrupted', process: null });
    const again = (await at.json('/api/runs/job/resume', 'POST')) as Job;
    expect(again.command).toBe('qcic run tiny.json --out runs/job --resume');
    expect(await ended(again.id)).toMatchObject({ state: 'done', exitCode: 0 });
    expect(await results('job')).toBe(whole);
    expect((await detail('job')).log.filter(({ kind }) => kind === 'start')).toHaveLength(2);

    const child = spawn(
      process.execPath,
      [`${root}dist/calibration/cli/main.js`, 'run', 'tiny.json', '--workers', '1', '--out', 'runs/own'],
      { cwd: at.outside, stdio: 'ignore' },
    );
    const exit = new Promise((resolve) => child.on('close', resolve));
    while (!((await at.json('/api/runs')) as { runs: { id: string }[] }).runs.some(({ id }) => id === 'own'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await betweenChunks('own');
    await at.json('/api/runs/own/stop', 'POST');
    expect(await exit).toBe(130);
    expect(await ended(((await at.json('/api/runs/own/resume', 'POST')) as Job).id)).toMatchObject({ state: 'done' });
    expect(await results('own')).toBe(whole);
  });

  test('wait for a place, and are interrupted with the server', {
    tags: 'full/interruptions',
    timeout: 300_000,
  }, async () => {
    const other = await testServer();
    await writeTinyConfig(join(other.outside, 'tiny.json'), { fit: { poolPatients: 20_000 } });
    const { jobs: started } = other.server.context;
    for (const run of ['a', 'b', 'c']) await started.start(['run', 'tiny.json', '--workers', '1'], run);
    await expect(started.start(['run', 'tiny.json'], 'a')).rejects.toThrow('which job 1 writes');
    expect(started.list().map(({ run, state }) => [run, state])).toEqual([
      ['c', 'waiting'],
      ['b', 'running'],
      ['a', 'running'],
    ]);
    while (
      (
        await Promise.all(
          ['a', 'b'].map((run) => readFile(join(other.runs, run, 'events.jsonl'), 'utf8').catch(() => '')),
        )
      ).some((text) => !text.includes('"progress"'))
    )
      await new Promise((resolve) => setTimeout(resolve, 50));
    const last = () => started.list().map(({ state }) => state);
    await other.server.close();
    expect(last()).toEqual(['interrupted', 'interrupted', 'interrupted']);
    expect(JSON.parse(await readFile(join(other.runs, 'a', 'manifest.json'), 'utf8'))).toMatchObject({
      status: 'interrupted',
    });
    await other.close();
  });
});

// Evidence: laws · what is read is what was written, bit for bit.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inProcessEngine } from '../../../calibration/engine/local/in-process-engine.js';
import { runCohort } from '../../../calibration/pool/run-cohort.js';
import type { SimulateRowsTask } from '../../../calibration/pool/simulate-task.js';
import { simulateTask } from '../../../calibration/pool/simulate-task.js';
import { chunkFiles } from '../../../calibration/store/chunk-files.js';
import { tasks } from '../../../calibration/tasks/tasks.js';
import { type CohortRecord, cohortSimulator, InputError } from '../../../src/index.js';
import { shortRun, shortSpec } from '../pool/short-simulation.js';

const run = shortRun(4);
const record = cohortSimulator(shortSpec, 'javascript')(run.parameters);
const key = 'a'.repeat(64);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-chunks-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const pathOf = (name: string) => join(folder, `${name}.chunk`);

describe('chunkFiles', () => {
  it('reads back what it wrote, the types of the arrays included', async () => {
    const failed: CohortRecord = {
      ...record,
      failures: [{ patient: 3, arm: 'placebo', reason: 'negative density', day: 1.25 }],
    };
    await chunkFiles(folder).write(key, failed);
    expect(await chunkFiles(folder).read(key)).toEqual(failed);
  });

  it('keeps numbers that text would lose', async () => {
    const tri = Float64Array.of(-0, Number.MIN_VALUE, 0.1 + 0.2, -1);
    const odd = { ...record, arms: { placebo: { ...record.arms.placebo!, tri } } };
    await chunkFiles(folder).write(key, odd);
    const read = await chunkFiles(folder).read(key);
    expect(Object.is(read!.arms.placebo!.tri[0], -0)).toBe(true);
    expect(read!.arms.placebo!.tri).toEqual(tri);
  });

  it('has nothing under a key that was not written, nor in a folder that does not exist', async () => {
    await chunkFiles(folder).write(key, record);
    expect(await chunkFiles(folder).read('b'.repeat(64))).toBeUndefined();
    expect(await chunkFiles(join(folder, 'missing')).read(key)).toBeUndefined();
  });

  it('does not wait for a pipe under the name of a chunk', async () => {
    execFileSync('mkfifo', [pathOf(key)]);
    expect(await chunkFiles(folder).read(key)).toBeUndefined();
  });

  it('creates its folder, once, however many chunks arrive together', async () => {
    const store = chunkFiles(join(folder, 'deep', 'chunks'));
    await Promise.all([...'abcdef'].map((name) => store.write(name, record)));
    expect((await readdir(join(folder, 'deep', 'chunks'))).sort()).toEqual(
      [...'abcdef'].map((name) => `${name}.chunk`),
    );
  });

  it('survives two writers of one key', async () => {
    const store = chunkFiles(folder);
    await Promise.all([store.write(key, record), store.write(key, record)]);
    expect(await store.read(key)).toEqual(record);
    expect(await readdir(folder)).toEqual([`${key}.chunk`]);
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['shorter than its checksum', (bytes) => bytes.subarray(0, 31)],
    ['nothing but its checksum', (bytes) => bytes.subarray(0, 32)],
    ['cut short by a byte', (bytes) => bytes.subarray(0, -1)],
    ['longer by a byte', (bytes) => Buffer.concat([bytes, Buffer.of(0)])],
    ['altered in one bit of the content', (bytes) => flip(bytes, bytes.length - 9)],
    ['altered in one bit of the checksum', (bytes) => flip(bytes, 5)],
    ['something else altogether', () => Buffer.from('patient,arm\n'.repeat(20))],
  ])('takes a file that is %s for missing', async (_name, damage) => {
    const store = chunkFiles(folder);
    await store.write(key, record);
    await writeFile(pathOf(key), damage(await readFile(pathOf(key))));
    expect(await store.read(key)).toBeUndefined();
  });

  it('takes a file of another form for missing, and writes its own over it', async () => {
    const store = chunkFiles(folder);
    await writeFile(pathOf(key), serialize(record));
    expect(await store.read(key)).toBeUndefined();
    await store.write(key, record);
    expect(await store.read(key)).toEqual(record);
  });

  it('takes what an interrupted write left behind for nothing', async () => {
    const store = chunkFiles(folder);
    await store.write(key, record);
    const bytes = await readFile(pathOf(key));
    await rm(pathOf(key));
    await writeFile(join(folder, `.${key}.chunk.0.partial`), bytes.subarray(0, 1000));
    expect(await store.read(key)).toBeUndefined();
    await store.write(key, record);
    expect(await store.read(key)).toEqual(record);
  });

  it('says which folder cannot be made', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const store = chunkFiles(join(file, 'chunks'));
    await expect(store.write(key, record)).rejects.toThrow(`${join(file, 'chunks')}: must be a folder`);
    await expect(store.write(key, record)).rejects.toBeInstanceOf(InputError);
  });

  it('lets a cohort simulate damaged chunks again and repairs their files', async () => {
    const long = shortRun(150);
    const engine = inProcessEngine(tasks);
    const whole = await runCohort(long, { engine, store: chunkFiles(folder) });
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    for (const name of names) await writeFile(join(folder, name), flip(await readFile(join(folder, name)), 100));
    expect(await runCohort(long, { engine, store: chunkFiles(folder) })).toEqual(whole);
    const simulated: string[] = [];
    const idle = inProcessEngine({
      simulate: (task: SimulateRowsTask) => {
        simulated.push('again');
        return simulateTask(task);
      },
    });
    expect(await runCohort(long, { engine: idle, store: chunkFiles(folder) })).toEqual(whole);
    expect(simulated).toEqual([]);
  });
});

function flip(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = copy[place]! ^ 1;
  return copy;
}

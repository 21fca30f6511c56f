// Evidence: what the files of the runs hold, before and after they change.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunComparer, runComparer } from '../../../calibration/server/compare-runs.js';
import { sha256 } from '../../../src/index.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
let compare: RunComparer;
beforeAll(async () => {
  at = await testServer();
  compare = runComparer(at.server.context);
});
afterAll(() => at.close());

const compared = async (ids: readonly string[]) => {
  const { rows } = await compare(ids, false);
  return rows.find(({ section, key }) => section === 'Study' && key === 'seed')!.values;
};

test('a comparison is read again when a run was written again, and for other runs', async () => {
  const { runs } = at;
  await sampleRun(runs, 'one', { seed: '11' });
  await sampleRun(runs, 'two', { seed: '22' });
  await sampleRun(runs, 'three', { seed: '33', results_sha256: '0'.repeat(64) });
  expect(await compared(['one', 'two'])).toEqual(['11', '22']);
  expect(await compared(['one', 'two'])).toEqual(['11', '22']);
  expect(await compared(['two', 'one'])).toEqual(['22', '11']);
  await sampleRun(runs, 'two', { seed: '2222' });
  expect(await compared(['two', 'one'])).toEqual(['2222', '11']);
  expect(await compared(['one', 'two', 'three'])).toEqual(['11', '2222', '33']);
  // A result file that is not as the study wrote it is refused, also where the comparison was just made
  await writeFile(join(runs, 'three', 'results.json'), '{"changed": true}');
  await expect(compared(['one', 'two', 'three'])).rejects.toThrow('must be as the study wrote it');
  await rm(join(runs, 'one'), { recursive: true });
  await expect(compared(['one', 'two'])).rejects.toThrow('run: must be one of the folder of runs');
});

test('the next server has the values of the last one, reads what has changed, and is not harmed by a damaged file', async () => {
  const { runs } = at;
  const kept = join(runs, '.qcic', 'compare', 'values.json');
  const ids = ['early', 'late', 'zero'];
  await sampleRun(runs, 'early', { seed: '1' });
  await sampleRun(runs, 'late', { seed: '2' });
  // A file of numbers that JSON writes in another way
  await sampleRun(
    runs,
    'zero',
    { kind: 'sensitivity', seed: '3', results_sha256: 'x' },
    { 'sensitivity.json': '{"a": -0, "b": 1e400}' },
  );
  const fresh = await compare(ids, false);
  const texts = async (asked: readonly string[] = ids) =>
    JSON.stringify(await runComparer(at.server.context)(asked, false));
  await expect.poll(() => readFile(kept, 'utf8').catch(() => '')).toContain('"late"');
  const whole = await readFile(kept, 'utf8');
  expect(whole).not.toContain('"zero"');
  // Read from the one file: a value in it is shown, as long as its hash is that of the content
  const begin = whole.indexOf('[');
  const changed = whole.slice(begin, -1).replace('"1"', '"one"');
  await writeFile(kept, `${whole.slice(0, begin).replace(/[0-9a-f]{64}/, sha256(changed))}${changed}}`);
  expect(await texts(['early', 'late'])).toContain('"one","2"');
  for (const text of [
    '',
    '{}',
    'null',
    whole.replace('"1"', '"one"'),
    whole.slice(0, -20),
    whole.replace(/"version":"1/, '"version":"0'),
  ]) {
    await writeFile(kept, text);
    expect(await texts()).toBe(JSON.stringify(fresh));
  }
  await writeFile(kept, whole);
  await sampleRun(runs, 'late', { seed: '22' });
  expect(await texts()).toContain('"1","22","3"');
});

test('one run among many that cannot be read refuses the comparison, and not the server', async () => {
  const { runs } = at;
  const ids = Array.from({ length: 70 }, (_, place) => `many-${place}`);
  for (const id of ids) await sampleRun(runs, id, { seed: id });
  await writeFile(join(runs, ids[3]!, 'manifest.json'), '{"program": ');
  await expect(compare(ids, false)).rejects.toThrow('manifest.json');
  expect((await compare([ids[1]!, ids[2]!], false)).runs).toEqual([ids[1], ids[2]]);
});

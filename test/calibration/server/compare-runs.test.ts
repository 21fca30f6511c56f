// Evidence: what the files of the runs hold, before and after they change.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareStoredRuns } from '../../../calibration/server/compare-runs.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
beforeAll(async () => {
  at = await testServer();
});
afterAll(() => at.close());

const compared = async (ids: readonly string[]) => {
  const { rows } = await compareStoredRuns(at.server.context.runs, ids, false);
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

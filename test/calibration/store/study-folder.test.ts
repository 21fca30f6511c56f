// Evidence: what is written is read back.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeStudyTable } from '../../../calibration/store/study-folder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-study-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('writeStudyTable makes the folder of a plot table', async () => {
  const rows = [
    ['a,b', 1.5],
    [null, 2],
  ];
  await writeStudyTable(folder, { file: 'figures/a.csv', header: ['x', 'y'], rows }, null);
  expect(await readFile(join(folder, 'figures', 'a.csv'), 'utf8')).toBe('x,y\n"a,b",1.5\n,2\n');
});

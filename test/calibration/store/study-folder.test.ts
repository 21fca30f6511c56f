// Evidence: what is written is read back.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeStudyTables } from '../../../calibration/store/study-folder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-study-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('writeStudyTables makes the folder of plot tables', async () => {
  await writeStudyTables(folder, [
    {
      file: 'figures/a.csv',
      header: ['x', 'y'],
      rows: [
        ['a,b', 1.5],
        [null, 2],
      ],
    },
  ]);
  expect(await readFile(join(folder, 'figures', 'a.csv'), 'utf8')).toBe('x,y\n"a,b",1.5\n,2\n');
});

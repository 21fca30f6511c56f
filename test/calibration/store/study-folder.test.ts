// Evidence: the contract of --resume.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  requireSameStudy,
  type StudyManifest,
  writeStudyManifest,
  writeStudyTables,
} from '../../../calibration/store/study-folder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-study-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const manifest: StudyManifest = {
  name: 'sensitivity pcc',
  status: 'interrupted',
  version: '1.0.0',
  commit: null,
  command: 'qcic sensitivity pcc',
  node: 'v20',
  workers: 1,
  seed: '1',
  settings: { a: 1, b: { c: [1, 2] } },
  inputs: [],
  samples: [],
  timings: { started: '2026-11-24T00:00:00.000Z', elapsed_seconds: 0 },
};

describe('requireSameStudy', () => {
  test('takes a folder without a manifest, and the same settings in another order', async () => {
    await requireSameStudy(join(folder, 'none'), manifest);
    await writeStudyManifest(folder, manifest);
    await requireSameStudy(folder, { version: '1.0.0', settings: { b: { c: [1, 2] }, a: 1 } });
  });

  test('refuses other settings, another version and the manifest of something else', async () => {
    await writeStudyManifest(folder, manifest);
    await expect(requireSameStudy(folder, { version: '1.0.0', settings: { a: 2 } })).rejects.toThrow(
      'must hold the settings that --resume is given',
    );
    await expect(requireSameStudy(folder, { ...manifest, version: '1.0.1' })).rejects.toThrow(
      'must come from this version, 1.0.1, for --resume; got 1.0.0',
    );
    await writeFile(join(folder, 'manifest.json'), '[]');
    await expect(requireSameStudy(folder, manifest)).rejects.toThrow('for --resume; got undefined');
  });
});

test('writeStudyTables makes the folder of figures', async () => {
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

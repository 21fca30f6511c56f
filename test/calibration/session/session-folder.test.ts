// Evidence: the contract of --resume and of folders.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSessionFolder, requireSameStudy } from '../../../calibration/session/session-folder.js';
import { type Manifest, writeManifest } from '../../../calibration/store/manifest.js';
import { sampleManifest } from '../store/sample-manifest.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-session-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const manifest: Manifest = {
  ...sampleManifest,
  kind: 'sensitivity',
  status: 'interrupted',
  version: '1.0.0',
  settings: { a: 1, b: { c: [1, 2] } },
};
const asked = { ...manifest, kind: 'sensitivity' as const };

describe('requireSameStudy', () => {
  test('takes a folder without a manifest, and the same settings in another order', async () => {
    await requireSameStudy({ ...asked, folder: join(folder, 'none') });
    await writeManifest(folder, manifest);
    await requireSameStudy({ ...asked, folder, settings: { b: { c: [1, 2] }, a: 1 } });
  });

  test('refuses other settings, another configuration, kind or version, and the manifest of something else', async () => {
    await writeManifest(folder, manifest);
    await expect(requireSameStudy({ ...asked, folder, settings: { a: 2 } })).rejects.toThrow(
      'must hold the same settings for --resume',
    );
    await expect(requireSameStudy({ ...asked, folder, config: { name: 'a' } })).rejects.toThrow(
      'must hold the same configuration for --resume',
    );
    await expect(requireSameStudy({ ...asked, folder, kind: 'sweep' })).rejects.toThrow(
      'must be the manifest of a sweep for --resume',
    );
    await expect(requireSameStudy({ ...asked, folder, version: '1.0.1' })).rejects.toThrow(
      'must come from this version, 1.0.1, for --resume; got 1.0.0',
    );
    await writeFile(join(folder, 'manifest.json'), '[]');
    await expect(requireSameStudy({ ...asked, folder })).rejects.toThrow('for --resume; got undefined');
  });
});

describe('openSessionFolder', () => {
  const request = { ...asked, resume: false, force: false };

  test('refuses a folder inside that of another study, at any depth, and makes nothing there', async () => {
    const run = join(folder, 'run');
    await mkdir(run);
    await writeManifest(run, sampleManifest);
    for (const inner of ['survival', 'a/b']) {
      await expect(openSessionFolder({ ...request, folder: join(run, inner) })).rejects.toThrow(
        `--out: must not lie inside the folder of another run, ${run}; got '${join(run, inner)}'`,
      );
    }
    expect(await readdir(run)).toEqual(['manifest.json']);
    await openSessionFolder({ ...request, folder: join(folder, 'run-survival') });
  });

  test('--resume excludes --force', async () => {
    await expect(openSessionFolder({ ...request, folder, resume: true, force: true })).rejects.toThrow(
      '--resume: must not be given with --force; got both',
    );
  });
});

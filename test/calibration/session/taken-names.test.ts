// Evidence: the contract of files whose name a study takes.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSessionFolder } from '../../../calibration/session/session-folder.js';
import { writeManifest } from '../../../calibration/store/manifest.js';
import { sha256 } from '../../../src/index.js';
import { sampleManifest } from '../store/sample-manifest.js';

const me = {
  host: 'here',
  pid: 1,
  processStart: async () => 'a',
  date: () => new Date(0),
};

test('a file of the user under the name that an interrupted study was about to write is kept, its own ones are not', async () => {
  const place = await mkdtemp(join(tmpdir(), 'qcic-taken-names-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const names = ['own.json', 'mine.json', 'own.html', 'mine.html', 'edited.csv', 'kept.csv'];
  const kept = '4c5d1d07ca3ad4cb5d0ac1ea3d4bd0f1eb4c9b2cd4a2e1dcbc4f1a7a4b6f0ba0';
  await writeManifest(place, {
    ...sampleManifest,
    status: 'interrupted',
    files: names.map((path) => ({
      path,
      sha256: path === 'edited.csv' ? kept : path === 'kept.csv' ? sha256('result') : null,
    })),
  });
  const page = (text: string) => `<p>${text}. Made by the QCIC workbench 1.0.0</p>`;
  const before = ['result', 'mine', page('5 s'), 'mine', 'mine', 'result'];
  const after = ['result', 'result', page('9 s'), page('9 s'), 'result', 'result'];
  const write = (contents: readonly string[]) =>
    Promise.all(names.map((name, index) => writeFile(join(place, name), contents[index]!)));
  await write(before);
  const session = await openSessionFolder(
    { ...sampleManifest, folder: place, read: [], resume: true, force: false },
    me,
  );
  const aside = await session.clear(names);
  await write(after);
  expect(await session.dropOwn(aside)).toEqual(['mine.json.kept-1', 'mine.html.kept-1', 'edited.csv.kept-1']);
  await session.release();
  const held = (await readdir(place)).filter((name) => name.includes('.kept-'));
  expect(await Promise.all(held.map((name) => readFile(join(place, name), 'utf8')))).toEqual(['mine', 'mine', 'mine']);
});

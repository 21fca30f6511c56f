// Evidence: the contract of --resume and of folders.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSessionFolder, requireSameStudy } from '../../../calibration/session/session-folder.js';
import { encodeChunk } from '../../../calibration/store/chunk-encoding.js';
import { type Manifest, writeManifest } from '../../../calibration/store/manifest.js';
import { removeListedFiles } from '../../../calibration/store/study-files.js';
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

const emptyChunk = { patients: 0, arms: {}, failures: [] };

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

/** A process that looks up others in a table. */
function processOf(pid: number, running: Readonly<Record<number, string>> = { 1: 'a', 2: 'b' }) {
  return {
    host: 'here',
    pid,
    processStart: async (other: number) => running[other] ?? null,
    date: () => new Date('2026-11-29T00:00:00Z'),
  };
}

describe('openSessionFolder', () => {
  const request = { ...asked, resume: false, force: false, read: [] };
  const me = processOf(1);
  const finished = (path: string, further: Partial<Manifest> = {}): Manifest => ({
    ...manifest,
    status: 'done',
    files: [path, 'figures/a.csv'].map((each) => ({ path: each, sha256: null })),
    ...further,
  });

  /** A folder with a finished study, and files that are not the study's. */
  async function finishedFolder(name: string): Promise<string> {
    const place = join(folder, name);
    await mkdir(join(place, 'figures'), { recursive: true });
    await mkdir(join(place, 'chunks'));
    await writeManifest(place, finished('old.json'));
    for (const file of ['old.json', 'figures/a.csv', 'mine.txt', 'figures/mine.csv', 'results.json', 'chunks/my.chunk'])
      await writeFile(join(place, file), `old ${file}`);
    await writeFile(join(place, 'chunks', `${'a'.repeat(64)}.chunk`), await encodeChunk('a'.repeat(64), emptyChunk));
    // Named as a chunk, but none
    await writeFile(join(place, 'chunks', `${'b'.repeat(64)}.chunk`), 'not a chunk');
    return place;
  }

  /** Writes the files of a new study where the session says. */
  async function writeNew(path: string): Promise<void> {
    await mkdir(join(path, 'figures'), { recursive: true });
    await mkdir(join(path, 'chunks'), { recursive: true });
    for (const file of ['new.json', 'figures/a.csv']) await writeFile(join(path, file), `new ${file}`);
    await writeFile(join(path, 'chunks', `${'c'.repeat(64)}.chunk`), await encodeChunk('c'.repeat(64), emptyChunk));
    await writeManifest(path, finished('new.json', { name: 'new' }));
  }

  const filesOf = async (place: string) =>
    (await readdir(place, { recursive: true, withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(place, join(entry.parentPath, entry.name)))
      .sort();
  const own = [`chunks/${'b'.repeat(64)}.chunk`, 'chunks/my.chunk', 'figures/mine.csv', 'mine.txt', 'results.json'];

  test('refuses a folder inside that of another study, at any depth, and makes nothing there', async () => {
    const run = join(folder, 'run');
    await mkdir(run);
    await writeManifest(run, sampleManifest);
    for (const inner of ['survival', 'a/b']) {
      await expect(openSessionFolder({ ...request, folder: join(run, inner) }, me)).rejects.toThrow(
        `--out: must not lie inside the folder of another run, ${run}; got '${join(run, inner)}'`,
      );
    }
    expect(await readdir(run)).toEqual(['manifest.json']);
    const beside = await openSessionFolder({ ...request, folder: join(folder, 'run-survival') }, me);
    await beside.release();
  });

  test('a log that the study lists is added to, and a file of yours of that name gets another one', async () => {
    const place = await finishedFolder('growing');
    await writeManifest(place, finished('old.json', { status: 'interrupted', results_sha256: null }));
    const first = await openSessionFolder({ ...request, folder: place, resume: true }, me);
    expect(await first.growing('old.json')).toBe(join(place, 'old.json'));
    expect(await readFile(join(place, 'old.json'), 'utf8')).toBe('old old.json');
    expect(await first.growing('mine.txt')).toBe(join(place, 'mine.txt'));
    expect(await readFile(join(place, 'mine.txt.kept-1'), 'utf8')).toBe('old mine.txt');
    await first.release();
  });

  test('takes no --resume together with --force', async () => {
    await expect(openSessionFolder({ ...request, folder, resume: true, force: true }, me)).rejects.toThrow(
      '--resume: must not be given with --force; got both',
    );
  });

  test('refuses a folder that holds other files, and one whose manifest another program wrote, and touches nothing', async () => {
    const place = join(folder, 'other');
    await mkdir(place);
    await writeFile(join(place, 'manifest.json'), '{"version": "1.0.0", "name": "extension"}');
    await writeFile(join(place, 'results.json'), '{}');
    await expect(openSessionFolder({ ...request, folder: place, force: true }, me)).rejects.toThrow(
      'must be empty or hold an earlier run; got other files, which are not touched',
    );
    expect(await readdir(place)).toEqual(['manifest.json', 'results.json']);
  });

  test('names a run of another version, and touches nothing', async () => {
    const place = join(folder, 'older');
    await mkdir(place);
    await writeFile(join(place, 'manifest.json'), '{"program": "qcic-workbench", "schema_version": 2}');
    await expect(openSessionFolder({ ...request, folder: place, force: true }, me)).rejects.toThrow(
      'must be empty or hold an earlier run; got a run of another version of qcic (manifest version 2, here 3), which is not touched',
    );
    expect(await readdir(place)).toEqual(['manifest.json']);
  });

  test('what --force replaces stays whole until the replacement is; then the listed files go, and no other', async () => {
    const place = await finishedFolder('forced');
    const before = await filesOf(place);
    const session = await openSessionFolder({ ...request, folder: place, force: true }, me);
    expect(session.isReplacement).toBe(true);
    await writeNew(session.path);
    expect((await filesOf(place)).filter((name) => !name.startsWith('.'))).toEqual(before);
    expect(await readFile(join(place, 'old.json'), 'utf8')).toBe('old old.json');
    expect(await session.keep()).toEqual([]);
    await session.release();
    expect(await filesOf(place)).toEqual(
      [...own, `chunks/${'c'.repeat(64)}.chunk`, 'figures/a.csv', 'manifest.json', 'new.json'].sort(),
    );
    expect(await readFile(join(place, 'figures/a.csv'), 'utf8')).toBe('new figures/a.csv');
  });

  test('a file that has the name of a new one and is not the study’s is renamed, and named', async () => {
    const place = await finishedFolder('in-the-way');
    await writeFile(join(place, 'new.json'), 'mine');
    const session = await openSessionFolder({ ...request, folder: place, force: true }, me);
    await writeNew(session.path);
    expect(await session.keep()).toEqual(['new.json.kept-1']);
    await session.release();
    expect(await readFile(join(place, 'new.json.kept-1'), 'utf8')).toBe('mine');
  });

  test('an exchange that is cut off at any step is finished by whoever opens the folder next', async () => {
    for (let cut = 0; cut < 8; cut++) {
      const place = await finishedFolder(`cut-${cut}`);
      const session = await openSessionFolder({ ...request, folder: place, force: true }, me);
      await writeNew(session.path);
      await rename(session.path, join(place, '.exchange'));
      const steps = [
        () => rm(join(place, 'old.json')),
        () => rm(join(place, 'chunks', `${'a'.repeat(64)}.chunk`)),
        () => writeFile(join(place, '.exchange', '.patients-moved'), ''),
        ...[`chunks/${'c'.repeat(64)}.chunk`, 'new.json', 'figures/a.csv', 'manifest.json'].map(
          (file) => () => rename(join(place, '.exchange', file), join(place, file)),
        ),
      ];
      for (const step of steps.slice(0, cut)) await step();
      await session.release();
      await expect(openSessionFolder({ ...request, folder: place }, me)).rejects.toThrow('must not hold a run already');
      expect(await filesOf(place), `cut after ${cut} steps`).toEqual(
        [...own, `chunks/${'c'.repeat(64)}.chunk`, 'figures/a.csv', 'manifest.json', 'new.json'].sort(),
      );
    }
  });

  test('an interrupted replacement is resumed, begun anew, or dropped by resuming the study itself', async () => {
    const place = await finishedFolder('interrupted');
    const first = await openSessionFolder({ ...request, folder: place, force: true, settings: { a: 2 } }, me);
    await writeManifest(first.path, finished('x', { status: 'interrupted', settings: { a: 2 } }));
    await first.release();
    await expect(openSessionFolder({ ...request, folder: place }, me)).rejects.toThrow(
      'got one with an interrupted replacement (--resume continues the replacement, --force begins it anew)',
    );
    const again = await openSessionFolder({ ...request, folder: place, resume: true, settings: { a: 2 } }, me);
    expect(again.path).toBe(first.path);
    expect(again.finished).toBeNull();
    await again.release();
    const itself = await openSessionFolder({ ...request, folder: place, resume: true }, me);
    expect(itself.path).toBe(place);
    expect(itself.finished).toMatchObject({ status: 'done' });
    await itself.release();
    const anew = await openSessionFolder({ ...request, folder: place, force: true }, me);
    expect(await readdir(anew.path)).toEqual([]);
    await anew.release();
  });

  test('a replacement that cannot start leaves the interrupted one that it was to replace', async () => {
    const place = await finishedFolder('cannot-start');
    const first = await openSessionFolder({ ...request, folder: place, force: true }, me);
    await writeNew(first.path);
    await first.release();
    const again = await openSessionFolder({ ...request, folder: place, force: true }, me);
    expect(await readdir(again.path)).toEqual([]);
    expect(await again.discard(false)).toBe(false);
    await again.release();
    expect(await readdir(first.path)).toContain('new.json');
    const begun = await openSessionFolder({ ...request, folder: place, force: true }, me);
    await writeManifest(begun.path, manifest);
    await begun.begun();
    await begun.release();
    expect((await readdir(place)).filter((name) => name.startsWith('.'))).toEqual(['.replacement']);
    expect(await readdir(begun.path)).toEqual(['manifest.json']);
  });

  test('a folder in the way of a result is renamed; so is a file of the user in a folder that is resumed', async () => {
    const place = await finishedFolder('folder-in-the-way');
    await rm(join(place, 'old.json'));
    await mkdir(join(place, 'old.json'));
    await writeFile(join(place, 'old.json/mine'), 'mine');
    const session = await openSessionFolder({ ...request, folder: place, force: true }, me);
    await writeFile(join(session.path, 'old.json'), 'new');
    await writeManifest(session.path, finished('old.json'));
    expect(await session.keep()).toEqual(['old.json.kept-1']);
    await session.release();
    expect(await readFile(join(place, 'old.json.kept-1/mine'), 'utf8')).toBe('mine');
    const resumed = await openSessionFolder({ ...request, folder: place, resume: true }, me);
    await writeFile(join(place, 'curves.csv'), 'mine');
    const aside = await resumed.clear(['old.json', 'curves.csv', 'absent.csv']);
    expect(await resumed.dropOwn(aside)).toEqual(['old.json.kept-2', 'curves.csv.kept-1']);
    await resumed.release();
  });

  test.each(['.replacement', '.exchange'])('%s that qcic did not make is refused, and stays', async (name) => {
    const place = await finishedFolder(`foreign${name}`);
    await mkdir(join(place, name));
    await writeFile(join(place, name, 'thesis.txt'), 'mine');
    for (const flags of [{}, { force: true }, { resume: true }]) {
      await expect(openSessionFolder({ ...request, ...flags, folder: place }, me)).rejects.toThrow(
        `${name}: must be a folder that qcic made; got thesis.txt in it`,
      );
    }
    expect(await readdir(join(place, name))).toEqual(['thesis.txt']);
    await rm(join(place, name), { recursive: true });
    await symlink(join(folder, 'elsewhere'), join(place, name));
    await expect(openSessionFolder({ ...request, folder: place, resume: true }, me)).rejects.toThrow(
      `${name}: must be a folder; got a link, which is not followed`,
    );
  });

  test('a process that was killed before its first manifest leaves a folder that can be used', async () => {
    const place = join(folder, 'killed-early');
    await mkdir(place);
    await writeFile(join(place, '.manifest.json.123e4567-e89b-12d3-a456-426614174000.partial'), '{');
    const session = await openSessionFolder({ ...request, folder: place }, me);
    expect(await readdir(place)).toEqual(['.lock']);
    await session.release();
  });

  test('refuses the folder of a study that it reads, under any name', async () => {
    const place = await finishedFolder('source');
    await symlink(place, join(folder, 'alias'));
    for (const [out, read] of [
      [place, `${place}/old.json`],
      [join(folder, 'alias'), `${place}/old.json`],
      [place, join(folder, 'alias/old.json')],
    ] as const) {
      await expect(openSessionFolder({ ...request, folder: out, read: [read], force: true }, me)).rejects.toThrow(
        `--out: must be another folder than the run's; got '${out}', which holds ${read}`,
      );
    }
  });

  test('links inside a folder are refused, and what they point to stays', async () => {
    const place = await finishedFolder('linked');
    await rm(join(place, 'figures'), { recursive: true });
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere/a.csv'), 'precious');
    await symlink(join(folder, 'elsewhere'), join(place, 'figures'));
    await expect(openSessionFolder({ ...request, folder: place, force: true }, me)).rejects.toThrow(
      'figures: must be a folder; got a link, which is not followed',
    );
    await removeListedFiles(place, finished('old.json'));
    expect(await readFile(join(folder, 'elsewhere/a.csv'), 'utf8')).toBe('precious');
  });

  test('one process alone: a second is refused by name, a lock whose process is gone is taken over', async () => {
    const place = join(folder, 'locked');
    await openSessionFolder({ ...request, folder: place }, me);
    await expect(openSessionFolder({ ...request, folder: place }, processOf(2))).rejects.toThrow(
      `${place}: must not be in use by another process; got process 1 on here since 2026-11-29T00:00:00.000Z (qcic run tiny.json)`,
    );
    await expect(openSessionFolder({ ...request, folder: place }, { ...processOf(2), host: 'there' })).rejects.toThrow(
      'If it no longer runs there, delete',
    );
    // Killed: its number is free, or that of a later process
    for (const running of [{ 2: 'b' }, { 1: 'later', 2: 'b' }]) {
      const second = await openSessionFolder({ ...request, folder: place }, processOf(2, running));
      await second.release();
      await openSessionFolder({ ...request, folder: place }, me);
    }
    await rm(place, { recursive: true });
  });

  test('a session that fails before anything is computed leaves nothing behind', async () => {
    const place = join(folder, 'a/b/c');
    const session = await openSessionFolder({ ...request, folder: place }, me);
    await writeManifest(session.path, manifest);
    expect(await session.discard(false)).toBe(false);
    await session.release();
    expect(await readdir(folder)).not.toContain('a');
    const kept = await openSessionFolder({ ...request, folder: place }, me);
    await writeNew(kept.path);
    expect(await kept.discard(false)).toBe(true);
    expect(await kept.discard(true)).toBe(false);
    await kept.release();
  });
});

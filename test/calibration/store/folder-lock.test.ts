// Evidence: the contract of locks, many processes at once included.
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockFolder } from '../../../calibration/store/folder-lock.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-lock-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('lockFolder', () => {
  const ownerOf = (pid: number, processStart: string) => ({
    host: 'here',
    pid,
    processStart,
    command: 'qcic',
    since: 'now',
  });
  const alive = async (pid: number) => (pid >= 100 ? 'x' : null);

  test('gives a folder to one of many that ask at once, also where a lock is left over', async () => {
    const place = join(folder, 'contended');
    await mkdir(place);
    for (let round = 0; round < 20; round++) {
      // The lock of a process that was killed
      if (round % 2 === 1) await lockFolder(place, ownerOf(9, 'a'), alive);
      const asking = Array.from({ length: 20 }, (_, index) =>
        lockFolder(place, ownerOf(index + 100, 'x'), alive).then(
          (unlock) => unlock,
          () => null,
        ),
      );
      const got = (await Promise.all(asking)).filter((unlock) => unlock !== null);
      expect(got).toHaveLength(1);
      await got[0]!();
      expect(await readdir(place)).toEqual([]);
    }
  });

  test('removes at once what a killed process of this machine had prepared, and leaves what a running one prepares', async () => {
    const place = join(folder, 'prepared');
    const [killed, running, elsewhere] = ['here,9,a,now', 'here,101,x,now', 'there,9,a,now'].map(
      (owner) => `.lock.${randomUUID()}.${owner}`,
    );
    for (const name of [killed!, running!, elsewhere!]) await mkdir(join(place, name), { recursive: true });
    const release = await lockFolder(place, ownerOf(100, 'x'), alive);
    expect((await readdir(place)).sort()).toEqual(['.lock', running!, elsewhere!].sort());
    await release();
    // Of another machine nothing is known but its age
    const old = Date.now() / 1000 - 120;
    await utimes(join(place, elsewhere!), old, old);
    await (await lockFolder(place, ownerOf(100, 'x'), alive))();
    expect(await readdir(place)).toEqual([running]);
  });

  test('refuses what is no lock of this program', async () => {
    const place = join(folder, 'no-lock');
    await mkdir(join(place, '.lock'), { recursive: true });
    await writeFile(join(place, '.lock/notes.txt'), 'mine');
    await expect(lockFolder(place, ownerOf(100, 'x'), alive)).rejects.toThrow(
      'must hold the name of a process; got notes.txt',
    );
    await rm(join(place, '.lock'), { recursive: true });
    await writeFile(join(place, '.lock'), 'mine');
    await expect(lockFolder(place, ownerOf(100, 'x'), alive)).rejects.toThrow(
      '.lock: must be a folder that qcic made; got ENOTDIR',
    );
    expect(await readdir(place)).toEqual(['.lock']);
  });
});

import { lstat, mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Runtime } from '../session/runtime.js';
import { removeEmptyFolders } from '../store/study-files.js';
import type { DeletedRun } from './api/runs.js';
import type { RunsFolder } from './context.js';
import { manifestNow } from './files-now.js';
import { ConflictError, NotFoundError } from './replies.js';
import { fileMark, runProcess } from './run-summary.js';
import { isPlainName, isVisibleStep, MOST_DEPTH, ownFolder, ownFolders } from './runs-folder.js';

/** Deleted runs, which can be restored: nothing is removed here. */
export interface Trash {
  /** @throws NotFoundError - when there is no such run; ConflictError - when a process writes it */
  put(id: string): Promise<DeletedRun>;
  list(): Promise<readonly DeletedRun[]>;
  /** @throws NotFoundError - when there is none of that name; ConflictError - when its place is taken */
  restore(name: string): Promise<DeletedRun>;
}

/** Names in a deleted run's place: the run, and where it was. */
const RUN = 'run';
const NOTE = 'deleted.json';
const MOST_NOTE_BYTES = 10_000;

const noteSchema = z.strictObject({
  id: z.string().refine((id) => id.split('/').length <= MOST_DEPTH && id.split('/').every(isVisibleStep)),
  deleted: z.string(),
});

export function openTrash(
  runs: Pick<RunsFolder, 'path' | 'resolve'>,
  runtime: Pick<Runtime, 'host' | 'processStart' | 'date'>,
): Trash {
  const placeOf = (id: string) => join(runs.path, ...id.split('/'));
  const read = async (name: string): Promise<DeletedRun | undefined> => {
    const note = join(runs.path, ownFolders.trash, name, NOTE);
    if (!isPlainName(name) || (await fileMark(note)) === null || (await lstat(note)).size > MOST_NOTE_BYTES)
      return undefined;
    try {
      return { name, ...noteSchema.parse(JSON.parse(await readFile(note, 'utf8'))) };
    } catch {
      return undefined;
    }
  };
  return {
    put: async (id) => {
      const folder = await runs.resolve(id);
      if (folder !== placeOf(id) || manifestNow(folder) === undefined)
        throw new NotFoundError('run: must be one of the folder of runs; got another folder');
      const writer = await runProcess(folder, runtime);
      if (writer !== null && writer.isRunning !== false)
        throw new ConflictError(
          `run: must not be written by a process to be deleted; got process ${writer.pid} on ${writer.host}`,
        );
      const trash = await ownFolder(runs.path, ownFolders.trash);
      const deleted = runtime.date().toISOString();
      const name = await newPlace(trash, deleted.replace(/\D/g, '').slice(0, 14));
      await writeFile(join(trash, name, NOTE), JSON.stringify({ id, deleted }));
      await rename(folder, join(trash, name, RUN));
      return { name, id, deleted };
    },
    list: async () => {
      const names = await readdir(join(runs.path, ownFolders.trash)).catch(() => []);
      const found = await Promise.all(names.sort().reverse().map(read));
      return found.filter((each) => each !== undefined);
    },
    restore: async (name) => {
      const found = await read(name);
      const trash = await ownFolder(runs.path, ownFolders.trash);
      const from = join(trash, name, RUN);
      if (found === undefined || !(await lstat(from).catch(() => undefined))?.isDirectory())
        throw new NotFoundError('trash: must hold the run; got none of that name');
      const target = placeOf(found.id);
      if (dirname(target) !== runs.path) await mkdir(dirname(target)).catch(() => undefined);
      if ((await realpath(dirname(target))) !== dirname(target))
        throw new ConflictError(`run: must be restored into a folder; got a link at ${found.id}`);
      if ((await lstat(target).catch(() => undefined)) !== undefined)
        throw new ConflictError(`run: must be restored to a free place; got another one at ${found.id}`);
      await rename(from, target);
      await rm(join(trash, name, NOTE), { force: true });
      await removeEmptyFolders([join(trash, name)]);
      return found;
    },
  };
}

/** A new folder in the trash, named by the time; a number tells two of a second apart. */
async function newPlace(trash: string, stem: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${stem}-${number}`;
    const made = await mkdir(join(trash, name)).then(
      () => true,
      (cause: NodeJS.ErrnoException) => {
        if (cause.code === 'EEXIST') return false;
        throw cause;
      },
    );
    if (made) return name;
  }
}

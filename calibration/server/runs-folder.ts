import { lstat, mkdir, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError, sha256, writeFileAtomically } from '../../src/index.js';
import type { Runtime } from '../session/runtime.js';
import { runFiles } from '../store/run-folder.js';
import { isFolder, makeFolder } from '../store/study-files.js';
import type { RunsFolder } from './context.js';
import type { EventHub } from './events.js';
import { fileMarkNow, realPathNow } from './files-now.js';
import { NotFoundError } from './replies.js';
import { runIndex } from './run-index.js';

/** Folders of the workbench's own, which hold no runs. */
export const ownFolders = { inputs: 'inputs', cache: '.qcic', trash: '.trash' } as const;

/** Longest name of a run or a file; characters. File systems take 255 bytes. */
const MOST_NAME = 100;

/** Most levels of a run below the folder of runs. */
export const MOST_DEPTH = 2;

/**
 * Opens the folder of runs; makes it where it is not there.
 *
 * @param folder - as given
 * @param runtime - the process
 * @param events - hears when results of runs have been read
 * @throws InputError - when it cannot be used
 */
export async function openRunsFolder(
  folder: string,
  runtime: Pick<Runtime, 'host' | 'processStart' | 'cwd' | 'now'>,
  events: Pick<EventHub, 'publish'>,
): Promise<RunsFolder> {
  if (!(await isFolder(folder))) await makeFolder(folder);
  const path = await realpath(folder);
  const cache = await ownFolder(path, ownFolders.cache);
  const closing = new AbortController();
  const works = new Set<Promise<void>>();
  const behind: RunsFolder['behind'] = (work) => {
    if (closing.signal.aborted) return;
    const done = work(closing.signal)
      .catch(() => undefined)
      .finally(() => works.delete(done));
    works.add(done);
  };
  const find = (above: string) => runFolders(path, above);
  const index = runIndex({ path, indexFile: join(cache, 'index.json'), find, behind }, runtime);
  index.onRead = (changed) => events.publish({ kind: 'runs', changed });

  const inside = (target: string): string => {
    const real = realPathNow(target);
    if (real === undefined || !real.startsWith(path + sep))
      throw new NotFoundError(`run: must be one of the folder of runs; got another path`);
    return real;
  };
  const shown = (target: string, from = runtime.cwd) => {
    const below = relative(from, target);
    return below === '' || below.startsWith('..') ? target : below;
  };
  /** The first path that is free or holds the same text. */
  const inputPlace = async (name: string, text: string) => {
    if (!isPlainName(name)) throw new InputError(`file: must have a plain name; got '${name}'`);
    const place = await ownFolder(path, ownFolders.inputs);
    const [, stem = name, ending = ''] = /^(.+?)(\.[A-Za-z0-9]+)?$/.exec(name) ?? [];
    for (let number = 1; ; number++) {
      const file = join(place, number === 1 ? name : `${stem}-${number}${ending}`);
      const found = await lstat(file).catch(() => undefined);
      if (found === undefined) return { file, isThere: false };
      if (found.isFile() && sha256(await readFile(file)) === sha256(text)) return { file, isThere: true };
    }
  };
  return {
    path,
    list: async () => (await index.table()).runs,
    table: async () => ({ ...(await index.table()), folder: shown(path) }),
    resolve: async (id) => {
      const steps = id.split('/');
      if (steps.length > MOST_DEPTH || !steps.every(isVisibleStep))
        throw new NotFoundError('run: must be one of the folder of runs; got another path');
      const real = inside(join(path, ...steps));
      if (fileMarkNow(join(real, runFiles.manifest)) === null)
        throw new NotFoundError('run: must be one of the folder of runs; got another path');
      return real;
    },
    freeId: async (name) => {
      requireId(name);
      for (let number = 1; ; number++) {
        const id = number === 1 ? name : `${name}-${number}`;
        if ((await lstat(join(path, ...id.split('/'))).catch(() => undefined)) === undefined) return id;
      }
    },
    newFolder: (id) => {
      requireId(id);
      return join(path, ...id.split('/'));
    },
    inputFile: async (name, text) => {
      const { file, isThere } = await inputPlace(name, text);
      if (!isThere) await writeFileAtomically(file, text);
      return shown(file);
    },
    inputPath: async (name, text) => shown((await inputPlace(name, text)).file),
    cacheFolder: async (name) => {
      if (!isPlainName(name)) throw new InputError(`cache: must have a plain name; got '${name}'`);
      return ownFolder(cache, name);
    },
    behind,
    close: async () => {
      closing.abort();
      await Promise.all(works);
    },
    shown,
  };
}

/** A folder of the workbench's own; made, and never a link. */
export async function ownFolder(above: string, name: string): Promise<string> {
  const folder = join(above, name);
  await mkdir(folder).catch(() => undefined);
  if (!(await lstat(folder)).isDirectory())
    throw new InputError(`${folder}: must be a folder of its own; got a file or a link`);
  return folder;
}

/** A step of a path that leads to what is listed: no hidden folder, nothing that leads upwards. */
export const isVisibleStep = (step: string) => step !== '' && !step.startsWith('.') && !/[/\\\0]/.test(step);

/** Letters, digits, `_`, `-` and `.` inside; so a name needs no quotes and cannot be taken for an option. */
export function isPlainName(name: string): boolean {
  return name.length <= MOST_NAME && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
}

function requireId(id: string): void {
  const steps = id.split('/');
  const [first = ''] = steps;
  if (steps.length <= MOST_DEPTH && steps.every(isPlainName) && first !== ownFolders.inputs) return;
  throw new InputError(
    `run: must be a name of letters, digits, '.', '_' and '-', at most ${MOST_NAME} characters, or two of them with '/'; got '${id}'`,
  );
}

/** Ids of folders directly below the folder of runs, or below a folder in it; links are not followed. */
async function runFolders(path: string, above: string): Promise<readonly string[]> {
  const entries = await readdir(join(path, above), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && isVisibleStep(entry.name))
    .map((entry) => (above === '' ? entry.name : `${above}/${entry.name}`))
    .filter((id) => id !== ownFolders.inputs);
}

import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, isTemporaryName } from '../../src/index.js';
import { heldManifest } from './manifest.js';
import { runFiles } from './run-folder.js';
import {
  chunkNames,
  removeChunks,
  removeEmptyFolders,
  removeListedFiles,
  removePartials,
  requireFolder,
  setAside,
  statusOf,
} from './study-files.js';

/**
 * A study that is to replace another one is computed in a folder inside the other's, on the same disk, while the other
 * stays as it is. When it is whole its files take the place of the other's. An exchange that is cut off is continued by
 * the next process that opens the folder.
 */
const REPLACEMENT = '.replacement';
/** Its name from the moment on from which it counts. */
const WHOLE = '.exchange';
/** An interrupted replacement, until the one that replaces it in turn has begun. */
const EARLIER = '.replacement-before';
/** A file in a whole one, once the stored patients have moved. */
const PATIENTS_MOVED = '.patients-moved';

const names = [REPLACEMENT, WHOLE, EARLIER] as const;
/** What may be in such a folder before its manifest is written, and after it has moved. */
const withoutManifest: readonly string[] = [runFiles.chunks, runFiles.figures, runFiles.tables, PATIENTS_MOVED];

/** Where a replacement of a folder's study is computed. */
export function replacementFolder(folder: string): string {
  return join(folder, REPLACEMENT);
}

/** @throws InputError - when what has the name of a replacement is none */
export async function requireReplacements(folder: string): Promise<void> {
  for (const name of names) {
    const place = join(folder, name);
    if (!(await requireFolder(place)) || (await heldManifest(place)) !== undefined) continue;
    const other = (await readdir(place)).find((each) => !withoutManifest.includes(each) && !isTemporaryName(each));
    if (other !== undefined) throw new InputError(`${place}: must be a folder that qcic made; got ${other} in it`);
  }
}

/** Whether a folder is in the midst of an exchange. */
export async function isExchanging(folder: string): Promise<boolean> {
  return (await statusOf(join(folder, WHOLE)))?.isDirectory() ?? false;
}

/** Begins a replacement; an earlier, interrupted one is kept until {@link dropEarlier}. */
export async function beginReplacement(folder: string): Promise<void> {
  if ((await heldManifest(replacementFolder(folder))) !== undefined) {
    await dropEarlier(folder);
    await rename(replacementFolder(folder), join(folder, EARLIER));
  }
  await tidy(replacementFolder(folder));
  await mkdir(replacementFolder(folder), { recursive: true });
}

/** Removes the replacement that was begun; an earlier one is back in its place. */
export async function abandonReplacement(folder: string): Promise<void> {
  await rm(replacementFolder(folder), { recursive: true, force: true });
  if ((await statusOf(join(folder, EARLIER))) !== undefined) {
    await rename(join(folder, EARLIER), replacementFolder(folder));
  }
}

/** Removes an interrupted replacement that another one has replaced. */
export async function dropEarlier(folder: string): Promise<void> {
  await rm(join(folder, EARLIER), { recursive: true, force: true });
}

/** What a process that was killed may have left: a replacement that never began, and an earlier one set aside for it. */
export async function settleReplacement(folder: string): Promise<void> {
  if ((await heldManifest(replacementFolder(folder))) === undefined) {
    await tidy(replacementFolder(folder));
    await abandonReplacement(folder);
  } else {
    await removePartials(replacementFolder(folder));
    await dropEarlier(folder);
  }
}

/**
 * Puts a finished replacement in the place of a folder's study. Files that neither lists stay; what has the name of a new
 * file is renamed.
 *
 * @returns the new names of files that were renamed
 */
export async function exchange(folder: string): Promise<readonly string[]> {
  await rename(replacementFolder(folder), join(folder, WHOLE));
  return finishExchange(folder);
}

/**
 * Continues an exchange that was cut off; does nothing where there is none. Each step can be made twice.
 *
 * @returns the new names of files that were renamed
 */
export async function finishExchange(folder: string): Promise<readonly string[]> {
  if (!(await isExchanging(folder))) return [];
  const whole = join(folder, WHOLE);
  const renamed: string[] = [];
  // The manifest goes last: where it is gone, all is done
  const next = await heldManifest(whole);
  if (next !== undefined) {
    const paths = next.files.map(({ path }) => path);
    const before = (await heldManifest(folder))?.files ?? [];
    await removeListedFiles(folder, { files: before }, new Set(paths));
    await moveChunks(whole, folder);
    const replaced = new Set([runFiles.manifest, ...before.map(({ path }) => path)]);
    for (const path of [...paths, runFiles.manifest]) {
      if ((await statusOf(join(whole, path))) === undefined) continue;
      renamed.push(...(await setAside(folder, path, replaced.has(path))));
      await move(whole, folder, path);
    }
  }
  await tidy(whole);
  return renamed;
}

/** Removes a folder in which nothing of worth is left: marks, temporary files, empty folders. */
async function tidy(place: string): Promise<void> {
  if (!(await statusOf(place))?.isDirectory()) return;
  await rm(join(place, PATIENTS_MOVED), { force: true });
  await removePartials(place);
  await removeEmptyFolders([place, ...withoutManifest.map((name) => join(place, name))]);
}

/** The earlier study's patients go, then the new ones come; once they have begun to come none goes any more. */
async function moveChunks(from: string, to: string): Promise<void> {
  const mark = join(from, PATIENTS_MOVED);
  if ((await statusOf(mark)) === undefined) {
    await removeChunks(to);
    await writeFile(mark, '');
  }
  for (const name of await chunkNames(from)) await move(from, to, `${runFiles.chunks}/${name}`);
}

async function move(from: string, to: string, path: string): Promise<void> {
  const target = join(to, path);
  await requireFolder(dirname(target));
  await mkdir(dirname(target), { recursive: true });
  await rename(join(from, path), target);
}

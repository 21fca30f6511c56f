import type { Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError, isSystemError, isTemporaryName, readText } from '../../src/index.js';
import { isChunk, MARK_BYTES } from './chunk-encoding.js';
import { fileSha256 } from './file-sha256.js';
import { heldManifest, type Manifest } from './manifest.js';
import { runFiles } from './run-folder.js';
import { isSpoolPlace } from './spool-files.js';

/** Folders inside a study's folder. */
const innerFolders = [runFiles.figures, runFiles.tables, runFiles.chunks] as const;

/**
 * Makes a folder and those above it, one at a time: the recursive form of Node 20 never returns on a file system that
 * denies a new entry with ENOENT (as /proc does).
 *
 * @returns the folders that were made, the outermost first
 * @throws InputError - when one cannot be made
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  if ((await statusOf(folder)) !== undefined || dirname(folder) === folder) return [];
  const above = await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    // Another process may have made it since
    if (cause.code === 'EEXIST') return above;
    throw new InputError(`${folder}: must be a folder that can be written; got ${cause.code}`, { cause });
  }
  return [...above, folder];
}

/**
 * Whether a folder is there, by itself or by a link.
 *
 * @throws InputError - when a file is
 */
export async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined && (await statusOf(folder))?.isSymbolicLink()) {
    throw new InputError(`${folder}: must be a folder for the run; got a link to nothing`);
  }
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError(`${folder}: must be a folder for the run; got a file`);
  }
  return found !== undefined;
}

/** Names of what a folder holds. @throws InputError - when it cannot be read */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${folder}: must be a folder that can be read; got ${cause.code}`, { cause });
  }
}

/** Removes folders that are empty; the others stay. */
export async function removeEmptyFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => undefined);
}

/**
 * A study may not replace one that it reads from.
 *
 * @param folder - of the study
 * @param read - files that it reads
 * @throws InputError - when one of them is a file of the study that the folder holds
 */
export async function requireNotRead(folder: string, read: readonly string[]): Promise<void> {
  const held = await heldManifest(folder);
  if (held === undefined) return;
  const own = await realPath(folder);
  const listed = new Set(held.files.map(({ path }) => join(own, path)));
  for (const path of read) {
    if (!listed.has(await realPath(path))) continue;
    throw new InputError(`--out: must be another folder than the run's; got '${folder}', which holds ${path}`);
  }
}

/** A study's folder may not lie inside another study's. @throws InputError - when it does */
export async function requireOwnFolder(folder: string): Promise<void> {
  for (let inner = await realPath(folder); dirname(inner) !== inner; inner = dirname(inner)) {
    if ((await heldManifest(dirname(inner))) !== undefined) {
      throw new InputError(`--out: must not lie inside the folder of another run, ${dirname(inner)}; got '${folder}'`);
    }
  }
}

/** A path without links; of what does not exist, the part that does. */
async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const real = await realpath(absolute).catch(() => undefined);
  if (real !== undefined) return real;
  if (dirname(absolute) === absolute) return absolute;
  return join(await realPath(dirname(absolute)), absolute.slice(dirname(absolute).length));
}

/**
 * What is written into a study's folder goes nowhere else.
 *
 * @throws InputError - when a folder inside it is a link or a file
 */
export async function requireInnerFolders(folder: string): Promise<void> {
  for (const name of innerFolders) await requireFolder(join(folder, name));
}

/**
 * Whether a folder is there, links not followed.
 *
 * @throws InputError - when a link or a file is
 */
export async function requireFolder(folder: string): Promise<boolean> {
  const found = await statusOf(folder);
  if (found === undefined) return false;
  if (found.isDirectory()) return true;
  const kind = found.isSymbolicLink() ? 'a link, which is not followed' : 'a file';
  throw new InputError(`${folder}: must be a folder; got ${kind}`);
}

/**
 * Gives what is in the way of a file another name.
 *
 * @param folder - of the study
 * @param path - of the file
 * @param isListed - whether a file of this name is the study's; a folder never is
 * @returns the new name; none where nothing was in the way
 */
export async function setAside(folder: string, path: string, isListed: boolean): Promise<readonly string[]> {
  const found = await statusOf(join(folder, path));
  if (found === undefined || (isListed && !found.isDirectory())) return [];
  for (let number = 1; ; number++) {
    const name = `${path}.kept-${number}`;
    if ((await statusOf(join(folder, name))) !== undefined) continue;
    await rename(join(folder, path), join(folder, name));
    return [name];
  }
}

/** Whether a file has a known content; a folder, a link and a file without a known hash have not. */
export async function hasHash(path: string, sha256: string | null): Promise<boolean> {
  return sha256 !== null && (await statusOf(path))?.isFile() === true && (await fileSha256(path)) === sha256;
}

/**
 * Whether a file that was set aside is one that the study wrote before: the same bytes, or a page, which states the time that
 * its study took.
 */
export async function isOwnCopy(folder: string, path: string, name: string): Promise<boolean> {
  const aside = join(folder, name);
  if ((await statusOf(aside))?.isFile() !== true) return false;
  if (path.endsWith('.html')) return (await readText(aside).catch(() => '')).includes(PAGE_SIGNATURE);
  return hasHash(join(folder, path), await fileSha256(aside));
}

/** In the last line of every page of the program. */
const PAGE_SIGNATURE = 'Made by the QCIC workbench';

/** Removes a file; nothing where it is not there. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Removes temporary files of a killed process, and the folders in which it opened files without a name. */
export async function removePartials(folder: string): Promise<void> {
  for (const place of [folder, ...innerFolders.map((name) => join(folder, name))]) {
    if (!(await statusOf(place))?.isDirectory()) continue;
    for (const name of await readdir(place)) {
      const isOurs = isTemporaryName(name) || (place === folder && isSpoolPlace(name));
      if (isOurs) await rm(join(place, name), { force: true, recursive: true });
    }
  }
}

/**
 * Removes the files that a study's manifest lists, and nothing else; links are not followed, and a folder goes only when
 * it is empty then. The manifest stays.
 *
 * @param folder - of the study
 * @param manifest - of the study
 * @param kept - paths that stay
 */
export async function removeListedFiles(
  folder: string,
  { files }: Pick<Manifest, 'files'>,
  kept: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const { path } of files) {
    if (kept.has(path) || !(await isDirectly(folder, path))) continue;
    const found = await statusOf(join(folder, path));
    if (found !== undefined && !found.isDirectory()) await rm(join(folder, path), { force: true });
  }
  await removeEmptyFolders([runFiles.figures, runFiles.tables].map((name) => join(folder, name)));
}

/** Removes the manifest: the folder is no study's any more. */
export async function removeManifest(folder: string): Promise<void> {
  await rm(join(folder, runFiles.manifest), { force: true });
}

/** Whether every folder on the way to a file inside a folder is one, and no link. */
async function isDirectly(folder: string, path: string): Promise<boolean> {
  const steps = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= steps.length; depth++) {
    const found = await statusOf(join(folder, ...steps.slice(0, depth)));
    if (!found?.isDirectory()) return false;
  }
  return true;
}

const CHUNK_NAME = /^[0-9a-f]{64}\.chunk$/;

/** Names of the stored patients of a folder; files that only look like them are not among them. */
export async function chunkNames(folder: string): Promise<readonly string[]> {
  const place = join(folder, runFiles.chunks);
  if (!(await statusOf(place))?.isDirectory()) return [];
  const found: string[] = [];
  for (const name of await readdir(place)) {
    if (CHUNK_NAME.test(name) && (await beginsAsChunk(join(place, name)))) found.push(name);
  }
  return found;
}

async function beginsAsChunk(path: string): Promise<boolean> {
  if (!(await statusOf(path))?.isFile()) return false;
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(MARK_BYTES), 0, MARK_BYTES, 0);
    return isChunk(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** Removes the stored patients of a folder. */
export async function removeChunks(folder: string): Promise<void> {
  const place = join(folder, runFiles.chunks);
  for (const name of await chunkNames(folder)) await rm(join(place, name), { force: true });
  await removeEmptyFolders([place]);
}

/**
 * What lies at a path, links not followed; undefined where there is nothing.
 *
 * @throws InputError - when the system cannot tell, as for a name that is too long
 */
export async function statusOf(path: string): Promise<Stats | undefined> {
  return lstat(path).catch((cause: unknown) => {
    if (isSystemError(cause) && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return undefined;
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a path that can be used; got ${cause.code}`, { cause });
  });
}

import { join } from 'node:path';
import { InputError, isTemporaryName, toCanonicalJson } from '../../src/index.js';
import { LOCK, lockFolder } from '../store/folder-lock.js';
import {
  heldManifest,
  MANIFEST_SCHEMA_VERSION,
  type Manifest,
  manifestSchema,
  otherManifestVersion,
  type StudyKind,
} from '../store/manifest.js';
import {
  abandonReplacement,
  beginReplacement,
  dropEarlier,
  exchange,
  finishExchange,
  isExchanging,
  replacementFolder,
  requireReplacements,
  settleReplacement,
} from '../store/replacement.js';
import { readStoredJson, runFiles } from '../store/run-folder.js';
import {
  chunkNames,
  hasHash,
  isFolder,
  isOwnCopy,
  makeFolder,
  namesIn,
  removeChunks,
  removeEmptyFolders,
  removeFile,
  removeListedFiles,
  removeManifest,
  removePartials,
  requireInnerFolders,
  requireNotRead,
  requireOwnFolder,
  setAside,
  statusOf,
} from '../store/study-files.js';
import type { Runtime } from './runtime.js';

/** What a session asks of its folder. */
export interface FolderRequest {
  readonly folder: string;
  readonly kind: StudyKind;
  /** Continue an earlier or interrupted study of the same kind; undefined where that is not offered. */
  readonly resume: boolean | undefined;
  /** Replace what the folder holds. */
  readonly force: boolean;
  readonly version: string;
  readonly config: unknown;
  readonly settings: unknown;
  /** Files that the study reads. */
  readonly read: readonly string[];
  /** What is typed to repeat it. */
  readonly command: string;
}

/** A file that was in the way of another, and its new name. */
export interface SetAside {
  readonly path: string;
  readonly name: string;
}

/** The folder of a session, locked. */
export interface SessionFolder {
  /** Where the session writes: the folder itself, or a replacement of what it holds. */
  readonly path: string;
  readonly isReplacement: boolean;
  /** The manifest of the finished study that is computed again in its place; it stays valid until the end. */
  readonly finished: Manifest | null;
  /**
   * Makes room for a file of lines that a study adds to: its own stays, anything else of that name gets another one.
   *
   * @returns its path
   */
  growing(path: string): Promise<string>;
  /** The work has begun: an interrupted replacement that this one replaces goes. */
  begun(): Promise<void>;
  /** Files are about to be written: what is in their way and may not be the study's gets another name. */
  clear(paths: readonly string[]): Promise<readonly SetAside[]>;
  /** The files are written: what was set aside and is the study's own goes. @returns names of what stays */
  dropOwn(aside: readonly SetAside[]): Promise<readonly string[]>;
  /** The session has ended well: a replacement takes its place. @returns new names of files in its way */
  keep(): Promise<readonly string[]>;
  /**
   * The session has failed: what it made is removed where nothing was computed that a later one could use.
   *
   * @param all - whether simulated patients are removed too
   * @returns whether anything is left of it
   */
  discard(all: boolean): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Opens the folder of a session: makes it, locks it, refuses one that holds something else, and makes sure that a study
 * which is resumed is the one that was interrupted. What `--force` replaces stays until its replacement is whole.
 *
 * @throws InputError - when the folder cannot be used; nothing is changed then
 */
export async function openSessionFolder(
  request: FolderRequest,
  runtime: Pick<Runtime, 'host' | 'pid' | 'processStart' | 'date'>,
): Promise<SessionFolder> {
  const { folder, resume, force, command } = request;
  if (resume && force) throw new InputError('--resume: must not be given with --force; got both');
  const isThere = await isFolder(folder);
  await requireOwnFolder(folder);
  await requireNotRead(folder, request.read);
  // Before anything is written there; what an exchange leaves is known only when it is done
  if (isThere) {
    await requireInnerFolders(folder);
    await requireReplacements(folder);
    if (!(await isExchanging(folder))) await placeIn(request);
  }
  const made = await makeFolder(folder);
  const undo: (() => Promise<unknown>)[] = [() => removeEmptyFolders(made)];
  try {
    const { host, pid, processStart, date } = runtime;
    const owner = { host, pid, processStart: await processStart(pid), command, since: date().toISOString() };
    const unlock = await lockFolder(folder, owner, processStart);
    undo.push(unlock);
    await finishExchange(folder);
    await removePartials(folder);
    await settleReplacement(folder);
    const place = await placeIn(request);
    const path = place === 'replacement' || place === 'resumed replacement' ? replacementFolder(folder) : folder;
    if (place === 'replacement') await beginReplacement(folder);
    const held = await heldManifest(path);
    const listed = new Map(held?.files.map((file) => [file.path, file.sha256]));
    return {
      path,
      isReplacement: path !== folder,
      finished: place === 'resumed' && held !== undefined && isFinished(held) ? held : null,
      growing: async (file) => {
        await setAside(path, file, listed.has(file) && (await statusOf(join(path, file)))?.isFile() === true);
        return join(path, file);
      },
      begun: async () => {
        if (place === 'replacement') await dropEarlier(folder);
      },
      clear: async (paths) => {
        await requireInnerFolders(path);
        const aside: SetAside[] = [];
        for (const file of paths) {
          // An interrupted study lists what it was about to write; whose a file of such a name is, its content tells later
          const isOwn = await hasHash(join(path, file), listed.get(file) ?? null);
          for (const name of await setAside(path, file, isOwn)) aside.push({ path: file, name });
        }
        return aside;
      },
      dropOwn: async (aside) => {
        const kept: string[] = [];
        for (const { path: file, name } of aside) {
          if (listed.has(file) && (await isOwnCopy(path, file, name))) await removeFile(join(path, name));
          else kept.push(name);
        }
        return kept;
      },
      keep: async () => (path === folder ? [] : exchange(folder)),
      discard: (all) => discard(path, folder, all, place),
      release: async () => {
        await unlock();
        await removeEmptyFolders(made);
      },
    };
  } catch (cause) {
    for (const step of undo.toReversed()) await step();
    throw cause;
  }
}

const isFinished = ({ status, results_sha256: hash }: Manifest) =>
  hash !== null || !['running', 'interrupted', 'failed'].includes(status);

/** Where a session may write. */
type Place = 'new' | 'resumed' | 'replacement' | 'resumed replacement';

/** @throws InputError - when the session may not use the folder */
async function placeIn(request: FolderRequest): Promise<Place> {
  const { folder, resume, force } = request;
  const entries = (await namesIn(folder)).filter((name) => !name.startsWith(LOCK) && !isTemporaryName(name));
  if (entries.length === 0) return 'new';
  const held = await heldManifest(folder);
  if (held === undefined) {
    // Simulated patients alone can be reused: nothing is removed, and each chunk is named by its content
    if (resume && entries.every((entry) => entry === runFiles.chunks)) return 'resumed';
    const version = await otherManifestVersion(folder);
    const found =
      version === undefined
        ? 'other files, which are'
        : `a run of another version of qcic (manifest version ${version}, here ${MANIFEST_SCHEMA_VERSION}), which is`;
    throw new InputError(`${folder}: must be empty or hold an earlier run; got ${found} not touched`);
  }
  if (force) return 'replacement';
  const replacement = await heldManifest(replacementFolder(folder));
  if (resume) {
    // Whichever of the two was asked for, the newer one first
    const isReplacement =
      replacement !== undefined &&
      (await requireSameStudy({ ...request, folder: replacementFolder(folder) }).then(
        () => true,
        () => false,
      ));
    if (isReplacement) return 'resumed replacement';
    await requireSameStudy(request);
    return 'resumed';
  }
  const offers = resume === undefined ? '--force replaces it' : '--resume continues it, --force replaces it';
  throw new InputError(
    replacement === undefined
      ? `${folder}: must not hold a run already; got one (${offers})`
      : `${folder}: must not hold a run already; got one with an interrupted replacement (${resume === undefined ? '' : '--resume continues the replacement, '}--force begins it anew)`,
  );
}

/** Removes what a failed session made. @returns whether anything is left of it */
async function discard(path: string, folder: string, all: boolean, place: Place): Promise<boolean> {
  if (place === 'resumed' || place === 'resumed replacement') return true;
  if (!all && (await chunkNames(path)).length > 0) return true;
  if (path !== folder) {
    await abandonReplacement(folder);
    return false;
  }
  await removeChunks(folder);
  const held = await heldManifest(folder);
  if (held !== undefined) await removeListedFiles(folder, held);
  await removeManifest(folder);
  return false;
}

/** What determines a result is compared, and the version; a folder without a manifest passes. */
export async function requireSameStudy({
  folder,
  kind,
  version,
  config,
  settings,
}: Pick<FolderRequest, 'folder' | 'kind' | 'version' | 'config' | 'settings'>): Promise<void> {
  const path = join(folder, runFiles.manifest);
  const stored = await readStoredJson(path).catch(() => undefined);
  if (stored === undefined) return;
  const before: Partial<Manifest> = typeof stored === 'object' && stored !== null ? stored : {};
  if (before.version !== version) {
    throw new InputError(
      `${path}: must come from this version, ${version}, for --resume; got ${String(before.version)} (use --force)`,
    );
  }
  const otherwise = '(use --force or another --out)';
  if (before.kind !== kind || !manifestSchema.safeParse(stored).success) {
    throw new InputError(
      `${path}: must be the manifest of a ${kind} for --resume; got one of another command ${otherwise}`,
    );
  }
  if (!isSame(before.config, config)) {
    throw new InputError(`${path}: must hold the same configuration for --resume; got a different one ${otherwise}`);
  }
  if (!isSame(before.settings, settings)) {
    throw new InputError(`${path}: must hold the same settings for --resume; got different ones ${otherwise}`);
  }
}

const isSame = (before: unknown, asked: unknown) => toCanonicalJson(before ?? null) === toCanonicalJson(asked ?? null);

import { join } from 'node:path';
import { InputError, toCanonicalJson } from '../../src/index.js';
import { type Manifest, manifestSchema, type StudyKind } from '../store/manifest.js';
import { openRunFolder, readStoredJson, runFiles } from '../store/run-folder.js';

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
}

/**
 * Opens the folder of a session: makes it, refuses one that holds something else, and makes sure that a study which is
 * resumed is the one that was interrupted. A lock, and a replacement that is built beside the old folder, belong here.
 *
 * @throws InputError - when the folder cannot be used
 */
export async function openSessionFolder(request: FolderRequest): Promise<void> {
  const { folder, resume, force } = request;
  if (resume && force) throw new InputError('--resume: must not be given with --force; got both');
  const offers = resume === undefined ? '--force replaces it' : '--resume continues it, --force replaces it';
  await openRunFolder(folder, { resume: resume ?? false, force, offers });
  if (resume) await requireSameStudy(request);
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

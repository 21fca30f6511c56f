import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toCanonicalJson } from '../../../src/index.js';
import { type Manifest, manifestSchema, readManifest } from '../manifest.js';
import { parseStored } from '../parse-stored.js';
import { parseStoredJson, runFiles } from '../run-folder.js';
import type { StudyArchive } from './read-archive.js';

/** What a repeated study has in common with its archive. */
export interface Repetition {
  /** Files with the same bytes. */
  readonly same: readonly string[];
  /** Files that state the paths of the tables that were read, the same otherwise. */
  readonly sameButPaths: readonly string[];
  readonly different: readonly string[];
}

/** Manifest of the study in an archive; undefined where the archive has inputs alone. */
export function archivedManifest({ path, entries }: StudyArchive): Manifest | undefined {
  const bytes = entries.get(`results/${runFiles.manifest}`);
  if (bytes === undefined) return undefined;
  const where = `${path}: results/${runFiles.manifest}`;
  return parseStored(manifestSchema, parseStoredJson(Buffer.from(bytes).toString('utf8'), where), where);
}

/**
 * Compares what a study wrote with what its archive holds: every file that the manifest of the archive has a hash of.
 *
 * @param archive - that was repeated
 * @param before - its manifest
 * @param folder - of the repeated study
 */
export async function compareRepeated(archive: StudyArchive, before: Manifest, folder: string): Promise<Repetition> {
  const now = new Map((await readManifest(folder)).files.map(({ path, sha256 }) => [path, sha256]));
  const [same, sameButPaths, different]: [string[], string[], string[]] = [[], [], []];
  for (const { path, sha256 } of before.files) {
    if (sha256 === null || path === runFiles.inputs) continue;
    if (now.get(path) === sha256) same.push(path);
    else if (path === runFiles.calibration && (await isSameButPaths(archive, folder))) sameButPaths.push(path);
    else different.push(path);
  }
  return { same, sameButPaths, different };
}

async function isSameButPaths({ entries, path }: StudyArchive, folder: string): Promise<boolean> {
  const archived = entries.get(`results/${runFiles.calibration}`);
  const repeated = await readFile(join(folder, runFiles.calibration)).catch(() => undefined);
  if (archived === undefined || repeated === undefined) return false;
  const [before, now] = [archived, repeated].map((bytes) =>
    toCanonicalJson(withoutFolders(parseStoredJson(Buffer.from(bytes).toString('utf8'), path))),
  );
  return before === now;
}

/** Where a row was read: `folder/table.csv:2` of one machine is `table.csv:2` of another. */
function withoutFolders(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutFolders(each));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutFolders(each, name)]));
  }
  const isPlace =
    key === 'where' || (key === 'source' && typeof value === 'string' && /\.\w+(?: \(as CSV\))?$/.test(value));
  return isPlace && typeof value === 'string' ? value.split(/[\\/]/).at(-1) : value;
}

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, sha256 } from '../../../src/index.js';
import { parseStored } from '../parse-stored.js';
import { parseStoredJson } from '../run-folder.js';
import { type ArchiveRecord, archiveRecordSchema, RECORD } from './archive-record.js';
import { omexFiles, requireListed } from './omex-manifest.js';
import { type ArchiveEntries, fromZip } from './zip-entries.js';

/** An archive whose files are as it states them. */
export interface StudyArchive {
  readonly path: string;
  /** SHA-256 of the archive. */
  readonly sha256: string;
  readonly entries: ArchiveEntries;
  readonly record: ArchiveRecord;
}

/**
 * Reads an archive of a study and checks all of it; nothing is written.
 *
 * @param path - of the archive
 * @throws InputError - naming archive and file, when it is none, is damaged, or holds what cannot be trusted
 */
export async function readArchive(path: string): Promise<StudyArchive> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new InputError(`${path}: must be a file that can be read; got ${cause}`, { cause });
  });
  const entries = fromZip(bytes, path);
  await requireListed(entries, path);
  const stated = entries.get(RECORD);
  if (stated === undefined) {
    throw new InputError(`${path}: must be an archive that \`qcic archive\` wrote; got one without ${RECORD}`);
  }
  const where = `${path}: ${RECORD}`;
  const record = parseStored(archiveRecordSchema, parseStoredJson(Buffer.from(stated).toString('utf8'), where), where);
  const hashes = new Map(record.files.map((file) => [file.path, file.sha256]));
  for (const [name, content] of entries) {
    if (name === RECORD || name === omexFiles.manifest) continue;
    const found = sha256(content);
    if (hashes.get(name) === found) continue;
    const listed = hashes.get(name) ?? 'none';
    throw new InputError(`${path}: ${name}: must have the SHA-256 of ${RECORD}, ${listed}; got ${found}`);
  }
  for (const name of hashes.keys()) {
    if (!entries.has(name)) throw new InputError(`${path}: ${name}: must be in the archive; got none`);
  }
  return { path, sha256: sha256(bytes), entries, record };
}

/**
 * Unpacks files of an archive into a folder of their own for as long as they are read.
 *
 * @param archive - checked
 * @param place - beginning of the paths that are unpacked, and the folder that gets the folder
 * @param read - gets the folder, which is gone when it has ended
 */
export async function withUnpacked<Result>(
  { entries }: StudyArchive,
  { beginning, above }: { readonly beginning: string; readonly above: string },
  read: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(above, 'qcic-archive-'));
  try {
    for (const [path, content] of entries) {
      if (!path.startsWith(beginning)) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content, { flag: 'wx' });
    }
    return await read(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
